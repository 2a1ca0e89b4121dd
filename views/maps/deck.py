"""Write map layers for deck.gl with short keys. No layer has an id, so a click does not dim anything.

In layers with an id, Streamlit dims every shape except the clicked one. Here the chosen shape is marked by rows of its
own, so that the shades keep the meaning of the legend.
"""

import json
from typing import Any

import pydeck as pdk

from views.charts.area_bars import FONT
from views.maps.icons import atlas
from views.maps.tiles import style
from views.theme.palette import INK, WHITE, rgb

Row = dict[str, Any]
_TOOLTIP = {
    "text": "{t}",
    "style": {"backgroundColor": WHITE, "color": INK, "fontSize": "13px", "maxWidth": "24rem"},
}
_PIXELS = {"widthUnits": "pixels", "pickable": True, "autoHighlight": True, "highlightColor": rgb(INK, 90)}


class Drawn(pdk.Deck):  # type: ignore[misc] # pydeck has no types
    """A deck whose JSON is already written."""

    def __init__(self, text: str) -> None:
        super().__init__(map_provider=None, tooltip=_TOOLTIP)
        self._text = text

    def to_json(self) -> str:
        """Return the JSON."""
        return self._text


def drawn(layers: list[Row], view: Row) -> Drawn:
    """Return the deck of layers, bottom first; without a tile source the browser contacts no other server."""
    spec = {
        "initialViewState": view,
        "layers": layers,
        "mapStyle": style() or "__MAP_STYLE__",
        "views": [{"@@type": "MapView", "controller": True}],
    }
    return Drawn(json.dumps(spec, ensure_ascii=False, separators=(",", ":")))


def text(words: str) -> str:
    """Return words that deck.gl reads as text; without the mark, words that begin with @@ would be an expression."""
    return f"\u200b{words}" if words.startswith("@@") else words


def areas(url: str, *, bordered: bool) -> Row:
    """Return the layer of outlines, fetched by address.

    `bordered` draws borders; with thousands of areas they make a click so slow that it is not taken for one.
    """
    return {
        "@@type": "GeoJsonLayer", "data": url, "pickable": True, "stroked": bordered, "filled": True,
        "getFillColor": "@@=properties.f", "getLineColor": "@@=properties.l", "getLineWidth": "@@=properties.w",
        "lineWidthUnits": "pixels", "lineJointRounded": True, "autoHighlight": True, "highlightColor": rgb(INK, 28),
        "_subLayerProps": {"polygons-stroke": {"pickable": False}, "linestrings": {"pickable": False}},
    }  # fmt: skip


def arcs(rows: list[Row]) -> Row:
    """Return the layer of arcs; rows have s, e (ends), f (colour), w (width in pixels)."""
    return _PIXELS | {
        "@@type": "ArcLayer", "data": _texts(rows), "getSourcePosition": "@@=s", "getTargetPosition": "@@=e",
        "getSourceColor": "@@=f", "getTargetColor": "@@=f", "getWidth": "@@=w", "getHeight": 0.35, "getTilt": 22,
    }  # fmt: skip


def paths(rows: list[Row]) -> Row:
    """Return the layer of lines; rows have p (points), f, w and d (dash and gap in widths, 0 0 is solid)."""
    return _PIXELS | {
        "@@type": "PathLayer", "data": _texts(rows), "getPath": "@@=p", "getColor": "@@=f", "getWidth": "@@=w",
        "getDashArray": "@@=d", "dashJustified": True, "extensions": [{"@@type": "PathStyleExtension", "dash": True}],
    }  # fmt: skip


def discs(rows: list[Row], *, pickable: bool = True) -> Row:
    """Return the layer of discs; rows have p, r (radius in pixels), f (fill), l (rim)."""
    return {
        "@@type": "ScatterplotLayer", "data": _texts(rows), "getPosition": "@@=p", "getRadius": "@@=r",
        "radiusUnits": "pixels", "getFillColor": "@@=f", "getLineColor": "@@=l", "stroked": True,
        "lineWidthUnits": "pixels", "getLineWidth": 1.5, "pickable": pickable,
    }  # fmt: skip


def marks(rows: list[Row]) -> Row:
    """Return the layer of schools; rows have p, i (name of the icon), z (size in pixels)."""
    picture, places = atlas()
    return {
        "@@type": "IconLayer", "data": _texts(rows), "iconAtlas": picture, "iconMapping": json.loads(places),
        "getPosition": "@@=p", "getIcon": "@@=i", "getSize": "@@=z", "sizeUnits": "pixels", "pickable": True,
    }  # fmt: skip


def scale(west: list[float], east: list[float]) -> Row:
    """Return the layer of the scale bar."""
    return {
        "@@type": "LineLayer", "data": [{"s": west, "e": east}], "getSourcePosition": "@@=s",
        "getTargetPosition": "@@=e", "getColor": rgb(INK), "getWidth": 3, "pickable": False,
    }  # fmt: skip


def names(rows: list[Row]) -> Row:
    """Return the layer of words, drawn above all arcs; rows have p, t (words), z (size), o (offset in pixels)."""
    return {
        "@@type": "TextLayer", "data": _texts(rows), "getPosition": "@@=p", "getText": "@@=t", "getSize": "@@=z",
        "getPixelOffset": "@@=o", "getColor": rgb(INK), "characterSet": "auto", "fontFamily": FONT, "fontWeight": 600,
        "outlineWidth": 4, "outlineColor": rgb(WHITE, 230), "pickable": False,
        "fontSettings": {"sdf": True, "fontSize": 64, "buffer": 16, "radius": 16},
        "parameters": {"depthCompare": "always"},
    }  # fmt: skip


def _texts(rows: list[Row]) -> list[Row]:
    return [row | {"t": text(row["t"])} if "t" in row else row for row in rows]

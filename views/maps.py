"""The map of pairings, drawn without tiles: areas by figure, schools by standing, arcs by mode."""

from typing import Any

import pandas as pd
import pydeck as pdk

from views.charts import FONT
from views.geometry import Bounds, bounds, centre, polygons, scale_bar, zoom
from views.labels import absent, area_names, counts, day, either, label, number, share, term
from views.palette import COVERED, INK, MISSING, MODES, QUIET, URBAN, rgb, shade

WIDTH, HEIGHT = 760, 540


def pairings_map(
    outlines: dict[str, Any],
    figures: pd.DataFrame,
    schools: pd.DataFrame,
    pairings: pd.DataFrame,
    area: str | None,
) -> pdk.Deck:
    """Return the deck: polygons shaded by `value`, one dot a placed school, one arc a placed pairing.

    Frames as `measures` (areas only), `schools` and `pairings` return them; what has no coordinates
    is left to the caller's list. No layer asks for anything outside the page.
    """
    known = {properties["adcode"] for properties, _ in polygons(outlines)}
    frame = bounds(outlines, area if area in known else None)
    lon, lat = centre(frame)
    layers = [
        _areas(outlines, figures, area),
        _arcs(pairings),
        _schools(schools),
        _names(outlines, figures),
        *_scale(frame),
    ]
    view = pdk.ViewState(longitude=lon, latitude=lat, zoom=zoom(frame, WIDTH, HEIGHT), pitch=0, bearing=0)
    tooltip = {"text": "{tip}", "style": {"backgroundColor": "#ffffff", "color": INK, "fontSize": "13px"}}
    return pdk.Deck(layers=layers, initial_view_state=view, map_provider=None, tooltip=tooltip)


def _areas(outlines: dict[str, Any], figures: pd.DataFrame, area: str | None) -> pdk.Layer:
    by_code: dict[str, Any] = {
        row["area_code"]: row for row in figures.assign(shown=area_names(figures)).to_dict("records")
    }
    rows = []
    for properties, rings in polygons(outlines):
        row = by_code.get(properties["adcode"])
        name = properties["name"] if row is None else row["shown"]
        value = row["value"] if row is not None and row["denominator"] else None
        words = (
            label("no_data")
            if row is None or value is None
            else f"{share(value)}  {counts(row['numerator'], row['denominator'])}"
        )
        chosen = properties["adcode"] == area
        rows.append(
            {
                "kind": "area",
                "code": properties["adcode"],
                "polygon": rings,
                "fill": rgb(shade(value), 235),
                "line": rgb(INK if chosen else QUIET, 255 if chosen else 150),
                "line_width": 2.5 if chosen else 1,
                "tip": f"{name}\n{words}",
            }
        )
    return pdk.Layer(
        "PolygonLayer", data=rows, id="areas", get_polygon="polygon", get_fill_color="fill", get_line_color="line",
        get_line_width="line_width", line_width_units=pdk.types.String("pixels"), stroked=True, filled=True,
        pickable=True, auto_highlight=False,
    )  # fmt: skip


def _arcs(pairings: pd.DataFrame) -> pdk.Layer:
    placed = pairings.dropna(subset=["core_lon", "core_lat", "member_lon", "member_lat"])
    rows = [
        {
            "kind": "pairing",
            "code": row.partnership_id,
            "source": [row.core_lon, row.core_lat],
            "target": [row.member_lon, row.member_lat],
            "colour": rgb(MODES.get(str(row.mode), MODES["其他"]), 230 if row.is_active else 70),
            "width": 2 if row.is_active else 1,
            "tip": _pairing_tip(row),
        }
        for row in placed.itertuples()
    ]
    return pdk.Layer(
        "ArcLayer", data=rows, id="pairings", get_source_position="source", get_target_position="target",
        get_source_color="colour", get_target_color="colour", get_width="width", get_height=0.35, get_tilt=22,
        pickable=True, width_min_pixels=1.5,
    )  # fmt: skip


def _pairing_tip(row: Any) -> str:
    far = "" if row.distance_km != row.distance_km else f"  {row.distance_km:.1f} km"
    core = either(row.core_name, label("border.no_core"))
    return f"{core} → {row.member_name}{far}\n{term('mode', row.mode)} · {day(row.started_on)} · {term('state', row.state)}"


def _schools(schools: pd.DataFrame) -> pdk.Layer:
    rows = []
    for row in schools.dropna(subset=["lon", "lat"]).itertuples():
        colour, radius = _dot(row)
        rows.append(
            {
                "kind": "school",
                "code": row.school_id,
                "at": [row.lon, row.lat],
                "fill": rgb(colour, 235),
                "radius": radius,
                "tip": f"{row.name}\n{term('band', row.band)} · {term('stage', row.stage)} · "
                f"{number(row.pupils)} {label('pupils_unit')}\n{standing_words(row)}",
            }
        )
    return pdk.Layer(
        "ScatterplotLayer", data=rows, id="schools", get_position="at", get_fill_color="fill", get_radius="radius",
        radius_units=pdk.types.String("pixels"), stroked=True, get_line_color=[255, 255, 255, 230],
        line_width_min_pixels=0.8, pickable=True,
    )  # fmt: skip


def _dot(row: Any) -> tuple[str, float]:
    if row.leads:
        return INK, 6.5
    if absent(row.unit_id):
        return URBAN, 3
    return (COVERED, 4) if row.is_covered else (MISSING, 5)


def standing_words(row: Any) -> str:
    """Return in words what a school is: core, paired, not paired, folded into another, or not counted."""
    words = [label("is_core")] if row.leads else []
    if absent(row.unit_id):
        words.append(label("not_counted"))
    else:
        words.append(label("is_paired") if row.is_covered else label("is_missing"))
        if row.unit_id != row.school_id:
            words.append(label("folded"))
    return " · ".join(words)


def _names(outlines: dict[str, Any], figures: pd.DataFrame) -> pdk.Layer:
    shown = dict(zip(figures["area_code"], area_names(figures), strict=True))
    places = {properties["adcode"]: properties for properties, _ in polygons(outlines)}
    rows = [
        {"at": [properties["label_lon"], properties["label_lat"]], "text": shown.get(code, properties["name"])}
        for code, properties in places.items()
    ]
    return _text("names", rows, 15)


def _scale(frame: Bounds) -> list[pdk.Layer]:
    west, east, km = scale_bar(frame)
    line = [{"source": west, "target": east}]
    words = [{"at": [(west[0] + east[0]) / 2, west[1]], "text": label("km", km=km)}]
    bar = pdk.Layer(
        "LineLayer", data=line, id="scale", get_source_position="source", get_target_position="target",
        get_color=rgb(INK), get_width=3,
    )  # fmt: skip
    return [bar, _text("scale_words", words, 12, offset=-12)]


def _text(identity: str, rows: list[dict[str, Any]], size: int, offset: int = 0) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer", data=rows, id=identity, get_position="at", get_text="text", get_size=size, get_color=rgb(INK),
        character_set=pdk.types.String("auto"), font_family=pdk.types.String(FONT), font_weight=600,
        get_pixel_offset=[0, offset], outline_width=4, outline_color=[255, 255, 255, 230],
        font_settings={"sdf": True, "fontSize": 64, "buffer": 8, "radius": 16}, pickable=False,
    )  # fmt: skip

"""Prepare the base of a map: the areas in view, the frame around them, and the shade and tooltip of each area."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.registry.rows import Row
from views.maps.classes import Classes
from views.maps.geometry import Bounds, bounds, centre, zoom
from views.maps.memory import cached_map, serve
from views.maps.outlines import Point, Shaded, Shapes, areas_file, shapes
from views.maps.rows import each
from views.maps.tiles import tile_source
from views.text.labels import area_names, counted, figure, label, number, records

CANVAS = (700, 540)  # smallest size of the map in a wide window
_FEW = 60  # up to this number, all areas are drawn, whichever is chosen
_COUNTRY = Bounds(73.5, 18.2, 134.8, 53.6)  # if nothing else is known
_SMALLEST = 0.06  # smallest width of a frame in degrees


@dataclass(frozen=True)
class Ground:
    """The areas, their frame, the first view, a point for each area, and the points of areas without an outline."""

    shapes: Shapes
    frame: Bounds
    view: dict[str, float]
    centres: dict[str, Point]
    without_outline: dict[str, Point]


def ground(mark: Hashable, outlines: dict[str, Any], rosters: pd.DataFrame, area: str | None) -> Ground:
    """Return the base of a map of one area, or of the whole place.

    `rosters` has all areas of the place; `mark` identifies `outlines` and `rosters` in the cache.
    """
    known = cached_map(("boxes", mark), lambda: _boxes(outlines))
    spots = {
        row.area_code: Bounds(row.west, row.south, row.east, row.north) for row in each(rosters[rosters["placed"] > 0])
    }
    frame = _frame(known, spots, area)
    if len(known) > _FEW and area in known:
        seen = {code for code, box in known.items() if _in_view(box, frame)}
        outlines = {"features": [one for one in outlines["features"] if one["properties"]["adcode"] in seen]}
    found = shapes(outlines, frame)
    points = {code: centre(spot) for code, spot in spots.items() if code not in known}
    lon, lat = centre(frame)
    view = {"longitude": lon, "latitude": lat, "zoom": round(zoom(frame, *CANVAS), 3), "pitch": 0, "bearing": 0}
    return Ground(found, frame, view, points | {shape.code: shape.label_at for shape in found.areas}, points)


def _boxes(outlines: dict[str, Any]) -> dict[str, Bounds]:
    found: dict[str, list[Bounds]] = {}
    for feature in outlines["features"]:
        found.setdefault(feature["properties"]["adcode"], []).append(bounds({"features": [feature]}))
    return {code: _around(boxes) for code, boxes in found.items()}


def _around(boxes: list[Bounds]) -> Bounds:
    west, south = min(one.west for one in boxes), min(one.south for one in boxes)
    return Bounds(west, south, max(one.east for one in boxes), max(one.north for one in boxes))


def _frame(known: dict[str, Bounds], spots: dict[str, Bounds], area: str | None) -> Bounds:
    if area in known:
        return known[area]
    if area in spots:
        return _widened(spots[area])
    if known:
        return _around(list(known.values()))
    return _widened(_around(list(spots.values()))) if spots else _COUNTRY


def _widened(frame: Bounds) -> Bounds:
    wide = max(0.0, _SMALLEST - (frame.east - frame.west)) / 2 + (frame.east - frame.west) * 0.05
    high = max(0.0, _SMALLEST - (frame.north - frame.south)) / 2 + (frame.north - frame.south) * 0.05
    return Bounds(frame.west - wide, frame.south - high, frame.east + wide, frame.north + high)


def _in_view(found: Bounds, frame: Bounds) -> bool:
    wide, high = frame.east - frame.west, frame.north - frame.south
    across = found.west < frame.east + wide and found.east > frame.west - wide
    return across and found.south < frame.north + high and found.north > frame.south - high


def area_words(figures: pd.DataFrame) -> dict[str, str]:
    """Return the areas' names by code, in the session's language."""
    return dict(zip(figures["area_code"], area_names(figures), strict=True))


def shading(figures: pd.DataFrame, rosters: pd.DataFrame, indicator: Row, found: Classes) -> dict[str, Shaded]:
    """Return fill and tooltip of every area: its figure, then its numbers of schools."""
    names = area_words(figures)
    held = {row.area_code: row for row in each(rosters)}
    looks = {}
    for row in records(figures):
        lines = [names[row["area_code"]], f"{figure(row['value'], indicator['format'])}  {counted(row, indicator)}"]
        if row["area_code"] in held:
            own = held[row["area_code"]]
            lines.append(label("map.tip_schools", schools=number(own.schools), placed=number(own.placed)))
        looks[row["area_code"]] = Shaded(found.colour(row["value"]), "\n".join(lines))
    return looks


def outlines_url(base: Ground, looks: dict[str, Shaded], none: str) -> str:
    """Return the address of the shaded areas; an area without a figure has no data, and its fill is `none`."""
    full = {
        area.code: looks.get(area.code, Shaded(none, f"{area.name}\n{label('no_data')}")) for area in base.shapes.areas
    }
    return serve(areas_file(base.shapes, full, base.frame, 130 if tile_source() else 235))

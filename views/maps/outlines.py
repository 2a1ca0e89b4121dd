"""Write the areas as one GeoJSON file: simplified outlines with shades, hatches and the outer edge of the place."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from views.maps.geometry import Bounds, polygons
from views.theme.palette import INK, NO_DATA, QUIET, rgb

# Outlines with up to _FINE points are not simplified; simplified ones have at most _MOST.
_FINE, _MOST = 20_000, 60_000
_STEPS = 2000  # the first grid has this many steps across the picture
Point = tuple[float, float]
Line = list[Point]


@dataclass(frozen=True)
class Shape:
    """One area, ready to be drawn: its rings, and its geometry as JSON text."""

    code: str
    name: str
    label_at: Point
    rings: list[Line]
    geometry: str


@dataclass(frozen=True)
class Shapes:
    """The areas in view and the outer edge around them."""

    areas: list[Shape]
    edge: list[Line]


def shapes(outlines: dict[str, Any], frame: Bounds) -> Shapes:
    """Return the areas with outlines no finer than the picture needs.

    Points are snapped to one grid, so that neighbouring areas still touch.
    """
    parts = [(properties, [[(x, y) for x, y in ring] for ring in rings]) for properties, rings in polygons(outlines)]
    points, step = sum(len(ring) for _, rings in parts for ring in rings), 0.0
    snapped = parts
    while points > (_MOST if step else _FINE):
        step = step * 2 if step else (frame.east - frame.west) / _STEPS
        snapped = [(properties, [_snapped(ring, step) for ring in rings]) for properties, rings in parts]
        points = sum(len(ring) for _, rings in snapped for ring in rings)
    by_code: dict[str, list[list[Line]]] = {}
    described: dict[str, dict[str, Any]] = {}
    for (properties, rings), (_, whole) in zip(snapped, parts, strict=True):
        described[properties["adcode"]] = properties
        kept = [ring for ring in rings if len(ring) > 3]
        by_code.setdefault(properties["adcode"], []).extend([kept] if kept else [])
        if not by_code[properties["adcode"]]:
            by_code[properties["adcode"]] = [[whole[0]]]
    areas = [_shape(described[code], found) for code, found in by_code.items()]
    return Shapes(areas, _edge([ring for _, rings in snapped for ring in rings]))


def _snapped(ring: Line, step: float) -> Line:
    found: Line = []
    for x, y in ring:
        point = (round(round(x / step) * step, 5), round(round(y / step) * step, 5))
        if not found or found[-1] != point:
            found.append(point)
    return found


def _shape(properties: dict[str, Any], parts: list[list[Line]]) -> Shape:
    geometry = {"type": "MultiPolygon", "coordinates": [[_short(ring) for ring in rings] for rings in parts]}
    at = (float(properties["label_lon"]), float(properties["label_lat"]))
    rings = [ring for part in parts for ring in part]
    return Shape(properties["adcode"], properties["name"], at, rings, json.dumps(geometry, separators=(",", ":")))


def _short(ring: Line) -> Line:
    return [(round(x, 5), round(y, 5)) for x, y in ring]


def _edge(rings: list[Line]) -> list[Line]:
    """Return the lines that belong to only one area: the outer edge."""
    steps = {(start, end) for ring in rings for start, end in itertools.pairwise(ring)}
    onward: dict[Point, list[Point]] = {}
    for start, end in sorted(step for step in steps if step[::-1] not in steps):
        onward.setdefault(start, []).append(end)
    lines = []
    while onward:
        at = next(iter(onward))
        line = [at]
        while at in onward:
            ends = onward[at]
            following = ends.pop()
            if not ends:
                del onward[at]
            at = following
            line.append(at)
        lines.append(line)
    return lines


def hatch(rings: list[Line], gap: float) -> list[Line]:
    """Return slanting lines that fill an area, `gap` degrees apart.

    Each crossing with a ring enters or leaves the area.
    """
    edges = [(start, end) for ring in rings for start, end in itertools.pairwise(ring)]
    crossings: dict[int, list[Point]] = {}
    for (x1, y1), (x2, y2) in edges:
        low, high = sorted((x1 + y1, x2 + y2))
        for number in range(int(low // gap) + 1, int(high // gap) + 1):
            part = (number * gap - x1 - y1) / (x2 + y2 - x1 - y1)
            crossings.setdefault(number, []).append((x1 + part * (x2 - x1), y1 + part * (y2 - y1)))
    lines: list[Line] = []
    for points in crossings.values():
        points.sort()
        lines += [_short([start, end]) for start, end in zip(points[::2], points[1::2], strict=False)]
    return lines


@dataclass(frozen=True)
class Shaded:
    """The look of one area: its fill and its tooltip."""

    fill: str
    tip: str


def areas_file(found: Shapes, shaded: dict[str, Shaded], frame: Bounds, opacity: int) -> bytes:
    """Return the GeoJSON: areas with fill and tooltip, hatches over areas without data, and the edge of the place."""
    features = list(_features(found, shaded, (frame.east - frame.west) / 90, opacity))
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def _features(found: Shapes, shaded: dict[str, Shaded], gap: float, opacity: int) -> Iterator[str]:
    for area in found.areas:
        look = shaded[area.code]
        thin = {"k": "area", "c": area.code, "t": look.tip, "l": rgb(QUIET, 150), "w": 1}
        yield _feature(thin | {"f": rgb(look.fill, opacity)}, area.geometry)
        if look.fill == NO_DATA:
            lines = {"type": "MultiLineString", "coordinates": hatch(area.rings, gap)}
            yield _feature(thin | {"l": rgb(QUIET, 110)}, json.dumps(lines, separators=(",", ":")))
    edge = {"type": "MultiLineString", "coordinates": [_short(line) for line in found.edge]}
    yield _feature({"k": "edge", "t": "", "l": rgb(INK, 210), "w": 2.5}, json.dumps(edge, separators=(",", ":")))


def _feature(properties: dict[str, object], geometry: str) -> str:
    words = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{words},"geometry":{geometry}}}'

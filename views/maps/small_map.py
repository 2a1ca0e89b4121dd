"""Draw a small map of one community as an SVG image, without tiles or canvas, so that it can be printed.

The frame fits the schools; county outlines are drawn if they are in it.
"""

import base64
import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from views.charts.area_bars import FONT
from views.maps.geometry import Bounds, polygons
from views.text.labels import absent, either, label
from views.text.markup import join
from views.theme.palette import BORDER, COVERED, INK, MODES, QUIET, SKETCH_EDGE, SOFT, URBAN, WHITE

WIDTH, HEIGHT = 560, 400
_LEAST_KM = 6.0
_ROOM = 0.16  # part of the frame's span kept free on each side
_KM_PER_DEGREE = 111.32
_NICE_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_LETTER, _LINE = 16.0, 20.0
_IMAGE = Markup(
    '<img src="data:image/svg+xml;base64,%s" alt="%s" style="width:100%%;border:1px solid %s;border-radius:.5rem">'
)
_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %(wide)s %(high)s" width="%(wide)s" height="%(high)s" '
    'font-family="%(font)s"><rect width="%(wide)s" height="%(high)s" fill="%(ground)s"/>%(parts)s</svg>'
)
_BORDER = Markup('<path d="%s" fill="%s" stroke="%s" stroke-width="1.2"/>')
_LINE_TO = Markup('<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="1.8" opacity=".75"/>')
_CORE = Markup('<path d="M%s %sl9 9-9 9-9-9z" fill="%s" stroke="%s" stroke-width="1.5"/>')
_DOT = Markup('<circle cx="%s" cy="%s" r="%s" fill="%s" stroke="%s" stroke-width="%s"/>')
_LOOKS = {"counted": (6, COVERED, WHITE, 1.5), "other": (5, WHITE, URBAN, 2.5)}  # radius, fill, rim, rim width
_NAME = Markup(
    '<text x="%.1f" y="%.1f" font-size="%s" font-weight="%s" fill="%s" '
    'stroke="%s" stroke-width="3" paint-order="stroke">%s</text>'
)
_SCALE = Markup(
    '<path d="M14 %sv5h%.1fv-5" fill="none" stroke="%s" stroke-width="1.5"/>'
    '<text x="18" y="%s" font-size="15" fill="%s">%s</text>'
)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """One school on the map: its kind (core, counted or other) and its position, WGS-84."""

    name: str
    kind: str
    lon: float
    lat: float


def marks(core: dict[str, Any], members: pd.DataFrame) -> list[Mark]:
    """Return the schools of a partnership that have coordinates, the core first.

    `core` is a row of `partnership`, `members` the result of `partnership_members`.
    """
    found = []
    if not absent(core["core_lon"]):
        found.append(Mark(either(core["core_name"], ""), "core", float(core["core_lon"]), float(core["core_lat"])))
    for row in members.dropna(subset=["lon", "lat"]).itertuples():
        kind = "counted" if row.counts_as in ("counted", "folded") else "other"
        found.append(Mark(str(row.name), kind, float(str(row.lon)), float(str(row.lat))))
    return found


def picture(outlines: dict[str, Any], schools: list[Mark], mode: str, alt: str) -> Markup:
    """Return the map as an HTML image; `outlines` is GeoJSON of the counties around, `mode` sets the colour of lines."""
    drawn = base64.b64encode(_svg(outlines, schools, mode).encode()).decode()
    return _IMAGE % (drawn, alt, BORDER)


def _svg(outlines: dict[str, Any], schools: list[Mark], mode: str) -> Markup:
    frame = _frame(schools)
    core = next((mark for mark in schools if mark.kind == "core"), None)
    colour = MODES.get(mode, MODES["其他"])
    lines = [_line(frame, core, mark, colour) for mark in schools if core and mark.kind != "core"]
    parts = [*_borders(frame, outlines), *lines, *(_dot(frame, mark) for mark in reversed(schools))]
    parts += [*_names(frame, schools), _scale(frame)]
    return _SVG % {"wide": WIDTH, "high": HEIGHT, "font": FONT, "ground": SOFT, "parts": join(parts)}


def _frame(schools: list[Mark]) -> Bounds:
    west, east = min(mark.lon for mark in schools), max(mark.lon for mark in schools)
    south, north = min(mark.lat for mark in schools), max(mark.lat for mark in schools)
    middle = (south + north) / 2
    degree = _KM_PER_DEGREE * math.cos(math.radians(middle))
    tall = max((north - south) * (1 + 2 * _ROOM) * _KM_PER_DEGREE, _LEAST_KM)
    wide = max((east - west) * (1 + 2 * _ROOM) * degree, _LEAST_KM, tall * WIDTH / HEIGHT)
    tall = max(tall, wide * HEIGHT / WIDTH)
    x, y = (west + east) / 2, middle
    return Bounds(
        x - wide / 2 / degree, y - tall / 2 / _KM_PER_DEGREE, x + wide / 2 / degree, y + tall / 2 / _KM_PER_DEGREE
    )


def _at(frame: Bounds, lon: float, lat: float) -> tuple[float, float]:
    x = (lon - frame.west) / (frame.east - frame.west) * WIDTH
    return round(x, 1), round((frame.north - lat) / (frame.north - frame.south) * HEIGHT, 1)


def _borders(frame: Bounds, outlines: dict[str, Any]) -> list[Markup]:
    found = []
    for _, rings in polygons(outlines):
        path = "".join(
            "M" + " ".join("{},{}".format(*_at(frame, *point[:2])) for point in ring) + "Z" for ring in rings
        )
        found.append(_BORDER % (path, WHITE, SKETCH_EDGE))
    return found


def _line(frame: Bounds, core: Mark, mark: Mark, colour: str) -> Markup:
    (x1, y1), (x2, y2) = _at(frame, core.lon, core.lat), _at(frame, mark.lon, mark.lat)
    return _LINE_TO % (x1, y1, x2, y2, colour)


def _dot(frame: Bounds, mark: Mark) -> Markup:
    x, y = _at(frame, mark.lon, mark.lat)
    return _CORE % (x, y - 9, INK, WHITE) if mark.kind == "core" else _DOT % (x, y, *_LOOKS[mark.kind])


def _names(frame: Bounds, schools: list[Mark]) -> list[Markup]:
    """Return the names that have room; a name that would cover another is left out."""
    found, taken = list[Markup](), list[Box]()
    for mark in schools:
        x, y = _at(frame, mark.lon, mark.lat)
        words = mark.name if len(mark.name) <= 14 else f"{mark.name[:13]}…"
        wide = sum(_LETTER if ord(letter) > 0x2E7F else _LETTER * 0.55 for letter in words)
        left = x + 11 if x + 11 + wide < WIDTH else x - 11 - wide
        box = (left, y - _LINE / 2, left + wide, y + _LINE / 2)
        if left < 0 or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        weight = 700 if mark.kind == "core" else 400
        found.append(_NAME % (left, y + 4.5, _LETTER, weight, INK, WHITE, words))
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(frame: Bounds) -> Markup:
    lat = (frame.south + frame.north) / 2
    km_wide = (frame.east - frame.west) * _KM_PER_DEGREE * math.cos(math.radians(lat))
    km = max((nice for nice in _NICE_KM if nice <= km_wide / 4), default=_NICE_KM[0])
    wide, y = km / km_wide * WIDTH, HEIGHT - 14
    return _SCALE % (y - 5, wide, QUIET, y - 7, QUIET, label("km", km=km))

"""A small map of one community, drawn without tiles and without a canvas: a picture that prints.

The frame fits the schools; county outlines run through it where they may.
"""

import base64
import html
import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from views.charts.area_bars import FONT
from views.maps.geometry import Bounds, polygons
from views.text.labels import absent, either, label
from views.theme.palette import COVERED, INK, MODES, QUIET, URBAN

WIDTH, HEIGHT = 560, 400
_LEAST_KM = 6.0
_ROOM = 0.16  # of the frame's span, left free on each side
_KM_PER_DEGREE = 111.32
_NICE_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_LETTER, _LINE = 16.0, 20.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """One school on the sketch: what it is (core, counted or other) and where, WGS-84."""

    name: str
    kind: str
    lon: float
    lat: float


def marks(core: dict[str, Any], members: pd.DataFrame) -> list[Mark]:
    """Return the placed schools of a partnership, the core first; `core` a row of `partnership`, `members` as its verb."""
    found = []
    if not absent(core["core_lon"]):
        found.append(Mark(either(core["core_name"], ""), "core", float(core["core_lon"]), float(core["core_lat"])))
    for row in members.dropna(subset=["lon", "lat"]).itertuples():
        kind = "counted" if row.counts_as in ("counted", "folded") else "other"
        found.append(Mark(str(row.name), kind, float(str(row.lon)), float(str(row.lat))))
    return found


def picture(outlines: dict[str, Any], schools: list[Mark], mode: str, alt: str) -> str:
    """Return the sketch as an HTML image; `outlines` GeoJSON of the counties around, `mode` colours the lines."""
    drawn = base64.b64encode(_svg(outlines, schools, mode).encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{drawn}" alt="{html.escape(alt)}" '
        'style="width:100%;border:1px solid #e3e8ee;border-radius:.5rem">'
    )


def _svg(outlines: dict[str, Any], schools: list[Mark], mode: str) -> str:
    frame = _frame(schools)
    core = next((mark for mark in schools if mark.kind == "core"), None)
    colour = MODES.get(mode, MODES["其他"])
    lines = [_line(frame, core, mark, colour) for mark in schools if core and mark.kind != "core"]
    parts = [*_borders(frame, outlines), *lines, *(_dot(frame, mark) for mark in reversed(schools))]
    parts += [*_names(frame, schools), _scale(frame)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="#eef2f6"/>{"".join(parts)}</svg>'
    )


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


def _borders(frame: Bounds, outlines: dict[str, Any]) -> list[str]:
    found = []
    for _, rings in polygons(outlines):
        path = "".join(
            "M" + " ".join("{},{}".format(*_at(frame, *point[:2])) for point in ring) + "Z" for ring in rings
        )
        found.append(f'<path d="{path}" fill="#ffffff" stroke="#b9c3ce" stroke-width="1.2"/>')
    return found


def _line(frame: Bounds, core: Mark, mark: Mark, colour: str) -> str:
    (x1, y1), (x2, y2) = _at(frame, core.lon, core.lat), _at(frame, mark.lon, mark.lat)
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="1.8" opacity=".75"/>'


def _dot(frame: Bounds, mark: Mark) -> str:
    x, y = _at(frame, mark.lon, mark.lat)
    return {
        "core": f'<path d="M{x} {y - 9}l9 9-9 9-9-9z" fill="{INK}" stroke="#fff" stroke-width="1.5"/>',
        "counted": f'<circle cx="{x}" cy="{y}" r="6" fill="{COVERED}" stroke="#fff" stroke-width="1.5"/>',
        "other": f'<circle cx="{x}" cy="{y}" r="5" fill="#fff" stroke="{URBAN}" stroke-width="2.5"/>',
    }[mark.kind]


def _names(frame: Bounds, schools: list[Mark]) -> list[str]:
    """Return the names that have room: one that would lie on another is left to the tooltip."""
    found, taken = list[str](), list[Box]()
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
        found.append(
            f'<text x="{left:.1f}" y="{y + 4.5:.1f}" font-size="{_LETTER}" font-weight="{weight}" fill="{INK}" '
            f'stroke="#fff" stroke-width="3" paint-order="stroke">{html.escape(words)}</text>'
        )
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(frame: Bounds) -> str:
    lat = (frame.south + frame.north) / 2
    km_wide = (frame.east - frame.west) * _KM_PER_DEGREE * math.cos(math.radians(lat))
    km = max((nice for nice in _NICE_KM if nice <= km_wide / 4), default=_NICE_KM[0])
    wide, y = km / km_wide * WIDTH, HEIGHT - 14
    return (
        f'<path d="M14 {y - 5}v5h{wide:.1f}v-5" fill="none" stroke="{QUIET}" stroke-width="1.5"/>'
        f'<text x="18" y="{y - 7}" font-size="15" fill="{QUIET}">{html.escape(label("km", km=km))}</text>'
    )

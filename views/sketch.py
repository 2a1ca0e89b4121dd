"""A small map of one community, drawn without tiles and without a canvas: an SVG that prints and can be read aloud.

Every school is a link to its page. The frame fits the schools; county outlines run through it where they may.
"""

import html
import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from views.geometry import Bounds, polygons
from views.labels import absent, label
from views.links import address, to_school
from views.palette import COVERED, INK, MODES, QUIET, URBAN

WIDTH, HEIGHT = 560, 400
_LEAST_KM = 6.0
_ROOM = 0.16  # of the frame's span, left free on each side
_KM_PER_DEGREE = 111.32
_NICE_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_LETTER, _LINE = 13.0, 17.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """One school on the sketch: what it is (core, counted, other or former) and where, WGS-84."""

    school_id: str
    name: str
    kind: str
    lon: float
    lat: float


def marks(core: dict[str, Any], members: pd.DataFrame) -> list[Mark]:
    """Return the placed schools of a partnership, the core first; `core` a row of `partnership`, `members` as its verb."""
    found = []
    if not absent(core["core_lon"]):
        found.append(
            Mark(str(core["core_school_id"]), str(core["core_name"]), "core", core["core_lon"], core["core_lat"])
        )
    for row in members.dropna(subset=["lon", "lat"]).itertuples():
        kind = "counted" if row.counts_as in ("counted", "folded") else "other" if row.is_member else "former"
        found.append(Mark(str(row.school_id), str(row.name), kind, float(str(row.lon)), float(str(row.lat))))
    return found


def sketch(outlines: dict[str, Any], schools: list[Mark], mode: str, title: str) -> str:
    """Return the SVG; `outlines` GeoJSON of the counties around, `mode` colours the lines from the core."""
    frame = _frame(schools)
    core = next((mark for mark in schools if mark.kind == "core"), None)
    colour = MODES.get(mode, MODES["其他"])
    lines = [_line(frame, core, mark, colour) for mark in schools if core and mark.kind != "core"]
    parts = [*_borders(frame, outlines), *lines, *(_dot(frame, mark) for mark in reversed(schools))]
    parts += [*_names(frame, schools), _scale(frame)]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" style="width:100%;height:auto;background:#f7f9fb;border:1px solid #e3e8ee;'
        f'border-radius:.5rem" role="group" aria-label="{html.escape(title)}">{"".join(parts)}</svg>'
    )


def legend() -> list[tuple[str, str, str]]:
    """Return the entries of the legend: (shape, colour, words)."""
    return [
        ("dot", INK, f"◆ {label('is_core')}"), ("dot", COVERED, f"● {label('sketch.counted')}"),
        ("dot", URBAN, f"○ {label('sketch.other')}"), ("dot", "#ffffff", f"◌ {label('sketch.former')}"),
    ]  # fmt: skip


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
        path = "".join("M" + " ".join("{},{}".format(*_at(frame, *point[:2])) for point in ring) + "Z" for ring in rings)
        found.append(f'<path d="{path}" fill="#ffffff" stroke="#b9c3ce" stroke-width="1.2"/>')
    return found


def _line(frame: Bounds, core: Mark, mark: Mark, colour: str) -> str:
    (x1, y1), (x2, y2) = _at(frame, core.lon, core.lat), _at(frame, mark.lon, mark.lat)
    dash = ' stroke-dasharray="2 5"' if mark.kind == "former" else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="1.8" opacity=".75"{dash}/>'


def _dot(frame: Bounds, mark: Mark) -> str:
    x, y = _at(frame, mark.lon, mark.lat)
    drawn = {
        "core": f'<path d="M{x} {y - 9}l9 9-9 9-9-9z" fill="{INK}" stroke="#fff" stroke-width="1.5"/>',
        "counted": f'<circle cx="{x}" cy="{y}" r="6" fill="{COVERED}" stroke="#fff" stroke-width="1.5"/>',
        "other": f'<circle cx="{x}" cy="{y}" r="5" fill="#fff" stroke="{URBAN}" stroke-width="2.5"/>',
        "former": f'<circle cx="{x}" cy="{y}" r="5" fill="#fff" stroke="{URBAN}" stroke-width="1.5" '
        'stroke-dasharray="2 2"/>',
    }[mark.kind]
    name = html.escape(mark.name)
    return f'<a class="go" href="{html.escape(address(to_school(mark.school_id)))}" aria-label="{name}"><title>{name}</title>{drawn}</a>'


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
            f'stroke="#fff" stroke-width="3" paint-order="stroke" aria-hidden="true">{html.escape(words)}</text>'
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
        f'<text x="18" y="{y - 7}" font-size="12" fill="{QUIET}">{html.escape(label("km", km=km))}</text>'
    )

"""The map's marks: a shape for each band, a filling for each role; one drawing for the map and for its legend."""

import base64
import json
from functools import cache
from typing import Any

from views.text.labels import absent
from views.theme.palette import COVERED, INK, MISSING, URBAN

CELL = 64
CHOSEN = "#ffbf00"  # round what was clicked
BANDS = {
    "城区": '<rect x="14" y="14" width="36" height="36" {look}/>',
    "镇区": '<path d="M32 8 L56 52 L8 52 Z" {look}/>',
    "乡村": '<circle cx="32" cy="32" r="22" {look}/>',
}
_PLAIN = 'fill="{fill}" stroke="{rim}" stroke-width="{width}" stroke-linejoin="round"'
_STAR = '<path d="M32 21 L35 29 L43 29 L37 34 L39 42 L32 37 L25 42 L27 34 L21 29 L29 29 Z" fill="#ffffff"/>'
_HOLE = '<circle cx="32" cy="34" r="6.5" fill="#ffffff"/>'
# role: (fill, rim, rim's width, what stands in the middle)
ROLES = {
    "other": (URBAN, "#ffffff", 4, ""),
    "paired": (COVERED, "#ffffff", 4, ""),
    "folded_paired": ("#ffffff", COVERED, 9, ""),
    "folded_missing": ("#ffffff", MISSING, 9, ""),
    "missing": (MISSING, "#ffffff", 4, _HOLE),
    "core": (INK, "#ffffff", 4, _STAR),
    "core_missing": (INK, MISSING, 9, _STAR),
}
_ARROW = '<path d="M58 6 L38 26 M36 14 L36 28 L50 28" fill="none" stroke="{colour}" stroke-width="{width}"/>'
RING = (
    f'<circle cx="32" cy="32" r="26" fill="none" stroke="{CHOSEN}" stroke-width="9"/>'
    f'<circle cx="32" cy="32" r="26" fill="none" stroke="{INK}" stroke-width="3"/>'
)
OUTSIDE = _ARROW.format(colour="#ffffff", width=11) + _ARROW.format(colour=INK, width=5)


def role(unit_id: object, school_id: str, is_covered: object, leads: int) -> str:
    """Return what a school is: core, paired, missing, folded into another, or other (no rural counting unit)."""
    missing = not absent(unit_id) and not is_covered
    if leads:
        return "core_missing" if missing and unit_id == school_id else "core"
    if absent(unit_id):
        return "other"
    return (
        ("missing" if missing else "paired") if unit_id == school_id else f"folded_{'missing' if missing else 'paired'}"
    )


def drawing(band: str, of: str) -> str:
    """Return the SVG elements of one mark inside a cell of 64 × 64."""
    fill, rim, width, middle = ROLES[of]
    return BANDS[band].format(look=_PLAIN.format(fill=fill, rim=rim, width=width)) + middle


def icon(band: object, of: str) -> str:
    """Return the name of a mark in the atlas; a school of unknown band is drawn as one of a town."""
    return f"{list(BANDS).index(str(band)) if band in BANDS else 1}{of}"


@cache
def atlas() -> tuple[str, str]:
    """Return all marks as one picture (a data URL) and, as JSON, where each of them lies in it."""
    cells: list[tuple[str, str]] = [(icon(band, of), drawing(band, of)) for band in BANDS for of in ROLES]
    cells += [("outside", OUTSIDE), ("ring", RING)]
    body, places = "", dict[str, dict[str, Any]]()
    for number, (name, marks) in enumerate(cells):
        x, y = number % 8 * CELL, number // 8 * CELL
        body += f'<g transform="translate({x} {y})">{marks}</g>'
        places[name] = {"x": x, "y": y, "width": CELL, "height": CELL, "mask": False}
    wide, high = 8 * CELL, -(-len(cells) // 8) * CELL
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">{body}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}", json.dumps(places)

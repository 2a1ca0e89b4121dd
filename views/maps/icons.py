"""Draw the marks of the map: a shape for each band, a filling for each role; the map and its legend share them."""

import base64
import json
from functools import cache
from typing import Any

from markupsafe import Markup

from views.text.labels import absent
from views.text.markup import NOTHING
from views.theme.palette import CHOSEN, COVERED, INK, MISSING, URBAN, WHITE

CELL = 64
BANDS = {
    "城区": Markup('<rect x="14" y="14" width="36" height="36" %s/>'),
    "镇区": Markup('<path d="M32 8 L56 52 L8 52 Z" %s/>'),
    "乡村": Markup('<circle cx="32" cy="32" r="22" %s/>'),
}
_LOOK = Markup('fill="%s" stroke="%s" stroke-width="%s" stroke-linejoin="round"')
_STAR = Markup('<path d="M32 21 L35 29 L43 29 L37 34 L39 42 L32 37 L25 42 L27 34 L21 29 L29 29 Z" fill="%s"/>') % WHITE
_HOLE = Markup('<circle cx="32" cy="34" r="6.5" fill="%s"/>') % WHITE
# role: (fill, rim, rim width, symbol in the middle)
ROLES = {
    "other": (URBAN, WHITE, 4, NOTHING),
    "paired": (COVERED, WHITE, 4, NOTHING),
    "folded_paired": (WHITE, COVERED, 9, NOTHING),
    "folded_missing": (WHITE, MISSING, 9, NOTHING),
    "missing": (MISSING, WHITE, 4, _HOLE),
    "core": (INK, WHITE, 4, _STAR),
    "core_missing": (INK, MISSING, 9, _STAR),
}
_ARROW = Markup('<path d="M58 6 L38 26 M36 14 L36 28 L50 28" fill="none" stroke="%s" stroke-width="%s"/>')
_CIRCLE = Markup('<circle cx="32" cy="32" r="26" fill="none" stroke="%s" stroke-width="%s"/>')
RING = _CIRCLE % (CHOSEN, 9) + _CIRCLE % (INK, 3)
OUTSIDE = _ARROW % (WHITE, 11) + _ARROW % (INK, 5)


def role(unit_id: object, school_id: str, is_covered: object, leads: int) -> str:
    """Return the role of a school: core, paired, missing, folded into another, or other (no rural counting unit)."""
    missing = not absent(unit_id) and not is_covered
    if leads:
        return "core_missing" if missing and unit_id == school_id else "core"
    if absent(unit_id):
        return "other"
    return (
        ("missing" if missing else "paired") if unit_id == school_id else f"folded_{'missing' if missing else 'paired'}"
    )


def drawing(band: str, of: str) -> Markup:
    """Return the SVG elements of one mark in a cell of 64 × 64."""
    fill, rim, width, middle = ROLES[of]
    return BANDS[band] % (_LOOK % (fill, rim, width)) + middle


def icon(band: object, of: str) -> str:
    """Return the name of a mark in the atlas; a school of unknown band is drawn as a school of a town."""
    return f"{list(BANDS).index(str(band)) if band in BANDS else 1}{of}"


@cache
def atlas() -> tuple[str, str]:
    """Return all marks as one picture (a data URL) and, as JSON, the position of each mark in it."""
    cells: list[tuple[str, Markup]] = [(icon(band, of), drawing(band, of)) for band in BANDS for of in ROLES]
    cells += [("outside", OUTSIDE), ("ring", RING)]
    body, places = NOTHING, dict[str, dict[str, Any]]()
    for number, (name, marks) in enumerate(cells):
        x, y = number % 8 * CELL, number // 8 * CELL
        body += Markup('<g transform="translate(%s %s)">%s</g>') % (x, y, marks)
        places[name] = {"x": x, "y": y, "width": CELL, "height": CELL, "mask": False}
    wide, high = 8 * CELL, -(-len(cells) // 8) * CELL
    picture = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s">%s</svg>') % (wide, high, body)
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}", json.dumps(places)

"""Draw schools as marks: shape by band, filling by role, size by pupils."""

import math
from typing import Any

import pandas as pd

from views.maps.icons import icon, role
from views.maps.rows import each
from views.maps.words import school_tip
from views.text.labels import absent, either, label

_LEAST, _MOST, _FULL = 11.0, 30.0, 2500  # pixels of the mark's cell; pupils of the largest mark
_STANDS_OUT, _FOLDED = 18.0, 10.0
Row = dict[str, Any]


def size(pupils: object, of: str) -> float:
    """Return the size of a mark in pixels; its area grows with the number of pupils.

    A missing unit is never small, and a folded school is always small.
    """
    part = 0.1 if absent(pupils) else min(1.0, float(str(pupils)) / _FULL)
    pixels = _LEAST + (_MOST - _LEAST) * math.sqrt(part)
    if of.startswith("folded"):
        return _FOLDED
    return round(max(pixels, _STANDS_OUT) if of == "missing" else pixels, 1)


def school_rows(schools: pd.DataFrame) -> list[Row]:
    """Return the rows of schools with coordinates, large ones first, so that small ones are on top."""
    rows = []
    for row in each(schools[schools["lon"].notna()]):
        of = role(row.unit_id, row.school_id, row.is_covered, row.leads)
        rows.append(_row(row.school_id, row.lon, row.lat, icon(row.band, of), size(row.pupils, of), school_tip(row)))
    return sorted(rows, key=lambda row: ("missing" in row["i"], -row["z"]))


def end_rows(pairings: pd.DataFrame, drawn: set[str]) -> list[Row]:
    """Return rows for schools at the end of an arc that are not in the list of schools.

    They belong to another area or to other stages of schooling.
    """
    found: dict[str, Row] = {}
    for row in each(pairings[pairings["core_lon"].notna() & pairings["member_lon"].notna()]):
        core, member = row.core_school_id, row.member_id
        if core not in drawn and core not in found:
            tip, pixels = f"{either(row.core_name, '—')}\n{label('is_core')}", size(row.core_pupils, "core")
            found[core] = _row(core, row.core_lon, row.core_lat, icon(row.core_band, "core"), pixels, tip)
        if member not in drawn and member not in found:
            words, mark = f"{row.member_name}\n{label('map.is_member')}", icon(row.member_band, "other")
            found[member] = _row(member, row.member_lon, row.member_lat, mark, _LEAST, words)
    return list(found.values())


def outside_rows(pairings: pd.DataFrame, tips: dict[int, str]) -> list[Row]:
    """Return an arrow at each member with coordinates that is led from another city, because its arc has no start."""
    led = pairings[pairings["crosses_city"] & pairings["member_lon"].notna()]
    return [
        _row(row.partnership_id, row.member_lon, row.member_lat, "outside", 44, tips[row.Index], "pairing")
        for row in each(led)
    ]


def _row(code: str, lon: float, lat: float, name: str, pixels: float, tip: str, kind: str = "school") -> Row:
    return {"k": kind, "c": code, "p": [round(lon, 5), round(lat, 5)], "i": name, "z": pixels, "t": tip}

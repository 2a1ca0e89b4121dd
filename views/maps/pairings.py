"""Draw pairings as lines: arcs coloured by mode, with a dark rim if they cross a border, dashed if ended or not begun."""

import math
from typing import Any

import pandas as pd

from views.maps.rows import each
from views.maps.words import pairing_tip
from views.text.labels import absent
from views.theme.palette import INK, MODES, URBAN, rgb

Row = dict[str, Any]
MOST = 2000  # most arcs that a browser draws smoothly
ENDED = URBAN


def mode_colour(mode: object) -> str:
    """Return the colour of a mode; an unknown mode has that of 其他."""
    return MODES.get(str(mode), MODES["其他"])


def tips(pairings: pd.DataFrame) -> dict[int, str]:
    """Return the tooltip of every pairing by its row."""
    return {row.Index: pairing_tip(row) for row in each(pairings)}


def drawable(pairings: pd.DataFrame) -> pd.DataFrame:
    """Return the pairings both of whose schools have coordinates; if there are too many, active and large ones first."""
    placed = pairings[pairings["core_lon"].notna() & pairings["member_lon"].notna()]
    if len(placed) <= MOST:
        return placed
    first = (placed["state"] == "active") * 1_000_000 + placed["exchanged"] * 1000 + placed["members"]
    return placed.loc[first.sort_values(ascending=False, kind="stable").index[:MOST]].sort_index()


def arc_rows(placed: pd.DataFrame, words: dict[int, str], width: str) -> tuple[list[Row], list[Row]]:
    """Return the rows of active arcs and of dashed lines; the dark rims of arcs that cross a border are first."""
    casings, arcs, dashes = [], [], []
    for row in each(placed):
        ends = [[round(row.core_lon, 5), round(row.core_lat, 5)], [round(row.member_lon, 5), round(row.member_lat, 5)]]
        base = {"k": "pairing", "c": row.partnership_id, "t": words[row.Index], "w": thickness(row, width)}
        if row.state == "active":
            arc = base | {"s": ends[0], "e": ends[1], "f": rgb(mode_colour(row.mode), 235)}
            arcs.append(arc)
            if row.crosses_area:
                casings.append(arc | {"w": base["w"] + 1.3, "f": rgb(INK, 255)})
        else:
            colour = ENDED if row.state == "ended" else mode_colour(row.mode)
            dash = [7, 5] if row.state == "ended" else [1.5, 3.5]
            dashes.append(base | {"p": ends, "f": rgb(colour, 230), "d": dash})
    return casings + arcs, dashes


def thickness(row: Any, width: str) -> float:
    """Return the width of a line in pixels, by the teachers exchanged or the members of the partnership."""
    many = row.exchanged if width == "exchanged" else row.members
    return round(1.2 + 0.9 * math.sqrt(max(0, 0 if absent(many) else float(many) - (width != "exchanged"))), 1)

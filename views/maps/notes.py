"""Draw the legend of the map and the notes that every map must carry."""

import base64
import os
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from views.maps import MOST_SCHOOLS, Classes
from views.maps.flows import MOST_DISCS
from views.maps.icons import BANDS, CELL, OUTSIDE, drawing
from views.maps.pairings import ENDED, MOST, mode_colour
from views.maps.tiles import tile_source
from views.text.labels import absent, label, number, records, term
from views.text.markdown import plain, strong
from views.text.markup import NOTHING, join, show_html
from views.theme.palette import INK, MISSING, MODES, NO_DATA, QUIET, WHITE

APPROVAL = os.environ.get("LIANXIAO_MAP_APPROVAL", "")
_HATCH = f"repeating-linear-gradient(135deg,{NO_DATA} 0 3px,{QUIET} 3px 4px)"
_BOX = Markup('<i style="background:%s"></i>')
_DASHED = Markup('<i style="border:none;height:0;border-top:.2rem %s %s"></i>')
_CASED = Markup('<i class="arc" style="background:%s;border:.08rem solid %s;border-width:.08rem 0;height:.35rem"></i>')
_IMAGE = Markup(
    '<img alt="" width="17" height="17" style="vertical-align:-.2rem;margin-right:.2rem" src="data:image/svg+xml;base64,%s">'
)
_LINE = Markup('<div class="legend" style="gap:.15rem .8rem"><b style="flex-basis:100%%">%s</b>%s</div>')
Entry = tuple[Markup, str]


def legend(title: str, classes: Classes, modes: list[str], *, detailed: bool) -> None:
    """Draw the legend: the shades of the areas, the marks of schools, the lines."""
    boxes = [(_BOX % colour, words) for colour, words in classes.entries()]
    _line(title, [*boxes, (_BOX % _HATCH, label("no_data"))])
    if detailed:
        _line(label("map.legend_schools"), _marks())
    else:
        disc = Markup('<i class="dot" style="background:%s"></i>') % MISSING
        _line(label("map.legend_counts"), [(disc, label("map.legend_missing", most=MOST_DISCS))])
    _line(label("map.legend_lines"), _lines(modes, detailed))


def _marks() -> list[Entry]:
    roles = {"core": "is_core", "missing": "is_missing", "paired": "is_paired", "other": "not_counted"}
    found = [(_image(drawing("乡村", of)), label(key)) for of, key in roles.items()]
    folded = _image(drawing("乡村", "folded_missing")) + _image(drawing("乡村", "folded_paired"))
    found.append((folded, label("folded")))
    found += [(_image(drawing(band, "other")), term("band", band)) for band in BANDS]
    return [*found, (_image(OUTSIDE), label("crosses_city")), (NOTHING, label("map.legend_size"))]


def _image(marks: Markup) -> Markup:
    """Return marks of the map as an image, because st.html accepts SVG only as an image."""
    whole = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s">%s</svg>') % (CELL, CELL, marks)
    return _IMAGE % base64.b64encode(whole.encode()).decode()


def _lines(modes: list[str], detailed: bool) -> list[Entry]:
    arc = Markup('<i class="arc" style="background:%s"></i>')
    found = [(arc % mode_colour(mode), term("mode", mode)) for mode in modes]
    found.append((_DASHED % ("dashed", ENDED), term("state", "ended")))
    if detailed:
        found.append((_DASHED % ("dotted", INK), term("state", "upcoming")))
        found.append((_CASED % (WHITE, INK), label("crosses_area")))
    return found


def _line(title: str, entries: list[Entry]) -> None:
    show_html(_LINE % (title, join(Markup("<span>%s%s</span>") % entry for entry in entries)))


def notes(rule: str) -> None:
    """Draw the notes: no legal boundaries, the source of the outlines, the customer's 审图号, the tiles if there are any."""
    tiles = label("map.tiles") if tile_source() else ""
    st.caption(plain(f"{label('map.dots', rule=rule)} {legal()} {tiles}"))


def legal() -> str:
    """Return what every map must say: no legal boundaries, the source of the outlines, the customer's 审图号."""
    approval = label("map.approval", number=APPROVAL) if APPROVAL else label("map.no_approval")
    return f"{label('map.note')} {approval}"


def reasons(pairings: pd.DataFrame) -> pd.Series:
    """Return the reason why each pairing has no line: no core, a core in another city, or missing coordinates.

    A pairing with a line has None.
    """
    words = [_reason(row) for row in records(pairings)]
    return pd.Series(words, index=pairings.index, dtype=object)


def _reason(row: dict[str, Any]) -> str | None:
    if row["crosses_city"]:
        return label("map.reason.outside")
    if absent(row["core_name"]):
        return label("map.reason.no_core")
    missing = absent(row["core_lon"]), absent(row["member_lon"])
    keys = {(True, True): "both", (True, False): "core", (False, True): "member"}
    return label(f"map.reason.{keys[missing]}") if any(missing) else None


def modes_of(rows: pd.DataFrame) -> list[str]:
    """Return the modes that occur among pairings or flows, in the legend's order."""
    found = set(rows["mode"].dropna())
    return [mode for mode in MODES if mode in found]


def counts(rosters: pd.DataFrame, pairings: pd.DataFrame, schools: pd.DataFrame, left: int, *, detailed: bool) -> None:
    """Draw how many schools and pairings the map shows and how many it cannot show.

    `rosters` is used for a map of areas, `pairings` and `schools` for a map of schools.
    """
    if detailed:
        drawn = int((pairings["core_lon"].notna() & pairings["member_lon"].notna()).sum()) - left
        _count(
            label("map.pairings_shown"),
            f"{number(drawn)}/{number(len(pairings))}",
            label("map.pairings_help", most=number(MOST)),
        )
        _count(label("map.unplaced"), number(int(schools["lon"].isna().sum())), label("map.unplaced_help"))
    else:
        whole, placed = int(rosters["schools"].sum()), int(rosters["placed"].sum())
        _count(
            label("map.schools_placed"),
            f"{number(placed)}/{number(whole)}",
            label("map.too_many", most=number(MOST_SCHOOLS)),
        )
    if left:
        st.caption(plain(label("map.left_out", count=number(left))))


def _count(title: str, value: str, more: str) -> None:
    st.caption(f"{strong(f'{title}：{value}')} {plain(more)}")

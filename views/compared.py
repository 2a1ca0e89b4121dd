"""The changes page: its answer in a line, the kinds of change to open, and their lists with links."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.registries import Row
from views import linked, tables
from views.exports.listing import Listing
from views.labels import absent, label, named, number, records
from views.links import Link, to_partnership, to_school

SHOWN = 50  # rows with links on screen; all of them page by page and in the downloads
SCHOOLS = ("opened", "closed", "merged", "renamed", "recoded", "rebanded", "restaged", "moved")
PARTNERSHIPS = ("begun", "ended", "core_changed", "joined", "left")
_LEADS: dict[str, tuple[str, Callable[[str], Link]]] = {
    "name": ("school_id", to_school),
    "successor_name": ("successor_id", to_school),
    "school_name": ("school_id", to_school),
    "partnership_name": ("partnership_id", to_partnership),
}


def answer(kinds: pd.DataFrame) -> list[str]:
    """Return what happened to schools and to partnerships, a sentence each; `kinds` as `change_counts` returns them."""
    found = dict(zip(kinds["kind"], kinds["rows"], strict=True))
    net = found["opened"] - found["closed"] - found["merged"]
    more = "same" if not net else "more" if net > 0 else "fewer"
    schools = label(f"compared.{more}", count=number(abs(net)))
    return [_happened(schools, SCHOOLS, found), _happened(label("compared.pairings"), PARTNERSHIPS, found)]


def _happened(front: str, kinds: Sequence[str], found: Mapping[str, int]) -> str:
    told = [f"{label(f'change.{kind}')} {number(found[kind])}" for kind in kinds if found[kind]]
    return label("compared.line", front=front, kinds=label("list_mark").join(told) or label("compared.nothing"))


def views(kinds: pd.DataFrame, indicator: Row) -> dict[str, str]:
    """Return what can be opened: the chosen figure, all figures, each kind of change with its count."""
    found = {row["kind"]: f"{label('change.' + row['kind'])} {number(row['rows'])}" for row in records(kinds)}
    return {"figure": named(indicator), "figures": label("compared.figures")} | found


def table(turn: Callable[[int, int], Listing], key: str) -> None:
    """Draw the first rows of a list with links to their pages; of a long one all rows page by page below."""
    listing = turn(0, SHOWN)
    linked.show(listing, key, _links(listing.frame), whole=lambda: turn(0, max(1, listing.rows)))
    if listing.rows > SHOWN:
        with st.expander(label("compared.all_rows", rows=number(listing.rows))):
            tables.paged(turn, f"{key}_all")


def _links(rows: pd.DataFrame) -> dict[str, list[Link | None]]:
    """Return where names lead: schools and partnerships to their pages, at a date that has them; other units nowhere."""
    found: dict[str, list[Link | None]] = {}
    for name, (code, to) in _LEADS.items():
        if name in rows and code in rows:
            found[name] = [None if absent(row[code]) else _at(to(row[code]), row) for row in records(rows)]
    if "unit_kind" in rows:
        found["unit_name"] = [_unit(row) for row in records(rows)]
    return found


def _unit(row: Mapping[str, Any]) -> Link | None:
    if absent(row["unit_kind"]):
        return None
    to = to_school if row["unit_kind"] == "school" else to_partnership
    return _at(to(row["unit_id"]), row)


def _at(link: Link, row: Mapping[str, Any]) -> Link:
    page, asked = link
    return page, asked | {"date": str(row["seen_on"])[:10]}

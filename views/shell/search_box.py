"""Draw the search box of every page: users type, press Enter and follow a result; the page beside it does not rerun."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from views.shell import page_links, url_state
from views.shell.fragments import fragment
from views.shell.layout import words as lines
from views.text.labels import absent, area_name, day, label, number, records, term
from views.text.markup import join, show_html

WHOLE_PLACE = "all"
MOST_LETTERS = 60
_FOUND = Markup('<ol class="found">%s</ol><div class="found"><p>%s</p></div>')


@fragment
def box(found: Callable[[str], pd.DataFrame], as_of: date) -> None:
    """Draw the box, and below it the results of `found` (the query `search`); `as_of` is the chosen snapshot date."""
    asked = st.text_input(
        label("search"),
        key="search_words",
        placeholder=label("search.example"),
        icon=":material/search:",
        label_visibility="collapsed",
    )
    if not asked or not asked.strip():
        return
    rows = found(asked[:MOST_LETTERS])
    if rows.empty:
        lines(label("search.none", words=asked.strip()[:MOST_LETTERS]), label("search.help"))
        return
    total = int(rows["found"].iloc[0])
    count_key = "search.count" if total == len(rows) else "search.first"
    items = join(_item(row, as_of) for row in records(rows))
    show_html(_FOUND % (items, label(count_key, count=number(total), shown=len(rows))))


def _item(row: Mapping[str, Any], as_of: date) -> Markup:
    """Return one result: its name as a link, its kind and area, and its snapshot date if that is not the chosen one."""
    away = day(row["seen_on"]) != day(as_of)
    page, asked = _target(row)
    link = page_links.anchor((page, asked | {"date": day(row["seen_on"])} if away else asked), str(row["name"]))
    group = {"school": "stage", "partnership": "mode"}.get(str(row["kind"]))
    parts = [label(f"found.{row['kind']}")]
    parts += [area_name(row)] if not absent(row["area_name"]) and row["kind"] != "area" else []
    parts += [str(row["town_name"])] if not absent(row["town_name"]) and row["kind"] != "town" else []
    parts += [term(group, row["stage"])] if group and not absent(row["stage"]) else []
    parts += [str(row["id"])]
    if not absent(row["matched_name"]):
        named = "search.core" if row["kind"] == "partnership" else "search.other_name"
        parts.append(label(named, name=row["matched_name"]))
    parts += [f"⚑ {label('search.only_on', date=day(row['seen_on']))}"] if away else []
    return Markup("<li>%s<small>%s</small></li>") % (link, " · ".join(parts))


def _target(row: Mapping[str, Any]) -> page_links.Link:
    if row["kind"] == "school":
        return page_links.to_school(row["id"])
    if row["kind"] == "partnership":
        return page_links.to_partnership(row["id"])
    if row["kind"] == "town":
        return page_links.to_county(row["area_code"], town=row["id"])
    whole = row["area_code"] == url_state.link().get("place")
    return page_links.to_county(WHOLE_PLACE if whole else row["area_code"], town="all")

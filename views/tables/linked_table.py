"""A short table whose names are links, with its downloads beside its title; names come out as text."""

import html
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import streamlit as st

from views.exports.listing import Column, Listing
from views.exports.words import cell_words
from views.shell.layout import title
from views.shell.page_links import Link, anchor
from views.tables import table
from views.text.drawing_cache import cached
from views.text.labels import label, number
from views.text.markdown import plain
from views.theme.palette import INK, QUIET

Links = Mapping[str, Sequence[Link | None]]
MOST = 200  # rows on screen; the downloads hold every row
_RIGHT = ("count", "decimal", "share")
_STYLE = """
<style>
.linked {overflow-x: auto; border: 1px solid #e3e8ee; border-radius: .5rem;}
.linked table {border-collapse: collapse; width: 100%; font-size: .9rem; color: INK;}
.linked th {text-align: left; font-weight: 500; color: QUIET; background: #f7f9fb; white-space: nowrap;}
.linked th, .linked td {padding: .38rem .7rem; border-bottom: 1px solid #e3e8ee; vertical-align: top;}
.linked tr:last-child td {border-bottom: none;}
.linked .right {text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap;}
.linked .day {white-space: nowrap;}
.linked td {overflow-wrap: break-word; min-width: 5.2rem; max-width: 22rem;}
.linked td:has(a) {min-width: 9.5rem;} .linked td:first-child {min-width: 10rem;}
a.go {color: #174a80;} a.go:focus-visible, .linked:focus-visible {outline: 2px solid #174a80; outline-offset: 2px;}
</style>
""".replace("QUIET", QUIET).replace("INK", INK)


def show(
    listing: Listing,
    key: str,
    links: Links | Callable[[], Links],
    *,
    empty: str = "",
    narrow: bool = False,
    whole: Callable[[], Listing] | None = None,
    of: Hashable | None = None,
) -> None:
    """Draw a listing as a table; `links` names (or returns) for a column where each row's cell leads (None: nowhere).

    An empty listing says so, in the words of `empty`; in a `narrow` place the downloads stand below the title.
    `whole` returns all rows where the listing is a page of them. A table is written once for `of`, if that is given: the
    mark of the data, the scope, what is listed.
    """
    if listing.frame.empty:
        title(listing.title, label("rows", rows=number(listing.rows)))
        st.info(plain(empty or label("empty_list")))
        return
    table.heading(listing, key, whole, narrow=narrow)
    st.html(cached(("linked", key, of), lambda: _written(listing, links)) if of else _written(listing, links))
    if len(listing.frame) > MOST:
        st.caption(plain(label("linked.first", shown=number(MOST), all=number(len(listing.frame)))))


def _written(listing: Listing, links: Links | Callable[[], Links]) -> str:
    return f"{_STYLE}{_table(listing, links() if callable(links) else links)}"


def _table(listing: Listing, links: Links) -> str:
    heads = "".join(f'<th scope="col"{_class(column)}>{html.escape(column.header)}</th>' for column in listing.columns)
    rows = [
        "".join(_cell(row[column.name], column, links.get(column.name), place) for column in listing.columns)
        for place, row in enumerate(listing.frame.head(MOST).to_dict("records"))
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    name = html.escape(listing.title)
    # Reachable by keyboard, so that a table wider than the window can be scrolled without a mouse.
    return (
        f'<div class="linked" role="region" tabindex="0" aria-label="{name}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any, column: Column, links: Sequence[Link | None] | None, place: int) -> str:
    words = cell_words(value, column)
    to = links[place] if links is not None else None
    return f"<td{_class(column)}>{html.escape(words) if to is None else anchor(to, words)}</td>"


def _class(column: Column) -> str:
    return ' class="right"' if column.kind in _RIGHT else ' class="day"' if column.kind in ("day", "code") else ""

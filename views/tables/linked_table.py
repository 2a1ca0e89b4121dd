"""Draw a short table whose names are links, with its downloads beside its title; names are shown as plain text."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from views.exports.listing import Column, Listing
from views.exports.words import cell_words
from views.shell.layout import title
from views.shell.page_links import Link, anchor
from views.tables import table
from views.text.drawing_cache import cached_drawing
from views.text.labels import label, number
from views.text.markdown import plain
from views.text.markup import NOTHING, join, show_html

Links = Mapping[str, Sequence[Link | None]]
MOST = 200  # rows on screen; the downloads hold every row
_RIGHT = ("count", "decimal", "share")
# Reachable by keyboard, so that a table wider than the window can be scrolled without a mouse.
_TABLE = Markup(
    '<div class="linked" role="region" tabindex="0" aria-label="%s">'
    "<table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>"
)
_CLASSES = {**dict.fromkeys(_RIGHT, Markup(' class="right"')), **dict.fromkeys(("day", "code"), Markup(' class="day"'))}


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
    """Draw a listing as a table; `links` has, for some columns, the link of each row's cell (None: no link).

    `links` may be a function that returns them. An empty listing shows the text `empty`. If `narrow`, the downloads are
    below the title. `whole` returns all rows if the listing is one page of them. If `of` is given, the table is written
    once for it: it identifies the data, the scope and the list.
    """
    if listing.frame.empty:
        title(listing.title, label("rows", rows=number(listing.rows)))
        st.info(plain(empty or label("empty_list")))
        return
    table.heading(listing, key, whole, narrow=narrow)
    show_html(cached_drawing(("linked", key, of), lambda: _written(listing, links)) if of else _written(listing, links))
    if len(listing.frame) > MOST:
        st.caption(plain(label("linked.first", shown=number(MOST), all=number(len(listing.frame)))))


def _written(listing: Listing, links: Links | Callable[[], Links]) -> Markup:
    return _table(listing, links() if callable(links) else links)


def _table(listing: Listing, links: Links) -> Markup:
    heads = [Markup('<th scope="col"%s>%s</th>') % (_class(column), column.header) for column in listing.columns]
    rows = [
        join(_cell(row[column.name], column, links.get(column.name), place) for column in listing.columns)
        for place, row in enumerate(listing.frame.head(MOST).to_dict("records"))
    ]
    return _TABLE % (listing.title, join(heads), join(Markup("<tr>%s</tr>") % row for row in rows))


def _cell(value: Any, column: Column, links: Sequence[Link | None] | None, place: int) -> Markup:
    words = cell_words(value, column)
    to = links[place] if links is not None else None
    return Markup("<td%s>%s</td>") % (_class(column), words if to is None else anchor(to, words))


def _class(column: Column) -> Markup:
    return _CLASSES.get(column.kind, NOTHING)

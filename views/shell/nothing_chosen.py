"""Draw what a page shows if nothing is chosen or the snapshot does not list it: advice and pages to choose from."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from views.shell import layout
from views.shell.page_links import Link, anchor
from views.text.labels import day, label, number
from views.text.markup import join, show_html

SIZE = 50  # rows of a page to choose from


def unknown(title: str, hint: str, dates: Sequence[date], to: Callable[[date], Link]) -> None:
    """Draw the notice that this snapshot lists nothing under an id, what to do, and links to the snapshots that list it."""
    with st.container(border=True):
        layout.words(hint, strong=title)
        if dates:
            show_html(Markup('<p class="words">%s</p>') % join((anchor(to(on), day(on)) for on in dates), " · "))


def first_row(asked: str) -> int:
    """Return the number of the first row of the requested page; 0 if the text is empty or not a number."""
    return int(asked) // SIZE * SIZE if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def turn(first: int, rows: int, to: Callable[[int], Link]) -> None:
    """Draw how to choose, which rows are shown, and links to the previous and next rows."""
    st.caption(label("choosing.note"))
    if rows <= SIZE:
        return
    span = label("choosing.span", first=number(first + 1), last=number(min(first + SIZE, rows)), rows=number(rows))
    parts = [span]
    if first:
        parts.append(anchor(to(max(first - SIZE, 0)), label("choosing.before")))
    if first + SIZE < rows:
        parts.append(anchor(to(first + SIZE), label("choosing.after")))
    show_html(Markup('<p class="words">%s</p>') % join(parts, " · "))

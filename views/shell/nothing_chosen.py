"""A page opened without saying of what, or of something this snapshot does not list: what to do next, and pages to turn."""

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
    """Tell that nothing is listed under an id here, what to do, and which snapshots do list it."""
    with st.container(border=True):
        layout.words(hint, strong=title)
        if dates:
            show_html(Markup('<p class="words">%s</p>') % join((anchor(to(one), day(one)) for one in dates), " · "))


def first_row(asked: str) -> int:
    """Return the first row of the page the URL asks for; 0 where it asks for none, or for nonsense."""
    return int(asked) // SIZE * SIZE if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def turn(first: int, rows: int, to: Callable[[int], Link]) -> None:
    """Draw what a name leads to, which rows are in view, and links to the pages before and after."""
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

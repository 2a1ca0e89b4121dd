"""Turn the pages of a long table: the page in view, and the buttons."""

from collections.abc import Hashable

import streamlit as st

from views.exports.listing import SIZE
from views.shell.layout import words
from views.text.labels import label, number

_ICONS = {"first": "first_page", "previous": "chevron_left", "next": "chevron_right", "last": "last_page"}


def first_row(key: str, what: Hashable, rows: int) -> int:
    """Return the first row in view of a table; 0 if `what` shows that the table has other content than before."""
    seen, page = st.session_state.get(_state(key), (what, 0))
    page = min(page, last_page(rows)) if seen == what else 0
    st.session_state[_state(key)] = (what, page)
    return int(page) * SIZE


def last_page(rows: int) -> int:
    """Return the number of the last page, counted from 0."""
    return max(0, rows - 1) // SIZE


def switcher(key: str, first: int, rows: int) -> None:
    """Draw which of how many rows are in view, and the buttons to the first, previous, next and last page."""
    page, last = first // SIZE, last_page(rows)
    steps = {"first": 0, "previous": page - 1, "next": page + 1, "last": last}
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"pager_{key}"):
        for name, to in steps.items():
            st.button(
                label(f"turn.{name}"), key=f"{key}_{name}", icon=f":material/{_ICONS[name]}:", on_click=_turn,
                args=(key, to), disabled=not 0 <= to <= last or to == page,
            )  # fmt: skip
        shown = label(
            "turn.rows", first=number(first + 1), last=number(min(first + SIZE, rows)), rows=number(rows),
            page=number(page + 1), pages=number(last + 1),
        )  # fmt: skip
        with st.container():
            words(shown)
    st.caption(label("turn.note"))


def _turn(key: str, page: int) -> None:
    what, _ = st.session_state[_state(key)]
    st.session_state[_state(key)] = (what, page)


def _state(key: str) -> str:
    return f"page_of_{key}"

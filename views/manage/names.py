"""School names the roster does not have: who is meant is picked once, and remembered."""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from views import frame
from views.labels import label, number
from views.markdown import plain

NOBODY = ""


@dataclass(frozen=True)
class Unknown:
    """A written name that was not found: where it stands, how often, and whom it may mean (code → name and county)."""

    written: str
    where: str
    times: int
    candidates: Mapping[str, str]


def resolve(unknown: Sequence[Unknown], others: Mapping[str, str], remember: Callable[[str, str | None], None]) -> None:
    """Draw each unknown name with the schools it may mean, the likeliest first; a pick is remembered.

    `others` are the rest of the roster's schools (code → name and county).
    """
    if unknown:
        frame.words(label("names.note"), strong=label("names.unknown", count=len(unknown)))
    for at, one in enumerate(unknown):
        options = {NOBODY: label("names.pick"), **one.candidates}
        options |= {code: words for code, words in others.items() if code not in options}
        key = f"name_{at}_{one.written}"
        left, right = st.columns([2, 3])
        with left:
            told = label("names.stands", where=one.where, count=number(one.times))
            st.html(f'<p class="words"><b>{html.escape(one.written)}</b><br>{html.escape(told)}</p>')
        with right:
            st.selectbox(
                plain(label("names.means", name=one.written)), list(options), format_func=options.__getitem__,
                key=key, on_change=_picked, args=(key, one.written, remember),
            )  # fmt: skip


def known(aliases: Mapping[str, str], remember: Callable[[str, str | None], None]) -> None:
    """Draw the names in use that were matched by hand (written → school), each with a button that forgets it."""
    frame.words(strong=label("names.known", count=len(aliases)))
    for written, meant in aliases.items():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container():
                frame.words(f"{written} → {meant}")
            if st.button(label("names.forget"), key=f"forget_{written}", icon=":material/undo:"):
                remember(written, None)
                st.rerun()


def _picked(key: str, written: str, remember: Callable[[str, str | None], None]) -> None:
    if chosen := st.session_state[key]:
        remember(written, chosen)

"""School names the roster does not have: who is meant is picked once, and remembered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from views.panels.audit import person
from views.shell import layout
from views.text.labels import label, number
from views.text.markdown import plain
from views.text.markup import show_html

NOBODY = ""
SHOWN = 20  # names at a time: each box offers all schools of the roster


@dataclass(frozen=True)
class Unknown:
    """A written name that was not found: in which county's rows, where, how often, and whom it may mean.

    `county` is a code, empty where the rows name none; `candidates` are names and counties by the schools' codes.
    """

    written: str
    county: str
    where: str
    times: int
    candidates: Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """A name in use that was matched by hand: which school it means, who decided it (empty: not noted) and on which day.

    `may` tells whether whoever looks may take it back.
    """

    written: str
    meant: str
    who: str
    day: str
    may: bool


def resolve(unknown: Sequence[Unknown], others: Mapping[str, str], remember: Callable[[Unknown, str], None]) -> None:
    """Draw each unknown name with the schools it may mean, the likeliest first; a pick is remembered.

    `others` are the rest of the roster's schools (code → name and county).
    """
    if unknown:
        layout.words(label("names.note"), strong=label("names.unknown", count=len(unknown)))
    for at, one in enumerate(unknown[:SHOWN]):
        options = {NOBODY: label("names.pick"), **one.candidates}
        options |= {code: words for code, words in others.items() if code not in options}
        key = f"name_{at}_{one.written}"
        left, right = st.columns([2, 3])
        with left:
            told = label("names.stands", where=one.where, count=number(one.times))
            show_html(Markup('<p class="words"><b>%s</b><br>%s</p>') % (one.written, told))
        with right:
            st.selectbox(
                plain(label("names.means", name=one.written)), list(options), format_func=options.__getitem__,
                key=key, on_change=_picked, args=(key, one, remember),
            )  # fmt: skip

    if len(unknown) > SHOWN:
        layout.words(label("names.more", count=number(len(unknown) - SHOWN)))


def known(used: Sequence[Known]) -> int | None:
    """Draw the names in use that were matched by hand, each with a button that takes it back; return the one pressed."""
    layout.words(strong=label("names.known", count=len(used)))
    pressed = None
    for at, one in enumerate(used):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container():
                by = label("names.by", who=person(one.who), day=one.day) if one.who else label("saved_decisions.before")
                layout.words(f"{one.written} → {one.meant}　{by}")
            if one.may and st.button(label("names.forget"), key=f"forget_{at}_{one.written}", icon=":material/undo:"):
                pressed = at
    return pressed


def _picked(key: str, one: Unknown, remember: Callable[[Unknown, str], None]) -> None:
    if chosen := st.session_state[key]:
        remember(one, chosen)

"""Draw school names that the roster does not have: users choose the school once, and the choice is saved."""

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
SHOWN = 20  # names shown at once; each box offers all schools of the roster


@dataclass(frozen=True)
class Unknown:
    """A written name that is not in the roster: its county, its place in the sheets, how often it occurs, its candidates.

    `county` is a code, empty if the rows name none; `candidates` are names and counties by school code.
    """

    written: str
    county: str
    where: str
    times: int
    candidates: Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """A name in use that was matched by hand: the school it means, who decided it (empty: not recorded) and on which day.

    `may` says whether the current user may undo it.
    """

    written: str
    meant: str
    who: str
    day: str
    may: bool


def resolve(unknown: Sequence[Unknown], others: Mapping[str, str], remember: Callable[[Unknown, str], None]) -> None:
    """Draw each unknown name with the schools it may mean, the most likely first; a choice goes to `remember`.

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
            occurrence = label("names.stands", where=one.where, count=number(one.times))
            show_html(Markup('<p class="words"><b>%s</b><br>%s</p>') % (one.written, occurrence))
        with right:
            st.selectbox(
                plain(label("names.means", name=one.written)), list(options), format_func=options.__getitem__,
                key=key, on_change=_picked, args=(key, one, remember),
            )  # fmt: skip

    if len(unknown) > SHOWN:
        layout.words(label("names.more", count=number(len(unknown) - SHOWN)))


def known(used: Sequence[Known]) -> int | None:
    """Draw the names in use that were matched by hand, each with an undo button; return the index of the one pressed."""
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

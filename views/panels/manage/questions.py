"""Draw what the reader could not decide as questions with buttons, and the answers given, each with an undo button."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from views.shell import layout
from views.text.labels import label, number
from views.text.markdown import plain
from views.text.markup import join, show_html

MOST = 6  # questions shown at once; the others are in a fold below
_SIDE_BY_SIDE = 2
_ASKS = Markup('<p class="asks"><small class="where">%s</small><b>%s</b>%s</p>')
_ANSWERED = Markup('<p class="asks">✓ %s <span class="where">%s</span></p>')


@dataclass(frozen=True)
class Question:
    """One question: its place in the sheets, its text, facts that help to answer it, and the answers (code → words).

    The most likely answer is first; `others` are less likely answers. `sheet` is the index of the sheet among all
    sheets.
    """

    key: str
    sheet: int
    where: str
    asks: str
    told: Sequence[str]
    answers: Mapping[str, str]
    others: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """An answer that was given: its place in the sheets and its words."""

    where: str
    words: str


def draw(
    questions: Sequence[Question], shown: int, answer: Callable[[Question, str], None], look: Callable[[int], None]
) -> None:
    """Draw every question; a click on an answer calls `answer`, a click to another sheet than `shown` calls `look`."""
    st.subheader(plain(label("questions.title", count=len(questions))), anchor=False)
    layout.words(label("questions.note"))
    draw_some = partial(_blocks, shown=shown, answer=answer, look=look)
    draw_some(questions[:MOST])
    if rest := questions[MOST:]:
        layout.folded(label("questions.more", count=number(len(rest))), "questions", partial(draw_some, rest))


def _blocks(
    questions: Sequence[Question], shown: int, answer: Callable[[Question, str], None], look: Callable[[int], None]
) -> None:
    for at in range(0, len(questions), _SIDE_BY_SIDE):
        for place, one in zip(st.columns(_SIDE_BY_SIDE), questions[at : at + _SIDE_BY_SIDE], strict=False):
            with place:
                _block(one, shown, answer, look)


def _block(one: Question, shown: int, answer: Callable[[Question, str], None], look: Callable[[int], None]) -> None:
    with st.container(border=True, height="stretch", key=f"question_{one.key}"):
        show_html(_ASKS % (one.where, one.asks, join(Markup("<small>%s</small>") % line for line in one.told)))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for code, words in one.answers.items():
                st.button(plain(words), key=f"{one.key}_{code}", on_click=answer, args=(one, code))
            if one.others:
                key = f"{one.key}_other"
                st.selectbox(
                    plain(label("questions.other_of", asks=one.asks)), list(one.others), None,
                    format_func=one.others.__getitem__, key=key, placeholder=label("questions.other"), width=200,
                    label_visibility="collapsed", on_change=_other, args=(key, one, answer),
                )  # fmt: skip
            if one.sheet != shown:
                st.button(
                    label("questions.look"), key=f"{one.key}_look", type="tertiary", icon=":material/visibility:",
                    on_click=look, args=(one.sheet,),
                )  # fmt: skip


def _other(key: str, one: Question, answer: Callable[[Question, str], None]) -> None:
    if chosen := st.session_state[key]:
        answer(one, chosen)


def answered(answers: Sequence[Answer], undo: Callable[[int], None]) -> None:
    """Draw the answers given by hand, each with a button that calls `undo` with its index."""
    with st.container(gap=None):
        layout.words(strong=label("questions.answered", count=number(len(answers))))
        for at, one in enumerate(answers):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                show_html(_ANSWERED % (one.words, one.where), width="content")
                st.button(
                    label("questions.undo"), key=f"undo_{at}", type="tertiary", icon=":material/undo:", on_click=undo,
                    args=(at,),
                )  # fmt: skip

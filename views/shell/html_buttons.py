"""HTML with buttons that choose: many of them cost a page as much as one, and each is one step back like any choice.

Streamlit draws every element of a page anew with each click, twice; a table of a hundred buttons is one element here.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from markupsafe import Markup

from views.shell import url_state
from views.text.markup import show_html
from views.theme.styles import rules

_BUTTON = Markup('<button type="button" data-choose="%s"%s%s>%s</button>')
_TITLE, _HEARD = Markup(' title="%s"'), Markup(' aria-label="%s"')


@cache
def _mount() -> Callable[..., Any]:
    """Return the component, registered once."""
    js = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component(
        "lianxiao.pressed", html=Markup('<div class="pressed"></div>'), js=js, isolate_styles=False
    )


def button(words: str, tip: str = "", name: str = "", **chosen: str) -> Markup:
    """Return a button: it shows `words` (text, or HTML) and chooses `chosen`; `name` is what a screen reader says."""
    title = _TITLE % tip if tip else ""
    heard = _HEARD % name if name else ""
    return _BUTTON % (urlencode(chosen), title, heard, words)


def draw(written: Markup, key: str, least: float = 0) -> None:
    """Draw HTML that holds buttons of `button`; a press chooses. It takes `least` rem of height before it is written, too."""

    def take() -> None:
        chosen = dict(parse_qsl(str(st.session_state[key]["chosen"] or "")))
        if chosen:
            first, *_ = chosen
            url_state.choose(first, chosen.pop(first), **chosen)

    if least:
        show_html(rules(f".st-key-{key} {{min-height: {least:.1f}rem;}}"))
    _mount()(key=key, on_chosen_change=take, data={"written": written})

"""Draw HTML with many buttons that choose as one Streamlit element; each press is one step in the browser's history.

Streamlit draws every element of a page twice with each click, so a hundred elements for a hundred buttons would be
slow.
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
    """Return the component; it is registered once."""
    js = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component(
        "lianxiao.pressed", html=Markup('<div class="pressed"></div>'), js=js, isolate_styles=False
    )


def button(words: str, tip: str = "", name: str = "", **chosen: str) -> Markup:
    """Return a button that shows `words` (text or HTML) and makes the choices `chosen`; screen readers read `name`."""
    title = _TITLE % tip if tip else ""
    heard = _HEARD % name if name else ""
    return _BUTTON % (urlencode(chosen), title, heard, words)


def draw(written: Markup, key: str, least: float = 0) -> None:
    """Draw HTML that holds buttons made by `button`; a press makes the button's choices.

    `least` is the height in rem that is kept free even before the HTML is drawn.
    """

    def read_press() -> None:
        chosen = dict(parse_qsl(str(st.session_state[key]["chosen"] or "")))
        if chosen:
            first, *_ = chosen
            url_state.choose(first, chosen.pop(first), **chosen)

    if least:
        show_html(rules(f".st-key-{key} {{min-height: {least:.1f}rem;}}"))
    _mount()(key=key, on_chosen_change=read_press, data={"written": written})

"""HTML with buttons that choose: many of them cost a page as much as one, and each is one step back like any choice.

Streamlit draws every element of a page anew with each click, twice; a table of a hundred buttons is one element here.
"""

import html
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from views.shell import url_state


@cache
def _mount() -> Callable[..., Any]:
    """Return the component, registered once."""
    js = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component(
        "lianxiao.pressed", html='<div class="pressed"></div>', js=js, isolate_styles=False
    )


def button(written: str, tip: str = "", name: str = "", **chosen: str) -> str:
    """Return a button as HTML: it shows `written` (HTML) and chooses `chosen`; `name` is what a screen reader says."""
    said = "".join(f' {key}="{html.escape(words)}"' for key, words in (("title", tip), ("aria-label", name)) if words)
    return f'<button type="button" data-choose="{html.escape(urlencode(chosen))}"{said}>{written}</button>'


def draw(written: str, key: str, least: float = 0) -> None:
    """Draw HTML that holds buttons of `button`; a press chooses. It takes `least` rem of height before it is written, too."""

    def take() -> None:
        chosen = dict(parse_qsl(str(st.session_state[key]["chosen"] or "")))
        if chosen:
            first, *_ = chosen
            url_state.choose(first, chosen.pop(first), **chosen)

    if least:
        st.html(f"<style>.st-key-{key} {{min-height: {least:.1f}rem;}}</style>")
    _mount()(key=key, on_chosen_change=take, data={"written": written})

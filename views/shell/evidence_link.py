"""The evidence link a session is pinned by: one of the choices of its URL, carried on to what is written away from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PARAMETER = "evidence"
_stands_here: ContextVar[tuple[str, str] | None] = ContextVar("stands_here", default=None)


def use_link(link: str) -> None:
    """Pin what is seen from now on by an evidence link; an empty one leaves the pin."""
    st.session_state["decided"][PARAMETER] = link


def link_in_use() -> str:
    """Return the evidence link the session is pinned by, empty where it is not."""
    here = written_for()
    if here or not get_script_run_ctx(suppress_warning=True):
        return here[1] if here else ""
    return str(st.session_state.get("kept", {}).get(PARAMETER, ""))


def written_for() -> tuple[str, str] | None:
    """Return the address and the evidence link of what is written away from its page; None on a page."""
    return _stands_here.get()


@contextmanager
def writing_for(here: str, link: str) -> Iterator[None]:
    """Speak of an address and under an evidence link whatever the session: a file is written away from its page."""
    before = _stands_here.set((here, link))
    try:
        yield
    finally:
        _stands_here.reset(before)


def with_link(here: str, link: str) -> str:
    """Return an address that carries an evidence link; one that does so already is left alone."""
    if not here or not link or f"{PARAMETER}=" in here:
        return here
    return f"{here}{'&' if '?' in here else '?'}{urlencode({PARAMETER: link})}"

"""Keep the evidence link that pins a session: a choice of its URL, also used for files written outside the session."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

PARAMETER = "evidence"
_current_source: ContextVar[tuple[str, str] | None] = ContextVar("current_source", default=None)


def use_link(link: str) -> None:
    """Pin the data shown from now on by an evidence link; an empty link removes the pin."""
    st.session_state["decided"][PARAMETER] = link


def link_in_use() -> str:
    """Return the evidence link that pins the session, or an empty string."""
    here = written_for()
    if here or not get_script_run_ctx(suppress_warning=True):
        return here[1] if here else ""
    return str(st.session_state.get("kept", {}).get(PARAMETER, ""))


def written_for() -> tuple[str, str] | None:
    """Return the address and the evidence link for which a file is being written outside the session; None on a page."""
    return _current_source.get()


@contextmanager
def writing_for(here: str, link: str) -> Iterator[None]:
    """Use an address and an evidence link in place of the session's, because a file is written outside the session."""
    before = _current_source.set((here, link))
    try:
        yield
    finally:
        _current_source.reset(before)


def with_link(here: str, link: str) -> str:
    """Return an address with the evidence link added; an address that already has one is returned unchanged."""
    if not here or not link or f"{PARAMETER}=" in here:
        return here
    return f"{here}{'&' if '?' in here else '?'}{urlencode({PARAMETER: link})}"

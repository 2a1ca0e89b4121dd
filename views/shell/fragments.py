"""Parts of a page that rerun alone."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from views.shell.turns import turn
from views.shell.visitor import follow_right

Asked = ParamSpec("Asked")


def fragment(draw: Callable[Asked, None], *, run_every: float | None = None) -> Callable[Asked, None]:
    """Return `draw` as a fragment of its page, which its own widgets, or a clock (`run_every` in seconds), run again alone.

    Each rerun takes its turn, and the page is drawn anew where its visitor's grant has changed.
    """

    @wraps(draw)
    def rerun(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
        with turn():
            follow_right()
            draw(*args, **kwargs)

    part: Callable[Asked, None] = st.fragment(rerun, run_every=run_every)
    return part

"""Parts of a page that rerun on their own."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from views.shell.turns import turn
from views.shell.visitor import follow_right

Asked = ParamSpec("Asked")


def fragment(draw: Callable[Asked, None], *, run_every: float | None = None) -> Callable[Asked, None]:
    """Return `draw` as a fragment, which reruns alone: on use of its widgets, or every `run_every` seconds.

    Each rerun waits for its turn. If the visitor's grant has changed, the whole page is drawn again.
    """

    @wraps(draw)
    def rerun(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
        with turn():
            follow_right()
            draw(*args, **kwargs)

    part: Callable[Asked, None] = st.fragment(rerun, run_every=run_every)
    return part

"""Under which evidence link a question is asked: the link pins the data, none means the newest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_pin: ContextVar[str | None] = ContextVar("pin", default=None)
_asked: list[Callable[[], str]] = []


def set_link_source(which: Callable[[], str]) -> None:
    """Let a server say which link holds where none was named: it knows whose session runs."""
    _asked[:] = [which]


@contextmanager
def using_link(link: str) -> Iterator[None]:
    """Ask every question inside the block, in this thread alone, under an evidence link; of the newest data where it is empty."""
    token = _pin.set(link)
    try:
        yield
    finally:
        _pin.reset(token)


def link_in_use() -> str:
    """Return the evidence link that holds here, empty where none does."""
    here = _pin.get()
    return here if here is not None else _asked[0]() if _asked else ""

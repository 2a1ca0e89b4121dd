"""The evidence link in use, which selects the snapshots that queries read; without a link, the newest data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_pin: ContextVar[str | None] = ContextVar("pin", default=None)
_link_sources: list[Callable[[], str]] = []


def set_link_source(which: Callable[[], str]) -> None:
    """Set how a server finds the link of the running session, for calls outside of `using_link`."""
    _link_sources[:] = [which]


@contextmanager
def using_link(link: str) -> Iterator[None]:
    """Use an evidence link for all queries inside the block, in this thread only; an empty link means the newest data."""
    token = _pin.set(link)
    try:
        yield
    finally:
        _pin.reset(token)


def link_in_use() -> str:
    """Return the evidence link in use; empty if there is none."""
    link = _pin.get()
    return link if link is not None else _link_sources[0]() if _link_sources else ""

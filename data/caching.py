"""What is computed or drawn once and used again: bounded, one computation at a time, apart for each grant.

Built on cachetools. Plain functions whose answer depends on no user take its `@cached` directly; all that depends on what
the user at work may see goes through `Cache`. What comes back is shared by all sessions and must not be changed.

Not `st.cache_data`: it copies each answer by pickling, 174 to 257 µs a hit against 2 µs here, knows no grant, and the
verbs do not know Streamlit.
"""

from collections.abc import Callable, Hashable
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached

from data.rights import Grant, granted

Made = TypeVar("Made")
Size = Callable[[Any], float]


class _GrantChangedError(Exception):
    """The grant changed during a computation: its result may hold what the key does not allow, and is not kept."""

    def __init__(self, made: object) -> None:
        super().__init__()
        self.made = made


class Cache:
    """Keeps what was used last, by key and by what the user at work may see; the key names the version of the data.

    The grant is read before and after each computation, so a user whose role changed is never given what the former role
    made. An exception, such as a refusal, is not kept.
    """

    def __init__(self, most: int, size: Size | None = None) -> None:
        """Keep at most `most` values, or as many as add up to `most` by `size`; a value beyond it is not kept."""
        self._fetch = cached(LRUCache[Hashable, Any](most, size), key=_key, condition=Condition())(_made)

    def __call__(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returns, made once for the key; others who ask for it meanwhile wait for it."""
        try:
            found: Made = self._fetch(key, granted(), make)
        except _GrantChangedError as changed:
            found = changed.made  # type: ignore[assignment]
        return found

    def cache_clear(self) -> None:
        """Remove everything, as a test or the bench does before it measures."""
        self._fetch.cache_clear()


def _key(key: Hashable, grant: Grant | None, _: Callable[[], Any]) -> Hashable:
    return key, grant


def _made(_: Hashable, grant: Grant | None, make: Callable[[], Any]) -> Any:
    made = make()
    if granted() != grant:
        raise _GrantChangedError(made)
    return made

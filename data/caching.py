"""A bounded cache for computed and drawn results, with separate entries for each grant of rights.

Built on cachetools. Functions whose result does not depend on the user take its `@cached` directly; everything that
depends on what the current user may see goes through `Cache`. Results are shared by all sessions: callers must not change them.

Why not `st.cache_data`: it copies each result by pickling (174 to 257 µs a hit, against 2 µs here), it does not know the
grant, and the verbs may not import Streamlit.
"""

from collections.abc import Callable, Hashable
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached

from data.rights import Grant, granted

Made = TypeVar("Made")
Size = Callable[[Any], float]


class _GrantChangedError(Exception):
    """The grant changed during a computation, so the result may show what the grant in its key does not allow."""


class Cache:
    """A least-recently-used cache with entries by key and by the current user's grant; the key names the version of the data.

    The grant is read before and after each computation: if it has changed, the result is computed again and not cached.
    An exception, such as a refusal, is not cached. Threads that ask for the same key wait for one computation, unless its
    result is known to be too large to be cached: then each computes its own.
    """

    def __init__(self, most: int, size: Size | None = None) -> None:
        """Keep at most `most` values, or values whose sizes by `size` add up to at most `most`; a larger value is not kept."""
        self._most, self._size = most, size
        self._too_large: set[Hashable] = set()
        self._fetch = cached(LRUCache[Hashable, Any](most, size), key=_key, condition=Condition())(_made)

    def __call__(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the result of `make`, computed once for the key; other threads that ask for the same key wait for it."""
        if key in self._too_large:
            return make()
        try:
            found: Made = self._fetch(key, granted(), make)
        except _GrantChangedError:
            return make()
        if self._size and self._size(found) > self._most:
            self._too_large.add(key)
        return found

    def cache_clear(self) -> None:
        """Remove every entry, as tests and the bench do before they measure."""
        self._too_large.clear()
        self._fetch.cache_clear()


def _key(key: Hashable, grant: Grant | None, _: Callable[[], Any]) -> Hashable:
    return key, grant


def _made(_: Hashable, grant: Grant | None, make: Callable[[], Any]) -> Any:
    made = make()
    if granted() != grant:
        raise _GrantChangedError
    return made

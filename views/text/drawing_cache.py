"""Cache what was drawn: charts, maps, tables and texts of the same data in the same language.

All sessions share the cache, and the least recently used entry is dropped first. Callers must not change what it
returns.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from data.caching import Cache
from views.text.labels import area_kind, language

Made = TypeVar("Made")


class DrawingCache(Cache):
    """A cache with separate entries for each language and kind of areas, because drawings contain words."""

    def __call__(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returns, made once for the key: the version of the data, what is drawn, and its choices."""
        return super().__call__((key, language(), area_kind()), make)


cached_drawing = DrawingCache(2_000)  # enough for fifty visitors with different counties and indicators

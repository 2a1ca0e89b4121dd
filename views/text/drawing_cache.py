"""What was drawn before is not made again: charts, maps, tables and texts of the same data in the same language.

Kept for all sessions, the least recently asked forgotten first. What comes back is shared and must not be changed.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from data.caching import Cache
from views.text.labels import area_kind, language

Made = TypeVar("Made")


class DrawingCache(Cache):
    """A cache of what is drawn: apart for each language and kind of areas too, for the words in it."""

    def __call__(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returns, made once for the key: the data's mark, what is drawn, its choices."""
        return super().__call__((key, language(), area_kind()), make)


cached = DrawingCache(2_000)  # fifty visitors, each with counties and indicators of their own

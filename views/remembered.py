"""What was drawn before is not made again: charts, maps, tables and texts of the same data in the same language.

Kept for all sessions, the least recently asked forgotten first. What comes back is shared and must not be changed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from data.rights import granted
from views.text.labels import area_kind, language

Made = TypeVar("Made")


class Memory:
    """Keeps the last `most` things that were made."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, of: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returns, made once for `of`, the language and what one may see: the data's mark, what is drawn, its choices."""
        grant = granted()
        key = of, language(), area_kind(), grant
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: Made = self._kept[key]
                return found
        made = make()
        if granted() != grant:  # changed meanwhile: it may show what the key does not allow
            return made
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Forget everything, as a test or the bench does before it measures."""
        with self._lock:
            self._kept.clear()


remembered = Memory(2_000)  # fifty visitors, each with counties and indicators of their own

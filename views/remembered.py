"""What was drawn before is not made again: charts, tables and texts of the same data in the same language.

Kept for all sessions, the least recently asked forgotten first. What comes back is shared and must not be changed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from views.labels import area_kind, language

KEPT = 256
Made = TypeVar("Made")
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def remembered(of: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` returns, made once for `of` and the language: the mark of the data, what is drawn, its choices."""
    key = of, language(), area_kind()
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            found: Made = _kept[key]
            return found
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Forget everything, as a test or the bench does before it measures."""
    with _lock:
        _kept.clear()

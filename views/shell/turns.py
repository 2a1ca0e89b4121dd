"""Turns: only so many reruns are computed at once, whether of a whole page or of a part of one.

More than there are cores only take the interpreter from one another: with 50 sessions the median click took 2.5–3.0 s with
more than two at once, 1.8–2.7 s with two (two cores).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_CORES = os.cpu_count() or 1
_TURNS = threading.BoundedSemaphore(_CORES)
_LONG_TASKS = threading.BoundedSemaphore(_CORES)
_thread = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn and hold it; a part of a page drawn within its page shares the page's turn."""
    if getattr(_thread, "holds_turn", False):
        yield
        return
    with _TURNS:
        _thread.holds_turn = True
        try:
            yield
        finally:
            _thread.holds_turn = False


@contextmanager
def turn_lent() -> Iterator[None]:
    """Lend the turn this thread holds to others while it waits for another process."""
    _TURNS.release()
    _thread.holds_turn = False
    try:
        yield
    finally:
        _TURNS.acquire()
        _thread.holds_turn = True


@contextmanager
def long_task() -> Iterator[None]:
    """Lend the turn during long work, of which only as much is done at once as there are cores."""
    with turn_lent(), _LONG_TASKS:
        yield

"""Limit how many reruns of pages and fragments are computed at once to the number of cores.

More at once only makes them compete for the interpreter: with 50 sessions on two
cores the median click took 2.5–3.0 s with more than two reruns at once, 1.8–2.7 s with two.
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
    """Wait for a turn and hold it; a fragment drawn within its page shares the page's turn."""
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
    """Give this thread's turn to others while it waits for another process, then take a turn again; nothing if it holds none."""
    if not getattr(_thread, "holds_turn", False):
        yield
        return
    _TURNS.release()
    _thread.holds_turn = False
    try:
        yield
    finally:
        _TURNS.acquire()
        _thread.holds_turn = True


@contextmanager
def long_task() -> Iterator[None]:
    """Give the turn away during long work; as many long tasks run at once as there are cores."""
    with turn_lent(), _LONG_TASKS:
        yield

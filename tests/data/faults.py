"""Every step by which publishing changes the disk, to be cut short: killed before it or in the middle of it, or refused."""

import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from data.files import exchange
from data.store import publishing

# Where each step is looked up when it is taken.
STEPS: list[tuple[Any, str]] = [
    *((os, name) for name in ("rename", "mkdir", "open", "fsync", "unlink", "rmdir")),
    (io, "open"),
    (publishing.pq, "write_table"),
    (exchange, "_renameat2"),
]
WRITES = ("write_table", "open")
NEEDS_ROOM = ("mkdir", "open", "fsync", "write_table", "rename")
Step = Callable[..., Any]
Meddle = Callable[[int, str, Step], Step]


@contextmanager
def counted(meddle: Meddle) -> Iterator[list[str]]:
    """Have every step run as `meddle(number, name, step)` says; gives the names of the steps taken so far."""
    taken: list[str] = []

    def wrapped(name: str, step: Step) -> Step:
        def run(*arguments: Any, **more: Any) -> Any:
            if name == "open" and not _creates(*arguments):
                return step(*arguments, **more)
            taken.append(name)
            return meddle(len(taken), name, step)(*arguments, **more)

        return run

    before = [(place, name, getattr(place, name)) for place, name in STEPS]
    for place, name, step in before:
        setattr(place, name, wrapped(name, step))
    try:
        yield taken
    finally:
        for place, name, step in before:
            setattr(place, name, step)


def _creates(_: object, how: str | int = "r", *__: object) -> bool:
    return "w" in how if isinstance(how, str) else bool(how & os.O_CREAT)


def killed_at(number: int, when: str) -> Meddle:
    """Kill this process before its step of that number, or in the middle of it."""

    def meddle(now: int, name: str, step: Step) -> Step:
        return step if now != number else lambda *given, **more: _die(when, name, step, *given, **more)

    return meddle


def _die(when: str, name: str, step: Step, *arguments: Any, **more: Any) -> None:
    found = step(*arguments, **more) if when == "middle" else None
    if when == "middle" and name == "write_table":
        os.truncate(arguments[1], arguments[1].stat().st_size // 2)
    elif isinstance(found, io.BufferedWriter):
        found.write(b'{"format": 2, "pl')
        found.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def refused_from(number: int, *, for_good: bool) -> Meddle:
    """Say that the disk is full at the step of that number, once or from then on."""

    def meddle(now: int, name: str, step: Step) -> Step:
        hit = now == number or (for_good and now > number)
        return _full if hit and name in NEEDS_ROOM else step

    return meddle


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "disk full")

"""File locks that allow one writer at a time. A lock ends with its process, even if that crashes."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

if sys.platform == "win32":
    import msvcrt

    _HELD = PermissionError
else:
    import fcntl

    _HELD = BlockingIOError


Taken = TypeVar("Taken")
_PAUSE = 0.02  # seconds between two attempts to take a lock
_SHORT_PAUSE = 0.002  # seconds between two attempts for a lock that is held only while one line of a log is written


class BeingWrittenError(BlockingIOError):
    """Another process is writing the same thing at this moment."""


@contextmanager
def writing(snapshots: Path, place: str, as_of: date) -> Iterator[None]:
    """Hold the lock of a place and date below the folder `snapshots`. Raises `BeingWrittenError` if it is already held.

    The kernel releases the lock when the process dies, so a lock file left by a crash blocks no one.
    """
    with held(snapshots / f".lock-{place}-{as_of.isoformat()}"):
        yield


@contextmanager
def held(path: Path, patience: float = 0) -> Iterator[None]:
    """Hold a lock file. Raises `BeingWrittenError` if another process still holds it after `patience` seconds."""
    handle = _patiently(lambda: _taken(path), patience, _PAUSE)
    try:
        yield
    finally:
        if sys.platform != "win32":  # Windows does not remove open files: there the empty lock file remains
            path.unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def locked(path: Path, patience: float, flags: int = os.O_RDWR | os.O_CREAT) -> Iterator[int]:
    """Open a permanent file, hold its lock and yield its handle.

    Raises `BeingWrittenError` after `patience` seconds.
    """
    handle = os.open(path, flags, 0o640)
    try:
        _patiently(lambda: _lock(handle, path), patience, _SHORT_PAUSE)
        yield handle
    finally:
        os.close(handle)


def _patiently(take: Callable[[], Taken], patience: float, pause: float) -> Taken:
    """Return the result of `take`.

    Retry after each pause while another process holds the lock, for `patience` seconds.
    """
    until = time.monotonic() + patience
    while True:
        try:
            return take()
        except BeingWrittenError:
            if time.monotonic() >= until:
                raise
        time.sleep(pause)


def _taken(path: Path) -> int:
    """Open and lock the file. If its previous holder has removed it in the meantime, create it again."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle, path)
        except BeingWrittenError:
            os.close(handle)
            raise
        if _still_there(path, handle):
            return handle
        os.close(handle)


def _still_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _lock(handle: int, path: Path) -> None:
    """Lock an open file at once, or raise `BeingWrittenError`."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except _HELD as error:
        raise BeingWrittenError(f"{path}: 正在写入 being written") from error

"""Chooses the engine for a query: that of the newest data, or that of an evidence link.

`engine` returns a new engine as soon as a snapshot is published, replaced or removed; while a large model is being
computed, the previous engine stays in use.
"""

import threading
import time
from contextvars import copy_context
from pathlib import Path

from cachetools import LRUCache, cached

from data.paths import data_folder
from data.store.snapshots import fingerprint, stamps
from queries.engine.database import Engine
from queries.engine.stored_model import model_file, readable
from queries.evidence.context import link_in_use
from queries.evidence.link import EvidenceError
from queries.evidence.locate import are_in_place

_RECHECK = 1.0  # seconds after which the manifests are read again even if no folder has changed
_PINS = 4  # engines of evidence links kept open at a time
_YOUNG = 50_000_000  # nanoseconds within which a second change may leave a folder's time the same

_lock, _link_lock = threading.Lock(), threading.Lock()
_engines: dict[Path, Engine] = {}
_looked: dict[Path, tuple[float, tuple[int, ...]]] = {}
_making: set[str] = set()


def engine() -> Engine:
    """Return the engine of the data folder in use: of the evidence link in use, else of the newest data.

    Raises `EvidenceError` if the link cannot be read or its data is lost.
    """
    folder, link = data_folder(), link_in_use()
    return _pinned(folder, link) if link else _newest(folder)


@cached(LRUCache[tuple[object, ...], Engine](_PINS), condition=threading.Condition())
def _pinned(_folder: Path, link: str) -> Engine:
    """Return the engine of an evidence link in the data folder in use."""
    with _link_lock:  # two links to the same snapshots have one model file
        found = Engine(f"evidence {link}", link)
    if not are_in_place(found.snapshots):  # a snapshot was replaced: another one may have been read
        raise EvidenceError("数据正在变动，请刷新页面 data is being changed just now, load the page again")
    return found


def _newest(folder: Path) -> Engine:
    """Return the engine of the newest data; a new one if the data has changed.

    While one thread checks for changes or opens a new engine, the others use the current engine.
    """
    current = _engines.get(folder)
    if not _lock.acquire(blocking=current is None) and current:
        return current
    try:
        return _checked(folder)
    finally:
        _lock.release()


def _checked(folder: Path) -> Engine:
    current = _engines.get(folder)
    if current and not _due(folder):
        return current
    data_version = fingerprint(folder)
    if current is None or current.data_version != data_version:
        current = _engines[folder] = _next(folder, data_version, current)
        if current.data_version == data_version and not are_in_place(
            current.snapshots
        ):  # replaced while being read: it may mix both
            current = _engines[folder] = _next(folder, fingerprint(folder), None)
    return current


def _due(folder: Path) -> bool:
    """Return whether the manifests must be read: a folder changed, or changed just now, or `_RECHECK` seconds have passed."""
    now, seen = time.monotonic(), stamps(folder)
    looked, then = _looked.get(folder, (-_RECHECK, ()))
    if then == seen and now - looked < _RECHECK and time.time_ns() - max(seen, default=0) > _YOUNG:
        return False
    _looked[folder] = now, seen
    return True


def _next(folder: Path, data_version: str, current: Engine | None) -> Engine:
    """Return the engine of a new fingerprint; the current one while a large model is computed in the background."""
    file = model_file(folder, readable(folder)[0]) if current else None
    if current is None or file is None or (file.exists() and data_version not in _making):
        return Engine(data_version)
    if data_version not in _making:
        _making.add(data_version)
        threading.Thread(target=copy_context().run, args=(_make, folder, data_version), daemon=True).start()
    return current


def _make(folder: Path, data_version: str) -> None:
    try:
        fresh = Engine(data_version)
        with _lock:
            _engines[folder] = fresh
    finally:
        _making.discard(data_version)

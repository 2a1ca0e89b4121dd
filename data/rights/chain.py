"""Chains the lines of the log: each line has its number and the SHA-256 of the line before it.

The first line of a year follows the last line of the year before. Lines written by versions before the chain have
neither; the first chained line has the SHA-256 of all of them together. `access/audit-0-head.json` keeps the number, hash
and end position of the last line, so that a line can be added without reading the log, and a log cut off at its end is
noticed.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from data.files.durable import sync
from data.files.locking import locked

HEAD = "audit-0-head.json"
"""Sorts before the years' files: a backup copies it first, so a copy is never ahead of its log."""
YEARS = "audit-*.jsonl"
_PATIENCE = 10.0  # seconds to wait for the lock while other processes write
_HEAD_BYTES = 256  # a fixed size: the file is overwritten in place
Fields = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """The last chained line: its number (0: none yet), its SHA-256, its file, and the bytes of the file up to its end.

    Before the first chained line, `hash` is the SHA-256 of all unchained lines; empty if there are none.
    """

    number: int = 0
    hash: str = ""
    file: str = ""
    size: int = 0


def hash_of(line: bytes) -> str:
    """Return the SHA-256 of a line, without its newline, in hexadecimal."""
    return hashlib.sha256(line).hexdigest()


def fields_of(line: bytes) -> Fields | None:
    """Return the JSON object of a line; None if it is not one, for instance because a crash cut it short."""
    with suppress(ValueError, RecursionError):
        found = json.loads(line)
        return found if isinstance(found, dict) else None
    return None


def log_files(folder: Path) -> list[Path]:
    """Return the log's files, the earliest year first."""
    return sorted(folder.glob(YEARS))


def read_head(folder: Path) -> tuple[Head | None, dict[str, int]]:
    """Return the head (None: missing or unreadable) and the size in bytes of each log file at the same moment."""
    try:
        with locked(folder / HEAD, _PATIENCE, os.O_RDONLY) as handle:
            return _head(handle), {path.name: path.stat().st_size for path in log_files(folder)}
    except FileNotFoundError:
        return None, {path.name: path.stat().st_size for path in log_files(folder)}


def append(
    folder: Path,
    year: int,
    event: Fields,
    *,
    first: Callable[[], Sequence[Fields]],
    lost: Fields,
) -> Fields:
    """Add an event to the log of a year, chained and synced; return it with its number and the hash before it.

    `first` returns the events to write before the first chained line; `lost` is the event to write if the head is missing
    although there are chained lines. Raises `OSError` if the disk refuses, or its subclass `BeingWrittenError` if other
    processes hold the lock too long.
    """
    with locked(folder / HEAD, _PATIENCE) as handle:
        known = _head(handle)
        head = _caught_up(folder, known, f"audit-{year}.jsonl") if known and known.number else _begun(folder)
        if known is None:
            _put(handle, Head(hash=head.hash))  # if this process is killed now, the head is not left empty
        # A clock that was set back must not break the order of the files.
        path = folder / max(f"audit-{year}.jsonl", head.file)
        events = [event]
        if head.number == 0:
            events = [*first(), event]
        elif known is None:
            events = [lost, event]
        chained, lines = [], []
        for one in events:
            chained.append({**one, "number": head.number + 1, "before": head.hash})
            lines.append(json.dumps(chained[-1], ensure_ascii=False).encode())
            head = replace(head, number=head.number + 1, hash=hash_of(lines[-1]))
        size = _write(path, lines)
        with suppress(OSError):  # the line is written; the next writer updates the head
            _put(handle, replace(head, file=path.name, size=size))
        return chained[-1]


def _head(handle: int) -> Head | None:
    os.lseek(handle, 0, os.SEEK_SET)
    found = fields_of(os.read(handle, _HEAD_BYTES))
    try:
        head = Head(**found) if found else None
    except TypeError:
        return None
    fits = head and isinstance(head.number, int) and isinstance(head.size, int)
    return head if head and fits and isinstance(head.hash, str) and isinstance(head.file, str) else None


def _put(handle: int, head: Head) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, f"{json.dumps(asdict(head)):{_HEAD_BYTES - 1}}\n".encode())


def _caught_up(folder: Path, head: Head, file: str) -> Head:
    """Return the head updated by lines that were added without updating it, because their writer was killed.

    `file` is the file of this year. Usually there are no such lines; then only the size of the last file is read.
    """
    with suppress(FileNotFoundError):
        if file <= head.file and (folder / head.file).stat().st_size == head.size:
            return head
    for path in log_files(folder):
        start = head.size if path.name == head.file else 0
        if path.name >= head.file and path.stat().st_size > start:
            with path.open("rb") as log:
                log.seek(start)
                for line in log.read().split(b"\n"):
                    found = fields_of(line)
                    if found and (found.get("before"), found.get("number")) == (head.hash, head.number + 1):
                        head = Head(head.number + 1, hash_of(line), path.name)
    return head


def _begun(folder: Path) -> Head:
    """Return the head computed from the log's lines: without a chained line, or that of the last chained line if the head file is lost."""
    last, beginning = Head(), Beginning()
    for path in log_files(folder):
        for line in path.read_bytes().split(b"\n"):
            beginning.add(line)
            if (found := fields_of(line)) and isinstance(found.get("number"), int) and "before" in found:
                last = Head(found["number"], hash_of(line), path.name)
    return last if last.number else Head(hash=beginning.hash)


class Beginning:
    """Computes the SHA-256 of all lines before the chain; empty if there are none."""

    def __init__(self) -> None:
        self._all, self._any = hashlib.sha256(), False

    def add(self, line: bytes) -> None:
        """Add one more line, without its newline; an empty line is ignored."""
        if line:
            self._all.update(line + b"\n")
            self._any = True

    @property
    def hash(self) -> str:
        """The hash that the first chained line has as `before`."""
        return self._all.hexdigest() if self._any else ""


def _write(path: Path, lines: Sequence[bytes]) -> int:
    """Append lines to a file and sync it; return its size. A last line cut short by a crash is ended with a newline first."""
    fresh = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        size = os.lseek(handle, 0, os.SEEK_END)
        torn = size > 0 and _last_byte(handle) != b"\n"
        content = b"".join([b"\n" if torn else b"", *(line + b"\n" for line in lines)])
        if os.write(handle, content) != len(content):
            raise OSError(f"{path}: 写不全 written in part")
        os.fsync(handle)
    finally:
        os.close(handle)
    if fresh:
        sync(path.parent)
    return size + len(content)


def _last_byte(handle: int) -> bytes:
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1)

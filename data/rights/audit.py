"""The log of what was done with the data: `access/audit-YEAR.jsonl` of the data folder, one line an event, never changed.

A line is appended in one write and synced. What a crash leaves of a last line does no harm: the next event begins on a
line of its own, and reading passes over what is no event.
"""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.manifests import SnapshotBrokenError, file_fault, read_manifest
from data.paths import data_folder
from data.rights.present import here

DONE = ("published", "restored", "removed", "exported", "refused")
_LONGEST = 300  # letters of one entry; a name may be long
_YEARS = "audit-*.jsonl"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """One line of the log: when (UTC), who, what he did (one of `DONE`), and of what.

    `what` is the list, file or page, `area` a code, `rows` how many rows left or came, `fingerprint` the snapshot's.
    """

    at: str
    who: str
    did: str
    place: str = ""
    area: str = ""
    as_of: str = ""
    fingerprint: str = ""
    what: str = ""
    rows: int | None = None


def write(data: Path, did: str, **facts: str | int | date | None) -> Event:
    """Append what whoever is at work did to a data folder's log; raises `OSError` where it cannot be kept."""
    now = datetime.now(UTC)
    told = {key: value if isinstance(value, int) else str(value or "")[:_LONGEST] for key, value in facts.items()}
    event = Event(now.isoformat(timespec="seconds"), here().who[:_LONGEST], did, **told)  # type: ignore[arg-type]
    folder = data / "access"
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    _append(folder / f"audit-{now.year}.jsonl", json.dumps(asdict(event), ensure_ascii=False))
    if fresh:
        _sync_folder(data)
    return event


def note(data: Path, did: str, **facts: str | int | date | None) -> None:
    """Append to the log as `write` does; where it cannot be kept the server's own log says so, and work goes on."""
    try:
        write(data, did, **facts)
    except OSError as error:
        _LOG.error("审计日志写不了 the audit log cannot be written: %s: %s %s %s", error, here().who, did, facts)


def exported(what: str, place: str, area: str | None, as_of: str, rows: int | None = None, mark: str = "") -> None:
    """Log a file that leaves; raises `OSError` to whoever signed in where it cannot be kept: then he gets none.

    `mark` is what pins the data it was made from, if not the snapshot that stands.
    """
    data = data_folder()
    mark = mark or fingerprint_of(data, place, as_of)
    (note if here().fixed else write)(
        data, "exported", what=what, place=place, area=area, as_of=as_of, rows=rows, fingerprint=mark
    )


def fingerprint_of(data: Path, place: str, as_of: date | str) -> str:
    """Return the fingerprint of a snapshot as its manifest has it; empty where there is none."""
    with suppress(SnapshotBrokenError):
        return str(read_manifest(data / "snapshots" / f"place={place}" / f"as_of={as_of}")["fingerprint"])
    return ""


def events(data: Path) -> Iterator[Event]:
    """Return the events of a data folder, the newest first; a torn line, or one that is no event, is passed over."""
    for path in reversed(_files(data)):
        for line in reversed(_text(path).split("\n")):
            with suppress(ValueError, TypeError, RecursionError):
                found: Any = json.loads(line) if line else {}
                if found and _is_event(found):
                    yield Event(**found)


def _files(data: Path) -> list[Path]:
    try:
        return sorted((data / "access").glob(_YEARS))
    except OSError:
        return []


def _text(path: Path) -> str:
    """Return what a file of the log holds; nothing where it cannot be read: the health route says so."""
    if file_fault(path):
        return ""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_event(found: Any) -> bool:
    """Tell whether a line holds texts, beside a number of rows, and a moment; raises `ValueError` where that is none."""
    if not isinstance(found, dict) or not isinstance(found.get("rows"), int | None):
        return False
    texts = [value for key, value in found.items() if key != "rows"]
    return all(isinstance(one, str) for one in texts) and bool(datetime.fromisoformat(found.get("at", "")))


def _append(path: Path, line: str) -> None:
    fresh = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        torn = os.lseek(handle, 0, os.SEEK_END) > 0 and _last_byte(handle) != b"\n"
        content = f"{chr(10) if torn else ''}{line}\n".encode()
        if os.write(handle, content) != len(content):
            raise OSError(f"{path}: 写不全 written in part")
        os.fsync(handle)
    finally:
        os.close(handle)
    if fresh:
        _sync_folder(path.parent)


def _last_byte(handle: int) -> bytes:
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1)


def _sync_folder(folder: Path) -> None:
    with suppress(PermissionError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

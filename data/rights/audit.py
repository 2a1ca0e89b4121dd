"""The log of actions on the data: `access/audit-YEAR.jsonl` in the data folder, one event a line, append-only.

A line is appended in one write, synced, and chained to the line before it (`data.rights.chain`). A last line cut short by
a crash does no harm: the next event begins on a new line, and reading skips lines that are not events. An action is
logged before it is done; if it cannot be logged, it is not done. If it then fails, an event `undone` follows.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.files.durable import sync
from data.files.manifest_identity import MANIFEST, identity
from data.files.regular import file_fault
from data.paths import data_folder
from data.rights import chain
from data.rights.present import current_user
from data.rights.users import SYSTEM

DONE = (
    *("published", "restored", "removed", "undone", "discarded", "recovered", "found"),
    *("name_kept", "name_removed", "profile_kept", "profile_removed"),
    *("exported", "refused", "signed_in", "signed_out", "head_missing"),
)
_LONGEST = 300  # letters of one entry
MANIFESTS = (f"snapshots/place=*/as_of=*/{MANIFEST}", f"archive/place=*/as_of=*/*/{MANIFEST}")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """One line of the log: when (`at`, UTC), who, which action (`did`, one of `DONE`), and on what.

    `what` is the list, file or page; `area` is a code; `rows` is the number of rows exported or published; `fingerprint` is the
    snapshot's and `manifest` the SHA-256 of its manifest. `number` and `before` chain the lines; lines from versions before the
    chain have neither.
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
    manifest: str = ""
    number: int = 0
    before: str = ""


_FIELDS = {field.name for field in fields(Event)}
_TYPES = {"rows": int | None, "number": int}  # all other fields are text


def write(did: str, **facts: str | int | date | None) -> Event:
    """Append an action of the current user to the data folder's log; raises `OSError` if it cannot be written."""
    now, data = datetime.now(UTC), data_folder()
    folder = data / "access"
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    event = chain.append(
        folder, now.year, _event(now, current_user().who, did, facts),
        first=lambda: _found(data, now), lost=_event(now, SYSTEM, "head_missing", {}),
    )  # fmt: skip
    if fresh:
        sync(data)
    return Event(**event)


def _event(now: datetime, who: str, did: str, facts: Mapping[str, str | int | date | None]) -> dict[str, Any]:
    texts = {key: value if isinstance(value, int) else str(value or "")[:_LONGEST] for key, value in facts.items()}
    event = Event(now.isoformat(timespec="seconds"), who[:_LONGEST], did, **texts)  # type: ignore[arg-type]
    return {key: value for key, value in vars(event).items() if key not in ("number", "before")}


def _found(data: Path, now: datetime) -> list[dict[str, Any]]:
    """Return one event `found` for each snapshot, current or archived, that existed before the log was chained."""
    found = []
    for path in sorted(path for pattern in MANIFESTS for path in data.glob(pattern)):
        place, as_of, *version = (part.split("=")[-1] for part in path.parent.relative_to(data).parts[1:])
        facts = {"place": place, "as_of": as_of, "what": "".join(version), **identity(path.parent)}
        found.append(_event(now, SYSTEM, "found", facts))
    return found


def note(did: str, **facts: str | int | date | None) -> None:
    """Append an action to the log as `write` does; if that fails, report it in the server's own log and continue."""
    try:
        write(did, **facts)
    except OSError as error:
        _LOG.error(
            "审计日志写不了 the audit log cannot be written: %s: %s %s %s", error, current_user().who, did, facts
        )


def exported(what: str, place: str, area: str | None, as_of: str, rows: int | None = None, mark: str = "") -> None:
    """Log the export of a file.

    `mark` identifies the data it was made from, by default the fingerprint of the current snapshot. Raises `OSError` if the
    log cannot be written and the user has signed in: then the file must not be sent.
    """
    mark = mark or fingerprint_of(place, as_of)
    (note if current_user().fixed else write)(
        "exported", what=what, place=place, area=area, as_of=as_of, rows=rows, fingerprint=mark
    )


def fingerprint_of(place: str, as_of: date | str) -> str:
    """Return the fingerprint in a snapshot's manifest; empty if there is none."""
    return identity(data_folder() / "snapshots" / f"place={place}" / f"as_of={as_of}").get("fingerprint", "")


def events() -> Iterator[Event]:
    """Return the events of the data folder's log, newest first; lines that are not events are skipped."""
    return _events(data_folder() / "access")  # looked up now: another folder may be in use when the events are read


def _events(folder: Path) -> Iterator[Event]:
    for path in reversed(_readable(folder)):
        for line in reversed(_content(path).split(b"\n")):
            if event := event_of(chain.fields_of(line)):
                yield event


def _readable(folder: Path) -> list[Path]:
    """Return the log's readable files; none if the folder cannot be read, which the health route reports."""
    try:
        return [path for path in chain.log_files(folder) if not file_fault(path)]
    except OSError:
        return []


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def event_of(found: Mapping[str, Any] | None) -> Event | None:
    """Return the event of a parsed line; None if it is not an event. Fields added by a later version are left out."""
    known = {key: value for key, value in (found or {}).items() if key in _FIELDS}
    if not all(isinstance(value, _TYPES.get(key, str)) for key, value in known.items()):
        return None
    with suppress(TypeError):
        return Event(**known)
    return None

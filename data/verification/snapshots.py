"""Every snapshot, in use or archived, compared with what the log says of it, its tables and sources with its manifest."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.files.manifest_identity import MANIFEST, identity
from data.rights.audit import MANIFESTS, Event
from data.store.archive import Source, original, sources
from data.store.snapshots import SnapshotBrokenError, read_version
from data.verification.log import Chain
from data.verification.troubles import Trouble, trouble

Key = tuple[str, str]
"""A place and a date."""


@dataclass
class Checked:
    """How many snapshots there are, how many of them from before the chain, and what is wrong."""

    snapshots: int = 0
    older: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def check_snapshots(data: Path, found: Chain, *, deep: bool) -> Checked:
    """Compare the snapshots with the log; `deep` reads their tables and source files too."""
    disk, logged = _Disk(data), _Logged(found.events)
    checked = Checked(len(disk.current) + len(disk.archived))
    checked.troubles += _of_current(disk, logged, found, checked)
    checked.troubles += _of_archived(disk, logged, found, checked)
    checked.troubles += _gone(disk, logged)
    if deep:
        for folder in (*disk.current, *disk.archived):
            checked.troubles += _contents(folder, disk.name(folder))
    return checked


class _Logged:
    """What the log says of manifests: which is in use of each place and date, which were ever, which came to nothing."""

    def __init__(self, events: list[Event]) -> None:
        self.used: defaultdict[Key, list[str]] = defaultdict(list)  # the last is in use; empty: none is
        self.known: dict[str, Event] = {}
        self.dropped: set[str] = set()
        for event in events:
            self._take(event, (event.place, event.as_of))

    def _take(self, event: Event, key: Key) -> None:
        used = self.used[key]
        if event.did in ("published", "restored") or (event.did == "found" and not event.what):
            used.append(event.manifest)
        elif event.did == "removed":
            used.append("")
        elif event.did == "discarded":
            used.append("")
            self.dropped.add(event.manifest)
        elif event.did == "undone":
            if used and (used[-1] == event.manifest or (event.what == "removed" and used[-1] == "")):
                used.pop()
            if event.what != "removed":
                self.dropped.add(event.manifest)
        self.known.setdefault(event.manifest, event)

    def in_use(self, key: Key) -> str:
        """Return the manifest in use of a place and date according to the log; empty where none is."""
        return self.used[key][-1] if self.used.get(key) else ""


class _Disk:
    """The snapshots' folders with the SHA-256 of their manifests: in use, archived, and left over by killed publishers."""

    def __init__(self, data: Path) -> None:
        self.data = data
        current, archived = (sorted(data.glob(pattern.removesuffix(f"/{MANIFEST}"))) for pattern in MANIFESTS)
        self.current = {folder: _hash(folder) for folder in current if folder.is_dir()}
        self.archived = {folder: _hash(folder) for folder in archived if folder.is_dir()}
        self.left = {folder: _hash(folder) for folder in sorted((data / "snapshots").glob(".staging-*"))}
        self.every = {*self.current.values(), *self.archived.values(), *self.left.values()}

    def name(self, folder: Path) -> str:
        return folder.relative_to(self.data).as_posix()


def _hash(folder: Path) -> str:
    return identity(folder).get("manifest", "")


def key_of(folder: Path, data: Path) -> Key:
    """Return the place and date of a snapshot's folder, in use or archived."""
    place, as_of = folder.relative_to(data).parts[1:3]
    return place.removeprefix("place="), as_of.removeprefix("as_of=")


def _of_current(disk: _Disk, logged: _Logged, found: Chain, checked: Checked) -> Iterator[Trouble]:
    """Compare the snapshots in use with those that the log says are."""
    for folder, own in disk.current.items():
        key = key_of(folder, disk.data)
        wanted, name = logged.in_use(key), disk.name(folder)
        if own and own == wanted:
            yield from _linked(disk, logged, folder)
        elif not own:
            yield trouble("manifest_missing", name)
        elif key not in logged.used:
            yield from _unknown(folder, name, found, checked)
        elif wanted in disk.left.values() and own == _before_last(logged, key):
            yield trouble("publication_cut", name)
        elif own not in logged.known:
            yield trouble("manifest_changed", name)
        elif not wanted and own not in disk.archived.values():
            yield trouble("removal_cut", name)
        else:
            yield trouble("put_back", name)


def _before_last(logged: _Logged, key: Key) -> str:
    return logged.used[key][-2] if len(logged.used[key]) > 1 else ""


def _of_archived(disk: _Disk, logged: _Logged, found: Chain, checked: Checked) -> Iterator[Trouble]:
    for folder, own in disk.archived.items():
        if not own:
            yield trouble("manifest_missing", disk.name(folder))
        elif own in logged.known:
            yield from _linked(disk, logged, folder)
        else:
            yield from _unknown(folder, disk.name(folder), found, checked)


def _unknown(folder: Path, name: str, found: Chain, checked: Checked) -> Iterator[Trouble]:
    """Tell of a snapshot that the log does not have: from before the chain, or not published by the product."""
    if found.is_begun:
        yield trouble("not_logged", name)
    elif _published_with_log(folder):
        yield trouble("log_lost", name)
    else:
        checked.older += 1


def _linked(disk: _Disk, logged: _Logged, folder: Path) -> Iterator[Trouble]:
    """Tell of a snapshot whose predecessor is gone, or whose own publication the log lost."""
    own, manifest = _hash(folder), _manifest(folder)
    previous = str(manifest.get("previous") or "")
    if previous and previous not in logged.known and previous not in disk.every:
        yield trouble("previous_gone", disk.name(folder), manifest=previous[:12])
    if logged.known[own].did == "found" and _published_with_log(folder):
        yield trouble("log_lost", disk.name(folder))


def _published_with_log(folder: Path) -> bool:
    """Whether a manifest is of a version that logs every publication; the sample comes without a log."""
    manifest = _manifest(folder)
    return "previous" in manifest and manifest.get("status") != "synthetic"


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _gone(disk: _Disk, logged: _Logged) -> Iterator[Trouble]:
    """Tell of versions that the log has and the disk lacks, and of dates that should be in use and are not."""
    present = {key_of(folder, disk.data): own for folder, own in disk.current.items()}
    for own, event in logged.known.items():
        key = (event.place, event.as_of)
        name = f"snapshots/place={event.place}/as_of={event.as_of}"
        changed = logged.in_use(key) == own and key in present  # told as changed already
        missing = logged.in_use(key) == own and key not in present
        if missing and own in disk.left.values():
            yield trouble("publication_cut", name)
        elif missing or (own not in disk.every and own not in logged.dropped and not changed):
            yield trouble("gone", name, manifest=own[:12])


def _contents(folder: Path, name: str) -> Iterator[Trouble]:
    """Compare the tables and the kept source files of a snapshot with its manifest."""
    try:
        snapshot = read_version(folder)
        kept = {str(digest) for digest in snapshot.manifest.get("kept_sources", ())}
        found = [one for one in sources(snapshot) if one.path or one.sha256 in kept]
    except SnapshotBrokenError as error:
        yield trouble("broken", name, zh=error.damage.zh, en=error.damage.en)
        return
    except (KeyError, TypeError, ValueError) as error:
        yield trouble("broken", name, zh=error, en=error)
        return
    for source in found:
        if not _is_sound(source):
            yield trouble("source", name, name=source.name)


def _is_sound(source: Source) -> bool:
    try:
        original(source)
    except SnapshotBrokenError:
        return False
    return True

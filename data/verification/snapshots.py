"""Verify every current or archived snapshot against the log, and its tables and sources against its manifest."""

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
    """The number of snapshots, the number of those from before the chain, and the troubles."""

    snapshots: int = 0
    older: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def check_snapshots(data: Path, log_chain: Chain, *, deep: bool) -> Checked:
    """Compare the snapshots with the log. `deep` also reads their tables and source files."""
    disk, logged = _Disk(data), _Logged(log_chain.events)
    checked = Checked(len(disk.current) + len(disk.archived))
    checked.troubles += _of_current(disk, logged, log_chain, checked)
    checked.troubles += _of_archived(disk, logged, log_chain, checked)
    checked.troubles += _gone(disk, logged)
    if deep:
        for folder in (*disk.current, *disk.archived):
            checked.troubles += _contents(folder, disk.name(folder))
    return checked


class _Logged:
    """The manifests in the log: the current one of each place and date, all that ever were, and discarded ones."""

    def __init__(self, events: list[Event]) -> None:
        self.used: defaultdict[Key, list[str]] = defaultdict(
            list
        )  # the last one is current; an empty text means that there is none
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
        """Return the current manifest of a place and date according to the log, or an empty text."""
        return self.used[key][-1] if self.used.get(key) else ""


class _Disk:
    """The folders of snapshots with the SHA-256 of their manifests: current, archived, and left over by crashed publishers."""

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
    """Return the place and date of a snapshot's folder, current or archived."""
    place, as_of = folder.relative_to(data).parts[1:3]
    return place.removeprefix("place="), as_of.removeprefix("as_of=")


def _of_current(disk: _Disk, logged: _Logged, log_chain: Chain, checked: Checked) -> Iterator[Trouble]:
    """Compare the current snapshots on disk with those of the log."""
    for folder, manifest_hash in disk.current.items():
        key = key_of(folder, disk.data)
        wanted, name = logged.in_use(key), disk.name(folder)
        if manifest_hash and manifest_hash == wanted:
            yield from _linked(disk, logged, folder)
        elif not manifest_hash:
            yield trouble("manifest_missing", name)
        elif key not in logged.used:
            yield from _unknown(folder, name, log_chain, checked)
        elif wanted in disk.left.values() and manifest_hash == _before_last(logged, key):
            yield trouble("publication_cut", name)
        elif manifest_hash not in logged.known:
            yield trouble("manifest_changed", name)
        elif not wanted and manifest_hash not in disk.archived.values():
            yield trouble("removal_cut", name)
        else:
            yield trouble("put_back", name)


def _before_last(logged: _Logged, key: Key) -> str:
    return logged.used[key][-2] if len(logged.used[key]) > 1 else ""


def _of_archived(disk: _Disk, logged: _Logged, log_chain: Chain, checked: Checked) -> Iterator[Trouble]:
    for folder, manifest_hash in disk.archived.items():
        if not manifest_hash:
            yield trouble("manifest_missing", disk.name(folder))
        elif manifest_hash in logged.known:
            yield from _linked(disk, logged, folder)
        else:
            yield from _unknown(folder, disk.name(folder), log_chain, checked)


def _unknown(folder: Path, name: str, log_chain: Chain, checked: Checked) -> Iterator[Trouble]:
    """Report a snapshot that is not in the log: it is from before the chain, or was not published by this product."""
    if log_chain.is_begun:
        yield trouble("not_logged", name)
    elif _published_with_log(folder):
        yield trouble("log_lost", name)
    else:
        checked.older += 1


def _linked(disk: _Disk, logged: _Logged, folder: Path) -> Iterator[Trouble]:
    """Report a snapshot whose predecessor is missing, or whose own publication is missing from the log."""
    manifest_hash, manifest = _hash(folder), _manifest(folder)
    previous = str(manifest.get("previous") or "")
    if previous and previous not in logged.known and previous not in disk.every:
        yield trouble("previous_gone", disk.name(folder), manifest=previous[:12])
    if logged.known[manifest_hash].did == "found" and _published_with_log(folder):
        yield trouble("log_lost", disk.name(folder))


def _published_with_log(folder: Path) -> bool:
    """Return whether a manifest is of a version that logs every publication. The sample has no log."""
    manifest = _manifest(folder)
    return "previous" in manifest and manifest.get("status") != "synthetic"


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _gone(disk: _Disk, logged: _Logged) -> Iterator[Trouble]:
    """Report versions that are in the log but not on disk, and dates that should have a current snapshot but have none."""
    present = {key_of(folder, disk.data): manifest_hash for folder, manifest_hash in disk.current.items()}
    for manifest_hash, event in logged.known.items():
        key = (event.place, event.as_of)
        name = f"snapshots/place={event.place}/as_of={event.as_of}"
        changed = logged.in_use(key) == manifest_hash and key in present  # already reported as changed
        missing = logged.in_use(key) == manifest_hash and key not in present
        if missing and manifest_hash in disk.left.values():
            yield trouble("publication_cut", name)
        elif missing or (manifest_hash not in disk.every and manifest_hash not in logged.dropped and not changed):
            yield trouble("gone", name, manifest=manifest_hash[:12])


def _contents(folder: Path, name: str) -> Iterator[Trouble]:
    """Compare the tables and the stored source files of a snapshot with its manifest."""
    try:
        snapshot = read_version(folder)
        kept_digests = {str(digest) for digest in snapshot.manifest.get("kept_sources", ())}
        kept_sources = [source for source in sources(snapshot) if source.path or source.sha256 in kept_digests]
    except SnapshotBrokenError as error:
        yield trouble("broken", name, zh=error.damage.zh, en=error.damage.en)
        return
    except (KeyError, TypeError, ValueError) as error:
        yield trouble("broken", name, zh=error, en=error)
        return
    for source in kept_sources:
        if not _is_sound(source):
            yield trouble("source", name, name=source.name)


def _is_sound(source: Source) -> bool:
    try:
        original(source)
    except SnapshotBrokenError:
        return False
    return True

"""Every version of a place's snapshots: the current ones and the archived ones; restores and removes versions.

Nothing leaves the archive: restoring publishes a copy of an archived version, removing moves the current version there.
The name of an archived version's folder, `archive/place=…/as_of=…/<published>_<archived>_<why>_<id>`, says when it was
published, when it was archived, and why.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data.damages import Damage
from data.files.durable import settle
from data.files.locking import writing
from data.files.manifest_identity import identity
from data.paths import data_folder
from data.rights import audit, current_user, require_keep
from data.store.manifests import SnapshotBrokenError, broken, read_manifest
from data.store.publishing import chained, keep_originals, put, write_manifest, write_through
from data.store.snapshots import SOURCES, Snapshot, day_of, listed, read_version_of, snapshot_folder
from data.store.staging import MOMENT, archive_place, clear_leftovers, is_new, meant_for

_LEFT = re.compile(r"[^_]+_(?P<at>\d{8}T\d{6}Z)_(?P<reason>\w+)_[0-9a-f]{8}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Version:
    """One version of a snapshot: current, or archived at `archived_at` (UTC; None if an older release did not note it).

    `reason` is why it was archived: replaced, removed, or found (left by a killed publisher); empty for the current version.
    `damage` is why it cannot be read; then `manifest` is what could be read of its manifest, perhaps empty.
    """

    place: str
    as_of: date
    folder: Path
    is_current: bool
    archived_at: datetime | None
    reason: str
    manifest: Mapping[str, Any]
    damage: Damage | None

    @property
    def trouble(self) -> str:
        """Why it cannot be read, in one line; empty if it can."""
        return str(self.damage or "")

    @property
    def key(self) -> str:
        """The version's name among those of its place and date: the archive folder's name, or `standing` for the current one."""
        return "standing" if self.is_current else self.folder.name

    @property
    def snapshot(self) -> Snapshot:
        """The version as a snapshot, to read its tables; only for a version without `trouble`."""
        return Snapshot(self.place, self.as_of, self.folder, self.manifest)

    @property
    def published_at(self) -> datetime | None:
        """When it was published (UTC); None if the manifest does not say so."""
        try:
            return datetime.fromisoformat(self.manifest["published_at"])
        except (KeyError, TypeError, ValueError):
            return None


@dataclass(frozen=True)
class Source:
    """A file that a snapshot was read from; `path` is None if only its name and SHA-256 were kept."""

    name: str
    sha256: str
    size: int
    path: Path | None


def versions(place: str) -> list[Version]:
    """Return all versions of a place's snapshots, newest date first, the current version before the archived ones.

    Folders whose name is not a date are skipped.
    """
    data = data_folder()
    current = [folder for folder in listed(data / "snapshots", f"place={place}/as_of=*") if folder.is_dir()]
    archived = [folder for folder in listed(data / "archive", f"place={place}/as_of=*/*") if folder.is_dir()]
    leftovers = [folder for folder in listed(data / "snapshots", f".staging-{place}-*") if not is_new(folder)]
    found = [_version(folder, place, day, is_current=True) for folder in current if (day := day_of(folder))]
    found += [_version(folder, place, day) for folder in archived if (day := day_of(folder.parent))]
    found += [_version(folder, place, target[1]) for folder in leftovers if (target := meant_for(folder))]
    return sorted(
        found, key=lambda version: (version.as_of, version.is_current, str(version.archived_at or "")), reverse=True
    )


def _version(folder: Path, place: str, day: date, *, is_current: bool = False) -> Version:
    archived = _LEFT.fullmatch(folder.name)
    reason = (
        "" if is_current else archived["reason"] if archived else "found" if folder.name.startswith(".") else "replaced"
    )
    damage = None
    try:
        read_version_of(folder, place, day.isoformat())
    except SnapshotBrokenError as error:
        damage = error.damage
    return Version(
        place, day, folder, is_current, _moment(archived["at"]) if archived else None, reason, _manifest(folder), damage
    )


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        return read_manifest(folder)
    except SnapshotBrokenError:
        return {}


def restore(version: Version, *, at: datetime, by: str = "") -> Snapshot:
    """Publish a copy of an archived version; the current version moves to the archive, the archived one stays there.

    The copy's manifest says from which publication it comes (`restored_from`) and who restored it (`published_by`: `by`, or
    the current user). Raises `RefusedError` if the user may not restore, `SnapshotBrokenError` if the version cannot be read,
    `BeingWrittenError` if another process is publishing this date, `OSError` if the disk refuses or the log cannot be written;
    then nothing has changed.
    """
    require_keep(version.place)
    source = read_version_of(version.folder, version.place, version.as_of.isoformat())
    notes = {
        "published_at": at.isoformat(timespec="seconds"),
        "restored_from": source.manifest["published_at"],
        "published_by": by or current_user().who,
    }

    def fill(folder: Path) -> None:
        for name in source.manifest["tables"]:
            write_through(folder / f"{name}.parquet", (version.folder / f"{name}.parquet").read_bytes())
        originals = sound_files(source)
        keep_originals(folder, originals)
        write_manifest(folder, {**source.manifest, **notes, **chained(version.place, version.as_of, originals)})

    facts = {"what": str(source.manifest["published_at"])}
    return put(version.place, version.as_of, fill, did="restored", replace=True, at=at, facts=facts)


def remove(place: str, as_of: date, *, at: datetime) -> Version:
    """Move the current snapshot of a place and date into the archive; return the archived version.

    Raises `RefusedError` if the user may not remove it, `FileNotFoundError` if there is none, `BeingWrittenError` if another
    process is publishing it, `OSError` if the disk refuses or the log cannot be written; then nothing has changed.
    """
    require_keep(place)
    data = data_folder()
    target = snapshot_folder(data, place, as_of)
    with writing(data / "snapshots", place, as_of):
        clear_leftovers((place, as_of))
        if not target.exists():
            raise FileNotFoundError(f"{target}: 没有这个快照 no such snapshot")
        archived = archive_place(place, as_of, target, at, "removed")
        key = {"place": place, "as_of": as_of.isoformat(), **identity(target)}
        audit.write("removed", **key)
        try:
            os.rename(target, archived)
        except OSError:
            audit.note("undone", **key, what="removed")
            raise
        settle(archived.parent, target.parent)
    return _version(archived, place, as_of)


def sources(snapshot: Snapshot | Version) -> list[Source]:
    """Return the files that a snapshot was read from, in the order of its manifest."""
    entries = snapshot.manifest.get("sources", [])
    paths = [
        snapshot.folder / SOURCES / str(entry["sha256"]) for entry in entries if _DIGEST.fullmatch(str(entry["sha256"]))
    ]
    kept = {path.name: path for path in paths if path.is_file()}
    return [
        Source(str(entry["file"]), entry["sha256"], int(entry["bytes"]), kept.get(entry["sha256"])) for entry in entries
    ]


def sound_files(snapshot: Snapshot) -> dict[str, Path]:
    """Return the kept source files of a snapshot by their SHA-256; missing and changed files are left out."""
    return {one.sha256: one.path for one in sources(snapshot) if one.path and _sound_content(one) is not None}


def original(source: Source) -> bytes:
    """Return the content of a kept source file; raises `SnapshotBrokenError` if it is missing or has changed."""
    content = _sound_content(source)
    if content is None:
        raise broken("source", source.path or Path(source.name))
    return content


def _sound_content(source: Source) -> bytes | None:
    try:
        content = source.path.read_bytes() if source.path and source.path.is_file() else b""
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == source.sha256 else None

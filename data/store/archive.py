"""Every version of a place's snapshots: those that stand, and the earlier ones kept in the archive.

Nothing ever leaves the archive: restoring publishes a copy of an earlier version anew, removing moves the standing one there.
A version's folder `archive/place=…/as_of=…/<published>_<left>_<why>_<id>` says when it was published, when it left and why.
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
    """One version of a snapshot: standing, or archived at a moment (UTC; None where an older product did not note it).

    `reason` is why it left: replaced, removed, found (left over by a killed publisher); empty while it stands.
    `damage` says why it cannot be read; then `manifest` holds what could be read of it, if anything.
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
        """Why it cannot be read, in a line; empty where it can."""
        return str(self.damage or "")

    @property
    def key(self) -> str:
        """Name the version among those of its place and date: its archive folder's name, `standing` for the one that stands."""
        return "standing" if self.is_current else self.folder.name

    @property
    def snapshot(self) -> Snapshot:
        """The version as a snapshot, to read its tables; only where there is no trouble."""
        return Snapshot(self.place, self.as_of, self.folder, self.manifest)

    @property
    def published_at(self) -> datetime | None:
        """When it was published."""
        try:
            return datetime.fromisoformat(self.manifest["published_at"])
        except (KeyError, TypeError, ValueError):
            return None


@dataclass(frozen=True)
class Source:
    """A file a snapshot was read from; `path` is None where only its name and SHA-256 were kept."""

    name: str
    sha256: str
    size: int
    path: Path | None


def versions(place: str) -> list[Version]:
    """Return all versions of a place's snapshots, the newest date first, the standing one before those in the archive.

    A folder whose name says no date is none.
    """
    data = data_folder()
    standing = [folder for folder in listed(data / "snapshots", f"place={place}/as_of=*") if folder.is_dir()]
    kept = [folder for folder in listed(data / "archive", f"place={place}/as_of=*/*") if folder.is_dir()]
    left = [folder for folder in listed(data / "snapshots", f".staging-{place}-*") if not is_new(folder)]
    found = [_version(folder, place, day, standing=True) for folder in standing if (day := day_of(folder))]
    found += [_version(folder, place, day) for folder in kept if (day := day_of(folder.parent))]
    found += [_version(folder, place, of[1]) for folder in left if (of := meant_for(folder))]
    return sorted(found, key=lambda one: (one.as_of, one.is_current, str(one.archived_at or "")), reverse=True)


def _version(folder: Path, place: str, day: date, *, standing: bool = False) -> Version:
    left = _LEFT.fullmatch(folder.name)
    reason = "" if standing else left["reason"] if left else "found" if folder.name.startswith(".") else "replaced"
    found = None
    try:
        read_version_of(folder, place, day.isoformat())
    except SnapshotBrokenError as error:
        found = error.damage
    return Version(
        place, day, folder, standing, _moment(left["at"]) if left else None, reason, _manifest(folder), found
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
    """Publish a copy of an archived version anew; the one that stands goes to the archive, the archived one stays there.

    The copy's manifest says from which publication it comes (`restored_from`) and, if given, who restored it
    (`published_by`). Raises `SnapshotBrokenError` where the version cannot be read, `BeingWrittenError` where somebody
    is publishing this date, `OSError` where the disk refuses or the log cannot be written: then nothing has changed.
    """
    require_keep(version.place)
    kept = read_version_of(version.folder, version.place, version.as_of.isoformat())
    notes = {
        "published_at": at.isoformat(timespec="seconds"),
        "restored_from": kept.manifest["published_at"],
        "published_by": by or current_user().who,
    }

    def fill(folder: Path) -> None:
        for name in kept.manifest["tables"]:
            write_through(folder / f"{name}.parquet", (version.folder / f"{name}.parquet").read_bytes())
        originals = sound_files(kept)
        keep_originals(folder, originals)
        write_manifest(folder, {**kept.manifest, **notes, **chained(version.place, version.as_of, originals)})

    facts = {"what": str(kept.manifest["published_at"])}
    return put(version.place, version.as_of, fill, did="restored", replace=True, at=at, facts=facts)


def remove(place: str, as_of: date, *, at: datetime) -> Version:
    """Take the standing snapshot of a place and date away, into the archive; return it as it lies there.

    Raises `FileNotFoundError` where none stands, `BeingWrittenError` where somebody is publishing it, `OSError` where
    the disk refuses or the log cannot be written: then it stands as before.
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
    """Return the files a snapshot was read from, in the order its manifest names them."""
    found = snapshot.manifest.get("sources", [])
    paths = [snapshot.folder / SOURCES / str(one["sha256"]) for one in found if _DIGEST.fullmatch(str(one["sha256"]))]
    kept = {path.name: path for path in paths if path.is_file()}
    return [Source(str(one["file"]), one["sha256"], int(one["bytes"]), kept.get(one["sha256"])) for one in found]


def sound_files(snapshot: Snapshot) -> dict[str, Path]:
    """Return the kept source files of a snapshot by their SHA-256; one that is gone or changed is left out."""
    return {one.sha256: one.path for one in sources(snapshot) if one.path and _sound_content(one) is not None}


def original(source: Source) -> bytes:
    """Return a kept source file's content; raises `SnapshotBrokenError` where it is gone or no longer what was read."""
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

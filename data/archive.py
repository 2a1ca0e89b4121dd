"""Every version of a place's snapshots: those that stand, and the earlier ones kept in the archive.

Nothing ever leaves the archive: restoring publishes a copy of an earlier version anew, removing moves the standing one there.
A version's folder `archive/place=…/as_of=…/<published>_<left>_<why>_<id>` says when it was published, when it left and why.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.locking import writing
from data.publication import chained, keep_originals, put, write_manifest, write_through
from data.rights import audit, demand_keep, here
from data.staging import MOMENT, archive_place, clear_leftovers, is_new, settle
from data.store import MANIFEST, SOURCES, Snapshot, SnapshotBrokenError, read_version_of, snapshot_folder

_LEFT = re.compile(r"[^_]+_(?P<at>\d{8}T\d{6}Z)_(?P<reason>\w+)_[0-9a-f]{8}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Version:
    """One version of a snapshot: standing, or archived at a moment (UTC; None where an older product did not note it).

    `reason` is why it left: replaced, removed, found (left over by a killed publisher); empty while it stands.
    `trouble` says why it cannot be read; then `manifest` holds what could be read of it, if anything.
    """

    place: str
    as_of: date
    folder: Path
    standing: bool
    archived_at: datetime | None
    reason: str
    manifest: Mapping[str, Any]
    trouble: str

    @property
    def key(self) -> str:
        """Name the version among those of its place and date: its archive folder's name, `standing` for the one that stands."""
        return "standing" if self.standing else self.folder.name

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


def versions(data: Path, place: str) -> list[Version]:
    """Return all versions of a place's snapshots, the newest date first, the standing one before those in the archive."""
    standing = [folder for folder in (data / "snapshots").glob(f"place={place}/as_of=*") if folder.is_dir()]
    kept = [folder for folder in (data / "archive").glob(f"place={place}/as_of=*/*") if folder.is_dir()]
    left = [folder for folder in (data / "snapshots").glob(f".staging-{place}-*") if not is_new(folder)]
    found = [_version(folder, place, folder.name, standing=True) for folder in standing]
    found += [_version(folder, place, folder.parent.name) for folder in kept]
    found += [_version(folder, place, f"as_of={folder.name.split('-', 2)[2][:10]}") for folder in left]
    return sorted(found, key=lambda one: (one.as_of, one.standing, str(one.archived_at or "")), reverse=True)


def _files(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return what tells whether a folder's files are those that were read: hashing them takes long."""
    try:
        with os.scandir(folder) as found:
            states = [(entry.name, entry.stat()) for entry in found]
    except FileNotFoundError:  # taken away since it was listed
        return ()
    return tuple(sorted((name, state.st_ino, state.st_mtime_ns, state.st_size) for name, state in states))


@lru_cache(maxsize=512)
def _checked(folder: Path, place: str, as_of: str, _: object) -> Snapshot:
    """Read a version once for the same files; one that cannot be read is tried again at every look."""
    return read_version_of(folder, place, as_of)


def _version(folder: Path, place: str, as_of: str, *, standing: bool = False) -> Version:
    day, left = date.fromisoformat(as_of.removeprefix("as_of=")), _LEFT.fullmatch(folder.name)
    at = datetime.strptime(left["at"], MOMENT).replace(tzinfo=UTC) if left else None
    reason = "" if standing else left["reason"] if left else "found" if folder.name.startswith(".") else "replaced"
    manifest, trouble = _manifest(folder), ""
    try:
        _checked(folder, place, day.isoformat(), _files(folder))
    except SnapshotBrokenError as error:
        trouble = str(error)
    return Version(place, day, folder, standing, at, reason, manifest, trouble)


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def restore(data: Path, version: Version, *, at: datetime, by: str = "") -> Snapshot:
    """Publish a copy of an archived version anew; the one that stands goes to the archive, the archived one stays there.

    The copy's manifest says from which publication it comes (`restored_from`) and, if given, who restored it
    (`published_by`). Raises `SnapshotBrokenError` where the version cannot be read, `BeingWrittenError` where somebody
    is publishing this date, `OSError` where the disk refuses or the log cannot be written: then nothing has changed.
    """
    demand_keep(version.place)
    kept = read_version_of(version.folder, version.place, version.as_of.isoformat())
    notes = {
        "published_at": at.isoformat(timespec="seconds"),
        "restored_from": kept.manifest["published_at"],
        "published_by": by or here().who,
    }

    def fill(folder: Path) -> None:
        for name in kept.manifest["tables"]:
            write_through(folder / f"{name}.parquet", (version.folder / f"{name}.parquet").read_bytes())
        originals = sound_files(kept)
        keep_originals(folder, originals)
        write_manifest(folder, {**kept.manifest, **notes, **chained(data, version.place, version.as_of, originals)})

    facts = {"what": str(kept.manifest["published_at"])}
    return put(data, version.place, version.as_of, fill, did="restored", replace=True, at=at, facts=facts)


def remove(data: Path, place: str, as_of: date, *, at: datetime) -> Version:
    """Take the standing snapshot of a place and date away, into the archive; return it as it lies there.

    Raises `FileNotFoundError` where none stands, `BeingWrittenError` where somebody is publishing it, `OSError` where
    the disk refuses or the log cannot be written: then it stands as before.
    """
    demand_keep(place)
    target = snapshot_folder(data, place, as_of)
    with writing(data / "snapshots", place, as_of):
        clear_leftovers(data, (place, as_of))
        if not target.exists():
            raise FileNotFoundError(f"{target}: 没有这个快照 no such snapshot")
        archived = archive_place(data, place, as_of, target, at, "removed")
        key = {"place": place, "as_of": as_of.isoformat(), **audit.identity(target)}
        audit.write(data, "removed", **key)
        try:
            os.rename(target, archived)
        except OSError:
            audit.note(data, "undone", **key, what="removed")
            raise
        settle(archived.parent, target.parent)
    return _version(archived, place, archived.parent.name)


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
        raise SnapshotBrokenError(
            f"{source.path or source.name}: 原始文件缺失或有变 the source file is gone or changed"
        )
    return content


def _sound_content(source: Source) -> bytes | None:
    content = source.path.read_bytes() if source.path and source.path.is_file() else b""
    return content if hashlib.sha256(content).hexdigest() == source.sha256 else None


if __name__ == "__main__":
    from data.archive_commands import main

    sys.exit(main())

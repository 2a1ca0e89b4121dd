"""Snapshots on disk: found, checked and read. `data.store.publishing` writes them, `data.archive` keeps the earlier ones.

A snapshot is the folder `snapshots/place=<code>/as_of=<date>/` with one Parquet file a table and a
`manifest.json` that names each file's SHA-256. Below its `sources/` lie the files it was read from, each under its SHA-256.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.damages import Damage
from data.files.manifest_identity import MANIFEST
from data.files.regular import file_fault
from data.registry.schema import TABLES
from data.store.manifests import SnapshotBrokenError, broken, described, read_manifest
from data.store.table_checks import faults

__all__ = ["MANIFEST", "SOURCES", "Snapshot", "SnapshotBrokenError"]
SOURCES = "sources"
_CHECKED = 512  # folders whose files are not looked through again as long as they are the same


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot: its key, its folder and its manifest."""

    place: str
    as_of: date
    folder: Path
    manifest: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the hashes of its tables: the same content has the same fingerprint."""
        return str(self.manifest["fingerprint"])

    def path(self, name: str) -> Path | None:
        """Return one table's file; None where the snapshot was published before the table existed."""
        return self.folder / f"{name}.parquet" if name in self.manifest["tables"] else None

    def table(self, name: str) -> pa.Table:
        """Read one table; columns and types as in `data.registry.schema.TABLES`, empty or null where it is older than they are."""
        path = self.path(name)
        return pq.read_table(path, schema=TABLES[name]) if path else TABLES[name].empty_table()


def snapshot_folder(data: Path, place: str, as_of: date) -> Path:
    """Return where the snapshot of a place and a date lies below the data folder."""
    return data / "snapshots" / f"place={place}" / f"as_of={as_of.isoformat()}"


def read_snapshot(folder: Path) -> Snapshot:
    """Read one published snapshot and check its files against its manifest; raises `SnapshotBrokenError`.

    One that is replaced meanwhile is read again: its files are the old ones or the new ones.
    """
    while True:
        before = _node(folder)
        try:
            return read_version_of(
                folder, folder.parent.name.removeprefix("place="), folder.name.removeprefix("as_of=")
            )
        except SnapshotBrokenError:
            if before in (None, _node(folder)):
                raise


def _node(folder: Path) -> int | None:
    """Return what tells one folder from another that takes its place; None where there is none."""
    try:
        return folder.stat().st_ino
    except OSError:
        return None


def read_version(folder: Path) -> Snapshot:
    """Read a snapshot wherever it lies, published or archived, and check every file of it once as long as it is the same.

    Raises `SnapshotBrokenError`.
    """
    states = file_states(folder)
    return _checked(folder, states) if states else _looked_through(folder)


def read_version_of(folder: Path, place: str, as_of: str) -> Snapshot:
    """Read the snapshot of a place and a date wherever it lies; raises `SnapshotBrokenError`, also where it is another's."""
    said = read_manifest(folder)
    if (said["place"], said["as_of"]) != (place, as_of):
        raise broken("other_folder", folder / MANIFEST, found=f"{said['place']} {said['as_of']}")
    return read_version(folder)


def file_states(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return what tells whether a folder's files are those that were read: looking through them takes long."""
    try:
        with os.scandir(folder) as found:
            states = [(entry.name, entry.stat()) for entry in found]
    except OSError:  # taken away since it was listed, or damaged: reading it says how
        return ()
    return tuple(sorted((name, state.st_ino, state.st_mtime_ns, state.st_size) for name, state in states))


@lru_cache(maxsize=_CHECKED)
def _checked(folder: Path, _: object) -> Snapshot:
    """Read a version once for the same files; one that cannot be read is tried again at every look."""
    return _looked_through(folder)


def _looked_through(folder: Path) -> Snapshot:
    manifest = read_manifest(folder)
    found = Snapshot(manifest["place"], date.fromisoformat(manifest["as_of"]), folder, manifest)
    tables: dict[str, pa.Table] = {}
    for name, entry in manifest["tables"].items():
        path = folder / f"{name}.parquet"
        if name not in TABLES:
            raise broken("key", folder / MANIFEST, key=f"tables.{name}", why=("没有这张表", "there is no such table"))
        tables[name] = _table(path, name, entry)
    for name, table in tables.items():
        wrong = next(faults(name, table, found.place, found.as_of, tables.__getitem__), None)
        if wrong:
            raise broken(wrong[0], folder / f"{name}.parquet", **wrong[1])
    return found


def _table(path: Path, name: str, said: Mapping[str, Any]) -> pa.Table:
    if fault := file_fault(path):
        raise broken(fault, path)
    try:
        with path.open("rb") as handle:
            if hashlib.file_digest(handle, "sha256").hexdigest() != said["sha256"]:
                raise broken("other_content", path)
        about = pq.read_metadata(path)
        if not _fits(about.schema.to_arrow_schema(), TABLES[name]):
            raise broken("other_columns", path)
        if about.num_rows != said["rows"]:
            raise broken("other_rows", path, found=about.num_rows, said=said["rows"])
        table = pq.read_table(path, schema=TABLES[name], partitioning=None)
        table.validate(full=True)
    except SnapshotBrokenError:
        raise
    except (OSError, ValueError, pa.ArrowException) as error:
        raise broken("unreadable", path, why=type(error).__name__) from error
    return table


def _fits(found: pa.Schema, schema: pa.Schema) -> bool:
    """Tell whether a file holds the required columns and no other than known ones, each of its type.

    A snapshot published before a column was added stays readable: what it lacks is not stated.
    """
    missing = [column for column in schema if column.name not in found.names]
    known = all(column.name in schema.names and column.type == schema.field(column.name).type for column in found)
    return known and all(column.nullable for column in missing)


def snapshot_folders(data: Path) -> list[Path]:
    """Return the snapshots' folders by place and date, sound or not; staging folders are never among them."""
    return [folder for folder in listed(data / "snapshots", "place=*/as_of=*") if day_of(folder)]


def listed(root: Path, pattern: str) -> list[Path]:
    """Return what of a pattern lies below a folder, sorted; nothing where it may not be looked into."""
    try:
        return sorted(root.glob(pattern))
    except OSError:
        return []


def day_of(folder: Path) -> date | None:
    """Return the date that the name of a snapshot's folder says, None where it says none."""
    try:
        found = date.fromisoformat(folder.name.removeprefix("as_of="))
    except ValueError:
        return None
    return found if folder.name == f"as_of={found.isoformat()}" else None


def misplaced(data: Path) -> Iterator[Damage]:
    """Yield what in `snapshots/` cannot be a snapshot by its name or kind."""
    root = data / "snapshots"
    try:
        if not root.exists():
            return
        entries = sorted(one.name for one in root.iterdir())
    except OSError as error:
        yield described(
            "no_folder" if isinstance(error, NotADirectoryError) else "unreadable", root, why=error.strerror
        )
        return
    for name in entries:
        if name.startswith("."):
            continue
        if not name.startswith("place="):
            yield described("bad_name", root / name, form=("place=<代码>", "place=<code>"))
            continue
        try:
            dates = sorted(one.name for one in (root / name).iterdir())
        except OSError as error:
            yield described("unreadable", root / name, why=error.strerror)
            continue
        for day in dates:
            if day_of(root / name / day) is None:
                yield described("bad_name", root / name / day, form="as_of=YYYY-MM-DD")


def fingerprint(data: Path) -> str:
    """Return a cheap mark of what is published: it changes with every publication, removal and damage."""
    marks = [f"{folder.parent.name}/{folder.name}:{file_states(folder)}" for folder in snapshot_folders(data)]
    return hashlib.sha256("\n".join([*marks, *map(str, misplaced(data))]).encode()).hexdigest()


def stamps(data: Path) -> tuple[int, ...]:
    """Return when the folders of the places last changed, in nanoseconds: cheaper still, but blind to a touched file."""
    try:
        with os.scandir(data / "snapshots") as found:
            places = [entry.stat().st_mtime_ns for entry in found if entry.name.startswith("place=")]
        return (data / "snapshots").stat().st_mtime_ns, *sorted(places)
    except OSError:
        return ()

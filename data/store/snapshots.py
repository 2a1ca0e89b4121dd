"""Finds, checks and reads snapshots on disk; `data.store.publishing` writes them, `data.store.archive` has the earlier ones.

A snapshot is the folder `snapshots/place=<code>/as_of=<date>/` with one Parquet file for each table and a
`manifest.json` that states each file's SHA-256. Its `sources/` has the files it was read from, each named by its SHA-256.
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
_CHECKED = 512  # folders whose checks are cached as long as their files are the same


@dataclass(frozen=True)
class Snapshot:
    """One snapshot: its place and date, its folder and its manifest."""

    place: str
    as_of: date
    folder: Path
    manifest: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the hashes of its tables: the same content has the same fingerprint."""
        return str(self.manifest["fingerprint"])

    def path(self, name: str) -> Path | None:
        """Return one table's file; None if the snapshot was published before the table existed."""
        return self.folder / f"{name}.parquet" if name in self.manifest["tables"] else None

    def table(self, name: str) -> pa.Table:
        """Read one table with the columns and types of `data.registry.schema.TABLES`.

        In a snapshot older than a table or column, the table is empty or the column is null.
        """
        path = self.path(name)
        return pq.read_table(path, schema=TABLES[name]) if path else TABLES[name].empty_table()


def snapshot_folder(data: Path, place: str, as_of: date) -> Path:
    """Return the folder of the current snapshot of a place and date."""
    return data / "snapshots" / f"place={place}" / f"as_of={as_of.isoformat()}"


def read_snapshot(folder: Path) -> Snapshot:
    """Read one current snapshot and check its files against its manifest; raises `SnapshotBrokenError`.

    If the snapshot is replaced meanwhile, it is read again, so that all files are of the same version.
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
    """Return the folder's inode, which changes if another folder replaces it; None if there is no folder."""
    try:
        return folder.stat().st_ino
    except OSError:
        return None


def read_version(folder: Path) -> Snapshot:
    """Read a current or archived snapshot; its files are checked once as long as they do not change.

    Raises `SnapshotBrokenError`.
    """
    states = file_states(folder)
    return _checked(folder, states) if states else _read_and_checked(folder)


def read_version_of(folder: Path, place: str, as_of: str) -> Snapshot:
    """Read a current or archived snapshot and check that it is of this place and date; raises `SnapshotBrokenError`."""
    manifest = read_manifest(folder)
    if (manifest["place"], manifest["as_of"]) != (place, as_of):
        raise broken("other_folder", folder / MANIFEST, found=f"{manifest['place']} {manifest['as_of']}")
    return read_version(folder)


def file_states(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return each file's name, inode, modification time and size, to see cheaply whether files have changed since they were read."""
    try:
        with os.scandir(folder) as entries:
            states = [(entry.name, entry.stat()) for entry in entries]
    except OSError:  # removed since it was listed, or damaged: reading it raises the error
        return ()
    return tuple(sorted((name, state.st_ino, state.st_mtime_ns, state.st_size) for name, state in states))


@lru_cache(maxsize=_CHECKED)
def _checked(folder: Path, _: object) -> Snapshot:
    """Read a version once for the same file states; errors are not cached, so a broken version is read again each time."""
    return _read_and_checked(folder)


def _read_and_checked(folder: Path) -> Snapshot:
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


def _table(path: Path, name: str, entry: Mapping[str, Any]) -> pa.Table:
    if fault := file_fault(path):
        raise broken(fault, path)
    try:
        with path.open("rb") as handle:
            if hashlib.file_digest(handle, "sha256").hexdigest() != entry["sha256"]:
                raise broken("other_content", path)
        about = pq.read_metadata(path)
        if not _fits(about.schema.to_arrow_schema(), TABLES[name]):
            raise broken("other_columns", path)
        if about.num_rows != entry["rows"]:
            raise broken("other_rows", path, found=about.num_rows, said=entry["rows"])
        table = pq.read_table(path, schema=TABLES[name], partitioning=None)
        table.validate(full=True)
    except SnapshotBrokenError:
        raise
    except (OSError, ValueError, pa.ArrowException) as error:
        raise broken("unreadable", path, why=type(error).__name__) from error
    return table


def _fits(found: pa.Schema, schema: pa.Schema) -> bool:
    """Return whether a file has all required columns and only known columns, each of its type.

    A snapshot published before a column was added stays readable: the missing column is null.
    """
    missing = [column for column in schema if column.name not in found.names]
    known = all(column.name in schema.names and column.type == schema.field(column.name).type for column in found)
    return known and all(column.nullable for column in missing)


def snapshot_folders(data: Path) -> list[Path]:
    """Return the folders of all current snapshots, valid or not, by place and date, without staging folders."""
    return [folder for folder in listed(data / "snapshots", "place=*/as_of=*") if day_of(folder)]


def listed(root: Path, pattern: str) -> list[Path]:
    """Return the paths below a folder that match a pattern, sorted; none if the folder cannot be read."""
    try:
        return sorted(root.glob(pattern))
    except OSError:
        return []


def day_of(folder: Path) -> date | None:
    """Return the date in the name of a snapshot's folder; None if the name is not of the form `as_of=YYYY-MM-DD`."""
    try:
        found = date.fromisoformat(folder.name.removeprefix("as_of="))
    except ValueError:
        return None
    return found if folder.name == f"as_of={found.isoformat()}" else None


def misplaced(data: Path) -> Iterator[Damage]:
    """Yield the damages of entries in `snapshots/` that cannot be snapshots by their name or kind."""
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
    """Return a hash of what is published, cheap to compute; it changes with every publication, removal and damage."""
    states = [f"{folder.parent.name}/{folder.name}:{file_states(folder)}" for folder in snapshot_folders(data)]
    return hashlib.sha256("\n".join([*states, *map(str, misplaced(data))]).encode()).hexdigest()


def stamps(data: Path) -> tuple[int, ...]:
    """Return the modification times of the places' folders in nanoseconds: cheaper than `fingerprint`, but blind to changed files."""
    try:
        with os.scandir(data / "snapshots") as found:
            places = [entry.stat().st_mtime_ns for entry in found if entry.name.startswith("place=")]
        return (data / "snapshots").stat().st_mtime_ns, *sorted(places)
    except OSError:
        return ()

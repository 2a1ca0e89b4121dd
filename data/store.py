"""Snapshots on disk: found, checked and read. `data.publication` writes them, `data.archive` keeps the earlier ones.

A snapshot is the folder `snapshots/place=<code>/as_of=<date>/` with one Parquet file a table and a
`manifest.json` that names each file's SHA-256. Below its `sources/` lie the files it was read from, each under its SHA-256.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.schema import TABLES

MANIFEST, SOURCES = "manifest.json", "sources"
_REQUIRED = ("schools", "partnerships", "members", "returns")


class SnapshotBrokenError(ValueError):
    """A snapshot whose files do not match its manifest."""


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
        """Read one table; columns and types as in `data.schema.TABLES`, empty or null where it is older than they are."""
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
    """Read a snapshot wherever it lies, published or archived; raises `SnapshotBrokenError`."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for name in {*_REQUIRED, *manifest["tables"]}:
            path = folder / f"{name}.parquet"
            if hashlib.sha256(path.read_bytes()).hexdigest() != manifest["tables"][name]["sha256"]:
                raise SnapshotBrokenError(f"{path}: 文件与清单不符 the file differs from the manifest")
            if not _fits(pq.read_schema(path), TABLES[name]):
                raise SnapshotBrokenError(f"{path}: 列与表结构不符 columns differ from the schema")
        as_of = date.fromisoformat(manifest["as_of"])
    except (OSError, KeyError, ValueError, TypeError, AttributeError, pa.ArrowException) as error:
        raise SnapshotBrokenError(f"{folder}: {error}") from error
    return Snapshot(manifest["place"], as_of, folder, manifest)


def read_version_of(folder: Path, place: str, as_of: str) -> Snapshot:
    """Read the snapshot of a place and a date wherever it lies; raises `SnapshotBrokenError`, also where it is another's."""
    found = read_version(folder)
    if (found.place, found.as_of.isoformat()) != (place, as_of):
        raise SnapshotBrokenError(f"{folder}: 清单与文件夹不符 manifest and folder disagree")
    return found


def _fits(found: pa.Schema, schema: pa.Schema) -> bool:
    """Tell whether a file holds the required columns and no other than known ones, each of its type.

    A snapshot published before a column was added stays readable: what it lacks is not stated.
    """
    missing = [column for column in schema if column.name not in found.names]
    known = all(column.name in schema.names and column.type == schema.field(column.name).type for column in found)
    return known and all(column.nullable for column in missing)


def snapshot_folders(data: Path) -> list[Path]:
    """Return the folders that hold a manifest, by place and date; staging folders are never among them."""
    return sorted(path.parent for path in (data / "snapshots").glob(f"place=*/as_of=*/{MANIFEST}"))


def fingerprint(data: Path) -> str:
    """Return a cheap mark of what is published: it changes with every publication and removal."""
    marks = []
    for folder in snapshot_folders(data):
        try:
            status = (folder / MANIFEST).stat()
        except FileNotFoundError:  # taken away since it was listed
            continue
        marks.append(f"{folder.parent.name}/{folder.name}:{status.st_mtime_ns}:{status.st_ino}:{status.st_size}")
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def stamps(data: Path) -> tuple[int, ...]:
    """Return when the folders of the places last changed, in nanoseconds: cheaper still, but blind to a touched manifest."""
    try:
        with os.scandir(data / "snapshots") as found:
            places = [entry.stat().st_mtime_ns for entry in found if entry.name.startswith("place=")]
        return (data / "snapshots").stat().st_mtime_ns, *sorted(places)
    except FileNotFoundError:
        return ()

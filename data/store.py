"""Snapshots on disk: found, read, published atomically, archived when replaced.

A snapshot is the folder `snapshots/place=<code>/as_of=<date>/` with one Parquet file a table and a
`manifest.json` that names each file's SHA-256. Publishing writes a hidden staging folder on the same
disk, syncs it, and puts it in place with one rename (or one exchange), so a reader, or a power cut,
meets the old snapshot or the new one and never half of either.
"""

import hashlib
import json
import os
import platform
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.exchange import exchange
from data.schema import TABLES

MANIFEST = "manifest.json"
FORMAT = 2
_REQUIRED = ("schools", "partnerships", "members", "returns")


class SnapshotExistsError(FileExistsError):
    """The date is already published and `replace` was not asked for."""


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
    """Read one snapshot's manifest and check its files against it; raises `SnapshotBrokenError`."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for name in {*_REQUIRED, *manifest["tables"]}:
            path = folder / f"{name}.parquet"
            if hashlib.sha256(path.read_bytes()).hexdigest() != manifest["tables"][name]["sha256"]:
                raise SnapshotBrokenError(f"{path}: 文件与清单不符 the file differs from the manifest")
            if not _fits(pq.read_schema(path), TABLES[name]):
                raise SnapshotBrokenError(f"{path}: 列与表结构不符 columns differ from the schema")
        as_of = date.fromisoformat(manifest["as_of"])
        if folder.name != f"as_of={as_of}" or folder.parent.name != f"place={manifest['place']}":
            raise SnapshotBrokenError(f"{folder}: 清单与文件夹不符 manifest and folder disagree")
    except (OSError, KeyError, ValueError, TypeError, AttributeError, pa.ArrowException) as error:
        raise SnapshotBrokenError(f"{folder}: {error}") from error
    return Snapshot(manifest["place"], as_of, folder, manifest)


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


def publish(
    data: Path,
    place: str,
    as_of: date,
    tables: Mapping[str, pa.Table],
    notes: Mapping[str, Any],
    *,
    replace: bool = False,
    published_at: datetime,
) -> Snapshot:
    """Publish the tables as one snapshot; `notes` joins the manifest (status, sources, datum, findings).

    Raises `SnapshotExistsError` where the date stands and `replace` is false; `OSError` where the
    disk refuses. In both cases what was published before is untouched.
    """
    target = snapshot_folder(data, place, as_of)
    if target.exists() and not replace:
        raise SnapshotExistsError(str(target))
    staging = data / "snapshots" / f".staging-{uuid.uuid4().hex}"
    staging.mkdir(parents=True)
    mine = staging.stat().st_ino
    try:
        _write(staging, place, as_of, tables, notes, published_at)
        if target.exists() and not replace:
            raise SnapshotExistsError(str(target))
        archived = _archive_folder(data, target, place, as_of)
        _put(staging, target, swap=archived is not None)
    except BaseException:
        if staging.exists() and staging.stat().st_ino == mine:  # after the exchange it would be the old snapshot
            shutil.rmtree(staging, ignore_errors=True)
        raise
    if archived:
        os.rename(staging, archived)
        _sync(archived.parent)
    _sync(target.parent)
    return read_snapshot(target)


def _archive_folder(data: Path, target: Path, place: str, as_of: date) -> Path | None:
    """Prepare where the snapshot that stands at the target goes; None where none stands there."""
    target.parent.mkdir(exist_ok=True)
    if not target.exists():
        return None
    try:
        published = read_snapshot(target).manifest["published_at"].replace(":", "")
    except SnapshotBrokenError:
        published = "broken"
    folder = data / "archive" / f"place={place}" / f"as_of={as_of}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{published}-{uuid.uuid4().hex[:8]}"


def _put(staging: Path, target: Path, *, swap: bool) -> None:
    if swap:
        exchange(staging, target)
        return
    try:
        os.rename(staging, target)
    except OSError as error:
        if target.exists():  # somebody else published this date in the meantime
            raise SnapshotExistsError(str(target)) from error
        raise


def _write(
    folder: Path,
    place: str,
    as_of: date,
    tables: Mapping[str, pa.Table],
    notes: Mapping[str, Any],
    published_at: datetime,
) -> None:
    files: dict[str, dict[str, Any]] = {}
    for name, schema in TABLES.items():
        path = folder / f"{name}.parquet"
        table = tables[name].cast(schema)
        pq.write_table(table, path, compression="zstd")
        files[name] = {"rows": table.num_rows, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        _sync(path)
    digest = hashlib.sha256("".join(file["sha256"] for file in files.values()).encode()).hexdigest()
    manifest = {
        "format": FORMAT,
        "place": place,
        "as_of": as_of.isoformat(),
        "published_at": published_at.isoformat(timespec="seconds"),
        "fingerprint": digest,
        "tables": files,
        **notes,
    }
    path = folder / MANIFEST
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    if platform.system() == "Windows":  # it syncs neither folders nor files opened for reading
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

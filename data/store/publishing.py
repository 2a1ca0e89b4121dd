"""Publishes a snapshot: writes it to a staging folder, syncs it, and puts it in place in one step; the old one is archived.

A reader sees the old snapshot or the new one, never a part of either; the same holds after a kill or a power cut.
"""

import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from data.files.durable import make_folder, settle, sync
from data.files.exchange import exchange
from data.files.locking import writing
from data.files.manifest_identity import identity
from data.paths import data_folder, using_data
from data.registry.schema import TABLES
from data.rights import audit, require_publish
from data.store.manifests import FORMAT
from data.store.snapshots import MANIFEST, SOURCES, Snapshot, read_version, snapshot_folder
from data.store.staging import archive_place, clear_leftovers, is_new, staged

Facts = Mapping[str, str | int | None]


class SnapshotExistsError(FileExistsError):
    """The date is already published and `replace` is false."""


class SourceChangedError(OSError):
    """A source file has changed since it was read."""


class Original(Protocol):
    """A source file to keep; a `Path` is one."""

    def read_bytes(self) -> bytes:
        """Return its content."""


def publish(
    data: Path,
    place: str,
    as_of: date,
    tables: Mapping[str, pa.Table],
    notes: Mapping[str, Any],
    *,
    replace: bool = False,
    published_at: datetime,
    originals: Mapping[str, Original] | None = None,
    check: Callable[[], None] = lambda: None,
    areas: Collection[str] = (),
    facts: Facts | None = None,
) -> Snapshot:
    """Publish the tables as one snapshot; `notes` are added to the manifest (status, sources, datum, findings).

    `originals` are the source files by their SHA-256, kept beside the tables. `check` is called while this process holds the
    lock of the date, and may raise. `areas` are the areas whose rows are new (none: the whole place); `facts` are written to
    the log beside place and date. Raises `RefusedError` if the user may not publish these areas, `SnapshotExistsError` if the
    date is published and `replace` is false, `BeingWrittenError` if another process is publishing it, `OSError` if the disk
    refuses or the log cannot be written; then the current snapshot is unchanged.
    """

    def fill(folder: Path) -> None:
        keep_originals(folder, originals or {})
        write(folder, place, as_of, tables, {**notes, **chained(place, as_of, originals or {})}, published_at)

    with using_data(data):
        require_publish(place, areas)
        return put(place, as_of, fill, did="published", replace=replace, at=published_at, check=check, facts=facts)


def chained(place: str, as_of: date, originals: Collection[str]) -> dict[str, Any]:
    """Return the manifest's entries for later verification: the SHA-256 of the previous manifest and of each kept source file.

    `previous` is empty if the place and date have no current snapshot.
    """
    previous = identity(snapshot_folder(data_folder(), place, as_of)).get("manifest", "")
    return {"kept_sources": sorted(originals), "previous": previous}


def put(
    place: str,
    as_of: date,
    fill: Callable[[Path], None],
    *,
    did: str,
    replace: bool,
    at: datetime,
    check: Callable[[], None] = lambda: None,
    facts: Facts | None = None,
) -> Snapshot:
    """Let `fill` write a staging folder, check it, and put it in place as the snapshot of a place and date.

    The action is logged as `did`, with `facts`, before the folder is put in place. The caller must have checked the user's
    rights. Raises `SnapshotBrokenError` if the written folder cannot be read, and the errors of `publish`.
    """
    data = data_folder()
    target, snapshots = snapshot_folder(data, place, as_of), data / "snapshots"
    make_folder(snapshots)
    with writing(snapshots, place, as_of):
        clear_leftovers((place, as_of))
        if target.exists() and not replace:
            raise SnapshotExistsError(str(target))
        check()
        staging = staged(place, as_of, fill)
        key = {"place": place, "as_of": as_of.isoformat(), **identity(staging)}
        try:
            checked = read_version(staging)
            make_folder(target.parent)
            archived = archive_place(place, as_of, target, at, "replaced") if target.exists() else None
            audit.write(did, **key, **facts or {})
            if archived:
                _swap(staging, target, archived)
            else:
                os.rename(staging, target)
        except BaseException:
            if staging.exists() and is_new(staging):  # after the exchange it would be the old snapshot
                shutil.rmtree(staging, ignore_errors=True)
                audit.note("undone", **key, what=did)
            raise
        settle(target.parent, snapshots)
        return dataclasses.replace(checked, folder=target)


def _swap(staging: Path, target: Path, archived: Path) -> None:
    """Exchange the old snapshot for the new one and move the old one to the archive; undo the exchange if that fails."""
    exchange(staging, target)
    try:
        os.rename(staging, archived)
    except OSError:
        exchange(staging, target)
        raise
    settle(archived.parent)


def keep_originals(folder: Path, originals: Mapping[str, Original]) -> None:
    """Copy source files into a snapshot's folder, each named by its SHA-256, so that no uploaded name becomes a path.

    Raises `SourceChangedError` if a file does not have its SHA-256.
    """
    if not originals:
        return
    (folder / SOURCES).mkdir()
    for digest, original in originals.items():
        content = original.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise SourceChangedError(f"{original}: 读取后文件有变 the file changed since it was read")
        write_through(folder / SOURCES / digest, content)
    sync(folder / SOURCES)


def write(
    folder: Path,
    place: str,
    as_of: date,
    tables: Mapping[str, pa.Table],
    notes: Mapping[str, Any],
    published_at: datetime,
) -> None:
    """Write the tables and their manifest into a folder and sync them to the disk."""
    files: dict[str, dict[str, Any]] = {}
    for name, schema in TABLES.items():
        path = folder / f"{name}.parquet"
        table = tables[name].cast(schema)
        pq.write_table(table, path, compression="zstd")
        files[name] = {"rows": table.num_rows, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        sync(path)
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
    write_manifest(folder, manifest)


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write a snapshot's manifest, the last of its files, and sync it to the disk."""
    write_through(folder / MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode())
    sync(folder)


def write_through(path: Path, content: bytes) -> None:
    """Write one file and sync it to the disk."""
    path.write_bytes(content)
    sync(path)

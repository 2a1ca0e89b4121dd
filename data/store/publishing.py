"""A snapshot is published: written aside, synced, and put in place in one step; the one that stood there is archived.

A reader, a kill or a power cut meets the old snapshot or the new one and never half of either.
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
    """The date is already published and `replace` was not asked for."""


class SourceChangedError(OSError):
    """A source file is no longer what was read."""


class Original(Protocol):
    """A source file as it is kept: its bytes. A `Path` is one."""

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
    """Publish the tables as one snapshot; `notes` joins the manifest (status, sources, datum, findings).

    `originals` are the source files by their SHA-256, kept beside the tables. `check` is called once nobody else can
    write this date any more, and may refuse. `areas` are those whose rows alone are new (none: all of the place), `facts`
    what the log says beside place and date. Raises `RefusedError` where whoever is at work may not publish them,
    `SnapshotExistsError` where the date stands and `replace` is false, `BeingWrittenError` where somebody is publishing it
    right now, `OSError` where the disk refuses or the log cannot be written; in each case what was published before is
    untouched.
    """

    def fill(folder: Path) -> None:
        keep_originals(folder, originals or {})
        write(folder, place, as_of, tables, {**notes, **chained(place, as_of, originals or {})}, published_at)

    with using_data(data):
        require_publish(place, areas)
        return put(place, as_of, fill, did="published", replace=replace, at=published_at, check=check, facts=facts)


def chained(place: str, as_of: date, originals: Collection[str]) -> dict[str, Any]:
    """Return what a manifest says to be checked by: the SHA-256 of the manifest it follows and of each source file kept.

    `previous` is empty where no snapshot of the place and date is in use.
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
    """Have `fill` write a folder, check it and put it in place as the snapshot of a place and date; errors as of `publish`.

    What could not be read afterwards is never put in place: it raises `SnapshotBrokenError`. It is logged as `did`, with
    `facts`, before it is put in place. The caller has asked for the right.
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
    """Put the new snapshot where the old one stands, and the old one into the archive; or leave all as it was."""
    exchange(staging, target)
    try:
        os.rename(staging, archived)
    except OSError:
        exchange(staging, target)
        raise
    settle(archived.parent)


def keep_originals(folder: Path, originals: Mapping[str, Original]) -> None:
    """Copy source files into a snapshot's folder, each under its SHA-256: a name from outside never becomes a path.

    Raises `SourceChangedError` where a file is no longer what its SHA-256 says.
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
    """Write the tables and their manifest into a folder, through to the disk."""
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
    """Write a snapshot's manifest, the last of its files, through to the disk."""
    write_through(folder / MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode())
    sync(folder)


def write_through(path: Path, content: bytes) -> None:
    """Write one file through to the disk."""
    path.write_bytes(content)
    sync(path)

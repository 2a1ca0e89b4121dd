"""A checked reading becomes a published snapshot."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from data.intake.inbox import File
from data.intake.reading import Reading
from data.schema import TABLES
from data.store import Snapshot, SnapshotBrokenError, read_snapshot
from data.store import publish as publish_tables

_READ_AS = {"pairings": ("partnerships", "members")}


class BlockedError(ValueError):
    """The reading has errors; nothing was written."""


class BaseChangedError(RuntimeError):
    """The snapshot whose tables were to be carried over is no longer the one that was read."""


def publish(reading: Reading, files: Sequence[File], data: Path, *, replace: bool, published_at: datetime) -> Snapshot:
    """Publish a reading as an official snapshot below the data folder.

    Raises `BlockedError` where the reading has errors, `SnapshotExistsError` where the date stands and
    `replace` is false, `BaseChangedError` where it builds on a snapshot that has been replaced since,
    `OSError` where the disk refuses: what was published before stays as it was.
    """
    if reading.blocked:
        raise BlockedError(f"{sum(remark.severity == 'error' for remark in reading.findings)} errors")
    _check_base(reading)
    notes = {
        "status": "official",
        "datum": reading.datums,
        "counts": reading.counts,
        "sources": [*_carried_sources(reading), *(_source(reading, path) for path in files)],
        "findings": [*_carried_findings(reading), *(remark.as_dict() for remark in reading.findings)],
    }
    return publish_tables(
        data, reading.place, reading.as_of, reading.tables, notes, replace=replace, published_at=published_at
    )


def _check_base(reading: Reading) -> None:
    if reading.base is None:
        return
    try:
        standing = read_snapshot(reading.base.folder)
    except SnapshotBrokenError as error:
        raise BaseChangedError(str(error)) from error
    if standing.manifest != reading.base.manifest:
        raise BaseChangedError(str(reading.base.folder))


def _source(reading: Reading, path: File) -> dict[str, Any]:
    kinds = [sheet["table"] for sheet in reading.sheets if sheet["file"] == path.name and sheet["records"]]
    content = path.read_bytes()
    return {
        "file": path.name,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "tables": list(dict.fromkeys(name for kind in kinds for name in _READ_AS.get(kind, (kind,)))),
    }


def _carried_sources(reading: Reading) -> list[dict[str, Any]]:
    """Return the sources of the carried tables; one whose tables are all replaced now is no source any more."""
    if reading.base is None:
        return []
    replaced = {sheet["table"] for sheet in reading.sheets if sheet["records"]}
    sources = reading.base.manifest["sources"]
    return [source for source in sources if not set(source.get("tables", TABLES)) <= replaced]


def _carried_findings(reading: Reading) -> list[dict[str, Any]]:
    if reading.base is None:
        return []
    kept = {source["file"] for source in _carried_sources(reading)}
    return [remark for remark in reading.base.manifest["findings"] if kept & set(remark["file"].split("、"))]

"""A checked reading becomes a published snapshot."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.archive import sound_files
from data.county_part import areas_of, with_the_others
from data.intake.pipeline import Reading
from data.intake.results import counts
from data.intake.uploads import File
from data.publication import Original, SourceChangedError
from data.publication import publish as publish_tables
from data.rights import audit, bound, demand_publish, here
from data.schema import TABLES
from data.store import Snapshot, SnapshotBrokenError, read_snapshot

_READ_AS = {"pairings": ("partnerships", "members")}


class BlockedError(ValueError):
    """The reading has errors; nothing was written."""


class BaseChangedError(RuntimeError):
    """The snapshot whose tables were to be carried over is no longer the one that was read."""


def publish(
    reading: Reading,
    files: Sequence[File],
    data: Path,
    *,
    replace: bool,
    published_at: datetime,
    check: Callable[[], None] = lambda: None,
) -> Snapshot:
    """Publish a reading as an official snapshot below the data folder.

    The files are kept beside the tables; `check` may refuse, once nobody else can write the date any more. Raises
    `BlockedError` where the reading has errors, `SnapshotExistsError` where the date stands and `replace` is false,
    `BaseChangedError` where it builds on a snapshot that has been replaced since, `SourceChangedError` where a file is no
    longer what was read, `BeingWrittenError` where somebody publishes the date right now, `RefusedError` to whom it is
    closed, `OSError` where the disk refuses: what was published before stays as it was.
    """
    if reading.blocked:
        raise BlockedError(f"{sum(remark.severity == 'error' for remark in reading.findings)} errors")
    tables = _allowed(reading)
    read = [_source(reading, path) for path in files]
    notes = {
        "status": "official",
        "datum": reading.datums,
        "counts": counts(tables),
        "published_by": here().who,
        "sources": [*_carried_sources(reading), *read],
        "findings": [*_carried_findings(reading), *(remark.as_dict() for remark in reading.findings)],
    }

    def standing() -> None:
        _check_base(reading)
        check()

    done = publish_tables(
        data, reading.place, reading.as_of, tables, notes, replace=replace, published_at=published_at,
        originals=_carried_files(reading) | {source["sha256"]: file for source, file in zip(read, files, strict=True)},
        check=standing,
    )  # fmt: skip
    audit.note(
        data, "published", place=done.place, area=bound(), as_of=done.as_of, fingerprint=done.fingerprint,
        what="、".join(path.name for path in files), rows=sum(int(sheet["records"]) for sheet in reading.sheets),
    )  # fmt: skip
    return done


def _allowed(reading: Reading) -> dict[str, pa.Table]:
    """Return the tables to publish; raises `RefusedError` where whoever is at work may not.

    A county's editor adds returns, activities and funds of his county to a published date; all else stays as it is.
    """
    county, given = bound(), _given(reading)
    if county is None:
        demand_publish(reading.place, ())
        return reading.tables
    demand_publish(reading.place, areas_of(reading.tables, given) if reading.base else ())
    assert reading.base is not None
    return with_the_others(reading.tables, given, read_snapshot(reading.base.folder), county)


def _given(reading: Reading) -> set[str]:
    return {sheet["table"] for sheet in reading.sheets if sheet["records"]}


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
    digest = hashlib.sha256(content).hexdigest()
    if reading.digests.get(path.name, digest) != digest:
        raise SourceChangedError(
            f"{path.name}: 读取后文件有变，请重新检查 the file changed since it was read, check it again"
        )
    return {
        "file": path.name,
        "bytes": len(content),
        "sha256": digest,
        "tables": list(dict.fromkeys(name for kind in kinds for name in _READ_AS.get(kind, (kind,)))),
    }


def _carried_sources(reading: Reading) -> list[dict[str, Any]]:
    """Return the sources of the carried tables; one whose tables are all replaced now is no source any more."""
    if reading.base is None:
        return []
    replaced = set() if bound() else _given(reading)  # beside a county's new rows stand the others' of the same table
    sources = reading.base.manifest["sources"]
    return [source for source in sources if not set(source.get("tables", TABLES)) <= replaced]


def _carried_files(reading: Reading) -> dict[str, Original]:
    wanted = {source["sha256"] for source in _carried_sources(reading)}
    found = sound_files(reading.base) if reading.base else {}
    return {digest: path for digest, path in found.items() if digest in wanted}


def _carried_findings(reading: Reading) -> list[dict[str, Any]]:
    if reading.base is None:
        return []
    kept = {source["file"] for source in _carried_sources(reading)}
    return [remark for remark in reading.base.manifest["findings"] if kept & set(remark["file"].split("、"))]

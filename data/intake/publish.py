"""Publish a checked reading as a snapshot, and find the snapshots that it replaces or is compared with."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from data.files.locking import BeingWrittenError
from data.intake.findings import Finding, Location, finding
from data.intake.formats.file import File
from data.intake.pipeline import Reading
from data.intake.results import counts
from data.paths import data_folder
from data.registry.schema import TABLES
from data.rights import current_user, own_county, require_place, require_publish
from data.store.archive import sound_files
from data.store.county_part import areas_of, part_of, with_the_others
from data.store.publishing import Original, SnapshotExistsError, SourceChangedError
from data.store.publishing import publish as publish_tables
from data.store.snapshots import Snapshot, SnapshotBrokenError, day_of, read_snapshot, snapshot_folder

_READ_AS = {"pairings": ("partnerships", "members")}


class BlockedError(ValueError):
    """The reading has errors; nothing was written."""


class BaseChangedError(RuntimeError):
    """The snapshot whose tables should be carried over has changed since it was read."""


def standing_snapshot(place: str, as_of: date) -> Snapshot | None:
    """Return what is published for a place and a date; None where nothing is, or nothing that can be built on.

    A user who is limited to one county gets that county's part. Raises `RefusedError` if the user may not see the
    place.
    """
    require_place(place)
    try:
        snapshot = read_snapshot(snapshot_folder(data_folder(), place, as_of))
    except SnapshotBrokenError:
        return None
    county = own_county()
    return part_of(snapshot, county) if county else snapshot


def last_snapshot(place: str, as_of: date) -> Snapshot | None:
    """Return what a new snapshot is compared with: the one of its own date, else the last before it, None where none is."""
    folders = snapshot_folder(data_folder(), place, as_of).parent.glob("as_of=*")
    days = sorted((day for folder in folders if (day := day_of(folder))), reverse=True)
    for day in days:
        if day <= as_of and (found := standing_snapshot(place, day)):
            return found
    return None


def school_names(place: str, codes: Collection[str]) -> dict[str, str]:
    """Return what schools are called in the last snapshot of a place, by their codes; those that it lacks are left out."""
    last = last_snapshot(place, date.max)
    rows = last.table("schools").select(["school_id", "name"]).to_pylist() if last else []
    return {school["school_id"]: school["name"] for school in rows if school["school_id"] in codes}


def publish(
    reading: Reading,
    files: Sequence[File],
    *,
    replace: bool,
    published_at: datetime,
    check: Callable[[], None] = lambda: None,
) -> Snapshot:
    """Publish a reading as an official snapshot below the data folder. If it fails, the published data is unchanged.

    The files are stored beside the tables. `check` is called when the date is locked against other writers and may
    raise to refuse. Raises:
    - `BlockedError` if the reading has errors,
    - `SnapshotExistsError` if the date is already published and `replace` is false,
    - `BaseChangedError` if it builds on a snapshot that was replaced since,
    - `SourceChangedError` if a file changed after it was read,
    - `BeingWrittenError` if another process is publishing the date,
    - `RefusedError` if the user may not publish it,
    - `OSError` if the data or the log cannot be written.
    """
    if reading.blocked:
        raise BlockedError(f"{sum(remark.severity == 'error' for remark in reading.findings)} errors")
    tables, county = _allowed(reading), own_county()
    read = [_source(reading, path) for path in files]
    notes = {
        "status": "official",
        "datum": reading.datums,
        "counts": counts(tables),
        "published_by": current_user().who,
        "sources": [*_carried_sources(reading), *read],
        "ledger": [ledger.as_dict() for ledger in reading.ledgers],
        "findings": [*_carried_findings(reading), *(remark.as_dict() for remark in reading.findings)],
    }

    facts = {
        "area": county,
        "what": "、".join(path.name for path in files),
        "rows": sum(int(sheet["records"]) for sheet in reading.sheets),
    }

    def standing() -> None:
        _check_base(reading)
        check()

    return publish_tables(
        data_folder(), reading.place, reading.as_of, tables, notes, replace=replace, published_at=published_at,
        originals=_carried_files(reading) | {source["sha256"]: file for source, file in zip(read, files, strict=True)},
        check=standing, areas=() if county is None else (county,), facts=facts,
    )  # fmt: skip


def publish_or_tell(
    reading: Reading, files: Sequence[File], standing: Snapshot | None, *, replace: bool, now: datetime
) -> list[Finding]:
    """Publish a reading. Return no finding if it was published, else the finding that says why nothing changed.

    `standing` is the snapshot that was published when the sheets were checked. If another user has published the date
    since, that snapshot is not replaced.
    """
    if reading.blocked:
        return [remark for remark in reading.findings if remark.severity == "error"]
    location = Location(str(snapshot_folder(data_folder(), reading.place, reading.as_of)))

    def seen() -> None:
        if replace and _changed(standing, standing_snapshot(reading.place, reading.as_of)):
            raise BaseChangedError(location.file)

    try:
        publish(reading, files, replace=replace, published_at=now, check=seen)
    except SnapshotExistsError:
        return [finding("snapshot_exists", location, str(reading.as_of))]
    except BaseChangedError:
        return [finding("base_changed", location, str(reading.as_of))]
    except BeingWrittenError:
        return [finding("being_published", location, str(reading.as_of))]
    except OSError as error:
        return [finding("disk_refuses", location, str(error))]
    return []


def _changed(seen: Snapshot | None, now: Snapshot | None) -> bool:
    return now is not None and (seen is None or seen.manifest != now.manifest)


def _allowed(reading: Reading) -> dict[str, pa.Table]:
    """Return the tables to publish. Raises `RefusedError` if the current user may not publish them.

    A county's editor adds returns, activities and funds of that county to a published date; everything else is
    unchanged.
    """
    county, filled = own_county(), _given(reading)
    if county is None:
        require_publish(reading.place, ())
        return reading.tables
    require_publish(reading.place, areas_of(reading.tables, filled) if reading.base else ())
    assert reading.base is not None
    return with_the_others(reading.tables, filled, read_snapshot(reading.base.folder), county)


def _given(reading: Reading) -> set[str]:
    return {sheet["table"] for sheet in reading.sheets if sheet["records"]}


def _check_base(reading: Reading) -> None:
    if reading.base is None:
        return
    try:
        current = read_snapshot(reading.base.folder)
    except SnapshotBrokenError as error:
        raise BaseChangedError(str(error)) from error
    if current.manifest != reading.base.manifest:
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
    """Return the sources of the carried tables. A source whose tables are all replaced now is left out."""
    if reading.base is None:
        return []
    replaced = (
        set() if own_county() else _given(reading)
    )  # with a county's new rows, other counties' rows of the same table remain
    sources = reading.base.manifest["sources"]
    return [source for source in sources if not set(source.get("tables", TABLES)) <= replaced]


def _carried_files(reading: Reading) -> dict[str, Original]:
    wanted = {source["sha256"] for source in _carried_sources(reading)}
    files = sound_files(reading.base) if reading.base else {}
    return {digest: path for digest, path in files.items() if digest in wanted}


def _carried_findings(reading: Reading) -> list[dict[str, Any]]:
    if reading.base is None:
        return []
    kept = {source["file"] for source in _carried_sources(reading)}
    return [remark for remark in reading.base.manifest["findings"] if kept & set(remark["file"].split("、"))]

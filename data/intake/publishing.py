"""A checked reading becomes a published snapshot."""

import hashlib
from datetime import datetime
from pathlib import Path

from data.intake.reading import Reading
from data.store import Snapshot
from data.store import publish as publish_tables


class BlockedError(ValueError):
    """The reading has errors; nothing was written."""


def publish(reading: Reading, files: list[Path], data: Path, *, replace: bool, published_at: datetime) -> Snapshot:
    """Publish a reading as an official snapshot below the data folder.

    Raises `BlockedError` where the reading has errors, `SnapshotExistsError` where the date stands and
    `replace` is false, `OSError` where the disk refuses: what was published before stays as it was.
    """
    if reading.blocked:
        raise BlockedError(f"{sum(remark.severity == 'error' for remark in reading.findings)} errors")
    notes = {
        "status": "official",
        "datum": reading.datums,
        "counts": reading.counts,
        "sources": [
            {
                "file": path.name,
                "bytes": path.stat().st_size,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
            for path in files
        ],
        "findings": [remark.as_dict() for remark in reading.findings],
    }
    return publish_tables(
        data, reading.place, reading.as_of, reading.tables, notes, replace=replace, published_at=published_at
    )

"""One small snapshot, published with or without trouble."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from data.store import publishing
from data.store.snapshots import MANIFEST, Snapshot
from tests.queries.city import NOTES, Record, pairing, school, tables

PLACE, DAY = "211400", date(2020, 12, 31)
OLD = [school("A", "211402", "111", is_quality=True), school("B", "211402", "220")]
NEW = [*OLD, school("C", "211402", "220")]


def publish(data: Path, schools: list[Record], day: date = DAY, *, replace: bool = False) -> Snapshot:
    at = datetime(2024, 1, len(schools), 8, 0, tzinfo=UTC)
    return publishing.publish(
        data, PLACE, day, tables(PLACE, day, schools, [pairing("A", "B")]), NOTES, replace=replace, published_at=at
    )


def files(data: Path) -> dict[str, bytes]:
    """Return every file below the data folder with its contents; the log of events aside."""
    found = {path.relative_to(data).as_posix(): path for path in data.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith("access/")}


def rows_noted(manifest: Path) -> int:
    """Return how many schools a manifest counts."""
    return int(json.loads(manifest.read_text(encoding="utf-8"))["tables"]["schools"]["rows"])


def archived(data: Path) -> list[Path]:
    return sorted((data / "archive").rglob(MANIFEST))

"""The committed sample as plain rows, for the tests of the sample."""

from datetime import date
from typing import Any

from data.paths import PROJECT
from data.registry.rows import registry
from data.registry.schema import URBAN_RURAL_CODES
from data.sample.places import STORIES
from data.store.snapshots import Snapshot, read_snapshot, snapshot_folder

COMPULSORY = {row["stage"] for row in registry("stages") if row["stage_scope"] == "义务教育"}
COMMITTED = PROJECT / "data" / "snapshots"
KEYS = [(place, as_of) for place, story in STORIES.items() for as_of in story.dates]

Row = dict[str, Any]


def committed(place: str, as_of: date) -> Snapshot:
    return read_snapshot(snapshot_folder(PROJECT / "data", place, as_of))


def rows(snapshot: Snapshot, table: str) -> list[Row]:
    return list(snapshot.table(table).to_pylist())


def schools_by_id(snapshot: Snapshot) -> dict[str, Row]:
    return {row["school_id"]: row for row in rows(snapshot, "schools")}


def is_rural(school: Row) -> bool:
    return URBAN_RURAL_CODES[school["urban_rural_code"]] != "城区"

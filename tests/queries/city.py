"""Cities written by hand or drawn at random, published through `data.store.snapshots.publish` for the tests of queries."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from data.registry.rows import Row, registry
from data.registry.schema import TABLES
from data.store.publishing import publish
from data.store.snapshots import Snapshot, read_snapshot, snapshot_folders
from queries import catalogue
from queries.engine import build, pool
from tests.town import Pairing, Town

INDICATOR = "rural_pairing_coverage"
NOTES = {"status": "synthetic", "datum": ["wgs84"], "sources": [], "findings": []}
PUBLISHED_AT = datetime(2024, 1, 1, 8, 0, tzinfo=UTC)
YEAR_END = date(2020, 12, 31)

Record = dict[str, Any]


def school(school_id: str, county: str, code: str | None, stage: str = "小学", **more: Any) -> Record:
    """Return a row of schools; `code` is the 城乡分类代码, `more` any other column."""
    row: Record = {"school_id": school_id, "name": f"{school_id}校", "county_code": county, "urban_rural_code": code}
    return row | {"stage": stage} | more


def pairing(core: str | None, *members: str, **more: Any) -> tuple[Record, tuple[str, ...]]:
    """Return a row of partnerships, still without its id, and its members' ids."""
    row: Record = {"core_school_id": core, "core_name": f"{core}校", "mode": "结对", "is_ended": False}
    return row | more, members


def tables(
    place: str,
    as_of: date,
    schools: Sequence[Record],
    pairings: Sequence[tuple[Record, tuple[str, ...]]] = (),
    **more: Sequence[Record],
) -> dict[str, pa.Table]:
    """Return the tables of a snapshot; `more` names rows of returns, activities or funds."""
    key: Record = {"place_code": place, "as_of": as_of}
    ids = [row.get("partnership_id", f"{place}-{number:03d}") for number, (row, _) in enumerate(pairings, start=1)]
    rows: dict[str, list[Record]] = {
        "schools": [key | row for row in schools],
        "partnerships": [key | {"partnership_id": code} | row for code, (row, _) in zip(ids, pairings, strict=True)],
        "members": [
            key | {"partnership_id": code, "school_id": member}
            for code, (_, members) in zip(ids, pairings, strict=True)
            for member in members
        ],
        **{name: [key | row for row in given] for name, given in more.items()},
    }
    return {name: pa.Table.from_pylist(rows.get(name, []), schema=schema) for name, schema in TABLES.items()}


def publish_city(
    data: Path,
    place: str,
    schools: Sequence[Record],
    pairings: Sequence[tuple[Record, tuple[str, ...]]] = (),
    as_of: date = YEAR_END,
    *,
    replace: bool = False,
    **more: Sequence[Record],
) -> Snapshot:
    """Publish one snapshot of a place below the data folder; `more` names rows of returns, activities or funds."""
    content = tables(place, as_of, schools, pairings, **more)
    return publish(data, place, as_of, content, NOTES, replace=replace, published_at=PUBLISHED_AT)


def publish_town(data: Path, town: Town) -> Snapshot:
    """Publish a random town with all it states; a pairing's core and members are schools of the town."""
    schools = [
        school(
            *(row.school_id, row.county_code, row.class_code, row.stage),
            name=row.name,
            office_id=row.office_id,
            town_code=row.town_code,
            town_name=row.town_name,
            reported_band=row.band,
            managing_school_id=row.managing,
            is_quality=row.quality,
            pupils=row.pupils,
            teachers=row.teachers,
            lon=row.lon,
            lat=row.lat,
            **vars(row.facts),
        )
        for row in town.schools
    ]
    return publish_city(
        *(data, town.place, schools, [_arc(row) for row in town.pairings], town.as_of), returns=_returns(town)
    )


def _arc(row: Pairing) -> tuple[Record, tuple[str, ...]]:
    named = {"core_name": row.core_name, "core_place": row.core_place} if row.core is None or row.core_name else {}
    days = {"started_on": row.start, "ended_on": row.end, "is_ended": row.ended}
    stated = {"core_is_quality": row.core_quality, "plan_filed": row.plan_filed, "is_quality_group": row.quality_group}
    return pairing(
        *(row.core, *row.members), mode=row.mode, name=row.name, county_code=row.county_code, **named, **days, **stated
    )


def _returns(town: Town) -> list[Record]:
    return [
        {"indicator_id": row.indicator, "area_code": row.area, "unit_id": row.unit, "unit_name": f"{row.unit}号"}
        | {"period_start": row.start, "period_end": row.end}
        | {"numerator": row.numerator, "denominator": row.denominator}
        for row in town.returns
    ]


@contextmanager
def registries(changed: Mapping[str, Sequence[Row]]) -> Iterator[None]:
    """Let queries read other registry rows, and open its engines anew."""

    def read(name: str) -> tuple[Row, ...]:
        return tuple(changed[name]) if name in changed else registry(name)

    with pytest.MonkeyPatch.context() as patch:
        for module in (build, catalogue, import_module("queries.definitions")):  # the verb has its name
            patch.setattr(module, "registry", read)
        patch.setattr(pool, "_engines", {})
        yield


@contextmanager
def computed_model(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a database with the model of the snapshots below a data folder, which are all sound."""
    with duckdb.connect(config={"threads": 1}) as connection:
        build.build(connection, [read_snapshot(folder) for folder in snapshot_folders(data)])
        yield connection


def with_rules(place: str, combinations: Sequence[tuple[str, str, str]]) -> list[Row]:
    """Return a programme of the place for each (counting rule, lead rule, rural scope), named by joining them."""
    row = next(row for row in registry("programmes") if row["place_code"] == place)
    return [
        row
        | {"programme_id": f"{counting} {lead} {scope}", "counting_rule": counting, "lead_rule": lead}
        | {"rural_scope": scope}
        for counting, lead, scope in combinations
    ]


def counts(frame: Any) -> dict[str, tuple[float, float]]:
    """Return (numerator, denominator) by area of a frame of measures."""
    return {row.area_code: (row.numerator, row.denominator) for row in frame.itertuples()}

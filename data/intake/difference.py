"""Compare a reading with a published snapshot: schools, pairings, and figures that changed a lot."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from data.registry.schema import TABLES
from data.store.snapshots import Snapshot

FAR = 0.2  # figures that changed by more than this share of their old value are listed
KINDS = ("new", "gone", "renamed", "area_figure", "figure", "begun", "dropped", "joined", "left")
_FIGURES = tuple(
    column.name
    for column in TABLES["schools"]
    if column.type in (pa.int32(), pa.float64()) and column.name not in ("lon", "lat")
)
Row = dict[str, Any]
Rows = Mapping[str, Row]


def difference(tables: Mapping[str, pa.Table], before: Snapshot) -> list[Row]:
    """Return the differences from a published snapshot, in the order of `KINDS`, largest change first.

    A row has kind, county_code, code (of the school or partnership), name, column (of a figure), was, becomes. The kind
    figure is a school's figure that changed by more than `FAR` or is no longer stated; area_figure is the sum of a
    county.
    """
    now, then = ({row["school_id"]: row for row in rows} for rows in _rows("schools", tables, before))
    pairs = [(then[code], row) for code, row in now.items() if code in then]
    rows = [
        *(_school("new", row) for code, row in now.items() if code not in then),
        *(_school("gone", row) for code, row in then.items() if code not in now),
        *(_school("renamed", new, old["name"], new["name"]) for old, new in pairs if old["name"] != new["name"]),
        *_area_figures(then, now),
        *(
            _school("figure", new, old[column], new[column], column)
            for old, new in pairs
            for column in _moved(old, new)
        ),
        *_pairings(tables, before, now | {code: row for code, row in then.items() if code not in now}),
    ]
    return sorted(rows, key=lambda row: (KINDS.index(row["kind"]), -_size(row)))


def _rows(name: str, tables: Mapping[str, pa.Table], before: Snapshot) -> tuple[list[Row], list[Row]]:
    return tables[name].to_pylist(), before.table(name).to_pylist()


def _school(kind: str, row: Row, was: object = None, becomes: object = None, column: str | None = None) -> Row:
    school = {"kind": kind, "county_code": row["county_code"], "code": row["school_id"], "name": row["name"]}
    return school | {"column": column, "was": was, "becomes": becomes}


def _moved(old: Row, new: Row) -> Iterator[str]:
    for column in _FIGURES:
        if old[column] is not None and _is_far(old[column], new[column]):
            yield column


def _is_far(was: float, becomes: float | None) -> bool:
    return becomes is None or abs(becomes - was) > FAR * abs(was)


def _area_figures(then: Rows, now: Rows) -> Iterator[Row]:
    """Yield the county sums that changed a lot. Counties that are new or removed are reported through their schools."""
    sums = [_sums(rows) for rows in (then, now)]
    for county, column in sums[0]:
        if (county, column) in sums[1] and _is_far(sums[0][county, column], sums[1][county, column]):
            change = {"kind": "area_figure", "county_code": county, "code": None, "name": None, "column": column}
            yield change | {"was": sums[0][county, column], "becomes": sums[1][county, column]}


def _sums(rows: Rows) -> dict[tuple[str, str], float]:
    sums: dict[tuple[str, str], float] = {}
    for row in rows.values():
        for column in _FIGURES:
            if row[column] is not None:
                key = row["county_code"], column
                sums[key] = sums.get(key, 0) + row[column]
    return sums


def _pairings(tables: Mapping[str, pa.Table], before: Snapshot, schools: Rows) -> Iterator[Row]:
    now, then = ({row["partnership_id"]: row for row in rows} for rows in _rows("partnerships", tables, before))
    for kind, these, others in (("begun", now, then), ("dropped", then, now)):
        for code, row in these.items():
            if code not in others:
                yield _told(kind, row["county_code"], code, row["name"] or row["core_name"] or code)
    joined, left = (
        {(row["partnership_id"], row["school_id"]) for row in rows} for rows in _rows("members", tables, before)
    )
    for kind, pairs in (("joined", joined - left), ("left", left - joined)):
        for code, school in sorted(pairs):
            community = now.get(code) or then[code]
            name = schools[school]["name"] if school in schools else school
            lead = community["name"] or community["core_name"] or code
            yield _told(kind, community["county_code"], school, name) | {"becomes" if kind == "joined" else "was": lead}


def _told(kind: str, county: str | None, code: str, name: str) -> Row:
    change = {"kind": kind, "county_code": county, "code": code, "name": name}
    return change | {"column": None, "was": None, "becomes": None}


def _size(row: Row) -> float:
    if row["column"] is None:
        return 0.0
    return float("inf") if row["becomes"] is None else abs(float(row["becomes"]) - float(row["was"]))

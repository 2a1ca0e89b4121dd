"""Checks of a snapshot's tables beyond column types: place and date, unique keys, references, allowed words.

Publishing runs the same checks, so a table that fails was damaged later or not written by this product.
"""

import math
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.registry.rows import areas, registry
from data.registry.schema import TABLES, allowed

KEYS: dict[str, tuple[str, ...]] = {
    "schools": ("school_id",),
    "partnerships": ("partnership_id",),
    "members": ("partnership_id", "school_id"),
    "returns": ("indicator_id", "area_code", "unit_id", "period_start", "period_end"),
    "activities": ("activity_id",),
    "funds": ("fund_id",),
}
# Columns that name a row of another table of the snapshot.
REFERENCES: dict[tuple[str, str], str] = {
    ("members", "partnership_id"): "partnerships",
    ("members", "school_id"): "schools",
    ("activities", "partnership_id"): "partnerships",
    ("activities", "school_id"): "schools",
    ("funds", "partnership_id"): "partnerships",
    ("funds", "school_id"): "schools",
}
_AREAS = {"county_code", "area_code", "office_id"}
_BOUNDS: dict[str, tuple[float, float]] = {"lon": (-180, 180), "lat": (-90, 90)}
_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)
Fault = tuple[str, dict[str, object]]
"""A kind of `data.damages.KINDS` with its details."""


def faults(name: str, table: pa.Table, place: str, as_of: date, others: Callable[[str], pa.Table]) -> Iterator[Fault]:
    """Yield the faults of one table of the snapshot of a place and date; `others` returns another table of the snapshot."""
    for column in TABLES[name]:
        if not column.nullable and table[column.name].null_count:
            yield "null", {"column": column.name}
    for column, value in (("place_code", place), ("as_of", as_of)):
        if found := _sample(
            table[column], pc.not_equal(table[column], pa.scalar(value, table.schema.field(column).type))
        ):
            yield "other_place", {"column": column, "found": found}
    if found := _twice(table, KEYS[name]):
        yield "twice", {"found": found}
    for (child, column), target in REFERENCES.items():
        if child == name and (found := _unknown(table[column], others(target)[KEYS[target][0]])):
            yield "points_nowhere", {"column": column, "found": found, "target": f"{target}.parquet"}
    known = pa.array([code for code, row in areas().items() if row["place_code"] == place], pa.string())
    for column in _AREAS & set(table.column_names):
        if found := _unknown(table[column], pa.chunked_array([known])):
            yield "points_nowhere", {"column": column, "found": found, "target": "areas.csv"}
    for column in TABLES[name]:
        if found := _wrong_value(name, column.name, table[column.name]):
            yield "value", {"column": column.name, "found": found}


def _sample(values: pa.ChunkedArray, chosen: Any) -> str:
    """Return the first of the chosen values as text; empty if there is none."""
    found = values.filter(chosen)
    return str(found[0].as_py()) if len(found) else ""


def _twice(table: pa.Table, key: tuple[str, ...]) -> str:
    counted = table.select(list(key)).append_column("rows", pa.nulls(table.num_rows, pa.int8()))
    groups = counted.group_by(list(key)).aggregate([("rows", "count", pc.CountOptions("all"))])
    doubled = groups.filter(pc.greater(groups["rows_count"], 1))
    return (
        " ".join(str(value) for value in list(doubled.slice(0, 1).to_pylist()[0].values())[:-1]) if len(doubled) else ""
    )


def _unknown(values: pa.ChunkedArray, known: pa.ChunkedArray) -> str:
    return _sample(values, pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=known))))


def _wrong_value(name: str, column: str, values: pa.ChunkedArray) -> str:
    """Return a value of a column that this product cannot have written; empty if there is none."""
    if pa.types.is_floating(values.type):
        low, high = _BOUNDS.get(column, (-math.inf, math.inf))
        inside = pc.and_(pc.is_finite(values), pc.and_(pc.greater_equal(values, low), pc.less_equal(values, high)))
        return _sample(values, pc.and_(pc.is_valid(values), pc.invert(inside)))
    if pa.types.is_integer(values.type):
        return _sample(values, pc.less(values, 0))
    if pa.types.is_date(values.type):
        outside = pc.or_(pc.less(values, pa.scalar(_FIRST)), pc.greater(values, pa.scalar(_LAST)))
        return str(values.filter(outside).cast(pa.int32())[0].as_py()) if pc.any(outside).as_py() else ""
    words = _words(name, column)
    return _unknown(values, pa.chunked_array([words], pa.string())) if words else ""


def _words(name: str, column: str) -> list[str]:
    """Return the words that a column may hold; none if any text is allowed."""
    if column == "stage":
        return [row["stage"] for row in registry("stages")]
    words = allowed(name, column)
    return [] if any(word.endswith(".csv") for word in words) else list(words)

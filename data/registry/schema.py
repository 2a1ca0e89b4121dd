"""The Arrow schemas of a snapshot's tables, built from fields.csv.

Each column's metadata holds its meaning (`zh`, `en`), `unit`, `allowed` values and `source`; intake, exports and the
definitions page read it from here. Identifiers and codes are text, never numbers, so that leading zeros are kept.
"""

from typing import Any

import pyarrow as pa

from data.registry.rows import Row, registry

URBAN_RURAL_CODES = {row["urban_rural_code"]: row["band"] for row in registry("bands")}
NONE = "—"
KINDS: dict[str, pa.DataType] = {
    "text": pa.string(),
    "count": pa.int32(),
    "real": pa.float64(),
    "day": pa.date32(),
    "yes_no": pa.bool_(),
}


def field(row: Row) -> "pa.Field[Any]":
    """Return one row of fields.csv as an Arrow field with its documentation as metadata; required fields are not nullable."""
    notes = {key: "" if row[key] == NONE else row[key] for key in ("zh", "en", "unit", "allowed", "source")}
    return pa.field(row["column"], KINDS[row["kind"]], nullable=row["required"] == "no", metadata=notes)


def allowed(table: str, column: str) -> tuple[str, ...]:
    """Return the words that a column may hold, as listed in fields.csv; raises `KeyError` for an unknown column."""
    notes = TABLES[table].field(column).metadata or {}
    return tuple(notes[b"allowed"].decode().split())


_NAMES = tuple(dict.fromkeys(row["table"] for row in registry("fields")))
TABLES: dict[str, pa.Schema] = {
    name: pa.schema([field(row) for row in registry("fields") if row["table"] == name]) for name in _NAMES
}
BANDS, MODES = allowed("schools", "reported_band"), allowed("partnerships", "mode")

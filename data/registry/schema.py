"""The tables of a snapshot, built from fields.csv: one typed column after another, each with its meaning.

Every column's metadata says what it means (`zh`, `en`), its `unit`, the `allowed` values and the
`source` it comes from; intake, exports and the definitions page read them from here.
Identifiers and codes are text, never numbers: leading zeros and comparisons stay safe.
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
    """Return one row of fields.csv as a documented Arrow field; required ones are never null."""
    notes = {key: "" if row[key] == NONE else row[key] for key in ("zh", "en", "unit", "allowed", "source")}
    return pa.field(row["column"], KINDS[row["kind"]], nullable=row["required"] == "no", metadata=notes)


def allowed(table: str, column: str) -> tuple[str, ...]:
    """Return the words a column may hold, as fields.csv lists them; raises `KeyError` for an unknown column."""
    notes = TABLES[table].field(column).metadata or {}
    return tuple(notes[b"allowed"].decode().split())


_NAMES = tuple(dict.fromkeys(row["table"] for row in registry("fields")))
TABLES: dict[str, pa.Schema] = {
    name: pa.schema([field(row) for row in registry("fields") if row["table"] == name]) for name in _NAMES
}
BANDS, MODES = allowed("schools", "reported_band"), allowed("partnerships", "mode")

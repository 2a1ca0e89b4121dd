"""Build the results of a reading: tables of the snapshot, counts, and how every sheet was understood."""

from datetime import date
from typing import Any

import pyarrow as pa

from data.intake.tables.rows.table import Table
from data.registry.schema import TABLES
from data.store.snapshots import Snapshot


def snapshot_table(name: str, rows: list[dict[str, Any]], place: str, as_of: date) -> pa.Table:
    """Return rows as one table of the snapshot, typed by `data.registry.schema`."""
    schema = TABLES[name]
    keyed = [{"place_code": place, "as_of": as_of, **row} for row in rows]
    return pa.table({column: [row.get(column) for row in keyed] for column in schema.names}, schema=_loose(schema))


def _loose(schema: pa.Schema) -> pa.Schema:
    return pa.schema([column.with_nullable(True) for column in schema])


def tables_of(snapshot: Snapshot) -> dict[str, pa.Table]:
    """Return every table of a published or archived snapshot. Tables that did not exist yet at its time are empty."""
    return {name: snapshot.table(name) for name in TABLES}


def counts(content: dict[str, pa.Table]) -> dict[str, int]:
    """Return the number of schools, pupils, partnerships and other rows that the snapshot would have."""
    schools = content["schools"].to_pylist()
    return {
        "schools": len(schools),
        "pupils": sum(school["pupils"] or 0 for school in schools),
        "partnerships": content["partnerships"].num_rows,
        **{name: content[name].num_rows for name in ("members", "returns", "activities", "funds")},
        "unplaced": sum(school["lon"] is None for school in schools),
        "without_pupils": sum(school["pupils"] is None for school in schools),
    }


def understanding(table: Table) -> dict[str, Any]:
    """Return how one table was understood: header, columns, records, skipped rows."""
    header = table.header
    return {
        "file": table.sheet.file,
        "sheet": table.sheet.name,
        "table": header.table,
        "header_rows": [header.first + 1, header.last + 1],
        "columns": {header.titles[position]: column for position, column in header.columns.items()},
        "not_understood": list(header.unknown.values()),
        "records": len(table.records),
        "skipped": [{"row": row.number, "reason": row.reason, "words": row.words[:60]} for row in table.skipped],
    }

"""Loads the snapshots of a data folder into a database and computes the model in it.

Order: the published tables, the registries, the model files before `_FIGURES`, the indicators as views with their area
totals, and the model files that need figures.
"""

import hashlib
import shutil
import stat
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from data.registry.rows import columns, registry
from data.registry.schema import TABLES
from data.store.snapshots import Snapshot
from queries.engine.spellings import spellings
from queries.sql_files import DATABASE, computed_source, computed_sql, names, statement

_FIGURES = "80"  # model files from this number on need figures: they are computed after the indicators
_TEXTS = ("programmes", "stages", "bands", "indicators")  # registries that are loaded unchanged
_KEY: dict[str, pa.DataType] = {"place_code": pa.string(), "as_of": pa.date32()}
_TOTAL: dict[str, pa.DataType] = {
    "programme_id": pa.string(),
    "indicator_id": pa.string(),
    "as_of": pa.date32(),
    "area_code": pa.string(),
    "numerator": pa.float64(),
    "denominator": pa.float64(),
}


@cache
def recipe() -> str:
    """Return a hash of all that decides a model beside the snapshots: SQL, spellings, registries, DuckDB's version."""
    files = [f"{folder}/{name}" for folder in ("model", "indicators") for name in names(folder)]
    readings = computed_source("engine/spellings.py")
    texts = map(statement, (*files, "lists/totals", "lists/names_in_use"))
    parts = [DATABASE, readings, *map(computed_sql, texts), str(TABLES["schools"].names)]
    tables = (str(registry(name)) for name in (*_TEXTS, "areas", "goals"))
    return hashlib.sha256("".join([*parts, *tables]).encode()).hexdigest()


def build(connection: duckdb.DuckDBPyConnection, snapshots: Sequence[Snapshot]) -> None:
    """Fill an empty database with the snapshots' tables, the registries and the model."""
    with TemporaryDirectory() as folder:
        for name, schema in TABLES.items():
            # An empty file with the current columns comes first: columns that older snapshots lack become null.
            layout = Path(folder) / f"{name}.parquet"
            pq.write_table(schema.empty_table(), layout)
            files = [str(path) for path in (layout, *(one.path(name) for one in snapshots)) if path]
            connection.read_parquet(files, union_by_name=True, hive_partitioning=False).create(name)
    for name, table in _registry_tables(snapshots).items():
        connection.from_arrow(table).create(name)
    in_use = connection.sql(statement("lists/names_in_use")).fetchall()
    connection.from_arrow(spellings(name for (name,) in in_use)).create("spellings")
    connection.from_arrow(pa.schema(_TOTAL).empty_table()).create("area_totals")
    _create(connection, (name for name in names("model") if name < _FIGURES))
    for name in names("indicators"):
        connection.sql(statement(f"indicators/{name}")).create_view(name)
        connection.execute(statement("lists/totals"), {"indicator": name})
    _create(connection, (name for name in names("model") if name >= _FIGURES))
    connection.execute("ANALYZE")


def remove_abandoned(folder: Path, before: float) -> None:
    """Remove files `.making-*` of killed processes from a folder, if older than `before` (seconds since 1970).

    Files that another process is still writing are kept: DuckDB's own lock shows which they are.
    """
    for left in folder.glob(".making-*"):
        try:
            state = left.lstat()
        except FileNotFoundError:  # removed by another process meanwhile
            continue
        if left.suffix or state.st_mtime > before or not stat.S_ISREG(state.st_mode):
            continue
        if state.st_size:  # an empty file cannot be opened, and no process writes it any longer
            try:
                duckdb.connect(left).close()
            except duckdb.IOException:
                continue
            except duckdb.Error:  # cut short: no process writes it any longer
                pass
        shutil.rmtree(f"{left}.spill", ignore_errors=True)
        for part in (left, left.with_name(f"{left.name}.wal"), left.with_name(f"{left.name}.sha256")):
            part.unlink(missing_ok=True)


def _create(connection: duckdb.DuckDBPyConnection, files: Iterable[str]) -> None:
    for name in files:
        connection.sql(statement(f"model/{name}")).create(name.split("_", 1)[1])


def _registry_tables(snapshots: Sequence[Snapshot]) -> dict[str, pa.Table]:
    tables = {name: _texts(name) for name in _TEXTS}
    areas, goals = _texts("areas"), _texts("goals")
    scale = pa.array([Decimal(100 if row["unit"] == "%" else 1) for row in registry("goals")], pa.decimal128(6, 0))
    target = pa.array([Decimal(row["target"]) for row in registry("goals")], pa.decimal128(12, 4))
    due = pa.array([date.fromisoformat(row["due"]) for row in registry("goals")], pa.date32())
    goals = goals.drop_columns(["target", "due"]).append_column("position", _positions(goals))
    tables["areas"] = areas.append_column("position", _positions(areas))
    tables["goals"] = goals.append_column("scale", scale).append_column("target", target).append_column("due", due)
    keys = [{"place_code": snapshot.place, "as_of": snapshot.as_of} for snapshot in snapshots]
    tables["snapshots"] = pa.Table.from_pylist(keys, schema=pa.schema(_KEY))
    return tables


def _texts(name: str) -> pa.Table:
    """Return a registry as a table of texts; it has all columns even without rows."""
    schema = pa.schema([(column, pa.string()) for column in columns(name)])
    return pa.Table.from_pylist(list(registry(name)), schema=schema)


def _positions(table: pa.Table) -> pa.Array:
    return pa.array(range(table.num_rows), pa.int64())

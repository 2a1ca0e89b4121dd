"""Opens the snapshots, loads the model, runs one SQL file with bound parameters. Only this module knows DuckDB.

An engine stands for one fingerprint of what is published and computes the model once, when it opens;
`engine` hands out a fresh one as soon as a snapshot is published, replaced or removed. Every call works
on a cursor of its own: a DuckDB connection must never be shared between threads.
"""

import threading
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.paths import data_folder
from data.registries import registry
from data.schema import TABLES
from data.store import Snapshot, SnapshotBrokenError, fingerprint, read_snapshot, snapshot_folders

SQL = Path(__file__).parent
_FIGURES = "80"  # model files from here on speak of figures: they come after the indicators
Parameter = str | date | bool | None
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
def statement(name: str) -> str:
    """Return the text of one SQL file, for instance `lists/units`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """Return the SQL files of a folder in loading order, without their ending."""
    return sorted(path.stem for path in (SQL / folder).glob("*.sql"))


class Engine:
    """The published snapshots of one data folder as they stood at one fingerprint."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.mark = fingerprint(data)
        self.snapshots: list[Snapshot] = []
        self.broken: list[str] = []
        for folder in snapshot_folders(data):
            try:
                self.snapshots.append(read_snapshot(folder))
            except SnapshotBrokenError as error:
                self.broken.append(str(error))
        self._connection = duckdb.connect(config={"threads": 1})
        self._load()
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def _load(self) -> None:
        connection = self._connection
        with TemporaryDirectory() as folder:
            for name, schema in TABLES.items():
                # First an empty file of today's layout: snapshots published under an older one fill up with nulls.
                layout = Path(folder) / f"{name}.parquet"
                pq.write_table(schema.empty_table(), layout)
                files = [str(path) for path in (layout, *(one.path(name) for one in self.snapshots)) if path]
                connection.read_parquet(files, union_by_name=True, hive_partitioning=False).create(name)
        for name, table in _registry_tables(self.snapshots).items():
            connection.from_arrow(table).create(name)
        connection.from_arrow(pa.schema(_TOTAL).empty_table()).create("area_totals")
        self._create(name for name in names("model") if name < _FIGURES)
        for name in names("indicators"):
            connection.sql(statement(f"indicators/{name}")).create_view(name)
            connection.execute(statement("lists/totals"), {"indicator": name})
        self._create(name for name in names("model") if name >= _FIGURES)
        connection.execute("ANALYZE")

    def _create(self, files: Iterable[str]) -> None:
        for name in files:
            self._connection.sql(statement(f"model/{name}")).create(name.split("_", 1)[1])

    def frame(self, name: str, parameters: Mapping[str, Parameter]) -> pd.DataFrame:
        """Run `lists/<name>.sql` with the parameters it names; return its rows."""
        cursor = self._connection.cursor()
        try:
            found: pd.DataFrame = (
                cursor.sql(statement(f"lists/{name}"), params=dict(parameters)).to_arrow_table().to_pandas()
            )
            return found
        finally:
            cursor.close()


def _registry_tables(snapshots: list[Snapshot]) -> dict[str, pa.Table]:
    tables = {name: pa.Table.from_pylist(list(registry(name))) for name in ("programmes", "stages", "indicators")}
    tables["areas"] = pa.Table.from_pylist([{**row, "position": at} for at, row in enumerate(registry("areas"))])
    goals = pa.Table.from_pylist([{**row, "position": at} for at, row in enumerate(registry("goals"))])
    scale = pa.array([Decimal(100 if row["unit"] == "%" else 1) for row in registry("goals")], pa.decimal128(6, 0))
    target = pa.array([Decimal(row["target"]) for row in registry("goals")], pa.decimal128(12, 4))
    due = pa.array([date.fromisoformat(row["due"]) for row in registry("goals")])
    goals = goals.drop_columns(["target", "due"]).append_column("scale", scale)
    tables["goals"] = goals.append_column("target", target).append_column("due", due)
    keys = [{"place_code": snapshot.place, "as_of": snapshot.as_of} for snapshot in snapshots]
    tables["snapshots"] = pa.Table.from_pylist(keys, schema=pa.schema(_KEY))
    return tables


_lock = threading.Lock()
_engines: dict[Path, Engine] = {}


def engine(data: Path | None = None) -> Engine:
    """Return the engine of a data folder (default: the configured one), opened anew when its snapshots changed."""
    folder = data or data_folder()
    mark = fingerprint(folder)
    with _lock:
        current = _engines.get(folder)
        if current is None or current.mark != mark:
            current = _engines[folder] = Engine(folder)
        return current

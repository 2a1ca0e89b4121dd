"""Opens the snapshots with their model and runs one SQL file with bound parameters.

An engine stands for one fingerprint of what is published. Small data is computed in memory when it opens (under a
second); beyond `IN_MEMORY` rows of schools the computed model is kept in a file beside the data, made once by a process
of its own (`python -m queries prepare`) and opened read-only, so that a start costs nothing and memory stays bounded.
`engine` hands out a fresh engine as soon as a snapshot is published, replaced or removed; while a big model is being
made, the one before goes on answering. Every call works on a cursor of its own: a DuckDB connection must never be
shared between threads.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data.paths import PROJECT
from data.paths import data_folder as configured_folder
from data.store import Snapshot, SnapshotBrokenError, fingerprint, read_snapshot, snapshot_folders, stamps
from queries.admission import admitted
from queries.answers import Answers
from queries.build import build, recipe, remove_abandoned, statement
from queries.scope import Page

IN_MEMORY = int(os.environ.get("LIANXIAO_IN_MEMORY", "100000"))  # rows of schools over all snapshots
MEMORY = os.environ.get("LIANXIAO_MEMORY", "700MB")  # what DuckDB may hold of a model kept in a file
_RECHECK = 1.0  # seconds after which the manifests are looked at again even where no folder changed
_KEPT_SECONDS = 3600  # how long an earlier model file stays, for a server that still opens it
_YOUNG = 50_000_000  # nanoseconds within which a folder's time may hide a second change
_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
Parameter = str | date | bool | int | None


class Engine:
    """The published snapshots of one data folder as they stood at one fingerprint."""

    def __init__(self, data: Path, mark: str | None = None) -> None:
        self.data = data
        self.mark = mark or fingerprint(data)
        self.answers = Answers()
        self.snapshots, self.broken = _readable(data)
        file = model_file(data, self.snapshots)
        if file is None:
            self._connection = duckdb.connect(config={"threads": 1})
            build(self._connection, self.snapshots)
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
        else:
            if not file.exists():
                subprocess.run(
                    [sys.executable, "-m", "queries", "prepare", "--data", str(data)], cwd=PROJECT, check=True
                )
            self._connection = duckdb.connect(file, read_only=True, config=_LOCKED | {"memory_limit": MEMORY})

    def frame(
        self,
        name: str,
        parameters: Mapping[str, Parameter],
        page: Page | None = None,
        where: Mapping[str, Parameter] | None = None,
    ) -> pd.DataFrame:
        """Run `lists/<name>.sql` with the parameters it names; return its rows, or one page of them.

        `where` keeps those with the values it names. `attrs["of"]` is the number of rows there are in all:
        a list's column `found` tells it, else they are counted.
        Raises `RefusedError` where the user at work may not ask it.
        """
        return self._rows(name, admitted(name, parameters, self._rows), page, where)

    def _rows(
        self,
        name: str,
        parameters: Mapping[str, object],
        page: Page | None = None,
        where: Mapping[str, Parameter] | None = None,
    ) -> pd.DataFrame:
        cursor = self._connection.cursor()
        try:
            rows = _kept(cursor.sql(statement(f"lists/{name}"), params=dict(parameters)), where or {})
            found: pd.DataFrame = (rows.limit(page.size, page.first) if page else rows).to_arrow_table().to_pandas()
            whole = len(found)
            if page and whole and "found" in found:
                whole = int(found["found"].iloc[0])
            elif page and (page.first or whole == page.size):
                whole = rows.aggregate("count(*)").fetchall()[0][0]
            found.attrs["of"] = whole
            return found
        finally:
            cursor.close()

    def groups(
        self,
        name: str,
        parameters: Mapping[str, Parameter],
        by: Sequence[str],
        sums: Sequence[str],
        where: Mapping[str, Parameter],
    ) -> pd.DataFrame:
        """Return how many rows (`entries`) of a list stand in each group, and what its columns `sums` add up to."""
        asked = admitted(name, parameters, self._rows)
        cursor = self._connection.cursor()
        try:
            rows = _kept(cursor.sql(statement(f"lists/{name}"), params=asked), where)
            entries = duckdb.FunctionExpression("count").alias("entries")
            added = [duckdb.FunctionExpression("sum", duckdb.ColumnExpression(one)).alias(one) for one in sums]
            columns = [*(duckdb.ColumnExpression(one) for one in by), entries, *added]
            found: pd.DataFrame = rows.aggregate(columns, ", ".join(by)).to_arrow_table().to_pandas()
            return found.assign(**{one: found[one].astype("Float64") for one in sums})
        finally:
            cursor.close()


def _kept(rows: duckdb.DuckDBPyRelation, where: Mapping[str, Parameter]) -> duckdb.DuckDBPyRelation:
    for name, value in where.items():
        column = duckdb.ColumnExpression(name)
        rows = rows.filter(column.isnull() if value is None else column == duckdb.ConstantExpression(value))
    return rows


def _readable(data: Path) -> tuple[list[Snapshot], list[str]]:
    found: list[Snapshot] = []
    broken: list[str] = []
    for folder in snapshot_folders(data):
        try:
            found.append(read_snapshot(folder))
        except SnapshotBrokenError as error:
            broken.append(str(error))
    return found, broken


def model_file(data: Path, snapshots: list[Snapshot]) -> Path | None:
    """Return the file that keeps the model of these snapshots, named by all it follows from; None where memory will do."""
    if sum(one.manifest["tables"]["schools"]["rows"] for one in snapshots) <= IN_MEMORY:
        return None
    contents = [f"{one.place} {one.as_of} {one.fingerprint}" for one in snapshots]
    return data / ".model" / f"{hashlib.sha256(chr(10).join([*contents, recipe()]).encode()).hexdigest()[:32]}.duckdb"


def prepare(data: Path) -> Path | None:
    """Compute the model of a data folder into its file, where it needs one and has none; old files are removed."""
    snapshots, _ = _readable(data)
    file = model_file(data, snapshots)
    if file is None or file.exists():
        return file
    file.parent.mkdir(exist_ok=True)
    remove_abandoned(file.parent, time.time() - _KEPT_SECONDS)
    making = file.with_name(f".making-{os.getpid()}")
    connection = duckdb.connect(making, config={"memory_limit": "4GB", "temp_directory": f"{making}.spill"})
    try:
        connection.execute("SET enable_progress_bar = false")
        build(connection, snapshots)
        connection.close()
        making.replace(file)
    finally:
        connection.close()
        making.unlink(missing_ok=True)
    for other in file.parent.glob("*.duckdb"):
        if other != file and time.time() - other.stat().st_mtime > _KEPT_SECONDS:
            other.unlink(missing_ok=True)
    return file


_lock = threading.Lock()
_engines: dict[Path, Engine] = {}
_looked: dict[Path, tuple[float, tuple[int, ...]]] = {}
_making: set[str] = set()


def engine(data: Path | None = None) -> Engine:
    """Return the engine of a data folder (default: the configured one), opened anew when its snapshots changed.

    While one thread looks whether they did, or opens the new ones, the others go on with the engine there is.
    """
    folder = data or configured_folder()
    current = _engines.get(folder)
    if not _lock.acquire(blocking=current is None) and current:
        return current
    try:
        return _looked_at(folder)
    finally:
        _lock.release()


def _looked_at(folder: Path) -> Engine:
    current = _engines.get(folder)
    if current and not _due(folder):
        return current
    mark = fingerprint(folder)
    if current is None or current.mark != mark:
        current = _engines[folder] = _next(folder, mark, current)
    return current


def _due(folder: Path) -> bool:
    """Tell whether the manifests must be looked at: something changed, or changed just now, or a second has passed."""
    now, seen = time.monotonic(), stamps(folder)
    looked, then = _looked.get(folder, (-_RECHECK, ()))
    if then == seen and now - looked < _RECHECK and time.time_ns() - max(seen, default=0) > _YOUNG:
        return False
    _looked[folder] = now, seen
    return True


def _next(folder: Path, mark: str, current: Engine | None) -> Engine:
    """Return the engine of a new fingerprint; the current one while a big model is made in the background."""
    file = model_file(folder, _readable(folder)[0]) if current else None
    if current is None or file is None or (file.exists() and mark not in _making):
        return Engine(folder, mark)
    if mark not in _making:
        _making.add(mark)
        threading.Thread(target=_make, args=(folder, mark), daemon=True).start()
    return current


def _make(folder: Path, mark: str) -> None:
    fresh = Engine(folder, mark)
    with _lock:
        _engines[folder] = fresh
        _making.discard(mark)

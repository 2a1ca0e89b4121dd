"""The engine: opens the snapshots with their model and runs one SQL file with bound parameters.

An engine belongs to one fingerprint of what is published. The model of small data is computed in memory when the engine
opens (under a second). Beyond `IN_MEMORY` rows of schools, it is stored in a file beside the data, computed once by a
separate process (`python -m queries prepare`) and opened read-only, so that starting is quick and memory is bounded. Every
call uses its own cursor, for threads must not share a DuckDB connection.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import duckdb
import pandas as pd

from data.caching import Cache
from data.damages import Damage, damage
from data.paths import PROJECT, data_folder
from data.store.manifests import described
from data.store.snapshots import Snapshot, fingerprint
from queries.engine.access import checked_parameters
from queries.engine.build import build
from queries.engine.stored_model import discard, is_sound, model_file, readable
from queries.evidence.link import read_evidence
from queries.evidence.locate import pinned_snapshots
from queries.scope import Page
from queries.sql_files import statement

MEMORY = os.environ.get("LIANXIAO_MEMORY", "700MB")  # memory limit of DuckDB for a stored model
_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
_ANSWER_BYTES = 64_000_000  # size of an engine's cache of results
_LARGE_BYTES = 4_000_000  # a larger result is not cached: it would push out all small ones
_CELL_BYTES, _OTHER_BYTES = 24, 1000  # estimates, for measuring a frame takes longer than most queries
Parameter = str | date | bool | int | None


class Engine:
    """The snapshots of the data folder in use at one fingerprint, or those of an evidence link, with their model."""

    def __init__(self, data_version: str | None = None, link: str = "") -> None:
        self.data = data_folder()
        self.data_version = data_version or fingerprint(self.data)
        self.answers = Cache(_ANSWER_BYTES, _size)
        self._link = link
        self.snapshots, self.damages = (pinned_snapshots(read_evidence(link)), []) if link else readable(self.data)
        self._file = model_file(self.data, self.snapshots)
        self._reopening = threading.Lock()
        self._connection = self._stored() if self._file else self._computed()

    def _computed(self) -> duckdb.DuckDBPyConnection:
        """Return the model computed in memory, without the snapshots from which it cannot be computed."""
        try:
            connection = _built(self.snapshots)
        except duckdb.Error:
            sound, broken = _computable(self.snapshots)
            self.snapshots, self.damages = sound, [*self.damages, *broken]
            connection = _built(sound)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def _stored(self) -> duckdb.DuckDBPyConnection:
        """Return the stored model, computed first if its file is missing or damaged; if that fails, the model in memory."""
        file = self._file
        assert file is not None
        why = ""
        for _ in range(2):
            if not is_sound(file):
                asked = [
                    sys.executable,
                    "-m",
                    "queries",
                    "prepare",
                    "--data",
                    str(self.data),
                    f"--evidence={self._link}",
                ]
                done = subprocess.run(asked, cwd=PROJECT, check=False)
                why = f"python -m queries prepare: {done.returncode}"
                if done.returncode:
                    break
            try:
                return duckdb.connect(file, read_only=True, config=_LOCKED | {"memory_limit": MEMORY})
            except duckdb.Error as error:  # another process writes to the file: it is replaced by a new one
                why = type(error).__name__
                discard(file)
        self.damages = [*self.damages, damage("model_not_kept", f"{file.parent.name}/{file.name}", why=why)]
        return self._computed()

    def _reopened(self) -> bool:
        """Open the stored model again if its file is damaged; return whether the query should be repeated.

        DuckDB opens a file only once in a process, so the old connection is closed first.
        """
        with self._reopening:
            if self._file is None or is_sound(self._file):
                return False
            self._connection.close()
            self._connection = self._stored()
            return True

    def frame(
        self,
        name: str,
        parameters: Mapping[str, Parameter],
        page: Page | None = None,
        where: Mapping[str, Parameter] | None = None,
    ) -> pd.DataFrame:
        """Run the list `name` with its parameters; return its rows, or one page of them.

        `where` keeps the rows whose columns have the given values (None: null). `attrs["of"]` of the result is the number of rows
        without paging, taken from the list's column `found` if it has one. Raises `RefusedError` if the current user may not read
        the list with these parameters.
        """
        return self._rows(name, checked_parameters(name, parameters, self._rows), page, where)

    def _rows(
        self,
        name: str,
        parameters: Mapping[str, object],
        page: Page | None = None,
        where: Mapping[str, Parameter] | None = None,
    ) -> pd.DataFrame:
        try:
            return self._run(name, parameters, page, where)
        except duckdb.Error:
            if not self._reopened():
                raise
        return self._run(name, parameters, page, where)

    def _run(
        self,
        name: str,
        parameters: Mapping[str, object],
        page: Page | None,
        where: Mapping[str, Parameter] | None,
    ) -> pd.DataFrame:
        cursor = self._connection.cursor()
        try:
            rows = _kept(cursor.sql(_parsed(name), params=dict(parameters)), where or {})
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
        *,
        sums: Sequence[str] = (),
        stated: Sequence[str] = (),
        where: Mapping[str, Parameter] | None = None,
    ) -> pd.DataFrame:
        """Run the list `name` and return one row for each group of its rows by the columns `by`.

        The other columns: `entries` (number of rows), the sum of each column in `sums`, and for each column in `stated` the number
        of rows that are not null. `where` and `RefusedError` as in `frame`.
        """
        checked = checked_parameters(name, parameters, self._rows)
        aggregates = [duckdb.FunctionExpression("count").alias("entries"), *_each("sum", sums), *_each("count", stated)]
        cursor = self._connection.cursor()
        try:
            rows = _kept(cursor.sql(_parsed(name), params=checked), where or {})
            groups = rows.aggregate([*(duckdb.ColumnExpression(one) for one in by), *aggregates], ", ".join(by))
            found: pd.DataFrame = groups.to_arrow_table().to_pandas()
            return found.assign(**{one: found[one].astype("Float64") for one in sums})
        finally:
            cursor.close()


def _size(answer: object) -> int:
    """Return the estimated bytes of a result; more than the cache holds if it is too large to be cached."""
    size = answer.size * _CELL_BYTES if isinstance(answer, pd.DataFrame) else _OTHER_BYTES
    return size if size <= _LARGE_BYTES else _ANSWER_BYTES + 1


def _built(snapshots: list[Snapshot]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    build(connection, snapshots)
    return connection


def _computable(snapshots: list[Snapshot]) -> tuple[list[Snapshot], list[Damage]]:
    """Return the snapshots from which a model can be computed, each tried alone, and the damages of the others."""
    found: list[Snapshot] = []
    broken: list[Damage] = []
    for snapshot in snapshots:
        try:
            _built([snapshot]).close()
        except duckdb.Error as error:
            broken.append(described("not_computed", snapshot.folder, why=type(error).__name__))
        else:
            found.append(snapshot)
    return found, broken


@cache
def _parsed(name: str) -> duckdb.Statement:
    """Return the parsed SQL of a list, cached."""
    (found,) = duckdb.extract_statements(statement(f"lists/{name}"))
    return found


def _each(function: str, columns: Sequence[str]) -> list[duckdb.Expression]:
    return [duckdb.FunctionExpression(function, duckdb.ColumnExpression(one)).alias(one) for one in columns]


def _kept(rows: duckdb.DuckDBPyRelation, where: Mapping[str, Parameter]) -> duckdb.DuckDBPyRelation:
    for name, value in where.items():
        column = duckdb.ColumnExpression(name)
        rows = rows.filter(column.isnull() if value is None else column == duckdb.ConstantExpression(value))
    return rows

"""Opens the snapshots with their model and runs one SQL file with bound parameters.

An engine stands for one fingerprint of what is published. Small data is computed in memory when it opens (under a
second); beyond `IN_MEMORY` rows of schools the computed model is kept in a file beside the data, made once by a process
of its own (`python -m queries prepare`) and opened read-only, so that a start costs nothing and memory stays bounded.
`engine` hands out a fresh engine as soon as a snapshot is published, replaced or removed; while a big model is being
made, the one before goes on answering. Every call works on a cursor of its own: a DuckDB connection must never be
shared between threads.
"""

import os
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data.paths import PROJECT
from data.paths import data_folder as configured_folder
from data.store import fingerprint, stamps
from queries.admission import admitted
from queries.answers import Answers
from queries.build import build, statement
from queries.evidence import EvidenceError, read_evidence
from queries.frozen import are_unmoved, pinned_snapshots
from queries.pins import pinned
from queries.preparing import model_file, readable
from queries.scope import Page

MEMORY = os.environ.get("LIANXIAO_MEMORY", "700MB")  # what DuckDB may hold of a model kept in a file
_RECHECK = 1.0  # seconds after which the manifests are looked at again even where no folder changed
_PINS = 4  # evidence links kept open at a time
_YOUNG = 50_000_000  # nanoseconds within which a folder's time may hide a second change
_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
Parameter = str | date | bool | int | None


class Engine:
    """The published snapshots of one data folder as they stood at one fingerprint, or those an evidence link pins."""

    def __init__(self, data: Path, mark: str | None = None, link: str = "") -> None:
        self.data = data
        self.mark = mark or fingerprint(data)
        self.answers = Answers()
        self.snapshots, self.broken = (pinned_snapshots(data, read_evidence(link)), []) if link else readable(data)
        file = model_file(data, self.snapshots)
        if file is None:
            self._connection = duckdb.connect(config={"threads": 1})
            build(self._connection, self.snapshots)
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
        else:
            if not file.exists():
                asked = [sys.executable, "-m", "queries", "prepare", "--data", str(data), f"--evidence={link}"]
                subprocess.run(asked, cwd=PROJECT, check=True)
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

    def filled(
        self, name: str, parameters: Mapping[str, Parameter], by: Sequence[str], columns: Sequence[str]
    ) -> pd.DataFrame:
        """Return how many rows (`entries`) of a list stand in each group, and how many of them state each of its columns."""
        asked = admitted(name, parameters, self._rows)
        cursor = self._connection.cursor()
        try:
            rows = cursor.sql(statement(f"lists/{name}"), params=asked)
            entries = duckdb.FunctionExpression("count").alias("entries")
            stated = [duckdb.FunctionExpression("count", duckdb.ColumnExpression(one)).alias(one) for one in columns]
            groups = [*(duckdb.ColumnExpression(one) for one in by), entries, *stated]
            found: pd.DataFrame = rows.aggregate(groups, ", ".join(by)).to_arrow_table().to_pandas()
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


_lock, _pin_lock = threading.Lock(), threading.Lock()
_pins: OrderedDict[tuple[Path, str], Engine] = OrderedDict()
_engines: dict[Path, Engine] = {}
_looked: dict[Path, tuple[float, tuple[int, ...]]] = {}
_making: set[str] = set()


def engine(data: Path | None = None) -> Engine:
    """Return the engine of a data folder (default: the configured one): of its newest data, or of what is pinned here.

    Raises `EvidenceError` where an evidence link holds here whose data is lost.
    """
    folder, link = data or configured_folder(), pinned()
    return _frozen(folder, link) if link else _newest(folder)


def _frozen(folder: Path, link: str) -> Engine:
    with _pin_lock:
        found = _pins.get((folder, link))
        if found is None:
            _pins[folder, link] = found = Engine(folder, f"evidence {link}", link)
            if not are_unmoved(found.snapshots):  # another one may have been read in its place
                del _pins[folder, link]
                raise EvidenceError("数据正在变动，请刷新页面 data is being changed just now, load the page again")
        _pins.move_to_end((folder, link))
        while len(_pins) > _PINS:
            _pins.popitem(last=False)
        return found


def _newest(folder: Path) -> Engine:
    """Return the engine of the newest data, opened anew when it changed.

    While one thread looks whether it did, or opens the new one, the others go on with the engine there is.
    """
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
        if current.mark == mark and not are_unmoved(current.snapshots):  # replaced while it was read: it may hold both
            current = _engines[folder] = _next(folder, fingerprint(folder), None)
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
    file = model_file(folder, readable(folder)[0]) if current else None
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

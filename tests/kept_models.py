"""Models that were computed once are kept on disk for the run: the same snapshots under the same rules give the same model.

Computing one takes most of a second, copying it a tenth of that, and many tests open the same few data folders anew.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import duckdb

from data.registry.schema import TABLES
from data.store.snapshots import Snapshot
from queries.engine import build as computing

REGISTRIES = ("programmes", "stages", "indicators", "areas", "goals")
Build = Callable[[duckdb.DuckDBPyConnection, Sequence[Snapshot]], None]


def keeping(folder: Path) -> Build:
    """Return what fills a database as `queries.engine.build.build` does, from a copy in the folder where there is one.

    Two processes may use the folder at once: a file takes its name when it is whole.
    """

    def build(connection: duckdb.DuckDBPyConnection, snapshots: Sequence[Snapshot]) -> None:
        file = folder / f"{_key(snapshots)}.duckdb"
        ((own,),) = connection.sql("SELECT current_database()").fetchall()
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):  # a test that runs as another user
            computing.build(connection, snapshots)
        elif file.exists():
            connection.execute(f"ATTACH '{file}' AS kept (READ_ONLY)")
            connection.execute(f'COPY FROM DATABASE kept TO "{own}"')
            connection.execute("DETACH kept")
        else:
            computing.build(connection, snapshots)
            new = folder / f"{uuid4()}.new"
            connection.execute(f"ATTACH '{new}' AS kept")
            connection.execute(f'COPY FROM DATABASE "{own}" TO kept')
            connection.execute("DETACH kept")
            new.rename(file)

    return build


def _key(snapshots: Sequence[Snapshot]) -> str:
    """Return a hash of all that a model follows from: SQL and code, the registries as they are read now, every table."""
    found = hashlib.sha256(computing.recipe().encode())
    for name in REGISTRIES:
        found.update(repr(computing.registry(name)).encode())
    for snapshot in snapshots:
        found.update(f"{snapshot.place} {snapshot.as_of}".encode())
        for name in TABLES:
            path = snapshot.path(name)
            found.update(name.encode() + (path.read_bytes() if path else b""))
    return found.hexdigest()

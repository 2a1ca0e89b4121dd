"""A model too big for memory: kept in a file beside the data, made once by a process of its own."""

import hashlib
import os
import time
from pathlib import Path

import duckdb

from data.store import Snapshot, SnapshotBrokenError, read_snapshot, snapshot_folders
from queries.build import build, recipe, remove_abandoned
from queries.evidence import read_evidence
from queries.frozen import pinned_snapshots

IN_MEMORY = int(os.environ.get("LIANXIAO_IN_MEMORY", "100000"))  # rows of schools over all snapshots
_KEPT_SECONDS = 3600  # how long an earlier model file stays, for a server that still opens it


def readable(data: Path) -> tuple[list[Snapshot], list[str]]:
    """Return the published snapshots, and one line for each that cannot be read."""
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


def prepare(data: Path, link: str = "") -> Path | None:
    """Compute the model of a data folder (or of what an evidence link pins in it) into its file, where it needs one.

    Old files are removed, but for a link's sake none.
    """
    snapshots = pinned_snapshots(data, read_evidence(link)) if link else readable(data)[0]
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
    for other in () if link else file.parent.glob("*.duckdb"):
        if other != file and time.time() - other.stat().st_mtime > _KEPT_SECONDS:
            other.unlink(missing_ok=True)
    return file

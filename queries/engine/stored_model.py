"""The stored model: a model too large for memory, in a file beside the data, computed once by a separate process.

The file's SHA-256 is stored beside it; a file that is cut short or altered is not used but computed again.
"""

import hashlib
import logging
import os
import shutil
import time
from pathlib import Path

import duckdb

from data.damages import Damage
from data.files.durable import settle, sync
from data.files.regular import file_fault
from data.paths import data_folder
from data.store.snapshots import Snapshot, SnapshotBrokenError, misplaced, read_snapshot, snapshot_folders
from queries.engine.build import build, recipe, remove_abandoned
from queries.evidence.link import read_evidence
from queries.evidence.locate import pinned_snapshots

IN_MEMORY = int(os.environ.get("LIANXIAO_IN_MEMORY", "100000"))  # rows of schools in all snapshots; more are stored
_KEPT_SECONDS = 3600  # how long an earlier model file is kept, for a server that still uses it
_LOG = logging.getLogger(__name__)


class ModelNotKeptError(OSError):
    """The model could not be computed or stored; the message says why."""


def readable(data: Path) -> tuple[list[Snapshot], list[Damage]]:
    """Return the current snapshots that can be read, and the damages of the others."""
    found: list[Snapshot] = []
    broken = list(misplaced(data))
    for folder in snapshot_folders(data):
        try:
            found.append(read_snapshot(folder))
        except SnapshotBrokenError as error:
            broken.append(error.damage)
    return found, broken


def model_file(data: Path, snapshots: list[Snapshot]) -> Path | None:
    """Return the path of the stored model of these snapshots; None if they are small enough for memory.

    The name is a hash of the snapshots' contents and of `recipe`.
    """
    if sum(one.manifest["tables"]["schools"]["rows"] for one in snapshots) <= IN_MEMORY:
        return None
    contents = [f"{one.place} {one.as_of} {one.fingerprint}" for one in snapshots]
    return data / ".model" / f"{hashlib.sha256(chr(10).join([*contents, recipe()]).encode()).hexdigest()[:32]}.duckdb"


def is_sound(file: Path) -> bool:
    """Return whether a stored model has the SHA-256 it was written with; takes about a second for 1 GB."""
    noted = _digest_of(file)
    if file_fault(file) or file_fault(noted):
        return False
    try:
        return noted.read_text(encoding="ascii") == _digest(file)
    except (OSError, UnicodeDecodeError):
        return False


def prepare(link: str = "") -> Path | None:
    """Compute and store the model of the data folder's newest data, or of an evidence link; return its file.

    Return None if the data is small enough for memory. A damaged file is computed again. Files of earlier models are removed,
    except when called for a link. Raises `ModelNotKeptError` if the model cannot be computed or stored.
    """
    data = data_folder()
    snapshots = pinned_snapshots(read_evidence(link)) if link else readable(data)[0]
    file = model_file(data, snapshots)
    if file is None or is_sound(file):
        return file
    if os.path.lexists(file):
        _LOG.warning("存储的模型已损坏，重新计算 the stored model is damaged and computed again: %s", file.name)
    try:
        _make(file, snapshots)
    except (OSError, duckdb.Error) as error:
        raise ModelNotKeptError(f"{file.parent.name}/{file.name}: {error}") from error
    for other in () if link else file.parent.glob("*.duckdb"):
        if other != file and time.time() - other.lstat().st_mtime > _KEPT_SECONDS:
            discard(other)
    return file


def discard(file: Path) -> None:
    """Remove a stored model; a server that has it open can go on using it."""
    _remove(file)
    _remove(_digest_of(file))


def _make(file: Path, snapshots: list[Snapshot]) -> None:
    """Compute the model in a file beside its target, sync it, and put it in place in one step."""
    if not file.parent.is_dir():
        _remove(file.parent)
    file.parent.mkdir(exist_ok=True)
    remove_abandoned(file.parent, time.time() - _KEPT_SECONDS)
    making = file.with_name(f".making-{os.getpid()}")
    connection = duckdb.connect(making, config={"memory_limit": "4GB", "temp_directory": f"{making}.spill"})
    try:
        connection.execute("SET enable_progress_bar = false")
        build(connection, snapshots)
        connection.close()
        sync(making)
        noted = _digest_of(making)
        noted.write_text(_digest(making), encoding="ascii")
        sync(noted)
        for made, place in ((noted, _digest_of(file)), (making, file)):
            if place.is_dir() and not place.is_symlink():
                _remove(place)
            made.replace(place)
        settle(file.parent)
    finally:
        connection.close()
        making.unlink(missing_ok=True)
        _digest_of(making).unlink(missing_ok=True)


def _digest_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.sha256")


def _digest(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _remove(path: Path) -> None:
    """Remove a file, link or folder at a path of the models' folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

"""Writes that reach the disk: synced, and put in place in one step, so that a crash leaves the old file or the new one."""

import os
import platform
import uuid
from contextlib import suppress
from pathlib import Path


def write_aside(path: Path, content: bytes) -> Path:
    """Write and sync a new file beside `path` and return it; `put_in_place` makes it the file of that name."""
    fresh = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        fresh.write_bytes(content)
        sync(fresh)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def put_in_place(fresh: Path, path: Path) -> None:
    """Replace a file by the one written aside, in one step; where that fails the old file stays and the new one is removed."""
    try:
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    settle(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, and sync each, so that a crash loses nothing that is moved there later."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        settle(one.parent)


def settle(*folders: Path) -> None:
    """Sync folders after a file was put in place. A failed sync is ignored, because the file is already in place."""
    for folder in folders:
        with suppress(OSError):
            sync(folder)


def sync(path: Path) -> None:
    """Sync a file or folder to the disk."""
    if platform.system() == "Windows":  # it syncs neither folders nor files opened for reading
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The paths of the data folder in use, the registries and the outlines; the only module that reads `LIANXIAO_DATA`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REGISTRY = PROJECT / "data" / "registry"
GEOGRAPHY = PROJECT / "data" / "geography"
_in_use: ContextVar[Path | None] = ContextVar("data_folder", default=None)


def data_folder() -> Path:
    """Return the data folder in use, which holds `snapshots/`: the one set by `using_data`, else the configured one."""
    return _in_use.get() or configured_folder()


def configured_folder() -> Path:
    """Return the data folder of this process: `LIANXIAO_DATA`, by default the project's `data/`."""
    return Path(os.environ.get("LIANXIAO_DATA") or PROJECT / "data").expanduser().resolve()


@contextmanager
def using_data(folder: Path) -> Iterator[None]:
    """Use another data folder inside the block, in this thread only; a thread started in the block must copy the context."""
    token = _in_use.set(folder)
    try:
        yield
    finally:
        _in_use.reset(token)


def registry_file(name: str) -> Path:
    """Return the CSV file of one registry: `registry/<name>.csv` of the configured data folder if it exists, else the built-in one.

    Registries are read once a process: `using_data` changes which snapshots are read, not the registries that explain them.
    """
    return _own_or(configured_folder() / "registry" / f"{name}.csv", REGISTRY / f"{name}.csv")


def geography_folder() -> Path:
    """Return the folder of outlines and townships: `geography/` of the configured data folder if it exists, else the built-in one."""
    return _own_or(configured_folder() / "geography", GEOGRAPHY)


def _own_or(own: Path, built_in: Path) -> Path:
    """Return the data folder's own path if anything exists there, else the built-in path.

    A path that cannot be read, or a broken link, is returned too, so that it is reported as damaged.
    """
    try:
        own.lstat()
    except FileNotFoundError:
        return built_in
    except OSError:
        return own
    return own

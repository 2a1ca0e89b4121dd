"""Where things lie on disk: the data folder in use, and the registries. The one place that reads the environment for it."""

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
    """Return the data folder in use, which holds `snapshots/`: the one of `using_data`, else the configured one."""
    return _in_use.get() or configured_folder()


def configured_folder() -> Path:
    """Return the data folder of this process: `LIANXIAO_DATA`, by default the project's `data/`."""
    return Path(os.environ.get("LIANXIAO_DATA") or PROJECT / "data").expanduser().resolve()


@contextmanager
def using_data(folder: Path) -> Iterator[None]:
    """Use a data folder inside the block, in this thread alone; a thread started there must copy the context."""
    token = _in_use.set(folder)
    try:
        yield
    finally:
        _in_use.reset(token)


def registry_file(name: str) -> Path:
    """Return the CSV of one registry: the configured folder's own `registry/<name>.csv` where it has one, else the built-in.

    Registries are read once a process: `using_data` changes where snapshots are, not what the words in them mean.
    """
    return _own_or(configured_folder() / "registry" / f"{name}.csv", REGISTRY / f"{name}.csv")


def geography_folder() -> Path:
    """Return the folder of outlines and townships: the configured folder's own `geography/` where it has one, else the built-in."""
    return _own_or(configured_folder() / "geography", GEOGRAPHY)


def _own_or(own: Path, built_in: Path) -> Path:
    """Return a data folder's own file or folder, also one that cannot be looked at or is a link to nowhere: it is damaged."""
    try:
        own.lstat()
    except FileNotFoundError:
        return built_in
    except OSError:
        return own
    return own

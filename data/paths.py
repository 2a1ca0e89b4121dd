"""Where things lie on disk; the one place that reads the environment for it."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REGISTRY = PROJECT / "data" / "registry"
GEOGRAPHY = PROJECT / "data" / "geography"


def data_folder() -> Path:
    """Return the folder that holds `snapshots/`: `LIANXIAO_DATA`, by default the project's `data/`."""
    return Path(os.environ.get("LIANXIAO_DATA") or PROJECT / "data").expanduser().resolve()


def registry_file(name: str) -> Path:
    """Return the CSV of one registry: the data folder's own `registry/<name>.csv` where it has one, else the built-in."""
    return _own_or(data_folder() / "registry" / f"{name}.csv", REGISTRY / f"{name}.csv")


def geography_folder() -> Path:
    """Return the folder of outlines and townships: the data folder's own `geography/` where it has one, else the built-in."""
    return _own_or(data_folder() / "geography", GEOGRAPHY)


def _own_or(own: Path, built_in: Path) -> Path:
    """Return a data folder's own file or folder, also one that cannot be looked at or is a link to nowhere: it is damaged."""
    try:
        own.lstat()
    except FileNotFoundError:
        return built_in
    except OSError:
        return own
    return own

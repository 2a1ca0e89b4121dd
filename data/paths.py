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
    own = data_folder() / "registry" / f"{name}.csv"
    return own if own.exists() else REGISTRY / f"{name}.csv"


def geography_folder() -> Path:
    """Return the folder of outlines and townships: the data folder's own `geography/` where it has one, else the built-in."""
    own = data_folder() / "geography"
    return own if own.exists() else GEOGRAPHY

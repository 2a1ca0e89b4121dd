"""Where things lie on disk; the one place that reads the environment for it."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REGISTRY = PROJECT / "data" / "registry"
GEOGRAPHY = PROJECT / "data" / "geography"


def data_folder() -> Path:
    """Return the folder that holds `snapshots/`: `LIANXIAO_DATA`, by default the project's `data/`."""
    return Path(os.environ.get("LIANXIAO_DATA") or PROJECT / "data").expanduser().resolve()

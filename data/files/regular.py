"""Is a path a file that can be read?"""

import stat
from pathlib import Path


def file_fault(path: Path) -> str:
    """Return why a path cannot be read as a file (a kind of damage), empty where it can.

    Asked before a file is opened: opening a named pipe would wait for ever.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "missing"
    except OSError:  # a loop of links, a folder closed to the service
        return "no_file"
    return "" if stat.S_ISREG(mode) else "no_file"

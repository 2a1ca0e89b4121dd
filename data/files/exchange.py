"""Swap two folders atomically, as Linux supports it."""

import ctypes
import errno
import os
import platform
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL}


def exchange(first: Path, second: Path) -> None:
    """Swap two paths of one disk atomically (renameat2, Linux 3.15).

    If the kernel or the file system does not support that, two renames follow each other, and the second path is
    missing for an instant. Raises `OSError` with the paths if the swap is refused.
    """
    number = _renameat2(first, second)
    if number in _UNSUPPORTED:
        aside = first.with_name(f"{first.name}-old")
        os.rename(second, aside)
        try:
            os.rename(first, second)
        except OSError:
            os.rename(aside, second)
            raise
        os.rename(aside, first)
    elif number:
        raise OSError(number, os.strerror(number), str(first), None, str(second))


def _renameat2(first: Path, second: Path) -> int:
    if platform.system() != "Linux":
        return errno.ENOSYS
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return errno.ENOSYS
    ctypes.set_errno(0)
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return 0
    return ctypes.get_errno()

"""Limits on processor time, memory and output when reading one set of files, from the environment or by default."""

import os
import sys
from dataclasses import dataclass

_NICE = 5
_GRACE = 5  # seconds between the signal that reports the exceeded limit and the one that ends the process
_MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """The limits of a reading: processor seconds, MB of memory, MB of each file it writes."""

    seconds: int = 120
    memory: int = 1024
    output: int = 256

    @property
    def patience(self) -> int:
        """Maximum elapsed time of a reading, in seconds.

        It is longer, because a busy machine runs the process only part of the time.
        """
        return 3 * self.seconds


def limits() -> Limits:
    """Return the limits: `LIANXIAO_READING_SECONDS` and `LIANXIAO_READING_MEMORY` (MB), by default 120 and 1024."""
    return Limits(
        int(os.environ.get("LIANXIAO_READING_SECONDS") or Limits.seconds),
        int(os.environ.get("LIANXIAO_READING_MEMORY") or Limits.memory),
    )


def keep_to(most: Limits) -> None:
    """Apply limits to this process permanently, and lower its priority.

    The operating system enforces them on Linux and macOS. On Windows only the elapsed time is limited.
    """
    if sys.platform == "win32":
        return
    import resource

    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (most.seconds, most.seconds + _GRACE))
    for kind, value in (
        (resource.RLIMIT_DATA, most.memory * _MEGABYTE),
        (resource.RLIMIT_FSIZE, most.output * _MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))

"""What reading one set of files may cost; the environment may say otherwise."""

import os
import sys
from dataclasses import dataclass

_NICE = 5
_GRACE = 5  # seconds between the signal that says why a process ends and the one that ends it
_MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """The most a reading may take: seconds of a processor, MB of memory, MB of what it writes."""

    seconds: int = 120
    memory: int = 1024
    output: int = 256

    @property
    def patience(self) -> int:
        """How many seconds by the clock a reading may take: on a busy machine it is given the processor now and then."""
        return 3 * self.seconds


def limits() -> Limits:
    """Return the limits: `LIANXIAO_READING_SECONDS`, `LIANXIAO_READING_MEMORY` (MB), by default 120 and 1024."""
    return Limits(
        int(os.environ.get("LIANXIAO_READING_SECONDS") or Limits.seconds),
        int(os.environ.get("LIANXIAO_READING_MEMORY") or Limits.memory),
    )


def keep_to(most: Limits) -> None:
    """Bind this process to limits for good, behind all others where the processor is short.

    The system itself holds it to them where it can (Linux, macOS); elsewhere only the clock does.
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

"""Run the command line `python -m data.intake` (see `data.intake.cli`) within the same limits as on the server."""

import os
import signal
import sys

from data.intake.cli import BLOCKED, main
from data.intake.reading_process.limits import keep_to, limits


def _run() -> int:
    most = limits()
    keep_to(most)
    if hasattr(signal, "SIGXCPU"):
        signal.signal(signal.SIGXCPU, lambda *_: _stop(f"{most.seconds} 秒处理器时间 seconds of a processor"))
    try:
        return main()
    except MemoryError:
        return _stop(f"{most.memory} MB 内存 of memory")


def _stop(limit: str) -> int:
    print(f"读取超出上限，已停止 reading went beyond the limit and was stopped: {limit}", file=sys.stderr, flush=True)
    os._exit(BLOCKED)


if __name__ == "__main__":
    sys.exit(_run())

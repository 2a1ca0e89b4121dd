"""The process that reads: `python -m data.intake.reading_process.worker`, started ahead and given one job on its input.

It tells each step on its output, one JSON list a line, and ends; whoever started it closes its input to end it.
"""

import errno
import json
import os
import pickle
import sys
import threading
from typing import BinaryIO

from data.intake.checks.removed_schools import removed_schools
from data.intake.pipeline import Progress, check
from data.intake.reading_process.job import Job
from data.intake.reading_process.limits import keep_to
from data.intake.reading_process.stored import store

IDLE = 600.0
"""Seconds after which a process that was given nothing ends."""
DONE, MEMORY, OUTPUT = "done", "memory", "output"


def main() -> int:
    """Wait for a job, read it within its limits, tell how it ended."""
    told, sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8"), sys.stderr  # nothing else gets between the lines
    job = _job(sys.stdin.buffer)
    keep_to(job.limits)
    threading.Thread(target=_end_with_the_caller, args=[sys.stdin.fileno()], daemon=True).start()

    def progress(step: str, file: str = "", share: float = 0.0) -> None:
        print(json.dumps([step, file, share]), file=told, flush=True)

    try:
        _read(job, progress)
    except (MemoryError, ImportError):  # a library that is loaded when first needed finds no memory either
        progress(MEMORY)
    except OSError as error:
        if error.errno not in (errno.EFBIG, errno.ENOMEM):
            raise
        progress(OUTPUT if error.errno == errno.EFBIG else MEMORY)
    else:
        progress(DONE, share=1.0)
    return 0


def _job(source: BinaryIO) -> Job:
    """Return the job given by the server that started this process; without one the process ends."""
    idle = threading.Timer(IDLE, os._exit, [0])
    idle.daemon = True
    idle.start()
    try:
        job: Job = pickle.load(source)
    except EOFError:
        sys.exit(0)
    idle.cancel()
    return job


def _end_with_the_caller(source: int) -> None:
    while os.read(source, 2**16):
        pass
    os._exit(1)


def _read(job: Job, progress: Progress) -> None:
    reading = check(
        job.files, job.place, job.as_of, job.datum, job.today, job.standing, job.choices, progress
    )  # fmt: skip
    files, carried = "、".join(one.name for one in job.files), reading.base is not None
    reading.findings += removed_schools(reading.tables["schools"], job.before, files, carried=carried)
    store(job, reading)


if __name__ == "__main__":
    sys.exit(main())

"""The reading process `python -m data.intake.reading_process.worker`: it reads one job from its input.

It writes each step to its output, one JSON list per line, and ends. It also ends when its input is closed.
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
"""Seconds after which a process without a job ends."""
DONE, OUTPUT = "done", "output"
OUT_OF_MEMORY = 77
"""The exit code of a process that ran out of memory."""


def main() -> int:
    """Wait for a job, read its files within the limits, and report how that ended."""
    steps, sys.stdout = (
        os.fdopen(os.dup(1), "w", encoding="utf-8"),
        sys.stderr,
    )  # other output must not mix with these lines
    job = _job(sys.stdin.buffer)
    # Before the limits: under a small one of memory there may be no room for a thread.
    threading.Thread(target=_end_with_the_caller, args=[sys.stdin.fileno()], daemon=True).start()
    keep_to(job.limits)

    def progress(step: str, file: str = "", share: float = 0.0) -> None:
        print(json.dumps([step, file, share]), file=steps, flush=True)

    try:
        _read(job, progress)
    except (MemoryError, ImportError):  # importing a library when it is first needed may also run out of memory
        os._exit(OUT_OF_MEMORY)  # writing a line needs memory too
    except OSError as error:
        if error.errno == errno.ENOMEM:
            os._exit(OUT_OF_MEMORY)
        if error.errno != errno.EFBIG:
            raise
        progress(OUTPUT)
    else:
        progress(DONE, share=1.0)
    return 0


def _job(source: BinaryIO) -> Job:
    """Return the job from the server that started this process. Without one, the process ends."""
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
    files, carried = "、".join(file.name for file in job.files), reading.base is not None
    reading.findings += removed_schools(reading.tables["schools"], job.before, files, carried=carried)
    store(job, reading)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MemoryError:  # raised again while the first one was handled
        os._exit(OUT_OF_MEMORY)

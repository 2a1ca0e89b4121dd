"""Start and follow the reading processes, and end those that take too long or whose user has left."""

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pyarrow as pa

from data.intake.findings import Finding, Location, finding
from data.intake.pipeline import Reading, refused
from data.intake.reading_process import worker
from data.intake.reading_process.job import Job
from data.intake.reading_process.stored import stored_reading
from data.paths import PROJECT

_LOG = logging.getLogger(__name__)
# As many sets of files are read at once as there are cores. The others wait.
_TURNS = threading.BoundedSemaphore(os.cpu_count() or 1)
_turns_of: dict[str, threading.Lock] = {}
_turns_lock = threading.Lock()
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
WAITING = "waiting"
_LOOK, _UNWANTED = 1.0, 10.0  # seconds: a short loss of connection does not end a reading


@dataclass(frozen=True)
class Step:
    """The progress of a reading: waiting, opening (a file), understanding or accounting, and the share done."""

    name: str = WAITING
    file: str = ""
    share: float = 0.0


class _Spare:
    """One process that was started in advance and waits for a job: starting takes 0.7 s, mostly for importing libraries."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start a waiting process if there is none."""
        with self._lock:
            if self._process is None or _has_ended(self._process):
                self._process = _started()

    def take(self) -> subprocess.Popen[bytes]:
        """Return a process that waits for a job."""
        with self._lock:
            taken, self._process = self._process, None
        return taken if taken is not None and not _has_ended(taken) else _started()


_spare = _Spare()
prepare = _spare.prepare


class ReadingProcess:
    """One reading in progress: its current step, and finally its result or the finding that says why it failed."""

    def __init__(self, job: Job, who: str, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Start reading. Each user `who` has one reading at a time; further ones wait.

        The reading is cancelled when `is_wanted` has returned false for a while (the browser tab is closed).
        """
        self.job, self.step = job, Step()
        self.is_cancelled = False
        self._process: subprocess.Popen[bytes] | None = None
        self._trouble: Finding | None = None
        self._ended = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._run, args=[who], name="reading", daemon=True).start()
        threading.Thread(target=self._watch, args=[is_wanted], name="reading watch", daemon=True).start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end, at most `seconds`. Return whether the reading has ended."""
        return self._ended.wait(seconds)

    def cancel(self) -> None:
        """Cancel the reading and discard its result."""
        with self._lock:
            self.is_cancelled = True
            if self._process is not None:
                self._process.kill()
            else:
                self._ended.set()  # it has not started and will not start

    def result(self) -> tuple[Reading, dict[str, int] | None]:
        """Return the reading and the counts of the previous snapshot.

        If it failed, the reading has only the finding that says why.
        """
        self._ended.wait()
        if self._trouble is None:
            try:
                return stored_reading(self.job)
            except (OSError, ValueError, LookupError, TypeError, pa.ArrowException):
                _LOG.exception("the result of a reading process cannot be read")
        return refused(self.job.place, self.job.as_of, self._trouble or self._said("reading_failed")), None

    def _watch(self, is_wanted: Callable[[], bool]) -> None:
        unwanted = 0.0
        while unwanted < _UNWANTED and not self._ended.wait(_LOOK):
            unwanted = 0.0 if is_wanted() else unwanted + _LOOK
        if not self._ended.is_set():
            self.cancel()

    def _run(self, who: str) -> None:
        try:
            with _turn_of(who), _TURNS:
                self._trouble = self._read()
        except (OSError, ValueError, pickle.PicklingError):
            _LOG.exception("a reading process could not be run")
            self._trouble = self._said("reading_failed")
        finally:
            self._ended.set()

    def _read(self) -> Finding | None:
        """Run the reading. Return the finding that says why it failed, or None if it succeeded."""
        limits = self.job.limits
        with self._lock:
            if self.is_cancelled:
                return self._said("reading_failed")
            self._process = process = _spare.take()
        assert process.stdin and process.stdout
        clock = threading.Timer(limits.patience, process.kill)
        clock.start()
        try:
            # The input stays open, so that the process ends when this server ends.
            process.stdin.write(pickle.dumps(self.job))
            process.stdin.flush()
            prepare()
            for line in process.stdout:
                self.step = Step(*json.loads(line))
            code = process.wait()
        finally:
            is_late = not clock.is_alive()
            clock.cancel()
            process.kill()
            process.wait()
            _close(process)
        return self._trouble_of(code, is_late=is_late)

    def _trouble_of(self, code: int, *, is_late: bool) -> Finding | None:
        limits, ended = self.job.limits, self.step.name
        if ended == worker.DONE and code == 0:
            return None
        if code in (worker.OUT_OF_MEMORY, -getattr(signal, "SIGABRT", 0)):  # C libraries abort when memory runs out
            return self._said("reading_too_large", limits.memory)
        if ended == worker.OUTPUT:
            return self._said("reading_too_long", limits.output)
        if is_late or code == -getattr(signal, "SIGXCPU", 0):
            return self._said("reading_too_slow", limits.seconds)
        if not self.is_cancelled:
            _LOG.error("a reading process ended with %s while %s", code, self.step)
        return self._said("reading_failed")

    def _said(self, code: str, limit: int = 0) -> Finding:
        names = "、".join(file.name for file in self.job.files)
        return finding(code, Location(self.step.file or names), limit=f"{limit:,}")


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Return whether a process has ended, and if so close its input and output."""
    if process.poll() is None:
        return False
    _close(process)
    return True


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        assert pipe
        with suppress(OSError):  # data that was written to a dead process can no longer be sent
            pipe.close()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", worker.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        env={**os.environ, **_ONE_THREAD},
    )


@contextmanager
def _turn_of(who: str) -> Iterator[None]:
    """Allow each user one reading at a time, so that one user cannot occupy all cores."""
    with _turns_lock:
        own_lock = _turns_of.setdefault(who, threading.Lock())
    with own_lock:
        yield

"""Write a file outside the page, in a thread of its own that reports its progress."""

import logging
import os
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial

from data.rights import granted
from views.downloads.deferred import requested_file
from views.exports.browsers import NoBrowserError
from views.text.labels import label

_LOG = logging.getLogger(__name__)
# As many files are written at once as there are cores; the others wait.
_WRITERS = ThreadPoolExecutor(os.cpu_count() or 1, "files")


@dataclass(frozen=True)
class MadeFile:
    """A finished file; `trouble` says in words what is missing from it, or why there is no file."""

    content: bytes
    trouble: str = ""


class Progress:
    """The progress of writing a file: the part being written, and how many of its steps are done."""

    def __init__(self, words: str = "") -> None:
        self.words = words
        self._lock, self._done, self._all = threading.Lock(), 0, 0

    def expect(self, steps: int) -> None:
        """Add to the number of steps."""
        with self._lock:
            self._all += steps

    def begin(self, words: str) -> None:
        """Set the words for the part that is written now."""
        self.words = words

    def done(self, steps: int) -> None:
        """Add to the number of steps that are done."""
        with self._lock:
            self._done += steps

    @property
    def share(self) -> float:
        """The part of the steps that is done, between 0 and 1."""
        with self._lock:
            return min(1.0, self._done / self._all) if self._all else 0.0


Make = Callable[[Progress], MadeFile]


class FileJob:
    """The writing of one file: its progress, and in the end the file or the reason why there is none."""

    def __init__(self, of: Hashable, name: str, mime: str, make: Make) -> None:
        """Begin to write, as the current user, in the current language and with the current data.

        `of` identifies what the file shows; `name` and `mime` are the file's name and type.
        """
        self.of, self.name, self.mime, self.grant = of, name, mime, granted()
        self.steps, self.is_fetched = Progress(label("file_job.waiting")), False
        self._made: Future[MadeFile] = _WRITERS.submit(
            copy_context().run, requested_file(name).written, partial(make, self.steps)
        )

    @property
    def is_done(self) -> bool:
        """Whether writing has ended, with or without a file."""
        return self._made.done()

    def answer(self) -> MadeFile:
        """Return the file, with what is missing from it in `trouble`; without content, `trouble` says why."""
        error = self._made.exception()
        if error is None:
            return self._made.result()
        if isinstance(error, NoBrowserError):
            return MadeFile(b"", str(error))
        _LOG.error("%s was not written", self.name, exc_info=error)
        return MadeFile(b"", label("file_job.failed", file=self.name))

"""A file in the making: written away from the page by a thread of its own, which tells how far it is."""

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
# As many files are written at once as there are cores; the others wait for their turn.
_WRITERS = ThreadPoolExecutor(os.cpu_count() or 1, "files")


@dataclass(frozen=True)
class MadeFile:
    """A file, and in words what it had to do without."""

    content: bytes
    trouble: str = ""


class Progress:
    """How far the making of a file is: the part being written, and how many of its steps are done."""

    def __init__(self, words: str = "") -> None:
        self.words = words
        self._lock, self._done, self._all = threading.Lock(), 0, 0

    def expect(self, steps: int) -> None:
        """Say how many more steps there are."""
        with self._lock:
            self._all += steps

    def begin(self, words: str) -> None:
        """Say which part is written now."""
        self.words = words

    def done(self, steps: int) -> None:
        """Say that steps are done."""
        with self._lock:
            self._done += steps

    @property
    def share(self) -> float:
        """The part that is done, between 0 and 1."""
        with self._lock:
            return min(1.0, self._done / self._all) if self._all else 0.0


Make = Callable[[Progress], MadeFile]


class FileJob:
    """One file on its way: how far it is, and in the end the file, or why there is none."""

    def __init__(self, of: Hashable, name: str, mime: str, make: Make) -> None:
        """Begin to write, in the words and with the figures of whoever asks."""
        self.of, self.name, self.mime, self.grant = of, name, mime, granted()
        self.steps, self.is_fetched = Progress(label("file_job.waiting")), False
        self._made: Future[MadeFile] = _WRITERS.submit(
            copy_context().run, requested_file(name).written, partial(make, self.steps)
        )

    @property
    def is_done(self) -> bool:
        """Whether there is an answer."""
        return self._made.done()

    def answer(self) -> MadeFile:
        """Return the file with what it had to do without; without content the trouble says why there is none."""
        error = self._made.exception()
        if error is None:
            return self._made.result()
        if isinstance(error, NoBrowserError):
            return MadeFile(b"", str(error))
        _LOG.error("%s was not written", self.name, exc_info=error)
        return MadeFile(b"", label("file_job.failed", file=self.name))

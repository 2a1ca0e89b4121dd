"""What was asked before is not computed again: the verbs' answers, kept with the engine they came from."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

import pandas as pd

KEPT_BYTES = 64_000_000
_CELL_BYTES = 24  # an estimate: asking a frame for its memory takes longer than most answers
_MOST_BYTES = 4_000_000  # a larger answer is not kept: it would push out all the small ones


class Answers:
    """The answers of one engine, the least recently asked forgotten first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, question: Hashable) -> Any:
        """Return the answer to a question, None where it is not kept."""
        with self._lock:
            if question not in self._kept:
                return None
            self._kept.move_to_end(question)
            return self._kept[question][0]

    def keep(self, question: Hashable, answer: Any) -> None:
        """Keep an answer; a very large one is let go."""
        size = answer.size * _CELL_BYTES if isinstance(answer, pd.DataFrame) else 1000
        if size > _MOST_BYTES:
            return
        with self._lock:
            self._bytes -= self._kept.pop(question, (None, 0))[1]
            self._kept[question] = answer, size
            self._bytes += size
            while self._bytes > KEPT_BYTES:
                self._bytes -= self._kept.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Forget everything, as the bench does before it measures a question."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

"""A file that leaves: written when it is asked for, for the one who asked and in his words, and logged.

It is written away from the page, where neither session nor user is known: both are noted when the button is drawn or clicked.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import streamlit as st

from data.rights import Grant, RefusedError, User, acting, audit, current_user, granted
from views.server.file_owners import hand
from views.shell.evidence_link import link_in_use, writing_for
from views.shell.url_state import address, link
from views.text.labels import area_kind, language, speaking

File = TypeVar("File")
_WAITING = 3  # files of one user that are written or wait to be
_TURNS = threading.BoundedSemaphore(max(1, (os.cpu_count() or 1) - 1))
_lock = threading.Lock()
_asked: Counter[tuple[str, str]] = Counter()


@dataclass(frozen=True)
class RequestedFile:
    """What the log says of a file (its name, place, area and date, how many rows), who asked for it, and in which words.

    `grant` is the right it was asked under; without the same right nothing is written. `stood` is the address of the page
    and the evidence link it was asked under; then the link says which data left.
    """

    what: str
    place: str
    area: str
    as_of: str
    rows: int | None
    user: User
    grant: Grant | None
    spoken: tuple[str, str]
    stood: tuple[str, str] = ("", "")

    def written(self, make: Callable[[], File]) -> File:
        """Return the file `make` writes, made as the user who asked, and log it.

        Users who signed in get none that cannot be logged. Raises `RefusedError` where the right is another by now.
        """
        with acting(self.user), speaking(*self.spoken), writing_for(*self.stood):
            self._demand()
            made = make()
            self._demand()  # it may take minutes
            audit.exported(self.what, self.place, self.area, self.as_of, self.rows, self.stood[1])
            return made

    def _demand(self) -> None:
        if self.grant is None or granted(self.user) != self.grant:
            raise RefusedError(
                "你的权限已变更，请刷新页面后重新下载。",
                "Your rights have changed: load the page again, then download.",
            )


def requested_file(what: str, rows: int | None = None) -> RequestedFile:
    """Return what is to be noted of a file that is asked for now."""
    asked = link() if "kept" in st.session_state else {}
    place, area, as_of = (asked.get(key, "") for key in ("place", "area", "date"))
    return RequestedFile(
        what, place, area, as_of, rows, current_user(), granted(), (language(), area_kind()), (address(), link_in_use())
    )


def deferred(make: Callable[[], bytes], what: str, rows: int | None = None) -> Callable[[], bytes]:
    """Return `make` for a download button: it runs when clicked, as the user who sees the button now."""
    return partial(_handed, requested_file(what, rows), make)


def _handed(file: RequestedFile, make: Callable[[], bytes]) -> bytes:
    with _in_turn(file.user):
        made = file.written(make)
    hand(made, file.user, file.grant)
    return made


@contextmanager
def _in_turn(user: User) -> Iterator[None]:
    """Have few files written at once, and of one user's a few waiting: more would slow down everyone's pages."""
    with _lock:
        if _asked[user.account] >= _WAITING:
            raise RefusedError(
                "你已要了几个文件，请等它们下载完再要下一个。",
                "You have asked for several files already: wait for them first.",
            )
        _asked[user.account] += 1
    try:
        with _TURNS:
            yield
    finally:
        with _lock:
            _asked[user.account] -= 1
            if not _asked[user.account]:
                del _asked[user.account]


def hand_over(content: bytes) -> bytes:
    """Return a file for a download button that shows now, noted for the user at work: nobody else can fetch it."""
    hand(content, current_user(), granted())
    return content

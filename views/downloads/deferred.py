"""Write a file when it is requested, for the user who requested it and in that user's language, and log it.

A file is written outside the page, where neither the session nor the user is known. Both are therefore noted when the
button is drawn or clicked.
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
_WAITING = 3  # most files of one user that are being written or waiting
_TURNS = threading.BoundedSemaphore(max(1, (os.cpu_count() or 1) - 1))
_lock = threading.Lock()
_asked: Counter[tuple[str, str]] = Counter()


@dataclass(frozen=True)
class RequestedFile:
    """A requested file: what the log records of it, the user who requested it, and the language to write it in.

    `grant` is the right under which it was requested; if the user's right changes, nothing is written. `spoken` is the
    language and the kind of areas. `stood` is the address of the page and the evidence link, so that the log says which
    data the file holds.
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
        """Return the file that `make` writes, made as the user who requested it, and log it.

        If the log of a signed-in user cannot be written, no file is returned. Raises `RefusedError` if the user's right
        has changed.
        """
        with acting(self.user), speaking(*self.spoken), writing_for(*self.stood):
            self._demand()
            made = make()
            self._demand()  # the right may change meanwhile: writing may take minutes
            audit.exported(self.what, self.place, self.area, self.as_of, self.rows, self.stood[1])
            return made

    def _demand(self) -> None:
        if self.grant is None or granted(self.user) != self.grant:
            raise RefusedError(
                "你的权限已变更，请刷新页面后重新下载。",
                "Your rights have changed: load the page again, then download.",
            )


def requested_file(what: str, rows: int | None = None) -> RequestedFile:
    """Return the record of a file that is requested now; `what` is its name, `rows` its number of rows."""
    choices = link() if "kept" in st.session_state else {}
    place, area, as_of = (choices.get(key, "") for key in ("place", "area", "date"))
    return RequestedFile(
        what, place, area, as_of, rows, current_user(), granted(), (language(), area_kind()), (address(), link_in_use())
    )


def deferred(make: Callable[[], bytes], what: str, rows: int | None = None) -> Callable[[], bytes]:
    """Return `make` for a download button: it runs when the button is clicked, as the user who sees the button now."""
    return partial(_handed, requested_file(what, rows), make)


def _handed(file: RequestedFile, make: Callable[[], bytes]) -> bytes:
    with _in_turn(file.user):
        made = file.written(make)
    hand(made, file.user, file.grant)
    return made


@contextmanager
def _in_turn(user: User) -> Iterator[None]:
    """Limit how many files are written at once, and how many one user may wait for, so that pages stay fast.

    Raises `RefusedError` if the user already waits for several files.
    """
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
    """Return a finished file for a download button, noted for the current user, so that no one else can fetch it."""
    hand(content, current_user(), granted())
    return content

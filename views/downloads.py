"""A file that leaves: written when it is asked for, for the one who asked and in his words, and logged.

It is written away from the page, where neither session nor user is known: both are noted when the button is drawn or clicked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import streamlit as st

from data.rights import User, acting, audit, here
from views.choices import address, link
from views.labels import area_kind, language, speaking
from views.pin import pinned, standing_at

File = TypeVar("File")


@dataclass(frozen=True)
class Taken:
    """What the log says of a file (its name, place, area and date, how many rows), who asked for it, and in which words.

    `stood` is the address of the page and the evidence link it was asked under; then the link says which data left.
    """

    what: str
    place: str
    area: str
    as_of: str
    rows: int | None
    user: User
    spoken: tuple[str, str]
    stood: tuple[str, str] = ("", "")

    def written(self, make: Callable[[], File]) -> File:
        """Return the file `make` writes, made as the user who asked, and log it.

        Whoever signed in gets none that cannot be logged.
        """
        with acting(self.user), speaking(*self.spoken), standing_at(*self.stood):
            made = make()
            audit.exported(self.what, self.place, self.area, self.as_of, self.rows, self.stood[1])
            return made


def taken(what: str, rows: int | None = None) -> Taken:
    """Return what is to be noted of a file that is asked for now."""
    asked = link() if "kept" in st.session_state else {}
    place, area, as_of = (asked.get(key, "") for key in ("place", "area", "date"))
    return Taken(what, place, area, as_of, rows, here(), (language(), area_kind()), (address(), pinned()))


def deferred(make: Callable[[], bytes], what: str, rows: int | None = None) -> Callable[[], bytes]:
    """Return `make` for a download button: it runs when clicked, as the user who sees the button now."""
    return partial(taken(what, rows).written, make)

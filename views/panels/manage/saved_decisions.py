"""Draw the saved decisions of a place: names of schools and profiles, with who decided them and when, and undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
import streamlit as st

from data.registry.rows import areas
from views.exports.listing import Listing
from views.listings.about import columns_of
from views.panels.audit import person
from views.shell import layout, url_state
from views.tables import table
from views.text.labels import label, named

REMOVE, CONFIRM = "remove", "confirm"
NONE = ""


@dataclass(frozen=True)
class SavedDecision:
    """A saved name or profile: its text, the school it means, the county it is from, and the area it applies to.

    `county` and `reach` are codes, empty for the whole place; `who` is empty if it was not recorded.
    """

    kind: str
    written: str
    school: str
    county: str
    reach: str
    who: str
    at: str

    @property
    def can_be_confirmed(self) -> bool:
        """Whether it is a name whose decider is not known."""
        return self.kind == "name" and not self.who


def listing(place: str, rows: Sequence[SavedDecision], today: date) -> Listing:
    """Return the saved decisions as a list to show and to download."""
    found = pd.DataFrame(
        {
            "kind": [label(f"saved_decisions.{one.kind}") for one in rows],
            "written": [one.written for one in rows],
            "school": [one.school for one in rows],
            "county": [_area(one.county) for one in rows],
            "reach": [_area(one.reach) for one in rows],
            "who": [person(one.who) if one.who else label("saved_decisions.before") for one in rows],
            "at": [_moment(one.at) for one in rows],
        }
    )
    columns = columns_of(
        ("kind", "kept_kind"), ("written", "kept_written"), ("school", "kept_school"), ("county", "kept_county"),
        ("reach", "kept_reach"), ("who", "kept_who"), ("at", "kept_at"),
    )  # fmt: skip
    title = label("saved_decisions.title")
    return Listing(title, named(areas()[place]), today, columns, found, [(label("note.title"), title)])


def show(
    place: str, rows: Sequence[SavedDecision], may: Sequence[Sequence[str]], today: date
) -> tuple[int, str] | None:
    """Draw the saved decisions.

    Return the index and act (remove or confirm) of the one to change, None if there is none. `may` has for every row
    the acts that the current user may do.
    """
    st.divider()
    table.show(listing(place, rows, today), "kept")
    layout.words(label("saved_decisions.note"))
    options = {NONE: label("saved_decisions.pick")} | {
        str(
            at
        ): f"{label(f'saved_decisions.{one.kind}')}　{one.written}　{one.school}　{_area(one.county or one.reach)}"
        for at, one in enumerate(rows)
        if may[at]
    }
    if len(options) == 1:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = url_state.choice("kept", label("saved_decisions.which"), options, NONE)
        for act, icon in ((REMOVE, ":material/undo:"), (CONFIRM, ":material/check:")):
            is_open = picked != NONE and act in may[int(picked)]
            if st.button(label(f"saved_decisions.{act}"), key=f"kept_{act}", icon=icon, disabled=not is_open):
                return int(picked), act
    return None


def _area(code: str) -> str:
    return named(areas()[code]) if code in areas() else label("all")


def _moment(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return label("saved_decisions.no_time")

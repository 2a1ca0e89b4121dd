"""Shows the saved decisions of intake for a place, by which user and since when, with buttons to remove or confirm them."""

from datetime import date

import streamlit as st

import queries
from data.intake import profiles
from data.intake.choices import KnownName
from data.intake.decisions import DecisionsError
from data.intake.known_names import known_names
from data.intake.profiles import Profile
from data.intake.publish import school_names
from data.rights import may_remember, own_county
from pages.manage.actions import decisions
from views.panels.manage import saved_decisions
from views.panels.manage.saved_decisions import CONFIRM, REMOVE, SavedDecision
from views.text.drawing_cache import cached_drawing
from views.text.labels import label
from views.text.markdown import plain

Decision = KnownName | Profile


def show(place: str) -> None:
    """Draw the saved decisions of a place; nothing if there are none."""
    if message := st.session_state.pop("kept_said", ""):
        st.warning(plain(message))
    found = []
    try:
        found = _listed(place)
    except DecisionsError:
        st.warning(label("profile.unreadable"))
    if not found:
        return
    codes = frozenset(one.school_id for one in found if isinstance(one, KnownName))
    known = cached_drawing((queries.data_version(), "kept", place, codes), lambda: school_names(place, codes))
    rows = [_row(one, known) for one in found]
    acts = [_may(place, row, found[at].reach) for at, row in enumerate(rows)]
    if clicked := saved_decisions.show(place, rows, acts, date.today()):
        one, act = found[clicked[0]], clicked[1]
        st.session_state["kept_said"] = _message(place, one, act)
        st.rerun()


def _message(place: str, one: Decision, act: str) -> str:
    if isinstance(one, Profile):
        return decisions.forget_profile(place, one)
    return (decisions.confirm_name if act == CONFIRM else decisions.forget_name)(place, one)


def _listed(place: str) -> list[Decision]:
    """Return the decisions that the current user may see: a county's user sees only those for the county's rows."""
    own_county_code = own_county()
    names = [one for one in known_names(place) if own_county_code is None or one.county == own_county_code]
    found = profiles.profiles(place, every=True).values()
    return [*sorted(names, key=lambda one: (bool(one.who), one.county, one.written)), *found]


def _row(one: Decision, schools: dict[str, str]) -> SavedDecision:
    if isinstance(one, Profile):
        return SavedDecision("profile", one.name, "", one.reach, one.reach, one.who, one.at)
    school = f"{schools.get(one.school_id, '')}　{one.school_id}".strip()
    return SavedDecision("name", one.written, school, one.county, one.reach, one.who, one.at)


def _may(place: str, row: SavedDecision, reach: str) -> list[str]:
    acts = [REMOVE, CONFIRM] if row.can_be_confirmed else [REMOVE]
    return acts if may_remember(place, reach) else []

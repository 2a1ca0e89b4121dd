"""What intake remembers of a place, by whom and since when; taken back or confirmed by who may."""

from datetime import date

import streamlit as st

from data.intake import profiles
from data.intake.choices import KnownName
from data.intake.decisions import DecisionsError
from data.intake.known_names import known_names
from data.intake.profiles import Profile
from data.intake.publish import last_snapshot
from data.paths import data_folder
from data.rights import bound, may_remember
from pages.manage import _decisions
from views.labels import label
from views.manage import kept
from views.manage.kept import CONFIRM, REMOVE, Remembered

Decision = KnownName | Profile


def show(place: str) -> None:
    """Draw what is remembered of a place; nothing where there is nothing."""
    if said := st.session_state.pop("kept_said", ""):
        st.warning(said)
    try:
        found = _listed(place)
    except DecisionsError:
        st.warning(label("profile.unreadable"))
        return
    if not found:
        return
    last = last_snapshot(data_folder(), place, date.today())
    schools = last.table("schools").select(["school_id", "name"]).to_pylist() if last else []
    known = {school["school_id"]: school["name"] for school in schools}
    rows = [_row(one, known) for one in found]
    acts = [_may(place, row, found[at].reach) for at, row in enumerate(rows)]
    if asked := kept.show(place, rows, acts, date.today()):
        one, act = found[asked[0]], asked[1]
        if isinstance(one, Profile):
            st.session_state["kept_said"] = _decisions.forget_profile(place, one)
        else:
            st.session_state["kept_said"] = (_decisions.confirm_name if act == CONFIRM else _decisions.forget_name)(
                place, one
            )
        st.rerun()


def _listed(place: str) -> list[Decision]:
    """Return the decisions whoever looks may see: bound to a county, only what is written in its rows or holds for it."""
    mine = bound()
    names = [one for one in known_names(data_folder(), place) if mine is None or one.county == mine]
    found = profiles.profiles(data_folder(), place, every=True).values()
    return [*sorted(names, key=lambda one: (bool(one.who), one.county, one.written)), *found]


def _row(one: Decision, schools: dict[str, str]) -> Remembered:
    if isinstance(one, Profile):
        return Remembered("profile", one.name, "", one.reach, one.reach, one.who, one.at)
    school = f"{schools.get(one.school_id, '')}　{one.school_id}".strip()
    return Remembered("name", one.written, school, one.county, one.reach, one.who, one.at)


def _may(place: str, row: Remembered, reach: str) -> list[str]:
    """Return what whoever looks may do with a decision of this reach."""
    if not may_remember(place, reach):
        return []
    return [REMOVE, CONFIRM] if row.can_be_confirmed else [REMOVE]

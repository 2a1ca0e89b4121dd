"""Named profiles: decisions on columns, headers and headings, saved for the next sheets of the same layout."""

import streamlit as st

from data.intake import profiles
from data.intake.choices import Choices, KnownName
from data.intake.decisions import DecisionsError
from data.intake.known_names import known_names
from data.intake.pipeline import Reading
from data.intake.profiles import Profile
from data.intake.session import Session
from data.registry.rows import areas
from pages.manage.actions import decisions
from views.panels.manage import upload
from views.shell import layout
from views.text.labels import label, named
from views.text.markdown import plain


def chosen(place: str) -> tuple[Choices, tuple[KnownName, ...]]:
    """Draw the choice of a place's profiles, if it has any; return the decisions of the chosen one, and the known names."""
    try:
        known, names = profiles.profiles(place), known_names(place)
    except DecisionsError as error:
        st.warning(label("profile.unreadable"))
        layout.words(str(error))
        return Choices(), ()
    chosen = known.get(upload.profile({key: _shown(one) for key, one in known.items()})) if known else None
    return (chosen.choices if chosen else Choices()), names


def _shown(profile: Profile) -> str:
    return f"{profile.name}（{named(areas()[profile.reach])}）" if profile.reach in areas() else profile.name


def keeping(session: Session, reading: Reading) -> None:
    """Draw the form that saves the decisions made by hand on these sheets as a profile."""
    if session.decided == Choices():
        return
    if name := upload.profile_name():
        if message := decisions.remember_profile(reading.place, name, profiles.general(session.decided, reading.views)):
            st.warning(plain(message))
            return
        st.toast(plain(label("profile.kept", name=name)), icon=":material/check:")
        st.rerun()

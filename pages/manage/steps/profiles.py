"""Named profiles: what was decided of columns, headers and headings, kept for the next time such sheets come."""

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
    """Draw the profiles of a place to choose from, where there are any; return what the chosen one decides, and known names."""
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
    """Draw the way to keep under a name what was decided of these sheets by hand."""
    if session.decided == Choices():
        return
    if name := upload.profile_name():
        if said := decisions.remember_profile(reading.place, name, profiles.general(session.decided, reading.views)):
            st.warning(plain(said))
            return
        st.toast(plain(label("profile.kept", name=name)), icon=":material/check:")
        st.rerun()

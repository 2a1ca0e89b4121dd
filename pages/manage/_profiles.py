"""Named profiles: what was decided of columns, headers and headings, kept for the next time such sheets come."""

import streamlit as st

from data.intake import profiles
from data.intake.choices import Alias, Choices
from data.intake.pipeline import Reading
from data.intake.session import Session
from data.paths import data_folder
from pages.manage import _acts
from views import frame
from views.labels import label
from views.manage import upload
from views.markdown import plain


def chosen(place: str) -> tuple[Choices, tuple[Alias, ...]]:
    """Draw the profiles of a place to choose from, where there are any; return what the chosen one decides, and known names."""
    try:
        known, aliases = profiles.profiles(data_folder(), place), profiles.aliases(data_folder(), place)
    except profiles.DecisionsError as error:
        st.warning(label("profile.unreadable"))
        frame.words(str(error))
        return Choices(), ()
    return (known.get(upload.profile(list(known)), Choices()) if known else Choices()), aliases


def keeping(session: Session, reading: Reading) -> None:
    """Draw the way to keep under a name what was decided of these sheets by hand."""
    if session.decided == Choices():
        return
    if name := upload.profile_name():
        _acts.remember_profile(reading.place, name, profiles.general(session.decided, reading.views))
        st.toast(plain(label("profile.kept", name=name)), icon=":material/check:")
        st.rerun()

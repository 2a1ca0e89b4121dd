"""Saves and removes decisions of intake: known names of schools, and profiles."""

from collections.abc import Callable

from data.files.locking import BeingWrittenError
from data.intake import known_names, profiles
from data.intake.choices import Choices, KnownName
from data.intake.decisions import DecisionsError
from data.intake.profiles import Profile
from data.rights import RefusedError
from views.text.labels import DEFAULT, label, language


def remember_name(place: str, written: str, school_id: str, county: str, school_county: str) -> str:
    """Save which school a name in a county's rows means; return an empty text, or why nothing was changed."""
    return _message(lambda: known_names.keep_name(place, written, school_id, county, school_county))


def forget_name(place: str, name: KnownName) -> str:
    """Remove a saved name; return an empty text, or why nothing was changed."""
    return _message(lambda: known_names.forget_name(place, name))


def confirm_name(place: str, name: KnownName) -> str:
    """Confirm a saved name without a known author as the current user's; return an empty text, or why nothing was changed."""
    return _message(lambda: known_names.confirm_name(place, name))


def remember_profile(place: str, name: str, choices: Choices) -> str:
    """Save columns and headers decided by hand as a named profile; return an empty text, or why nothing was changed."""
    return _message(lambda: profiles.keep_profile(place, name, choices))


def forget_profile(place: str, profile: Profile) -> str:
    """Remove a named profile of a place; return an empty text, or why nothing was changed."""
    return _message(lambda: profiles.forget_profile(place, profile))


def _message(act: Callable[[], object]) -> str:
    try:
        act()
    except BeingWrittenError:
        return label("saved_decisions.busy")
    except RefusedError as error:
        return error.zh if language() == DEFAULT else error.en
    except DecisionsError:
        return label("profile.unreadable")
    except OSError as error:
        return label("saved_decisions.disk", error=error)
    return ""

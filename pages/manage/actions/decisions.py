"""What the pages of this section remember and take back: names of schools and profiles."""

from collections.abc import Callable

from data.files.locking import BeingWrittenError
from data.intake import known_names, profiles
from data.intake.choices import Choices, KnownName
from data.intake.decisions import DecisionsError
from data.intake.profiles import Profile
from data.rights import RefusedError
from views.text.labels import DEFAULT, label, language


def remember_name(place: str, written: str, school_id: str, county: str, school_county: str) -> str:
    """Remember which school a name in a county's rows means; return nothing where it is done, else why nothing has changed."""
    return _kept(lambda: known_names.keep_name(place, written, school_id, county, school_county))


def forget_name(place: str, name: KnownName) -> str:
    """Take a remembered name back; return nothing where it is done, else why nothing has changed."""
    return _kept(lambda: known_names.forget_name(place, name))


def confirm_name(place: str, name: KnownName) -> str:
    """Take a name over that no one is known to have decided; return nothing where it is done, else why not."""
    return _kept(lambda: known_names.confirm_name(place, name))


def remember_profile(place: str, name: str, choices: Choices) -> str:
    """Remember columns and headers decided by hand under a name; return nothing where it is done, else why not."""
    return _kept(lambda: profiles.keep_profile(place, name, choices))


def forget_profile(place: str, profile: Profile) -> str:
    """Forget a named profile of a place; return nothing where it is done, else why nothing has changed."""
    return _kept(lambda: profiles.forget_profile(place, profile))


def _kept(act: Callable[[], object]) -> str:
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

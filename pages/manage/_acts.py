"""What the pages of this section change on disk: every change goes through here, and nowhere else."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from data import archive
from data.archive import Version
from data.intake import known_names, profiles
from data.intake.choices import Choices, KnownName
from data.intake.decisions import DecisionsError
from data.intake.findings import Finding, Location, finding
from data.intake.profiles import Profile
from data.intake.session import Session
from data.locking import BeingWrittenError
from data.paths import data_folder
from data.rights import RefusedError
from data.store import SnapshotBrokenError
from views.labels import DEFAULT, label, language


def publish(session: Session, *, replace: bool) -> Sequence[Finding]:
    """Publish what a session has read; return nothing where it is done, else why nothing has changed."""
    try:
        return session.publish(replace=replace, now=datetime.now(UTC))
    except RefusedError as error:
        return [finding("not_allowed", Location(error.place), zh=error.zh, en=error.en)]


def remember_name(place: str, written: str, school_id: str, county: str, school_county: str) -> str:
    """Remember which school a name in a county's rows means; return nothing where it is done, else why nothing has changed."""
    return _kept(lambda: known_names.keep_name(data_folder(), place, written, school_id, county, school_county))


def forget_name(place: str, name: KnownName) -> str:
    """Take a remembered name back; return nothing where it is done, else why nothing has changed."""
    return _kept(lambda: known_names.forget_name(data_folder(), place, name))


def confirm_name(place: str, name: KnownName) -> str:
    """Take a name over that no one is known to have decided; return nothing where it is done, else why not."""
    return _kept(lambda: known_names.confirm_name(data_folder(), place, name))


def remember_profile(place: str, name: str, choices: Choices) -> str:
    """Remember columns and headers decided by hand under a name; return nothing where it is done, else why not."""
    return _kept(lambda: profiles.keep_profile(data_folder(), place, name, choices))


def forget_profile(place: str, profile: Profile) -> str:
    """Forget a named profile of a place; return nothing where it is done, else why nothing has changed."""
    return _kept(lambda: profiles.forget_profile(data_folder(), place, profile))


def _kept(act: Callable[[], object]) -> str:
    try:
        act()
    except BeingWrittenError:
        return label("kept.busy")
    except RefusedError as error:
        return error.zh if language() == DEFAULT else error.en
    except DecisionsError:
        return label("profile.unreadable")
    except OSError as error:
        return label("kept.disk", error=error)
    return ""


def restore(version: Version) -> str:
    """Publish an archived version anew; return nothing where it is done, else why nothing has changed."""
    return _tried(lambda: archive.restore(data_folder(), version, at=datetime.now(UTC)))


def remove(version: Version) -> str:
    """Take the standing version of a date away into the archive; return nothing where it is done, else why not."""
    return _tried(lambda: archive.remove(data_folder(), version.place, version.as_of, at=datetime.now(UTC)))


def _tried(act: Callable[[], object]) -> str:
    try:
        act()
    except BeingWrittenError:
        return label("keeping.busy")
    except (SnapshotBrokenError, FileNotFoundError):
        return label("keeping.gone")
    except RefusedError:
        raise
    except OSError as error:
        return label("keeping.disk", error=error)
    return ""

"""What the pages of this section change on disk: every change goes through here, and nowhere else."""

from collections.abc import Sequence
from datetime import UTC, datetime

from data.intake import profiles
from data.intake.choices import Choices
from data.intake.findings import Finding
from data.intake.session import Session
from data.paths import data_folder


def publish(session: Session, *, replace: bool) -> Sequence[Finding]:
    """Publish what a session has read; return nothing where it is done, else why nothing has changed."""
    return session.publish(replace=replace, now=datetime.now(UTC))


def remember_name(place: str, written: str, school_id: str | None) -> None:
    """Remember which school of a place a written name means, or (None) forget it."""
    profiles.keep_alias(data_folder(), place, written, school_id)


def remember_profile(place: str, name: str, choices: Choices) -> None:
    """Remember columns and headers decided by hand under a name."""
    profiles.keep_profile(data_folder(), place, name, choices)


def forget_profile(place: str, name: str) -> None:
    """Forget a named profile of a place."""
    profiles.forget_profile(data_folder(), place, name)

"""Users, roles, grants, and the error for a refused action."""

import getpass
from dataclasses import dataclass
from enum import StrEnum

from data.registry.rows import areas

ALL = "all"


class Role(StrEnum):
    """What a user may do; the area of the grant says where."""

    VIEWER = "viewer"
    COUNTY_EDITOR = "county_editor"
    CITY_EDITOR = "city_editor"
    ADMINISTRATOR = "administrator"


class RefusedError(Exception):
    """The user may not see or do something; the message is in Chinese and English.

    `place` and `area` are the codes it concerns, if any. `noted` says whether the refusal is already in the log.
    """

    def __init__(self, zh: str, en: str, place: str = "", area: str = "") -> None:
        super().__init__(f"{zh} {en}")
        self.zh, self.en, self.place, self.area = zh, en, place, area
        self.noted = False


@dataclass(frozen=True)
class Grant:
    """A role and where it holds: in every place (`all`), in one place, or in one area of a place."""

    role: Role
    area: str = ALL

    @property
    def place(self) -> str | None:
        """The one place it holds for; None for every place."""
        return None if self.area == ALL else areas()[self.area]["place_code"]

    @property
    def within(self) -> str | None:
        """The one county it holds for (a township if the place is a county); None for all of the place."""
        return None if self.area in (ALL, self.place) else self.area

    def sees(self, place: str) -> bool:
        """Return whether the grant covers anything of a place."""
        return self.place in (None, place)


@dataclass(frozen=True)
class User:
    """A user: `subject` and `email` as stated at sign-in, or a `fixed` grant where no one signs in.

    `subject` is the identifier of the person at the identity provider `issuer`; `email` is empty if it does not count.
    `since` is when the user signed in (seconds since 1970); 0 means no sign-in, and such a user has no grant.
    """

    subject: str
    email: str = ""
    name: str = ""
    fixed: Grant | None = None
    issuer: str = ""
    since: float = 0

    @property
    def who(self) -> str:
        """The user's name in the log; a subject has a prefix, so that it cannot look like an e-mail address or the shell's user."""
        return self.email or (f"sub:{self.subject}" if self.issuer else self.subject)

    @property
    def account(self) -> tuple[str, str]:
        """Issuer and subject, which identify the user across sign-ins."""
        return self.issuer, self.subject


EVERYTHING = Grant(Role.ADMINISTRATOR)
SHELL_NAMED = "shell:"
SHELL = User(f"{SHELL_NAMED}{getpass.getuser()}", fixed=EVERYTHING)
LOCAL = User("local", fixed=EVERYTHING)
NOBODY = User("nobody")
SYSTEM = "system"
"""The name in the log for what the product itself notes."""

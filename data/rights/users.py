"""Users, the roles they hold, and the error that refuses."""

import getpass
from dataclasses import dataclass
from enum import StrEnum

from data.registry.rows import areas

ALL = "all"


class Role(StrEnum):
    """What one may do; where, the area of the grant says."""

    VIEWER = "viewer"
    COUNTY_EDITOR = "county_editor"
    CITY_EDITOR = "city_editor"
    ADMINISTRATOR = "administrator"


class RefusedError(Exception):
    """What the user may not see or do, in Chinese and English; `place` and `area` say where, if anywhere.

    `noted` tells whether the log has it already.
    """

    def __init__(self, zh: str, en: str, place: str = "", area: str = "") -> None:
        super().__init__(f"{zh} {en}")
        self.zh, self.en, self.place, self.area = zh, en, place, area
        self.noted = False


@dataclass(frozen=True)
class Grant:
    """A role somewhere: in every place (`all`), in one place, or in one area of it."""

    role: Role
    area: str = ALL

    @property
    def place(self) -> str | None:
        """The one place it is for; None for every place."""
        return None if self.area == ALL else areas()[self.area]["place_code"]

    @property
    def within(self) -> str | None:
        """The one county (township of a county) it is for; None for all of the place."""
        return None if self.area in (ALL, self.place) else self.area

    def sees(self, place: str) -> bool:
        """Tell whether anything of a place may be seen."""
        return self.place in (None, place)


@dataclass(frozen=True)
class User:
    """Somebody at work: `subject` and `email` as the sign-in told them, or a fixed grant where nobody signs in.

    `subject` is how the identity provider `issuer` identifies a person; `email` is empty where it does not count.
    `since` is when the user signed in (seconds since 1970): 0 is no sign-in, so that such a user holds nothing.
    """

    subject: str
    email: str = ""
    name: str = ""
    fixed: Grant | None = None
    issuer: str = ""
    since: float = 0

    @property
    def who(self) -> str:
        """How the log names the user; a subject cannot be taken for an e-mail address or for the shell's user."""
        return self.email or (f"sub:{self.subject}" if self.issuer else self.subject)

    @property
    def account(self) -> tuple[str, str]:
        """What identifies the user over all sign-ins: issuer and subject."""
        return self.issuer, self.subject


EVERYTHING = Grant(Role.ADMINISTRATOR)
SHELL_NAMED = "shell:"
SHELL = User(f"{SHELL_NAMED}{getpass.getuser()}", fixed=EVERYTHING)
LOCAL = User("local", fixed=EVERYTHING)
NOBODY = User("nobody")
SYSTEM = "system"
"""Who the log names where the product itself notes something."""

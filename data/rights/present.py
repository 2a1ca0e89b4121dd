"""Who is at work just now, and what he is granted: asked anew at every step, so that a changed role holds at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from data.paths import data_folder, using_data
from data.rights import sign_ins
from data.rights.roles import RolesError, account_of_email, roles, roles_file
from data.rights.users import SHELL, Grant, User

_acting: ContextVar[User | None] = ContextVar("acting", default=None)
_asked: list[Callable[[], User]] = []


def set_user_source(who: Callable[[], User]) -> None:
    """Let a server say who is at work where nobody was named: it knows whose session runs."""
    _asked[:] = [who]


@contextmanager
def acting(user: User) -> Iterator[None]:
    """Name who is at work inside the block, in this thread alone."""
    token = _acting.set(user)
    try:
        yield
    finally:
        _acting.reset(token)


def current_user() -> User:
    """Return who is at work: the one named, else whom the server knows; on the command line the shell's user."""
    return _acting.get() or (_asked[0]() if _asked else SHELL)


def own_county() -> str | None:
    """Return the one county whoever is at work is bound to; None where he sees all of a place, or nothing."""
    grant = granted()
    return grant.within if grant else None


def registered() -> bool:
    """Tell whether there is a register of roles, readable or not: then somebody meant to close the data."""
    try:
        roles_file().lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def granted(user: User | None = None) -> Grant | None:
    """Return what a user (by default the one at work) holds; None for one who is not registered or no longer signed in.

    Also None while the register is faulty. A row with the user's subject comes before one with the e-mail address.
    """
    user = user or current_user()
    if user.fixed:
        return user.fixed
    with using_data(data_folder()):  # looked up once: it takes longer than all else here
        if not sign_ins.counts(user):
            return None
        try:
            known = roles()
        except RolesError:
            return None
    by_subject = known.get(user.account) if user.issuer else None
    return by_subject or (known.get(account_of_email(user.email)) if user.email else None)

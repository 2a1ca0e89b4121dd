"""The current user and their grant; the grant is looked up at every call, so that a changed role takes effect at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from data.paths import data_folder, using_data
from data.rights import sign_ins
from data.rights.roles import RolesError, account_of_email, roles, roles_file
from data.rights.users import SHELL, Grant, User

_acting: ContextVar[User | None] = ContextVar("acting", default=None)
_user_sources: list[Callable[[], User]] = []


def set_user_source(who: Callable[[], User]) -> None:
    """Set how a server finds the user of the running session, for calls outside of `acting`."""
    _user_sources[:] = [who]


@contextmanager
def acting(user: User) -> Iterator[None]:
    """Set the current user inside the block, in this thread only."""
    token = _acting.set(user)
    try:
        yield
    finally:
        _acting.reset(token)


def current_user() -> User:
    """Return the current user: the one set by `acting`, else the user of the server's session, else the user of the shell."""
    return _acting.get() or (_user_sources[0]() if _user_sources else SHELL)


def own_county() -> str | None:
    """Return the county that the current user is limited to; None if they may see all of a place, or nothing."""
    grant = granted()
    return grant.within if grant else None


def registered() -> bool:
    """Return whether a roles file exists, readable or not: if it does, the data is not open to everyone."""
    try:
        roles_file().lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def granted(user: User | None = None) -> Grant | None:
    """Return the grant of a user, by default the current one.

    None if the user is not registered or no longer signed in, or the roles file is faulty. A row with the user's subject takes
    precedence over a row with their e-mail address.
    """
    user = user or current_user()
    if user.fixed:
        return user.fixed
    with using_data(data_folder()):  # looked up once: it takes longer than everything else here
        if not sign_ins.counts(user):
            return None
        try:
            known = roles()
        except RolesError:
            return None
    by_subject = known.get(user.account) if user.issuer else None
    return by_subject or (known.get(account_of_email(user.email)) if user.email else None)

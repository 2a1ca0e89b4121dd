"""Who is in front of a session: the one signed in, anybody at this machine where nobody signs in, or nobody.

Sign-in is on where the secrets file has a section `[auth]`. Once a server began with it, it stays on, and a secrets file that
cannot be read, or a register of roles without sign-in, lets nobody in: what was closed on purpose never opens by mistake.
"""

import os
import time
from enum import Enum
from pathlib import Path

import streamlit as st
from streamlit.runtime import exists
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import rights
from data.rights import Grant, Role, User

HOURS = float(os.environ.get("LIANXIAO_SIGN_IN_HOURS", "12"))  # after which one signs in again
GUEST = User("guest", fixed=Grant(Role.VIEWER))
_HERE = ("localhost", "127.0.0.1", "[::1]")


class SignIn(Enum):
    """Whether one signs in: not at all, through the provider, or nobody can because the set-up is wrong."""

    OFF = "off"
    ON = "on"
    BROKEN = "broken"


_held: list[bool] = []


def hold() -> None:
    """Ask for sign-in as long as this server runs, if it is on as it starts."""
    _held[:] = [sign_in() is SignIn.ON]


def sign_in() -> SignIn:
    """Return whether one signs in here."""
    files = [Path(path) for path in st.get_option("secrets.files")]
    loaded = st.secrets.load_if_toml_exists()
    if loaded and "auth" in st.secrets:
        return SignIn.ON
    unread = not loaded and any(path.exists() for path in files)
    return SignIn.BROKEN if unread or any(_held) or rights.registered() else SignIn.OFF


def visitor() -> User:
    """Return the user of the session that runs; without a session the server's nobody, or on the command line the shell's."""
    in_session = get_script_run_ctx(suppress_warning=True) is not None
    if not in_session and not exists():
        return rights.SHELL
    how = sign_in()
    if how is SignIn.OFF:
        return rights.LOCAL if in_session and _at_this_machine() else GUEST
    return _signed_in() if in_session and how is SignIn.ON else rights.NOBODY


def _signed_in() -> User:
    told = st.user.to_dict()
    since = told.get("iat")
    old = isinstance(since, int | float) and time.time() - since > HOURS * 3600
    if not told.get("is_logged_in") or not told.get("sub") or old:
        return rights.NOBODY
    verified = told.get("email_verified") is not False
    email = str(told.get("email") or "") if verified else ""
    return User(str(told["sub"]), email, str(told.get("name") or ""))


def _at_this_machine() -> bool:
    """Tell whether the address asked for is this machine's own and no proxy stands between."""
    headers = st.context.headers
    host = str(headers.get("Host") or "localhost").rsplit(":", 1)
    name = host[0] if len(host) == 1 or host[1].isdigit() else ":".join(host)
    forwarded = any(name in headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-Ip"))
    return name in _HERE and not forwarded and not isinstance(st.context.ip_address, str)


rights.ask(visitor)

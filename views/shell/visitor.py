"""Identify the user of a session: the one signed in, or, if sign-in is off, the local user or a guest, or no one.

Sign-in is on if the secrets file has a section `[auth]`. If it was on when the server started, it stays on. If the
secrets file cannot be read, or a register of roles exists without sign-in, no one gets access: a fault never opens a
closed server.
"""

import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import streamlit as st
from starlette.requests import HTTPConnection
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.runtime import exists
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from data import rights
from data.rights import Grant, Role, User
from data.rights.claims import user_of

GUEST = User("guest", fixed=Grant(Role.VIEWER))
SECRET_LETTERS = 32  # fewest characters of the cookie secret
_HERE = ("localhost", "127.0.0.1", "[::1]")
_LOOPBACK = ("127.0.0.1", "::1")


class SignIn(Enum):
    """Whether users sign in: not at all, through the provider, or not possible because the set-up is wrong."""

    OFF = "off"
    ON = "on"
    BROKEN = "broken"


_held: list[bool] = []


def hold() -> None:
    """Require sign-in as long as this server runs, if it is on at the start."""
    _held[:] = [sign_in() is SignIn.ON]


def sign_in() -> SignIn:
    """Return whether users sign in on this server."""
    files = [Path(path) for path in st.get_option("secrets.files")]
    loaded = st.secrets.load_if_toml_exists()
    if loaded and "auth" in st.secrets:
        # If the secret can be guessed, anyone can write a cookie that names any user.
        secret = str(st.secrets["auth"].get("cookie_secret", st.get_option("server.cookieSecret")))
        return SignIn.ON if len(secret) >= SECRET_LETTERS and not secret.startswith("CHANGE-ME") else SignIn.BROKEN
    unread = not loaded and any(path.exists() for path in files)
    return SignIn.BROKEN if unread or any(_held) or rights.registered() else SignIn.OFF


def visitor() -> User:
    """Return the user of the current session.

    Outside a session, in a server: the guest if sign-in is off, else no one. On the command line: the shell's user.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        if not exists():
            return rights.SHELL
        return GUEST if sign_in() is SignIn.OFF else rights.NOBODY
    return _user(st.user.to_dict(), st.context.headers, st.context.ip_address)


def follow_right() -> None:
    """Rerun the whole page if the visitor's grant is no longer the one under which its frame was drawn."""
    if "grant" in st.session_state and st.session_state["grant"] != rights.granted(visitor()):
        st.rerun()


def requester(connection: HTTPConnection) -> User:
    """Return the user of a request outside the pages, by the same rules and the same cookie as for a session."""
    address = connection.client.host if connection.client else None
    return _user(_claims(connection.cookies), connection.headers, None if address in _LOOPBACK else address)


def _user(claims: Mapping[str, object], headers: Mapping[str, str], address: object) -> User:
    """Return the user; `address` is where the request comes from, None for this machine."""
    how = sign_in()
    if how is SignIn.OFF:
        return rights.LOCAL if _at_this_machine(headers, address) else GUEST
    user, fault = user_of(claims)
    return rights.NOBODY if fault or how is SignIn.BROKEN else user


def _claims(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """Return the content of the signed sign-in cookie; an empty mapping if there is none or its signature is wrong."""

    def signed(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies.get(name, "").encode("latin-1", "replace"))

    content = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _at_this_machine(headers: Mapping[str, str], address: object) -> bool:
    """Return whether the requested address is this machine's own and no proxy forwarded the request."""
    host = str(headers.get("Host") or "localhost").rsplit(":", 1)
    name = host[0] if len(host) == 1 or host[1].isdigit() else ":".join(host)
    forwarded = any(name in headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-Ip"))
    return name in _HERE and not forwarded and not isinstance(address, str)


rights.set_user_source(visitor)

"""Who is in front of a session: the one signed in, anybody at this machine where nobody signs in, or nobody.

Sign-in is on where the secrets file has a section `[auth]`. Once a server began with it, it stays on, and a secrets file that
cannot be read, or a register of roles without sign-in, lets nobody in: what was closed on purpose never opens by mistake.
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
SECRET_LETTERS = 32  # the cookie secret has at least so many
_HERE = ("localhost", "127.0.0.1", "[::1]")
_LOOPBACK = ("127.0.0.1", "::1")


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
        # With a secret that can be guessed anybody writes a cookie that says who he is.
        secret = str(st.secrets["auth"].get("cookie_secret", st.get_option("server.cookieSecret")))
        return SignIn.ON if len(secret) >= SECRET_LETTERS and not secret.startswith("CHANGE-ME") else SignIn.BROKEN
    unread = not loaded and any(path.exists() for path in files)
    return SignIn.BROKEN if unread or any(_held) or rights.registered() else SignIn.OFF


def visitor() -> User:
    """Return the user of the session that runs; without a session the server's nobody, or on the command line the shell's."""
    if get_script_run_ctx(suppress_warning=True) is None:
        if not exists():
            return rights.SHELL
        return GUEST if sign_in() is SignIn.OFF else rights.NOBODY
    return _user(st.user.to_dict(), st.context.headers, st.context.ip_address)


def follow_right() -> None:
    """Run the whole page anew where the visitor's right is no longer the one its frame was drawn under."""
    if "grant" in st.session_state and st.session_state["grant"] != rights.granted(visitor()):
        st.rerun()


def requester(connection: HTTPConnection) -> User:
    """Return the user of a request beside the pages, by the same rules and the same cookie as the one of a session."""
    address = connection.client.host if connection.client else None
    return _user(_claims(connection.cookies), connection.headers, None if address in _LOOPBACK else address)


def _user(claims: Mapping[str, object], headers: Mapping[str, str], address: object) -> User:
    """Return a user; `address` is where the request comes from, None for this machine."""
    how = sign_in()
    if how is SignIn.OFF:
        return rights.LOCAL if _at_this_machine(headers, address) else GUEST
    user, fault = user_of(claims)
    return rights.NOBODY if fault or how is SignIn.BROKEN else user


def _claims(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """Return what the signed cookie of the sign-in says; nothing where there is none or it was not signed here."""

    def signed(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies.get(name, "").encode("latin-1", "replace"))

    content = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _at_this_machine(headers: Mapping[str, str], address: object) -> bool:
    """Tell whether the address asked for is this machine's own and no proxy stands between."""
    host = str(headers.get("Host") or "localhost").rsplit(":", 1)
    name = host[0] if len(host) == 1 or host[1].isdigit() else ":".join(host)
    forwarded = any(name in headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-Ip"))
    return name in _HERE and not forwarded and not isinstance(address, str)


rights.set_user_source(visitor)

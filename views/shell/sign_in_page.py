"""Draw what users without access see instead of a page: how to sign in, a contact, or a link to their own area."""

import logging
import os
from collections.abc import Sequence

import streamlit as st
from streamlit.errors import StreamlitAuthError

from data.registry.rows import areas
from data.rights import ALL, NOBODY, Grant, RefusedError, User, acting, audit, granted, sign_ins
from data.rights.claims import user_of
from data.rights.roles import RolesError, roles
from pages.registry import FIRST
from views.shell.layout import points, words
from views.shell.url_state import link
from views.shell.visitor import SignIn, sign_in, visitor
from views.text.labels import DEFAULT, label, language, named
from views.text.markdown import plain

_LOG = logging.getLogger(__name__)


def outside() -> None:
    """Draw the page for users without access; it shows no data."""
    user, is_known = visitor(), bool(st.user.get("is_logged_in"))
    if sign_in() is SignIn.BROKEN or faults():
        _closed()
    elif sign_ins.counts(user):
        _unregistered(user)
    else:
        _way_in(again=is_known)


def _way_in(*, again: bool) -> None:
    st.title(label("sign_in_page.sign_in"))
    words(label("sign_in_page.again" if again else "sign_in_page.who"), strong=label("product"))
    st.button(label("sign_in_page.sign_in"), type="primary", icon=":material/login:", key="sign_in", on_click=_go)
    if st.session_state.pop("sign_in_fails", False):
        st.error(plain(label("sign_in_page.fails", contact=_contact())))


def _go() -> None:
    """Lead to the identity provider; if the set-up is incomplete, log the details and show the contact on the page."""
    try:
        st.login()
    except StreamlitAuthError:
        _LOG.exception("登录没有配置完整 sign-in is not set up in full")
        st.session_state["sign_in_fails"] = True


def _unregistered(user: User) -> None:
    st.title(label("sign_in_page.unregistered"))
    words(label("sign_in_page.nothing", who=user.who), label("sign_in_page.ask", contact=_contact()))
    details = ("email", user.email), ("subject", user.subject), ("issuer", user.issuer)
    points([f"{key}: {value}" for key, value in details if value])
    if st.user.get("email") and not user.email:
        words(label("sign_in_page.unverified"))
    _sign_out()


def _closed() -> None:
    st.title(label("sign_in_page.closed"))
    words(label("sign_in_page.mend", contact=_contact()))
    points([*faults()] or [label("sign_in_page.no_provider")])


def refused(error: RefusedError, grant: Grant | None, what: str) -> None:
    """Say what the user may not see, link to what the user may see, and log the attempt."""
    if not error.noted:
        audit.note("refused", place=error.place, area=error.area, what=what)
    st.title(label("sign_in_page.refused"))
    words(error.zh if language() == DEFAULT else error.en)
    if grant:
        own = {} if grant.area == ALL else {"place": str(grant.place), "area": grant.within or "all"}
        asked = {key: value for key, value in link(**own).items() if key not in ("programme", "date") or not own}
        st.page_link(FIRST.path, label=label("sign_in_page.own"), icon=":material/home:", query_params=asked)


def account() -> None:
    """Draw who is signed in, with role and area, and the button to sign out; draw nothing if sign-in is off."""
    user, grant = visitor(), granted()
    if sign_in() is not SignIn.ON or grant is None:
        return
    where = label("all") if grant.area == ALL else named(areas()[grant.area])
    words(label("sign_in_page.as", role=label(f"grant.{grant.role.value}"), area=where), strong=user.name or user.who)
    _sign_out()


def _sign_out() -> None:
    st.button(label("sign_in_page.sign_out"), icon=":material/logout:", key="sign_out", on_click=_leave)


def _leave() -> None:
    """End all sign-ins of this account, on every server and in every browser, and sign out in this browser."""
    user = visitor()
    if user.issuer:
        with acting(user):
            audit.note("signed_out")
        try:
            sign_ins.end(user)
        except OSError:
            _LOG.exception("退出登录只在本副本生效 signing out is known to this server only: %s", user.who)
    st.logout()


def note_sign_in() -> None:
    """Log each sign-in that gives access once, and each that does not once with the reason."""
    user, why = user_of(st.user.to_dict()) if sign_in() is SignIn.ON else (NOBODY, "")
    if user == NOBODY and not why:
        return
    why = why or _why_not(user)
    seen = (*user.account, str(user.since), str(granted(user)), why)
    if st.session_state.get("sign_in_noted") == seen:
        return
    st.session_state["sign_in_noted"] = seen
    grant = granted(user)
    if not sign_ins.note_once(*seen, bounded=grant is None):
        return
    with acting(user):
        if grant:
            audit.note("signed_in", what=grant.role, place=grant.place, area=grant.within)
        else:
            audit.note("refused", what=f"sign_in.{why}")


def _why_not(user: User) -> str:
    """Return the code of the reason why a valid sign-in gives no access; an empty string if it gives access."""
    if granted(user):
        return ""
    if sign_ins.is_ended(user):
        return "ended"
    if faults():
        return "closed"
    return "unverified" if st.user.get("email") and not user.email else "unregistered"


def _contact() -> str:
    return os.environ.get("LIANXIAO_CONTACT") or label("sign_in_page.administrator")


def faults() -> Sequence[str]:
    """Return the errors in the register of roles, one line each; an empty list if it is correct."""
    try:
        roles()
    except RolesError as faults:
        return faults.lines
    return []

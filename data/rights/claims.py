"""Reads the user from the claims of an identity provider's token; claims that are not certain do not count."""

import os
import re
from collections.abc import Mapping
from typing import TypeGuard

from data.rights.sign_ins import is_current, is_moment
from data.rights.users import NOBODY, User

TRUSTED = "LIANXIAO_TRUSTED_EMAILS"
"""Setting: issuers, separated by blanks, whose e-mail addresses count even if the token has no `email_verified`."""
NO_ACCOUNT, NO_TIME, OUTDATED = "no_account", "no_time", "outdated"
_LONGEST = 255  # letters of a subject (OpenID Connect Core, section 2) or of an address
# Only ASCII: folding other scripts makes different addresses the same (the Kelvin sign is a k, the ligature ﬁ is fi).
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


def user_of(claims: Mapping[str, object]) -> tuple[User, str]:
    """Return the user of a token's claims, and the reason why the sign-in does not count; empty if it counts.

    Reasons are `NO_ACCOUNT`, `NO_TIME` and `OUTDATED`. `NOBODY` without a reason means that the session has not signed in.
    """
    if claims.get("is_logged_in") is not True:
        return NOBODY, ""
    issuer, subject, since = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if not _is_plain(issuer) or not _is_plain(subject):
        return NOBODY, NO_ACCOUNT
    name = claims.get("name")
    user = User(
        subject,
        _email(claims, issuer),
        name[:_LONGEST] if isinstance(name, str) and name.isprintable() else "",
        issuer=issuer,
        since=float(since) if is_moment(since) and is_current(since) else 0,
    )
    if not is_moment(since) or not _ends_later(claims, since):
        return User(subject, issuer=issuer), NO_TIME
    return user, "" if user.since else OUTDATED


def is_address(text: str) -> bool:
    """Return whether a text is an e-mail address that can be compared: ASCII, without blanks."""
    return len(text) <= _LONGEST and bool(_ADDRESS.fullmatch(text))


def _email(claims: Mapping[str, object], issuer: str) -> str:
    """Return the e-mail address if the provider verified it or the operator trusts the provider (`TRUSTED`); else empty."""
    email, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(email, str) or not is_address(email):
        return ""
    trusted = issuer in os.environ.get(TRUSTED, "").split() and (verified is None or verified == "true")
    return email if verified is True or trusted else ""


def _ends_later(claims: Mapping[str, object], since: float) -> bool:
    """Return whether a token's end (`exp`), if it has one, is after its beginning.

    The end itself does not matter: it only limits how long the token may be presented, with most providers some minutes.
    """
    end = claims.get("exp")
    return end is None or (is_moment(end) and end > since)


def _is_plain(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and value.isprintable() and value == value.strip()

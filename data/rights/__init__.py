"""Who may see and do what: users, their roles, the questions asked of them, and the log of what they did.

`acting(user)` says who is at work; `current_user()` returns that user. Rules: `may_publish`, `require_publish`, `require_keep`; a
refusal is the error `RefusedError`, in Chinese and English.
"""

from data.rights.present import acting, current_user, granted, own_county, registered, set_user_source
from data.rights.rules import (
    may_act_as,
    may_keep,
    may_publish,
    may_remember,
    require_keep,
    require_place,
    require_publish,
    require_remember,
    require_role,
)
from data.rights.users import ALL, LOCAL, NOBODY, SHELL, Grant, RefusedError, Role, User

__all__ = [
    "ALL",
    "LOCAL",
    "NOBODY",
    "SHELL",
    "Grant",
    "RefusedError",
    "Role",
    "User",
    "acting",
    "current_user",
    "granted",
    "may_act_as",
    "may_keep",
    "may_publish",
    "may_remember",
    "own_county",
    "registered",
    "require_keep",
    "require_place",
    "require_publish",
    "require_remember",
    "require_role",
    "set_user_source",
]

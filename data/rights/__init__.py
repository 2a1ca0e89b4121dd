"""Users, their roles, the rules of what a role may see and do, and the log of what users did.

`acting(user)` sets the current user, `current_user()` returns it. A rule `may_…` returns whether something is allowed;
`require_…` raises `RefusedError`, whose message is in Chinese and English.
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

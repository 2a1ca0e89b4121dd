"""Who may see and do what: users, their roles, the questions asked of them, and the log of what they did.

`acting(user)` says who is at work; `here()` returns him. Rules: `may_publish`, `demand_publish`, `demand_keep`; a
refusal is the error `RefusedError`, in Chinese and English.
"""

from data.rights.present import acting, ask, bound, granted, here, registered
from data.rights.rules import (
    demand_keep,
    demand_place,
    demand_publish,
    demand_remember,
    may_act_as,
    may_keep,
    may_publish,
    may_remember,
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
    "ask",
    "bound",
    "demand_keep",
    "demand_place",
    "demand_publish",
    "demand_remember",
    "granted",
    "here",
    "may_act_as",
    "may_keep",
    "may_publish",
    "may_remember",
    "registered",
    "require_role",
]

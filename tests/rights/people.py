"""Users of every role, for a data folder whose register names them."""

import time
from pathlib import Path
from typing import Any

from data.rights import User

ISSUER = "https://sso.edu.example/realms/edu"
PLACE, OWN, OTHER, ELSEWHERE = "211400", "211422", "211421", "370300"
HEADER = "email,subject,issuer,role,area,name\n"
ROWS = f"""{HEADER}viewer@edu.example,,,viewer,{PLACE},
county.viewer@edu.example,,,viewer,{OWN},
County@Edu.example,,,county_editor,{OWN},建昌县
,s-city,{ISSUER},city_editor,{PLACE},
chief@edu.example,,,administrator,all,
"""


def signed_in(name: str) -> User:
    """Return a user who has just signed in."""
    subject = f"s-{name.replace('.', '-')}"
    return User(subject, f"{name}@edu.example", issuer=ISSUER, since=int(time.time()))


VIEWER, COUNTY_VIEWER, COUNTY = signed_in("viewer"), signed_in("county.viewer"), signed_in("county")
CITY, CHIEF, STRANGER = signed_in("city"), signed_in("chief"), signed_in("stranger")


def claims(user: User, **instead: Any) -> dict[str, Any]:
    """Return what the provider's token says of a user."""
    told = {"is_logged_in": True, "iss": user.issuer, "sub": user.subject, "iat": user.since}
    return told | {"email": user.email, "email_verified": True, "name": user.name} | instead


def register(data: Path, rows: str = ROWS) -> Path:
    """Write the register of a data folder; return its file."""
    path = data / "access" / "roles.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rows, encoding="utf-8")
    return path

"""Users of every role, for a data folder whose register names them."""

from pathlib import Path

from data.rights import User

PLACE, OWN, OTHER, ELSEWHERE = "211400", "211422", "211421", "370300"
VIEWER = User("s-viewer", "viewer@edu.example")
COUNTY_VIEWER = User("s-county-viewer", "county.viewer@edu.example")
COUNTY = User("s-county", "county@edu.example")
CITY = User("s-city", "city@edu.example")
CHIEF = User("s-chief", "chief@edu.example")
STRANGER = User("s-stranger", "stranger@edu.example")
ROWS = f"""who,role,area,name
viewer@edu.example,viewer,{PLACE},
county.viewer@edu.example,viewer,{OWN},
County@Edu.example,county_editor,{OWN},建昌县
s-city,city_editor,{PLACE},
chief@edu.example,administrator,all,
"""


def register(data: Path, rows: str = ROWS) -> Path:
    """Write the register of a data folder; return its file."""
    path = data / "access" / "roles.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rows, encoding="utf-8")
    return path

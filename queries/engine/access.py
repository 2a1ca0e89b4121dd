"""Which lists the user at work may ask, and how far: looked at before every statement, whoever asks it and from where.

Of a place he has no part in he is told nothing. Who is bound to one county sees the figures of every area of his place,
for they are published; of schools and partnerships, and of anything that names them, only those of his county. A list
that is not entered here is closed to him.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from data.registry.rows import areas, registry
from data.rights import Grant, RefusedError, granted
from queries.sql_files import statement

# Figures of areas, without the name of a school or a person.
FIGURES = {
    *(
        "area_values",
        "area_trend",
        "flows",
        "judged_areas",
        "measures",
        "modes",
        "changed_areas",
        "figures_since",
        "own_line",
    ),
    *("profile", "progress", "rosters", "snapshot_counts", "unit_counts", "used_areas", "years"),
}
# Lists of one area, named by the parameter `area`.
OF_AREA = {
    *("activities", "area_towns", "chains", "figure_changes", "funds", "map_pairings", "map_schools", "pairings"),
    *("partnership_changes", "partnerships", "school_changes", "schools", "towns", "units"),
    *("doubtful_leads", "namesakes", "odd_figures", "paired_twice", "roster_facts"),
}
# What is asked of one school or one partnership, by the parameter that names it.
OF_ONE = {
    "school": {"nearest", "neighbours", "one_school", "school_facts", "school_partnerships"},
    "partnership": {"members", "one_partnership", "partnership_activities", "partnership_funds"},
}
# What looks everywhere and is bounded by its parameter `within` alone.
BOUNDED = {"search"}
Parameters = Mapping[str, object]
Rows = Callable[[str, Parameters], pd.DataFrame]


def sees(place: str) -> bool:
    """Tell whether the user at work may see anything of a place."""
    grant = granted()
    return grant is not None and grant.sees(place)


def require_area(place: str, area: str = "") -> None:
    """Raise `RefusedError` unless the user at work may open pages of a place, and of an area of it."""
    grant = granted()
    if grant is None or not grant.sees(place):
        raise refusal(grant, place)
    if grant.within and area not in ("", place, grant.within):
        raise refusal(grant, place, area)


def checked_parameters(name: str, parameters: Parameters, rows: Rows) -> dict[str, object]:
    """Return the parameters a list is to be run with, `within` among them where the list knows it; raises `RefusedError`.

    `rows` runs a list as it is asked, to look up where a school or partnership belongs.
    """
    grant, place = granted(), _place(parameters)
    if grant is None or (place and not grant.sees(place)):
        raise refusal(grant, place)
    asked = dict(parameters)
    if grant.within and place and name not in FIGURES:
        _demand(name, asked, grant, place, rows)
    return asked | ({"within": grant.within} if "$within" in statement(f"lists/{name}") else {})


def refusal(grant: Grant | None, place: str, area: str = "") -> RefusedError:
    """Return the error that says what the account sees instead of a place or area."""
    if grant is None:
        return RefusedError(
            "你的账号还没有登记，看不到数据。", "Your account is not registered and sees no data.", place
        )
    mine, asked = areas()[grant.area], areas()[area or place]
    return RefusedError(
        f"你的账号只能查看{mine['name_zh']}的学校与结对；{asked['name_zh']}的请向其教育局查询。",
        f"Your account sees the schools and pairings of {mine['name_en']} only; ask the bureau for those of {asked['name_en']}.",
        place,
        area,
    )


def _demand(name: str, asked: Parameters, grant: Grant, place: str, rows: Rows) -> None:
    if name in BOUNDED or (name in OF_AREA and asked["area"] == grant.within):
        return
    for one, lists in OF_ONE.items():
        if name in lists:
            key = {"programme": asked["programme"], one: asked[one]}
            every, mine = (rows(f"one_{one}", key | {"within": bound}) for bound in (None, grant.within))
            if len(mine) or every.empty:
                return
            found = str(every["area_code"].iloc[-1])
            raise refusal(grant, place, found if found in areas() else "")
    area = str(asked.get("area") or "")
    raise refusal(grant, place, area if area in areas() else "")


def _place(parameters: Parameters) -> str:
    """Return the place a list is asked of; empty where it is asked of nothing."""
    if place := parameters.get("place"):
        return str(place)
    found = [row["place_code"] for row in registry("programmes") if row["programme_id"] == parameters.get("programme")]
    return found[0] if found else ""

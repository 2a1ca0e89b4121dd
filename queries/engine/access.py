"""The rights to lists: which lists the current user may read and of which area, checked before every statement.

Users see nothing of places outside their grant. A user limited to one county sees the figures of every area of the place,
for those are published; of lists that name schools or partnerships, only the rows of their own county. A list that is in
none of the tables below is closed to such users.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from data.registry.rows import areas, registry
from data.rights import Grant, RefusedError, granted
from queries.sql_files import statement

# Figures of areas, which name no school and no person: open to all users of the place.
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
# Lists that name schools, limited by the parameter `area`.
OF_AREA = {
    *("activities", "area_towns", "chains", "figure_changes", "funds", "map_pairings", "map_schools", "pairings"),
    *("partnership_changes", "partnerships", "school_changes", "schools", "towns", "units"),
    *("doubtful_leads", "namesakes", "odd_figures", "paired_twice", "roster_facts"),
}
# Lists of one school or one partnership, by the parameter that names it.
OF_ONE = {
    "school": {"nearest", "neighbours", "one_school", "school_facts", "school_partnerships"},
    "partnership": {"members", "one_partnership", "partnership_activities", "partnership_funds"},
}
# Lists of the whole place that the parameter `within` limits to one county.
BOUNDED = {"search"}
Parameters = Mapping[str, object]
Rows = Callable[[str, Parameters], pd.DataFrame]


def sees(place: str) -> bool:
    """Return whether the current user may see anything of a place."""
    grant = granted()
    return grant is not None and grant.sees(place)


def require_area(place: str, area: str = "") -> None:
    """Raise `RefusedError` unless the current user may open pages of a place, and of an area of it if one is given."""
    grant = granted()
    if grant is None or not grant.sees(place):
        raise refusal(grant, place)
    if grant.within and area not in ("", place, grant.within):
        raise refusal(grant, place, area)


def checked_parameters(name: str, parameters: Parameters, rows: Rows) -> dict[str, object]:
    """Return the parameters for running a list, with `within` if the list has it; raises `RefusedError`.

    `rows` runs another list without checks, to look up the area of a school or partnership.
    """
    grant, place = granted(), _place(parameters)
    if grant is None or (place and not grant.sees(place)):
        raise refusal(grant, place)
    asked = dict(parameters)
    if grant.within and place and name not in FIGURES:
        _require_list(name, asked, grant, place, rows)
    return asked | ({"within": grant.within} if "$within" in statement(f"lists/{name}") else {})


def refusal(grant: Grant | None, place: str, area: str = "") -> RefusedError:
    """Return the error for a place or area that the user may not see; its message says what they may see."""
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


def _require_list(name: str, asked: Parameters, grant: Grant, place: str, rows: Rows) -> None:
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
    """Return the place code of a list's parameters; empty if they name no place and no known programme."""
    if place := parameters.get("place"):
        return str(place)
    found = [row["place_code"] for row in registry("programmes") if row["programme_id"] == parameters.get("programme")]
    return found[0] if found else ""

"""Goals of numbers and of fewer is better, at their edges; each scope judged where it says."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.registry.rows import Row
from queries import Scope, progress
from tests.folder import in_folder
from tests.queries.city import publish_city, registries, school
from tests.queries.counted import DUE, FIRST, PLACE, PROGRAMME, SECOND, at_place, goal, publish_counts
from tests.queries.test_yearly_goals import award

Y2020 = ("2020-01-01", "2020-12-31")
NEXT = date(2021, 12, 31)
AWARDS = goal("AWARDS", indicator_id="famous_teachers", target="8", unit="人/年", scope="county")
PRINCIPALS = goal(
    *("PRINCIPALS",), indicator_id="principal_rotation", target="0", unit="人", comparator="<=", scope="school"
)
TEACHERS = goal("TEACHERS", indicator_id="teacher_rotation", target="0", comparator="<=", scope="school")


def look(data: Path, goals: list[Row], as_of: date | None = None) -> pd.DataFrame:
    with registries({"goals": goals}):
        return in_folder(data, progress, Scope(PROGRAMME, as_of))


def stands(found: pd.DataFrame, goal_id: str, area: str) -> Any:
    return next(row for row in found.itertuples() if (row.goal_id, row.area_code) == (goal_id, area))


@pytest.mark.parametrize(
    ("numbers", "standing", "value", "gap"),
    [
        ((5, 3), "met_on_time", 8, 0),
        ((5, 2), "not_met", 7, 1),
        ((9, 0), "met_on_time", 9, 0),
        ((0, 0), "not_met", 0, 8),
    ],
)
def test_a_number_is_compared_itself_however_many_records_report_it(
    tmp_path: Path, numbers: tuple[float, float], standing: str, value: float, gap: int
) -> None:
    rows = [award(area, Y2020, number) for area, number in zip((FIRST, SECOND), numbers, strict=True)]
    publish_city(tmp_path, PLACE, [], (), DUE, returns=rows)
    row = at_place(look(tmp_path, [AWARDS]))["AWARDS"]
    assert (row.standing, row.value, row.denominator, row.gap_units) == (standing, value, 2, gap)


def test_a_county_is_judged_by_the_number_it_reports(tmp_path: Path) -> None:
    rows = [award(FIRST, Y2020, 8), award(SECOND, Y2020, 7)]
    publish_city(tmp_path, PLACE, [], (), DUE, returns=rows)
    found = look(tmp_path, [AWARDS])
    standings = {row.area_code: (row.standing, row.gap_units) for row in found.itertuples()}
    assert standings[FIRST] == ("met_on_time", 0)
    assert standings[SECOND] == ("not_met", 1)
    assert standings["211481"] == ("no_data", pd.NA)


def test_the_places_own_row_judges_the_place_and_no_county(tmp_path: Path) -> None:
    publish_city(tmp_path, PLACE, [], (), DUE, returns=[award(PLACE, Y2020, 8)])
    found = look(tmp_path, [AWARDS])
    assert stands(found, "AWARDS", PLACE).standing == "met_on_time"
    assert set(found.loc[found["area_code"] != PLACE, "standing"]) == {"no_data"}


@pytest.mark.parametrize(
    ("years", "standing", "gap"),
    [((10.0, 3.0), "met_on_time", 0), ((10.1, 3.0), "not_met", 1), ((10.1, 30.0), "not_met", 2)],
)
def test_none_over_the_limit_is_met_and_each_one_over_is_a_gap(
    tmp_path: Path, years: tuple[float, float], standing: str, gap: int
) -> None:
    rows = [school(f"S{at}", FIRST, "220", principal_years=value) for at, value in enumerate(years)]
    publish_city(tmp_path, PLACE, rows, (), DUE)
    row = at_place(look(tmp_path, [PRINCIPALS]))["PRINCIPALS"]
    assert (row.standing, row.value, row.gap_units) == (standing, gap, gap)


@pytest.mark.parametrize(("unrotated", "standing"), [(0, "met_on_time"), (1, "not_met"), (None, "no_data")])
def test_a_share_of_nobody_is_met_only_where_somebody_counted(
    tmp_path: Path, unrotated: int | None, standing: str
) -> None:
    publish_city(tmp_path, PLACE, [school("S", FIRST, "220", teachers=400, teachers_unrotated=unrotated)], (), DUE)
    row = at_place(look(tmp_path, [TEACHERS]))["TEACHERS"]
    assert row.standing == standing
    assert pd.isna(row.gap_units) if unrotated is None else row.gap_units == unrotated


def test_fewer_comes_late_when_it_comes_after_the_date(tmp_path: Path) -> None:
    for day, years in ((DUE, 11.0), (NEXT, 2.0)):
        publish_city(tmp_path, PLACE, [school("S", FIRST, "220", principal_years=years)], (), day)
    row = at_place(look(tmp_path, [PRINCIPALS]))["PRINCIPALS"]
    assert (row.standing, row.met_on, row.due_value, row.value) == ("met_late", NEXT, 1, 0)
    assert at_place(look(tmp_path, [PRINCIPALS], DUE))["PRINCIPALS"].standing == "not_met"


def test_a_reference_is_a_line_at_every_area_and_without_data_says_so(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (10, 10), SECOND: (0, 10)})
    found = look(tmp_path, [goal("REF", kind="reference")])
    standings = dict(zip(found["area_code"], found["standing"], strict=True))
    assert {standings.pop(area) for area in (PLACE, FIRST, SECOND)} == {"reference"}
    assert set(standings.values()) == {"no_data"}
    assert found["met_on"].isna().all()
    assert found["gap_units"].isna().all()


@pytest.mark.parametrize(
    ("scope", "counties"), [("city", False), ("county", True), ("school", True), ("city and each county", True)]
)
def test_each_scope_is_judged_at_the_place_and_below_it_unless_it_is_the_citys(
    tmp_path: Path, scope: str, counties: bool
) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (10, 10)})
    found = look(tmp_path, [goal("G", scope=scope)])
    assert (len(found) > 1) is counties
    assert found["area_code"].iloc[0] == PLACE
    assert set(found["level"]) == ({"place", "county"} if counties else {"place"})


def test_a_county_level_city_is_judged_as_a_whole_whatever_the_scope(tmp_path: Path) -> None:
    rows = [school("K", "211282", "121", town_code="211282102")]
    publish_city(tmp_path, "211282", rows, (), DUE)
    own = goal("G", scope="county") | {"programme_id": "kaiyuan-2024"}
    with registries({"goals": [own]}):
        found = in_folder(tmp_path, progress, Scope("kaiyuan-2024"))
    assert list(found["area_code"]) == ["211282"]

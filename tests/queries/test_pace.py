"""Units a year still needed, units a year won, and what moved between two snapshots, worked by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from queries import Scope, progress, progress_since
from queries.engine.arithmetic import needed_a_year, pace_a_year
from tests.folder import in_folder
from tests.queries.city import registries
from tests.queries.counted import FIRST, PLACE, PROGRAMME, SECOND, at_place, goal, publish_counts

DAYS = [date(2017, 12, 31), date(2018, 12, 31), date(2019, 12, 31), date(2020, 12, 31)]
AHEAD = goal("AHEAD", due="2022-12-31")  # 60 % two years after the last snapshot
FEWER = goal("FEWER", due="2022-12-31", target="10", comparator="<=")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Twenty schools in two counties: 1, 2, 4 and 7 of the first one's ten are paired, one of the second's."""
    for day, paired in zip(DAYS, (1, 2, 4, 7), strict=True):
        publish_counts(tmp_path, day, {FIRST: (paired, 10), SECOND: (1, 10)})
    return tmp_path


def rows(data: Path, seen: date | None = None) -> dict[str, Any]:
    with registries({"goals": [AHEAD, FEWER]}):
        return at_place(in_folder(data, progress, Scope(PROGRAMME, seen)))


def test_what_is_needed_a_year_closes_the_gap_by_the_due_date(data: Path) -> None:
    # 60 % of 20 is 12, 8 are paired: 4 more in the 730 days to the end of 2022.
    row = rows(data)["AHEAD"]
    assert (row.standing, row.gap_units) == ("pending", 4)
    assert row.needed_a_year == pytest.approx(4 * 365.25 / 730)
    # At most 10 %: 2 of 20, six too many.
    row = rows(data)["FEWER"]
    assert row.gap_units == 6
    assert row.needed_a_year == pytest.approx(6 * 365.25 / 730)


def test_the_pace_is_that_of_the_last_three_snapshots(data: Path) -> None:
    # From 3 at the end of 2018 to 8 at the end of 2020: five in 731 days, 2020 being a leap year.
    assert rows(data)["AHEAD"].pace_a_year == pytest.approx(5 * 365.25 / 731)
    assert rows(data)["FEWER"].pace_a_year == pytest.approx(-5 * 365.25 / 731)
    # Seen from 2019: from 2 at the end of 2017 to 5 at the end of 2019, 730 days.
    assert rows(data, DAYS[2])["AHEAD"].pace_a_year == pytest.approx(3 * 365.25 / 730)
    # Two figures: from 2 to 3 in 365 days.
    assert rows(data, DAYS[1])["AHEAD"].pace_a_year == pytest.approx(365.25 / 365)


def test_one_snapshot_has_no_pace(data: Path) -> None:
    row = rows(data, DAYS[0])["AHEAD"]
    assert row.pace_a_year is pd.NA
    assert (row.pace_as_of, row.last_as_of) == (DAYS[0], DAYS[0])


def test_a_snapshot_without_data_is_no_step_of_the_pace(data: Path) -> None:
    publish_counts(data, date(2021, 6, 30), {})
    row = rows(data)["AHEAD"]
    assert (row.last_as_of, row.pace_as_of) == (DAYS[3], DAYS[1])
    assert row.pace_a_year == pytest.approx(5 * 365.25 / 731)
    assert row.needed_a_year == pytest.approx(4 * 365.25 / 730)


@pytest.mark.parametrize(
    ("gap", "last", "due", "needed"),
    [
        (4, date(2020, 12, 31), date(2021, 12, 31), 4 * 365.25 / 365),
        (0, date(2020, 12, 31), date(2021, 12, 31), None),
        (None, date(2020, 12, 31), date(2021, 12, 31), None),
        (4, None, date(2021, 12, 31), None),
        (4, date(2021, 12, 31), date(2021, 12, 31), None),
        (4, date(2021, 12, 30), date(2021, 12, 31), 4 * 365.25),
    ],
)
def test_nothing_is_needed_where_it_is_met_unknown_or_due(
    gap: int | None, last: date | None, due: date, needed: float | None
) -> None:
    gaps = pd.array([gap], dtype="Int64")
    (found,) = needed_a_year(pd.DataFrame({"gap_units": gaps, "last_as_of": [last], "due": [due]}))
    assert found is pd.NA if needed is None else found == pytest.approx(needed)


@pytest.mark.parametrize(("comparator", "pace"), [(">=", -2.0), ("<=", 2.0)])
def test_the_pace_points_towards_the_line(comparator: str, pace: float) -> None:
    row = {"pace_as_of": date(2016, 1, 1), "last_as_of": date(2020, 1, 1), "comparator": comparator}
    row |= {"format": "number", "target": 3.0, "scale": 1.0}
    row |= {"pace_numerator": 10.0, "last_numerator": 2.0, "pace_denominator": 1.0, "last_denominator": 1.0}
    assert list(pace_a_year(pd.DataFrame([row]))) == [pytest.approx(pace)]


def test_schools_merged_away_are_no_step_back_of_a_share() -> None:
    row = {"pace_as_of": date(2016, 1, 1), "last_as_of": date(2020, 1, 1), "comparator": ">=", "format": "%"}
    row |= {"target": 95.0, "scale": 100.0, "pace_denominator": 2100, "last_denominator": 2000}
    # 2016 is 21 beyond 95 % of 2100, 1990 is 90 beyond 95 % of 2000: 69 nearer in four years.
    row |= {"pace_numerator": 2016.0, "last_numerator": 1990.0}
    assert list(pace_a_year(pd.DataFrame([row]))) == [pytest.approx(69 / 4)]


def test_what_moved_is_the_newest_figure_then_beside_the_newest_now(data: Path) -> None:
    goals = [goal("HL-1"), goal("REF", kind="reference")]
    with registries({"goals": goals}):
        found = in_folder(data, progress_since, Scope(PROGRAMME), DAYS[2])
    row = {one.area_code: one for one in found.itertuples() if one.goal_id == "HL-1"}
    # The first county goes from 4 to 7 of 10 and meets 60 % on the day; the place from 5 to 8 of 20 does not.
    first, place = row[FIRST], row[PLACE]
    assert (first.standing_before, first.standing) == ("pending", "met_on_time")
    assert (first.last_numerator_before, first.last_numerator, first.last_denominator_before) == (4, 7, 10)
    assert (first.last_as_of_before, first.last_as_of) == (DAYS[2], DAYS[3])
    assert (place.standing_before, place.standing) == ("pending", "not_met")
    assert (place.last_value_before, place.last_value) == (5 / 20, 8 / 20)
    empty = row["211481"]
    assert (empty.standing_before, empty.standing) == ("no_data", "no_data")
    assert pd.isna(empty.last_value_before)
    assert len(found) == len(set(zip(found["goal_id"], found["area_code"], strict=True)))


def test_a_goal_met_earlier_still_shows_todays_figure_as_moved(data: Path) -> None:
    publish_counts(data, date(2021, 12, 31), {FIRST: (2, 10), SECOND: (1, 10)})
    with registries({"goals": [goal("HL-1")]}):
        row = next(
            one
            for one in in_folder(data, progress_since, Scope(PROGRAMME), DAYS[3]).itertuples()
            if one.area_code == FIRST
        )
    assert (row.standing_before, row.standing, row.numerator) == ("met_on_time", "met_on_time", 7)
    assert (row.last_numerator_before, row.last_numerator) == (7, 2)

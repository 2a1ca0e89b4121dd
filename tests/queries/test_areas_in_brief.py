"""What is said of many areas at once equals the full answers, counted again; on random histories and on the sample."""

import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import queries
from data.paths import PROJECT
from data.registry.rows import registry
from queries import Page, Scope
from tests.folder import in_folder
from tests.oracles import brief
from tests.queries.city import publish_town, registries
from tests.queries.stated import history

DATA = PROJECT / "data"
PROGRAMMES = {row["programme_id"]: row["place_code"] for row in registry("programmes")}
some = settings(
    phases=(Phase.generate,), deadline=None, max_examples=3, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows with None where there is nothing."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def tuples(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def check(scope: Scope, before: date, data: Path) -> None:
    goals, moves = (
        plain(in_folder(data, queries.progress, scope)),
        plain(in_folder(data, queries.figures_since, scope, before)),
    )
    for most in (None, 1, 3):
        areas = in_folder(data, queries.judged_areas, scope, most=most)
        assert tuples(areas, "goal_id", "area_code", "standing", "areas") == brief.judged_areas(goals, most)
        moved = in_folder(data, queries.changed_areas, scope, before, most=most)
        assert tuples(moved, "indicator_id", "area_code", "step", "areas") == brief.moved_areas(moves, most)
    full = in_folder(data, queries.progress, scope).set_index(["goal_id", "area_code"])
    mine = in_folder(data, queries.judged_areas, scope).set_index(["goal_id", "area_code"]).loc[full.index]
    shared = [column for column in mine.columns if column in full.columns]
    assert {"value", "gap_units", "met_on", "as_of", "target", "unit"} <= set(shared)
    pd.testing.assert_frame_equal(mine[shared], full[shared])


@pytest.mark.parametrize("programme", PROGRAMMES)
@given(seed=st.integers(0, 2**32 - 1))
@some
def test_of_random_histories(programme: str, seed: int) -> None:
    days = [date(2020, 12, 31), date(2023, 12, 31), date(2025, 12, 31)]
    towns = history(seed, PROGRAMMES[programme], days)
    with tempfile.TemporaryDirectory() as folder, registries({}):
        for town in towns:
            publish_town(Path(folder), town)
        for before, day in pairwise(days):
            check(Scope(programme, day), before, Path(folder))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_of_the_sample(programme: str) -> None:
    days = list(in_folder(DATA, queries.snapshots, PROGRAMMES[programme])["as_of"])
    check(Scope(programme, days[-1]), days[0], DATA)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_course_is_the_trend_of_one_area(programme: str) -> None:
    place = PROGRAMMES[programme]
    indicator = queries.indicators(programme)[0]["indicator_id"]
    trend = in_folder(DATA, queries.trend, Scope(programme), indicator)
    for area in (None, place, *dict.fromkeys(trend["area_code"])):
        found = in_folder(DATA, queries.area_trend, Scope(programme, None, area), indicator)
        expected = trend[trend["area_code"] == (area or place)].reset_index(drop=True)
        pd.testing.assert_frame_equal(found, expected)
        assert len(found) or area


def test_units_that_reach_the_line_by_themselves() -> None:
    schools = [row for row in registry("goals") if row["scope"] == "school"]
    assert schools
    for goal in schools:
        programme, indicator, target = goal["programme_id"], goal["indicator_id"], float(goal["target"])
        for area in (None, *list(in_folder(DATA, queries.places, PROGRAMMES[programme])["area_code"])[1:4]):
            units = in_folder(DATA, queries.units, Scope(programme, None, area), indicator)
            stated = units[units["denominator"] > 0]
            assert goal["comparator"] == ">="
            reached = sum(100 * row.numerator >= target * row.denominator for row in stated.itertuples())
            found = in_folder(DATA, queries.own_line, Scope(programme, None, area), goal["goal_id"], indicator)
            assert found == (reached, len(stated))


def test_pages_put_together_are_the_whole() -> None:
    goal = "BS-4b"
    whole = in_folder(DATA, queries.judged_areas, Scope("baoshan-2016"), goal)
    pages = [
        in_folder(DATA, queries.judged_areas, Scope("baoshan-2016"), goal, page=Page(first, 2))
        for first in range(0, len(whole), 2)
    ]
    assert {page.attrs["of"] for page in pages} == {len(whole)} and len(whole) == 6
    assert tuples(pd.concat(pages), "goal_id", "area_code") == tuples(whole, "goal_id", "area_code")
    assert set(whole["goal_id"]) == {goal}


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_units_are_counted_as_they_are_listed(programme: str) -> None:
    for indicator in queries.indicators(programme):
        for area in (None, *list(in_folder(DATA, queries.places, PROGRAMMES[programme])["area_code"])[1:3]):
            scope = Scope(programme, None, area)
            listed = [
                bool(one) for one in in_folder(DATA, queries.units, scope, indicator["indicator_id"])["is_missing"]
            ]
            expected = {"missing": listed.count(True), "in": listed.count(False)}
            assert in_folder(DATA, queries.unit_counts, scope, indicator["indicator_id"]) == expected

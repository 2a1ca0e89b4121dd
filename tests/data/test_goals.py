"""The goals as the programmes' texts have them: the facts handed over beside goals.csv, and what holds of every goal."""

import csv
from collections import Counter
from datetime import date

import pytest

from data.paths import PROJECT
from data.registry.rows import registry
from queries.engine.build import names

GOALS = {row["goal_id"]: row for row in registry("goals")}
INDICATORS = {row["indicator_id"]: row for row in registry("indicators")}
COPIED = ("programme_id", "indicator_id", "comparator", "target", "unit", "due", "milestone", "scope", "clause")
each_goal = pytest.mark.parametrize("goal_id", GOALS)


def facts() -> dict[str, dict[str, str]]:
    with (PROJECT / "tests" / "fixtures" / "goals.csv").open(encoding="utf-8-sig", newline="") as handle:
        return {row["goal_id"]: row for row in csv.DictReader(handle)}


def test_the_goals_are_those_of_the_facts_no_more_and_no_fewer() -> None:
    assert list(GOALS) == list(facts())
    assert len(GOALS) == 46


@each_goal
def test_a_goal_says_what_the_facts_say(goal_id: str) -> None:
    goal, fact = GOALS[goal_id], facts()[goal_id]
    assert {column: goal[column] for column in COPIED} == {column: fact[column] for column in COPIED}


@each_goal
def test_a_goal_counts_what_its_fact_counts(goal_id: str) -> None:
    fact = facts()[goal_id]
    assert GOALS[goal_id]["name_zh"] == fact["indicator_zh"]
    assert INDICATORS[fact["indicator_id"]]["unit_counted"] == fact["unit_counted"]


def test_only_the_two_goals_without_a_figure_in_their_text_are_references() -> None:
    assert {goal_id for goal_id, row in GOALS.items() if row["kind"] == "reference"} == {"BS-8", "HL-4"}


@each_goal
def test_percent_goes_with_percent_and_the_comparator_with_the_direction(goal_id: str) -> None:
    goal = GOALS[goal_id]
    indicator = INDICATORS[goal["indicator_id"]]
    assert (goal["unit"] == "%") == (indicator["format"] == "%")
    assert (goal["comparator"] == "<=") == (indicator["direction"] == "lower")


@each_goal
def test_a_goal_is_due_within_its_programme_and_on_a_day(goal_id: str) -> None:
    goal = GOALS[goal_id]
    programme = next(row for row in registry("programmes") if row["programme_id"] == goal["programme_id"])
    assert int(programme["issued_on"][:4]) <= date.fromisoformat(goal["due"]).year
    assert goal["milestone"] in {"2020", "2023", "2025"}
    assert int(goal["milestone"]) >= date.fromisoformat(goal["due"]).year


@each_goal
def test_goals_a_year_are_judged_each_year_by_figures_of_a_year(goal_id: str) -> None:
    goal = GOALS[goal_id]
    assert (goal["judged"] == "each year") == goal["unit"].endswith("/年")
    if goal["judged"] == "each year":
        assert INDICATORS[goal["indicator_id"]]["period"] == "year"


def test_each_programme_has_goals_and_each_indicator_serves_one() -> None:
    count = Counter(row["programme_id"] for row in GOALS.values())
    assert count == {"liaoyang-2018": 2, "zibo-2019": 5, "baoshan-2016": 11, "kaiyuan-2024": 23, "huludao-2020": 5}
    assert {row["programme_id"] for row in registry("programmes")} == set(count)
    assert {row["indicator_id"] for row in GOALS.values()} == set(INDICATORS)


def test_each_indicator_has_one_file_of_sql_and_each_file_an_indicator() -> None:
    assert names("indicators") == sorted(INDICATORS)
    assert len(INDICATORS) == 41


def test_indicators_read_from_returns_count_what_schools_and_pairings_do_not_tell() -> None:
    reported = {name for name, row in INDICATORS.items() if row["period"] != "computed"}
    assert reported == {
        name
        for name, row in INDICATORS.items()
        if row["unit_counted"] in ("county", "award", "event", "family", "survey") or name == "nine_year_retention"
    }

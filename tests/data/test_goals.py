"""The goals as the programmes' texts have them: the facts handed over beside goals.csv, and what holds of every goal."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date

from data.paths import PROJECT
from data.registry.rows import Row, registry
from queries.sql_files import names

GOALS = {row["goal_id"]: row for row in registry("goals")}
INDICATORS = {row["indicator_id"]: row for row in registry("indicators")}
COPIED = ("programme_id", "indicator_id", "comparator", "target", "unit", "due", "milestone", "scope", "clause")


PROGRAMMES = {row["programme_id"]: row for row in registry("programmes")}


def facts() -> dict[str, dict[str, str]]:
    with (PROJECT / "tests" / "fixtures" / "goals.csv").open(encoding="utf-8-sig", newline="") as handle:
        return {row["goal_id"]: row for row in csv.DictReader(handle)}


def test_the_goals_are_those_of_the_facts_no_more_and_no_fewer() -> None:
    assert list(GOALS) == list(facts())
    assert len(GOALS) == 46


def test_a_goal_says_what_the_facts_say() -> None:
    pairs = [
        (goal_id, column, GOALS[goal_id][column], fact[column])
        for goal_id, fact in facts().items()
        for column in COPIED
    ]
    assert [pair for pair in pairs if pair[2] != pair[3]] == []


def test_a_goal_counts_what_its_fact_counts() -> None:
    pairs = [
        (
            goal_id,
            GOALS[goal_id]["name_zh"],
            INDICATORS[fact["indicator_id"]]["unit_counted"],
            fact["indicator_zh"],
            fact["unit_counted"],
        )
        for goal_id, fact in facts().items()
    ]
    assert [pair for pair in pairs if pair[1:3] != pair[3:]] == []


def test_only_the_two_goals_without_a_figure_in_their_text_are_references() -> None:
    assert {goal_id for goal_id, row in GOALS.items() if row["kind"] == "reference"} == {"BS-8", "HL-4"}


def broken(rule: Callable[[Row, Row], bool]) -> list[str]:
    """Return the goals for which a rule on a goal and its indicator does not hold."""
    return [goal_id for goal_id, goal in GOALS.items() if not rule(goal, INDICATORS[goal["indicator_id"]])]


def test_percent_goes_with_percent_and_the_comparator_with_the_direction() -> None:
    assert broken(lambda goal, indicator: (goal["unit"] == "%") == (indicator["format"] == "%")) == []
    assert broken(lambda goal, indicator: (goal["comparator"] == "<=") == (indicator["direction"] == "lower")) == []


def test_a_goal_is_due_within_its_programme_and_on_a_day() -> None:
    issued = {name: int(row["issued_on"][:4]) for name, row in PROGRAMMES.items()}
    due = {goal_id: date.fromisoformat(goal["due"]).year for goal_id, goal in GOALS.items()}
    assert broken(lambda goal, _: issued[goal["programme_id"]] <= due[goal["goal_id"]] <= int(goal["milestone"])) == []
    assert {goal["milestone"] for goal in GOALS.values()} == {"2020", "2023", "2025"}


def test_goals_a_year_are_judged_each_year_by_figures_of_a_year() -> None:
    assert broken(lambda goal, _: (goal["judged"] == "each year") == goal["unit"].endswith("/年")) == []
    assert broken(lambda goal, indicator: goal["judged"] != "each year" or indicator["period"] == "year") == []


def test_each_programme_has_goals_and_each_indicator_serves_one() -> None:
    count = Counter(row["programme_id"] for row in GOALS.values())
    assert count == {"liaoyang-2018": 2, "zibo-2019": 5, "baoshan-2016": 11, "kaiyuan-2024": 23, "huludao-2020": 5}
    assert set(PROGRAMMES) == set(count)
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

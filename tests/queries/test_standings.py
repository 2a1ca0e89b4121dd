"""Goals at their edges: one snapshot short of, on and past the target and the date."""

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.registry.rows import Row
from queries import Scope, progress
from tests.folder import in_folder
from tests.queries.city import registries
from tests.queries.counted import (
    DUE,
    FIRST,
    PLACE,
    PROGRAMME,
    SECOND,
    ZONE_COUNTY,
    at_place,
    goal,
    publish_counts,
)

BEFORE, AFTER, LATER = date(2019, 12, 31), date(2021, 12, 31), date(2022, 12, 31)
GOALS = [goal("HL-1"), goal("REF", kind="reference"), goal("MOST", comparator="<=")]
Counted = dict[date, tuple[int, int]]


def look(data: Path, counted: Counted, as_of: date | None = None, goals: list[Row] | None = None) -> pd.DataFrame:
    """Publish counts of one county by date and return the progress seen from `as_of` (default: the newest)."""
    for day, count in counted.items():
        publish_counts(data, day, {FIRST: count})
    with registries({"goals": goals or GOALS}):
        return in_folder(data, progress, Scope(PROGRAMME, as_of))


EDGES: list[tuple[str, Counted, str, date | None]] = [
    ("exactly on target", {DUE: (12, 20)}, "met_on_time", DUE),
    ("one below", {DUE: (11, 20)}, "not_met", None),
    ("one below, and never after", {DUE: (11, 20), AFTER: (11, 20)}, "not_met", None),
    ("on the due date itself, below later", {DUE: (12, 20), AFTER: (0, 20)}, "met_on_time", DUE),
    ("met before the date and at it no more", {BEFORE: (20, 20), DUE: (11, 20)}, "not_met", None),
    ("the last one before the date", {BEFORE: (12, 20), AFTER: (0, 20)}, "met_on_time", BEFORE),
    ("a day after the date", {BEFORE: (11, 20), date(2021, 1, 1): (12, 20)}, "met_late", date(2021, 1, 1)),
    ("late, the first that meets", {DUE: (1, 20), AFTER: (12, 20), LATER: (20, 20)}, "met_late", AFTER),
    ("late, and lost again", {DUE: (1, 20), AFTER: (12, 20), LATER: (0, 20)}, "met_late", AFTER),
    ("no snapshot before, met", {AFTER: (12, 20)}, "met_undated", None),
    ("no snapshot before, not met", {AFTER: (11, 20)}, "not_met", None),
    ("due after the newest", {BEFORE: (20, 20)}, "pending", None),
    ("due after the newest, not met yet", {BEFORE: (0, 20)}, "pending", None),
    ("nothing to count", {DUE: (0, 0)}, "no_data", None),
    ("nothing to count by the date, met after", {DUE: (0, 0), AFTER: (12, 20)}, "met_undated", None),
    ("nothing to count on the date, met before", {BEFORE: (12, 20), DUE: (0, 0)}, "met_on_time", BEFORE),
    ("60 % of 15 is 9", {DUE: (9, 15)}, "met_on_time", DUE),
    ("8 of 15 is not 60 %", {DUE: (8, 15)}, "not_met", None),
]


@pytest.mark.parametrize(("counted", "standing", "met_on"), [edge[1:] for edge in EDGES], ids=[e[0] for e in EDGES])
def test_a_goal_stands_as_the_counts_say(tmp_path: Path, counted: Counted, standing: str, met_on: date | None) -> None:
    found = look(tmp_path, counted)
    row = at_place(found)["HL-1"]
    assert row.standing == standing
    assert (None if pd.isna(row.met_on) else row.met_on) == met_on
    place, county = (found[(found["goal_id"] == "HL-1") & (found["area_code"] == area)] for area in (PLACE, FIRST))
    ignored = ["area_code", "area_name", "area_name_en", "level", "silent_areas", "silent_areas_en"]
    pd.testing.assert_frame_equal(
        place.drop(columns=ignored).reset_index(drop=True), county.drop(columns=ignored).reset_index(drop=True)
    )


def test_a_reference_is_never_met_or_missed(tmp_path: Path) -> None:
    row = at_place(look(tmp_path, {DUE: (20, 20), AFTER: (0, 20)}))["REF"]
    assert row.standing == "reference"
    assert pd.isna(row.met_on)
    assert (row.as_of, row.numerator) == (AFTER, 0)


def test_at_most_turns_the_comparison_round_and_on_target_is_met(tmp_path: Path) -> None:
    assert at_place(look(tmp_path, {DUE: (12, 20)}))["MOST"].standing == "met_on_time"
    assert at_place(look(tmp_path, {AFTER: (13, 20)}, DUE))["MOST"].standing == "met_on_time"
    assert at_place(look(tmp_path, {LATER: (13, 20)}))["MOST"].standing == "met_on_time"


def test_one_above_at_most_is_not_met(tmp_path: Path) -> None:
    row = at_place(look(tmp_path, {DUE: (13, 20)}))["MOST"]
    assert (row.standing, row.gap_units) == ("not_met", 1)


@pytest.mark.parametrize(
    ("seen", "standing", "figure"),
    [(BEFORE, "pending", 5), (DUE, "not_met", 11), (AFTER, "met_late", 12), (LATER, "met_late", 12)],
)
def test_looking_back_knows_no_later_snapshot(tmp_path: Path, seen: date, standing: str, figure: int) -> None:
    row = at_place(look(tmp_path, {BEFORE: (5, 20), DUE: (11, 20), AFTER: (12, 20), LATER: (13, 20)}, seen))["HL-1"]
    assert (row.standing, row.numerator) == (standing, figure)
    assert row.due_as_of == min(seen, DUE)


@pytest.mark.parametrize(
    ("count", "least", "most"),
    [((8, 15), 1, 0), ((10, 15), 0, 1), ((5, 14), 4, 0)],
)
def test_the_gap_is_counted_in_whole_units(tmp_path: Path, count: tuple[int, int], least: int, most: int) -> None:
    rows = at_place(look(tmp_path, {DUE: count}))
    assert (rows["HL-1"].gap_units, rows["MOST"].gap_units) == (least, most)


def test_without_units_there_is_neither_value_nor_gap(tmp_path: Path) -> None:
    row = at_place(look(tmp_path, {DUE: (0, 0)}))["HL-1"]
    assert math.isnan(row.value)
    assert row.gap_units is pd.NA
    assert pd.isna(row.as_of)


def test_the_scope_says_where_a_goal_is_judged(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (10, 10), SECOND: (5, 10)})
    goals = [goal("both"), goal("city", scope="city"), goal("county", scope="county")]
    with registries({"goals": goals}):
        found = in_folder(tmp_path, progress, Scope(PROGRAMME))
    judged = {name: list(rows["area_code"]) for name, rows in found.groupby("goal_id")}
    counties = [ZONE_COUNTY, "211403", "211404", FIRST, SECOND, "211481"]
    assert judged == {"both": [PLACE, *counties], "city": [PLACE], "county": [PLACE, *counties]}
    standing = found[found["goal_id"] == "both"].set_index("area_code")["standing"]
    assert (standing[PLACE], standing[FIRST], standing[SECOND]) == ("met_on_time", "met_on_time", "not_met")
    assert standing["211481"] == "no_data"

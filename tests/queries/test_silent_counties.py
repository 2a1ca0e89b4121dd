"""A place's figure names the counties it rests without, at the date it rests on; a yearly goal the years it was missed."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from queries import Scope, progress
from tests.folder import in_folder
from tests.queries.city import publish_city, registries
from tests.queries.counted import DUE, FIRST, PLACE, PROGRAMME, SECOND, at_place, goal, publish_counts
from tests.queries.test_yearly_goals import KAIYUAN, Y2024, Y2025, award, publish

BEFORE = date(2019, 12, 31)
COUNTIES = ["连山区", "龙港区", "南票区", "绥中县", "建昌县", "兴城市"]


def named(data: Path, seen: date | None = None) -> Any:
    return in_folder(data, progress, Scope(PROGRAMME, seen)).set_index(["goal_id", "area_code"]).loc["HL-1"]


def test_the_place_names_every_county_without_data_and_its_counties_none(tmp_path: Path) -> None:
    publish_counts(tmp_path, DUE, {FIRST: (3, 5), SECOND: (1, 2)})
    rows = named(tmp_path)
    silent = [name for name in COUNTIES if name not in ("绥中县", "建昌县")]
    assert rows.loc[PLACE, "silent_areas"] == "、".join(silent)
    assert rows.loc[PLACE, "silent_areas_en"].count(", ") == len(silent) - 1
    assert rows.loc[[FIRST, SECOND], "silent_areas"].isna().all()


def test_the_counties_are_those_of_the_date_the_standing_rests_on(tmp_path: Path) -> None:
    publish_counts(tmp_path, BEFORE, {FIRST: (1, 5)})
    publish_counts(tmp_path, DUE, {FIRST: (5, 5)})
    publish_counts(tmp_path, date(2021, 12, 31), {FIRST: (5, 5), SECOND: (2, 2)})
    assert "建昌县" in named(tmp_path).loc[PLACE, "silent_areas"], "met on time at a date when 建昌 was silent"
    with registries({"goals": [goal("LATER", due="2021-12-31")]}):
        assert "建昌县" not in at_place(in_folder(tmp_path, progress, Scope(PROGRAMME)))["LATER"].silent_areas


def test_a_place_without_any_data_names_no_county(tmp_path: Path) -> None:
    publish_city(tmp_path, PLACE, [], ())
    assert named(tmp_path)["silent_areas"].isna().all()


def test_the_years_a_yearly_goal_was_missed_are_named_and_no_others(tmp_path: Path) -> None:
    publish(tmp_path, KAIYUAN, {"2024-12-31": [award(KAIYUAN, Y2024, 7)], "2025-12-31": [award(KAIYUAN, Y2025, 8)]})
    now, then = (
        in_folder(tmp_path, progress, Scope("kaiyuan-2024", day)).set_index("goal_id")
        for day in (date(2025, 12, 31), date(2024, 12, 31))
    )
    assert (now.loc["KY-6a", "standing"], now.loc["KY-6a", "missed_years"]) == ("met_on_time", "2024")
    assert (then.loc["KY-6a", "standing"], then.loc["KY-6a", "missed_years"]) == ("pending", "2024")
    assert pd.isna(now.loc["KY-1", "missed_years"]) and pd.isna(now.loc["KY-6b", "missed_years"])

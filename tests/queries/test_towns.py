"""Figures by township against a count by hand, and lists cut to one township."""

from collections import defaultdict
from pathlib import Path

import pytest

from data.registry.rows import registry
from queries import Scope, measures, pairings, progress, schools, towns, units
from tests.folder import in_folder
from tests.queries.city import INDICATOR, publish_town
from tests.queries.stated import history

PROGRAMMES = {"211400": "huludao-2020", "211282": "kaiyuan-2024"}
SCHOOLS = ["rural_pairing_coverage", "recording_classroom_coverage", "teachers_training_passed"]
KNOWN = [row["indicator_id"] for row in registry("indicators")]


@pytest.fixture(scope="module", params=[("211400", 5), ("211282", 8)], ids=["counties", "townships"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    place, seed = request.param
    data = tmp_path_factory.mktemp(place)
    for town in history(seed, place):
        publish_town(data, town)
    return PROGRAMMES[place], data


@pytest.mark.parametrize("indicator", [name for name in SCHOOLS if name in KNOWN])
def test_the_townships_of_an_area_add_up_to_its_units(published: tuple[str, Path], indicator: str) -> None:
    programme, data = published
    areas = in_folder(data, measures, Scope(programme), indicator)
    for area in (None, *areas[areas["denominator"] > 0]["area_code"].iloc[1:]):
        scope = Scope(programme, area=area)
        roster = in_folder(data, schools, scope).merge(
            in_folder(data, units, scope, indicator), left_on="school_id", right_on="unit_id"
        )
        expected: dict[str | None, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
        for row in roster.itertuples():
            counted = expected[row.town_name_x if isinstance(row.town_name_x, str) else None]
            counted[0] += 1
            counted[1] += row.numerator
            counted[2] += row.denominator
        found = in_folder(data, towns, scope, indicator)
        assert len(found) >= len(expected)
        for name, counted in expected.items():
            rows = found[found["town_name"].isna() if name is None else found["town_name"] == name]
            assert [rows["schools"].sum(), rows["numerator"].sum(), rows["denominator"].sum()] == pytest.approx(counted)


def test_what_is_not_counted_by_school_has_no_townships(published: tuple[str, Path]) -> None:
    programme, data = published
    assert in_folder(data, towns, Scope(programme), "county_plan_filed").empty


def test_lists_keep_to_the_township(published: tuple[str, Path]) -> None:
    programme, data = published
    roster = in_folder(data, schools, Scope(programme))
    tried = 0
    for (area, code), rows in roster.dropna(subset=["town_name"]).groupby(["area_code", "town_name"]):
        found = in_folder(data, towns, Scope(programme, area=area), INDICATOR)
        here = found[found["town_name"] == code]
        if here.empty or not isinstance(here["town_code"].iloc[0], str):
            continue
        scope = Scope(programme, None, area, here["town_code"].iloc[0])
        assert sorted(in_folder(data, schools, scope)["school_id"]) == sorted(rows["school_id"])
        listed = in_folder(data, units, scope, INDICATOR)
        assert set(listed["unit_id"]) <= set(rows["school_id"])
        assert len(listed) == here["schools"].sum()
        arcs = in_folder(data, pairings, scope)
        assert (arcs["member_id"].isin(rows["school_id"]) | arcs["core_school_id"].isin(rows["school_id"])).all()
        tried += 1
    assert tried > 3


def test_progress_of_ones_own_is_a_part_of_all(published: tuple[str, Path]) -> None:
    programme, data = published
    whole = in_folder(data, progress, Scope(programme))
    for area in (None, *whole["area_code"].unique()[1:4]):
        own = in_folder(data, progress, Scope(programme, area=area), own=True)
        kept = whole[(whole["level"] == "place") | (whole["area_code"] == area)]
        assert own.to_dict("list").keys() == kept.to_dict("list").keys()
        assert (
            own[["goal_id", "area_code", "standing"]].values.tolist()
            == kept[["goal_id", "area_code", "standing"]].values.tolist()
        )

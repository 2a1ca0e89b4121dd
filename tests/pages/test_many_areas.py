"""A place of more areas than a page can draw: the limits are said in words, the counts are whole, everything is reachable."""

import re

import pytest

import queries
from queries import Scope
from tests.pages.pressed import buttons, written
from tests.pages.screens import GOALS, OVERVIEW, charts, opened, prose, troubles
from views.charts import areas_and_years
from views.theme.palette import STANDINGS

PROGRAMME, PLACE = "huludao-2020", "211400"


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Call four areas too many, and draw two at either end."""
    monkeypatch.setattr(areas_and_years, "MOST", 3)
    monkeypatch.setattr(areas_and_years, "EACH_END", 2)


def bars(at) -> list[str]:
    return charts(at)[0]["data"][1]["customdata"]


def figures():
    found = queries.measures(Scope(PROGRAMME), "rural_pairing_coverage").iloc[1:]
    return found[found["denominator"] > 0].sort_values(["value", "denominator"])


def test_the_bars_are_those_of_both_ends_and_the_caption_says_so():
    at = opened(OVERVIEW, programme=PROGRAMME, place=PLACE)
    assert troubles(at) == [] and charts(at)
    ranked = list(
        queries.measures(Scope(PROGRAMME), "rural_pairing_coverage")
        .iloc[1:]
        .sort_values(["value", "denominator"], na_position="first")["area_code"]
    )
    assert set(bars(at)) == {*ranked[:2], *ranked[-2:]}
    assert any("最低的 2 个和最高的 2 个" in one.value for one in at.caption)


def test_the_chosen_area_keeps_its_bar():
    middle = figures()["area_code"].iloc[3]
    at = opened(GOALS, programme=PROGRAMME, place=PLACE, goal="HL-1", at=middle)
    assert middle in bars(at) and len(bars(at)) == 5
    assert any("所选的一个" in one.value for one in at.caption)


def test_the_matrix_counts_the_areas_of_each_goal_by_standing():
    at = opened(GOALS, programme=PROGRAMME, place=PLACE)
    assert troubles(at) == []
    goals = queries.progress(Scope(PROGRAMME))
    assert {one.chosen["at"] for one in buttons(at, "matrix") if "at" in one.chosen} == {PLACE}
    drawn = re.findall(r'<div class="standings">.*?</div>', written(at, "matrix"))
    below = goals[goals["level"] != "place"]
    expected = [
        [int(count) for one in STANDINGS if (count := (rows["standing"] == one).sum())]
        for _, rows in below.groupby("goal_id", sort=False)
    ]
    assert [[int(number) for number in re.findall(r"(\d+)", prose(body))] for body in drawn] == expected


def test_a_goals_standing_in_every_area_is_listed_the_furthest_from_the_line_first():
    at = opened(GOALS, programme=PROGRAMME, place=PLACE, at="211422")
    table = next(one.value for one in at.dataframe if "达标情况" in one.value.columns and "县区" in one.value.columns)
    goal = at.query_params["goal"]
    rows = queries.judged_areas(Scope(PROGRAMME), goal)
    assert list(table["县区"]) == list(rows["area_name"]), "all of them, those furthest from the line first"

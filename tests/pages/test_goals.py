"""The goals page: its matrix stands as `progress` says, its filters filter, every cell opens exactly its list."""

import json
import re
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import queries
from data.registry.rows import registry
from queries import Scope
from tests.pages.pressed import buttons, follow, press, written
from tests.pages.screens import GOALS, charts, names_listed, opened, prose, troubles
from views.text.labels import figure
from views.theme.palette import MARKS

PROGRAMMES = {row["programme_id"]: row["place_code"] for row in registry("programmes")}
MANY = "baoshan-2016"


def page(programme: str, **asked: str) -> AppTest:
    at = opened(GOALS, programme=programme, place=PROGRAMMES[programme], **asked)
    assert troubles(at) == []
    return at


def cells(at: AppTest) -> dict[tuple[str, str], str]:
    """Return what stands in each cell of the matrix, by goal and area."""
    return {(one.chosen["goal"], one.chosen["at"]): one.words for one in buttons(at, "matrix") if "at" in one.chosen}


def names(at: AppTest) -> list[str]:
    """Return the goals that the names in the matrix open."""
    return [one.chosen["goal"] for one in buttons(at, "matrix") if "at" not in one.chosen]


def press_name(at: AppTest, goal: str) -> None:
    (found,) = [one for one in buttons(at, "matrix") if "at" not in one.chosen and one.chosen["goal"] == goal]
    follow(at, found)


def expected(goals: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return mark and figure by goal and area, straight from `progress`."""
    rows = goals.to_dict("records")
    values = [f" {figure(row['value'], row['format'])}" if row["value"] == row["value"] else "" for row in rows]
    return {
        (row["goal_id"], row["area_code"]): MARKS[row["standing"]] + value
        for row, value in zip(rows, values, strict=True)
    }


def segments(at: AppTest, key: str) -> dict[str, str]:
    """Return the words of a row of segments by their code."""
    group = next(group for group in at.button_group if group.key == f"choose_{key}")
    return dict(zip(group.options, [option.content for option in group.proto.options], strict=True))


def said(at: AppTest) -> str:
    """Return what the page says in sentences."""
    kinds = ("markdown", "caption", "html")
    bodies = [element.proto.body for element in at.main if element.type in kinds]
    return prose(" ".join(bodies)).replace("\u00a0", " ")


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_matrix_is_that_of_progress(programme):
    at = page(programme)
    goals = queries.progress(Scope(programme))
    assert cells(at) == expected(goals)
    assert sorted(names(at)) == sorted(set(goals["goal_id"]))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_all_goals_of_the_registry_are_in_the_table_for_the_meeting(programme):
    wanted = [row["goal_id"] for row in registry("goals") if row["programme_id"] == programme]
    assert names_listed(page(programme), -1) == wanted


def test_a_cell_tells_a_screen_reader_goal_area_and_standing():
    (found,) = [
        one
        for one in buttons(page("huludao-2020"), "matrix")
        if {"goal": "HL-1", "at": "211422"}.items() <= one.chosen.items()
    ]
    assert found.spoken == "HL-1 建昌县 未达标 58.3%"


def test_the_place_stands_first_and_every_area_has_a_head():
    at = page(MANY)
    heads = re.findall(r'<th scope="col">([^<]*)</th>', written(at, "matrix"))
    goals = queries.progress(Scope(MANY))
    assert heads == list(goals[goals["goal_id"] == "BS-4a"]["area_name"]) and heads[0] == "保山市"


def test_a_goal_that_is_not_judged_in_the_counties_has_blank_cells_and_a_note():
    at = page(MANY)
    assert [area for goal, area in cells(at) if goal == "BS-1"] == ["530500"]
    assert written(at, "matrix").count('class="blank"') == 10, "two goals, five counties"
    assert "不在该县区判定" in said(at)
    assert "不在该县区判定" not in said(page("kaiyuan-2024"))


def test_the_answer_counts_the_goals_by_standing():
    at = page(MANY)
    goals = queries.progress(Scope(MANY))
    place = goals[goals["level"] == "place"]["standing"].value_counts()
    text = said(at)
    assert "11 个目标" in text
    for standing, word in {"met_on_time": "按期达标", "met_late": "逾期达标", "not_met": "未达标"}.items():
        assert re.search(rf"{MARKS[standing]} {word}\s+{place[standing]}\b", text), word


@pytest.mark.parametrize(("programme", "years"), [("zibo-2019", ["2020", "2023"]), ("kaiyuan-2024", ["2025"])])
def test_the_milestone_years_are_those_of_the_programme_and_filter_it(programme, years):
    at = page(programme)
    assert list(segments(at, "milestone"))[1:] == years or [*segments(at, "milestone").values()][1:] == years
    goals = queries.progress(Scope(programme))
    for year in years:
        at = page(programme, milestone=year)
        assert at.query_params["milestone"] == year
        assert cells(at) == expected(goals[goals["milestone"] == year])


def test_a_standing_keeps_the_goals_that_stand_so_somewhere():
    goals = queries.progress(Scope(MANY))
    at = page(MANY, standing="not_met")
    wanted = set(goals[goals["standing"] == "not_met"]["goal_id"])
    assert {goal for goal, _ in cells(at)} == wanted < set(goals["goal_id"])
    assert set(names_listed(at, -1)) == wanted


def test_with_a_county_the_standing_is_that_countys_and_only_its_column_stays():
    goals = queries.progress(Scope(MANY))
    county = goals[(goals["standing"] == "not_met") & (goals["level"] == "county")].iloc[0]["area_code"]
    at = page(MANY, standing="not_met", area=county)
    mine = goals[(goals["area_code"] == county) & (goals["standing"] == "not_met")]["goal_id"]
    assert {goal for goal, _ in cells(at)} == set(mine)
    assert {area for _, area in cells(at)} == {"530500", county}
    assert at.query_params["at"] == county


@pytest.mark.parametrize(
    ("programme", "goal", "area"),
    [
        ("huludao-2020", "HL-1", "211422"), ("huludao-2020", "HL-3", "211400"), ("baoshan-2016", "BS-4b", "530523"),
        ("baoshan-2016", "BS-5a", "530523"), ("kaiyuan-2024", "KY-6a", "211282"), ("zibo-2019", "ZB-2", "370303"),
    ],
)  # fmt: skip
def test_a_cell_opens_exactly_its_list(programme, goal, area):
    at = page(programme)
    press(at, "matrix", goal=goal, at=area)
    assert troubles(at) == []
    assert (at.query_params["goal"], at.query_params["at"]) == (goal, area)
    indicator = next(row["indicator_id"] for row in registry("goals") if row["goal_id"] == goal)
    units = queries.units(Scope(programme, None, area), indicator)
    missing = units[units["is_missing"]]
    assert names_listed(at, 0) == list((missing if len(missing) else units)["unit_name"])
    both = page(programme, goal=goal, at=area, units="all")
    assert names_listed(both, 0) == list(units["unit_name"])
    if len(units) > len(missing) > 0:
        present = page(programme, goal=goal, at=area, units="in")
        assert names_listed(present, 0) == list(units[~units["is_missing"]]["unit_name"])


def test_a_list_of_counties_is_headed_so_and_names_each_once():
    listed = page("baoshan-2016", goal="BS-2").dataframe[0].value
    assert listed.columns[0] == "县区" and "学校" not in listed.columns
    assert listed.iloc[0, 0] == "隆阳区" and (listed == "隆阳区").sum().sum() == 1


def test_the_segments_of_a_list_count_who_is_in_and_who_is_missing():
    words = segments(page("huludao-2020", goal="HL-1", at="211422"), "units")
    units = queries.units(Scope("huludao-2020", None, "211422"), "rural_pairing_coverage")
    missing = int(units["is_missing"].sum())
    assert list(words.values()) == [f"未结对 {missing}", f"已结对 {len(units) - missing}", f"合计 {len(units)}"]


def test_an_awards_list_has_nobody_missing_and_names_the_awarded():
    words = segments(page("kaiyuan-2024", goal="KY-6a"), "units")
    assert [*words.values()] == ["已评选 9", "合计 9"]


def test_a_cell_shows_who_is_missing_first_even_after_one_where_nobody_was():
    at = page("huludao-2020", goal="HL-1", at="211403")
    assert "missing" not in segments(at, "units"), "all of 龙港区 are paired"
    press(at, "matrix", goal="HL-1", at="211422")
    assert at.query_params["units"] == "missing"


def test_a_goals_name_opens_it_and_the_choice_holds():
    at = page(MANY, at="530521")
    press_name(at, "BS-7")
    assert at.query_params["goal"] == "BS-7" and at.query_params["at"] == "530521"
    assert at.selectbox(key="choose_goal").value == "BS-7"


def test_what_is_not_met_is_opened_first():
    assert page(MANY).query_params["goal"] == "BS-4a"
    assert page("liaoyang-2018").query_params["goal"] == "LY-2"


def test_a_county_chosen_in_the_sidebar_is_the_one_opened():
    at = page("huludao-2020", at="211422")
    at.selectbox(key="choose_area").select("211481").run()
    assert at.query_params["at"] == "211481" and troubles(at) == []


def test_a_number_is_drawn_on_an_axis_of_its_own():
    drawn = charts(page(MANY, goal="BS-5a"))
    assert len(drawn) == 2
    for chart, axis in zip(drawn, ("xaxis", "yaxis"), strict=True):
        assert "%" not in json.dumps(chart["layout"][axis]) and "%" not in json.dumps(chart["layout"]["annotations"])
    places = queries.trend(Scope(MANY), "principal_rotation")
    places = places[places["area_code"] == "530500"]["numerator"]
    assert [float(text) for text in drawn[1]["data"][0]["text"]] == list(places)


def test_goals_of_one_indicator_share_a_chart_with_a_marker_each():
    at = page("kaiyuan-2024", goal="KY-2b")
    marks = [trace for trace in charts(at)[1]["data"] if trace["mode"] == "markers"]
    assert [(mark["x"][0][:10], mark["y"][0]) for mark in marks] == [("2024-12-31", 30.0), ("2025-12-31", 50.0)]
    assert said(at).count("条款：二(二)") == 2
    assert len(charts(at)[0]["layout"]["shapes"]) == 2


def test_a_yearly_goal_says_how_it_stood_each_year():
    at = page("kaiyuan-2024", goal="KY-6b")
    years = queries.goal_years(Scope("kaiyuan-2024"))
    rows = years[years["goal_id"] == "KY-6b"]
    assert len(rows) >= 2
    for row in rows.to_dict("records"):
        assert re.search(rf"{row['year']}\s+{MARKS[row['standing']]}", said(at)), row["year"]
    assert "逐年判定" not in said(page("kaiyuan-2024", goal="KY-11"))


def test_a_reported_figure_without_townships_stands_alone():
    at = page("kaiyuan-2024", goal="KY-8a")
    assert len(charts(at)) == 1 and "没有分乡镇的数" in said(at)


def test_a_reference_is_dotted_and_never_met_or_missed():
    at = page("huludao-2020", goal="HL-4")
    bars, years = charts(at)
    assert [shape["line"]["dash"] for chart in (bars, years) for shape in chart["layout"]["shapes"]] == ["dot", "dot"]
    assert [trace for trace in years["data"] if trace["mode"] == "markers"] == []
    assert "不判是否达标" in said(at) and "还差" not in said(at)


def test_a_goal_of_each_school_says_how_many_reach_the_line_on_their_own():
    units = queries.units(Scope(MANY), "group_experiments")
    met = sum(100 * row.numerator >= 95 * row.denominator for row in units.itertuples())
    assert f"自己达到 ≥ 95% 的学校：{met}/{len(units)} 所" in said(page(MANY, goal="BS-4b"))


def test_gap_and_pace_are_said_in_words_before_the_date():
    at = page("kaiyuan-2024", date="2023-12-31", goal="KY-11")
    goals: dict[str, Any] = (
        queries.progress(Scope("kaiyuan-2024", pd.Timestamp("2023-12-31").date())).set_index("goal_id").to_dict("index")
    )
    row = goals["KY-11"]
    pace, needed = f"{row['pace_a_year']:.1f}", f"{row['needed_a_year']:.1f}"
    words = f"还差 {row['gap_units']} 所。按近期进度，差距每年缩小 {pace} 所；按期达标需每年缩小 {needed} 所。"
    assert words in said(at)


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_goal_opens(programme, language):
    at = page(programme, lang=language)
    for goal in names(at):
        press_name(at, goal)
        assert troubles(at) == [], goal
        assert at.query_params["goal"] == goal


def test_the_chosen_goal_is_told_before_the_others_on_its_indicator():
    at = page("kaiyuan-2024", goal="KY-3b")
    lines = [prose(one.proto.body) for one in at.main if one.type == "html" and "font-size:1.35rem" in one.proto.body]
    assert [line.split()[0] for line in lines] == ["KY-3b", "KY-3a"]

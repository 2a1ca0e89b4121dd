"""The county page lists exactly the schools behind its figure; what stands beside the map names what was clicked."""

import re
from html import escape
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import queries
from data.registry.rows import registry
from queries import Page, Scope
from tests.pages.published import MARKUP, SCENES
from tests.pages.screens import COUNTY, GOALS, PAGES, charts, headline, names_listed, opened, prose, troubles
from views.shell.layout import standing_words
from views.tables.paged_linked_table import SHOWN
from views.text.labels import counted, figure, state

INDICATOR = "rural_pairing_coverage"
CASES = [
    ("sample", "huludao-2020", "211402", INDICATOR),
    ("sample", "huludao-2020", None, "small_school_integration"),
    ("huludao", "huludao-2020", "211481", INDICATOR),
    ("zibo", "zibo-2019", None, INDICATOR),
    ("sample_zibo", "zibo-2019", None, "one_core_school"),
    ("liaoyang", "liaoyang-2018", "211021", "recording_classroom"),
    ("baoshan", "baoshan-2016", None, "teacher_rotation"),
    ("baoshan", "baoshan-2016", None, "principal_rotation"),
    ("kaiyuan", "kaiyuan-2024", None, "psych_teacher"),
    ("kaiyuan", "kaiyuan-2024", None, "small_schools_left"),
]
every_case = pytest.mark.parametrize(("scene", "programme", "area", "code"), CASES)


@every_case
def test_both_lists_name_exactly_the_units_of_the_figure(show, scene, programme, area, code):
    asked = {"area": area or "all", "indicator": code, **show(scene)}
    at, done = (opened(COUNTY, view=view, **asked) for view in ("missing", "in"))
    units, meaning = queries.units(Scope(programme, None, area), code), indicator(code)
    assert 0 < units["is_missing"].sum() < len(units)
    for page in (at, done):
        rows = queries.units(Scope(programme, None, area), code, missing=page is at, page=Page(0, SHOWN))
        assert len(rows) == min(SHOWN, (units["is_missing"] == (page is at)).sum())
        assert listed(page, 0) == list(rows["unit_name"])
        assert set(listed(page, 1)) == {state(meaning, page is at)}
    words = [segment.content for segment in views(at)][:2]
    assert words == [
        f"{state(meaning, True)} {units['is_missing'].sum()}",
        f"{state(meaning, False)} {(~units['is_missing']).sum()}",
    ]
    row = queries.figure_of(queries.measures(Scope(programme), code), area or at.query_params["place"])
    assert headline(at) == re.sub(r"\s", "", figure(row["value"], meaning["format"]) + counted(row, meaning))


@pytest.mark.parametrize("programme", [row["programme_id"] for row in registry("programmes")])
def test_every_indicator_of_a_programme_opens_with_its_own_words(show, programme):
    scene = next(name for name, (_, one, *_) in SCENES.items() if one == programme)
    at = opened(COUNTY, **show(scene))
    offered = queries.indicators(programme)
    assert at.selectbox(key="choose_indicator").value == offered[0]["indicator_id"]
    promised = {goal["indicator_id"] for goal in registry("goals") if goal["programme_id"] == programme}
    assert {row["indicator_id"] for row in offered} == promised | {INDICATOR}
    for row in offered:
        at.selectbox(key="choose_indicator").select(row["indicator_id"]).run()
        assert troubles(at) == [] and at.query_params["indicator"] == row["indicator_id"]
        shown = re.sub(r"\s", "", headline(at))
        place = queries.measures(Scope(programme), row["indicator_id"]).iloc[0]
        assert shown == re.sub(r"\s", "", figure(place["value"], row["format"]) + counted(place, row))


def stands(row):
    missed = "" if pd.isna(row["missed_years"]) else f"（{row['missed_years']} 年未达标）"
    return f"{standing_words(row['standing'])}{missed}"


@pytest.mark.parametrize(("scene", "area"), [("sample", "211422"), ("baoshan", "530521"), ("kaiyuan", "all")])
def test_the_goals_of_a_county_stand_as_progress_says(show, scene, area):
    asked = show(scene)
    table = opened(COUNTY, view="goals", area=area, **asked).dataframe[0].value
    goals = queries.progress(Scope(asked["programme"]))
    place = queries.programme(asked["programme"])["place_code"]
    for number, (goal_id, rows) in enumerate(goals.groupby("goal_id", sort=False)):
        mine = rows[rows["area_code"] == (place if area == "all" else area)]
        row = (mine if len(mine) else rows).iloc[0]
        assert list(table.iloc[number][["编号", "达标情况", "判定范围"]]) == [
            goal_id, stands(row), row["area_name"],
        ]  # fmt: skip
    assert len(table) == goals["goal_id"].nunique()


def test_every_row_of_the_missing_list_says_it_is_not_paired(show):
    at = opened(COUNTY, area="211422", **show("sample"))
    assert set(listed(at, 1)) == {"未结对"}
    assert set(listed(at, 2)) == {"建昌县"}


def test_names_in_a_county_lead_to_the_pages_of_schools_and_communities(show):
    scope = Scope("huludao-2020", None, "211422")
    asked = show("sample")
    missing = queries.units(scope, INDICATOR, missing=True, page=Page(0, SHOWN))
    assert leads(opened(COUNTY, area="211422", **asked), "school") == set(missing["unit_id"])
    pairings = queries.pairings(scope, page=Page(0, SHOWN))
    page = opened(COUNTY, area="211422", view="pairings", **asked)
    assert leads(page, "partnership") == set(pairings["partnership_id"])
    assert leads(page, "school") == {*pairings["core_school_id"].dropna(), *pairings["member_id"].dropna()}
    roster = queries.schools(scope, page=Page(0, SHOWN))
    found = leads(opened(COUNTY, area="211422", view="roster", **asked), "school")
    assert found == {*roster["school_id"], *roster["managing_school_id"].dropna()}


def test_counties_that_are_counted_lead_to_no_school(show):
    page = opened(COUNTY, indicator="county_plan_filed", view="in", **show("sample"))
    assert listed(page, 0) and leads(page, "school") == set()


def test_a_county_without_missing_schools_says_so(show):
    at = opened(COUNTY, area="211403", **show("sample"))
    assert len(queries.units(Scope("huludao-2020", None, "211403"), INDICATOR, missing=True)) == 0
    assert "名单为空" in at.info[0].value


def test_the_roster_and_the_pairings_are_all_there(show):
    scope = Scope("huludao-2020", None, "211481")
    pairings = opened(COUNTY, area="211481", view="pairings", **show("huludao"))
    assert listed(pairings, 0) == list(queries.pairings(scope, page=Page(0, SHOWN))["core_name"])
    roster = opened(COUNTY, area="211481", view="roster", **show("huludao"))
    assert listed(roster, 0) == list(queries.schools(scope, page=Page(0, SHOWN))["name"])


@pytest.mark.parametrize("view", ["missing", "in", "goals", "pairings", "roster", "compare"])
@pytest.mark.parametrize(("scene", "programme", "area", "code"), [CASES[0], CASES[3], CASES[6], CASES[8]])
def test_every_view_of_a_county_opens(show, scene, programme, area, code, view):
    at = opened(COUNTY, area=area or "all", view=view, indicator=code, **show(scene))
    assert troubles(at) == []
    drawn = bool(at.dataframe) or bool(listed(at, 0)) or "名单为空" in "".join(one.value for one in at.info)
    assert drawn == (view != "compare") and bool(charts(at)) == (view == "compare")


def test_a_county_chosen_in_the_sidebar_shows_its_missing_schools_on_the_goals_page(show):
    at = opened(GOALS, area="211422", **show("sample"))
    missing = queries.units(Scope("huludao-2020", None, "211422"), INDICATOR, missing=True)
    assert names_listed(at, 0) == list(missing["unit_name"])


def indicator(code: str) -> dict[str, str]:
    return next(row for row in registry("indicators") if row["indicator_id"] == code)


def views(at: AppTest) -> list[Any]:
    """Return the segments of the county page's view switch."""
    return next(list(group.proto.options) for group in at.button_group if group.key == "choose_view")


def test_no_page_hands_a_name_to_markdown(show):
    asked, found = show("hostile"), []
    for script in PAGES:
        at = opened(script, area="211402", **asked)
        said = [element.proto.body for element in at.main if element.type in ("markdown", "caption")]
        found += [(script, body) for body in said if "evil" in body or MARKUP in body]
    assert found == []


def test_a_page_that_fails_says_so_inside_the_frame(show, monkeypatch):
    monkeypatch.setattr(queries, "profile", lambda *_, **__: 1 / 0)
    at = opened(COUNTY, **show("sample"))
    assert at.exception and at.selectbox(key="choose_place").value == "211400"


def test_the_cases_speak_of_scenes_that_exist():
    assert {scene for scene, *_ in CASES} <= set(SCENES)


def drawn(at: AppTest, mark: str) -> str:
    return next(element.proto.body for element in at.main if element.type == "html" and mark in element.proto.body)


def test_a_township_shows_its_own_figure_and_its_own_schools(show):
    asked = show("sample") | {"area": "211422", "indicator": INDICATOR}
    rows = queries.towns(Scope("huludao-2020", None, "211422"), INDICATOR)
    opened_towns = drawn(opened(COUNTY, view="towns", **asked), "ranked")
    assert all(f"town={code}" in opened_towns for code in rows["town_code"])
    for row in rows.head(4).to_dict("records"):
        at = opened(COUNTY, town=row["town_code"], **asked)
        assert troubles(at) == [] and row["town_name"] in at.title[0].value
        assert headline(at) == re.sub(r"\s", "", figure(row["value"], "%") + counted(row, indicator(INDICATOR)))
        units = queries.units(Scope("huludao-2020", None, "211422", row["town_code"]), INDICATOR, missing=True)
        assert len(units) == row["denominator"] - row["numerator"]
        if len(units):
            assert sorted(listed(at, 0)) == sorted(units["unit_name"])


def test_another_county_leaves_the_township(show):
    at = opened(COUNTY, area="211422", town="211422100", **show("sample"))
    assert at.query_params["town"] == "211422100"
    at.selectbox(key="choose_area").select("211481").run()
    assert troubles(at) == [] and at.selectbox(key="choose_town").value == "all" == at.query_params["town"]


def test_the_strips_name_rank_and_median_of_every_indicator(show):
    at = opened(COUNTY, area="211422", view="compare", **show("sample"))
    body = drawn(at, "against")
    offered = queries.indicators("huludao-2020")
    assert all(f"indicator={row['indicator_id']}" in body for row in offered)
    figures = queries.measures(Scope("huludao-2020"), INDICATOR).iloc[1:]
    figures = figures[figures["denominator"] > 0]["value"]
    assert f"第 {len(figures)} / {len(figures)}" in body and figure(figures.median(), "%") in body


def test_a_name_of_a_township_is_text(show, monkeypatch):
    asked = show("sample")
    towns = queries.towns(Scope("huludao-2020", None, "211422"), INDICATOR).assign(town_name=MARKUP)
    monkeypatch.setattr(queries, "towns", lambda *_: towns)
    body = drawn(opened(COUNTY, area="211422", view="towns", **asked), "ranked")
    assert escape(MARKUP) in body and MARKUP not in body


def table(at) -> str:
    """Return the table with links as HTML, nothing where there is none."""
    bodies = (element.proto.body for element in at.get("html"))
    return next((body for body in bodies if 'class="linked"' in body), "")


def listed(at, place: int) -> list[str]:
    """Return a column of the table with links."""
    rows = re.findall(r"<tr>(<td.*?)</tr>", table(at))
    return [prose(re.findall(r"<td.*?</td>", row)[place]).strip() for row in rows]


def leads(at, page: str) -> set[str]:
    """Return the ids of the schools or the partnerships that the table leads to."""
    return set(re.findall(rf'href="{page}\?[^"]*\b{page}=([^&"]+)', table(at)))

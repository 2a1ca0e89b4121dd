"""The county page lists exactly the schools behind its figure; what stands beside the map names what was clicked."""

import re
from html import escape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import queries
from queries import Scope
from tests.pages.published import LINK, MARKUP, SCENES
from tests.pages.screens import COUNTY, GOALS, PAGES, headline, names_listed, opened, troubles

INDICATOR = "rural_pairing_coverage"
CASES = [
    ("sample", "huludao-2020", "211402"),
    ("sample", "huludao-2020", None),
    ("huludao", "huludao-2020", "211481"),
    ("zibo", "zibo-2019", "370323"),
    ("zibo", "zibo-2019", None),
    ("kaiyuan", "kaiyuan-2024", None),
]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(("scene", "programme", "area"), CASES)
def test_the_missing_list_names_exactly_the_missing_units(show, scene, programme, area, language):
    at = opened(COUNTY, lang=language, area=area or "all", **show(scene))
    missing = queries.units(Scope(programme, None, area), INDICATOR, missing=True)
    units = queries.units(Scope(programme, None, area), INDICATOR)
    assert 0 < len(missing) < len(units)
    assert names_listed(at, 0) == list(missing["unit_name"])
    paired = opened(COUNTY, lang=language, area=area or "all", view="paired", **show(scene))
    assert names_listed(paired, 0) == list(units[units["numerator"] == 1]["unit_name"])
    covered, counted = re.search(r"(\d+)/(\d+)$", headline(at).replace(",", "")).groups()
    assert (int(counted) - int(covered), int(counted)) == (len(missing), len(units))
    assert any(re.search(rf"\D{len(missing)}$", segment.content) for segment in views(at))


def test_every_row_of_the_missing_list_says_it_is_not_paired(show):
    at = opened(COUNTY, area="211422", **show("sample"))
    frame = at.dataframe[0].value
    assert set(frame["结对情况"]) == {"未结对"}
    assert set(frame["县区"]) == {"建昌县"}


def test_a_county_without_missing_schools_says_so(show):
    at = opened(COUNTY, area="211403", **show("sample"))
    assert len(queries.units(Scope("huludao-2020", None, "211403"), INDICATOR, missing=True)) == 0
    assert "名单为空" in at.info[0].value


def test_the_roster_and_the_pairings_are_all_there(show):
    scope = Scope("huludao-2020", None, "211481")
    pairings = opened(COUNTY, area="211481", view="pairings", **show("huludao"))
    assert names_listed(pairings, 0) == list(queries.pairings(scope)["core_name"])
    roster = opened(COUNTY, area="211481", view="roster", **show("huludao"))
    assert names_listed(roster, 0) == list(queries.schools(scope)["name"])


@pytest.mark.parametrize("view", ["missing", "paired", "pairings", "roster", "compare"])
@pytest.mark.parametrize(("scene", "programme", "area"), CASES)
def test_every_view_of_a_county_opens(show, scene, programme, area, view):
    at = opened(COUNTY, area=area or "all", view=view, **show(scene))
    assert troubles(at) == []
    assert len(at.dataframe) == (view != "compare") and len(at.get("plotly_chart")) == 2 * (view == "compare")


def test_a_county_chosen_in_the_sidebar_shows_its_missing_schools_on_the_goals_page(show):
    at = opened(GOALS, area="211422", **show("sample"))
    missing = queries.units(Scope("huludao-2020", None, "211422"), INDICATOR, missing=True)
    assert names_listed(at, 0) == list(missing["unit_name"])


def views(at: AppTest) -> list[Any]:
    """Return the segments of the county page's view switch."""
    return next(list(group.proto.options) for group in at.button_group if group.key == "choose_view")


def side_panel(kind: str, code: str) -> None:
    import queries
    from queries import Scope
    from views import map_side

    scope = Scope("huludao-2020")
    figures = queries.measures(scope, "rural_pairing_coverage")
    selection = {"objects": {"layer": [{"kind": kind, "code": code}]}}
    map_side.explain(selection, figures, queries.schools(scope), queries.pairings(scope))


@pytest.mark.parametrize(("kind", "code"), [("school", "C"), ("school", "D"), ("pairing", "211400-001")])
def test_a_name_in_the_side_panel_brings_no_picture_and_no_link(show, kind, code):
    show("hostile")
    at = AppTest.from_function(side_panel, args=(kind, code)).run()
    assert troubles(at) == []
    said = [element.proto.body for element in at.main if element.type in ("markdown", "caption")]
    assert not [body for body in said if LINK in body or "[q](https" in body or "第*一*" in body]
    drawn = "".join(element.proto.body for element in at.main if element.type == "html")
    assert "<b>" in drawn and "<img" not in drawn and "<script" not in drawn, "names come out escaped"


@pytest.mark.parametrize("script", PAGES)
def test_no_page_hands_a_name_to_markdown(show, script):
    at = opened(script, area="211402", **show("hostile"))
    said = [element.proto.body for element in at.main if element.type in ("markdown", "caption")]
    assert said and not [body for body in said if "evil" in body or MARKUP in body]


def test_the_side_panel_names_a_clicked_school_and_pairing(show):
    show("sample")
    pairing = queries.pairings(Scope("huludao-2020")).iloc[0]
    for kind, code, name in (
        ("school", pairing["member_id"], pairing["member_name"]),
        ("pairing", pairing["partnership_id"], pairing["core_name"]),
    ):
        at = AppTest.from_function(side_panel, args=(kind, code)).run()
        assert troubles(at) == []
        assert any(escape(name) in element.proto.body for element in at.main if element.type == "html")


def test_the_cases_speak_of_scenes_that_exist():
    assert {scene for scene, _, _ in CASES} <= set(SCENES)

"""Meeting mode: where each key leads, what stands on a screen, and that names stay text."""

import json
import re
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

import queries
from pages.context import pick
from pages.report.assemble.briefing import gather
from tests.pages.screens import BRIEFING, opened, prose, troubles
from tests.pages.screens import GOALS as GOALS_PAGE
from views.briefing import meeting
from views.shell.layout import standing_words

PROGRAMME, GOALS = "huludao-2020", "HL-1,HL-3"


@pytest.fixture(scope="module")
def briefing():
    return gather(pick(queries.programme(PROGRAMME), "2023-12-31", None), GOALS.split(","))


@pytest.mark.parametrize(
    ("step", "page", "went", "follows"),
    [
        (0, 0, "next", (1, 0)), (1, 0, "back", (0, 0)), (0, 0, "back", (0, 0)), (2, 0, "next", (2, 0)),
        (2, 0, "first", (0, 0)), (0, 0, "last", (2, 0)), (0, 0, "2", (2, 0)), (0, 0, "99", (2, 0)),
        (1, 0, "list", (1, 1)), (1, 1, "next", (1, 2)), (1, 2, "next", (1, 2)), (1, 1, "back", (1, 1)),
        (1, 2, "up", (1, 0)), (1, 2, "list", (1, 0)), (1, 0, "up", None), (0, 0, "list", (0, 0)), (1, 0, "x", (1, 0)),
        (1, 2, "2", (2, 0)),
    ],
)  # fmt: skip
def test_every_key_leads_where_a_reader_expects(briefing, step, page, went, follows):
    assert meeting.list_pages(briefing.claims[0]) == 2 and len(briefing.claims[0].missing.frame) == 38
    assert meeting.gone(briefing, step, page, went) == follows


def test_a_screen_says_the_claim_with_date_denominator_and_clause(briefing):
    said = prose(meeting.written(briefing, 1, 0))
    for words in (
        "优质学校帮扶农村学校覆盖率",
        "78.5%",
        "139/177 所",
        standing_words("met_on_time"),
        "2023-12-31",
        "条款：一",
    ):
        assert words in said, words
    assert "合成样例数据" in said and "建昌县" in said


def test_the_names_of_all_list_screens_are_those_missing_in_their_order(briefing):
    names = []
    for page in (1, 2):
        names += re.findall(r"<li>(.+?)（", meeting.written(briefing, 1, page))
    assert names == list(briefing.claims[0].missing.frame["unit_name"])


def test_names_stay_text(briefing):
    claim = briefing.claims[0]
    hostile = claim.missing.frame.assign(unit_name="<img src=x onerror=alert(1)>", area="**甲**")
    made = replace(briefing, claims=[replace(claim, missing=replace(claim.missing, frame=hostile), area="<b>甲</b>")])
    for page in (0, 1):
        found = meeting.written(made, 1, page)
        assert "<img" not in found and "<b>甲" not in found
    assert "&lt;img src=x" in meeting.written(made, 1, 1)


def test_the_meeting_stands_in_the_link_and_nonsense_in_it_is_the_first_screen():
    at = opened(BRIEFING, programme=PROGRAMME, present="1", goals=GOALS, step="2", list="1")
    assert troubles(at) == [] and not at.title
    assert {"present": "1", "goals": GOALS, "step": "2", "list": "1"}.items() <= dict(at.query_params).items()
    assert troubles(opened(BRIEFING, programme=PROGRAMME, present="1", goals="HL-99", step="x", list="-3")) == []


def test_the_page_shows_an_outline_with_a_link_to_each_screen():
    at = opened(BRIEFING, programme=PROGRAMME, goals=GOALS)
    table = next(one.proto.body for one in at.main if one.type == "html" and "outline" in one.proto.body)
    assert re.findall(r"step=(\d)", table) == ["1", "2"] and "139/177" in table
    assert "goals=HL-1%2CHL-3" in table and troubles(at) == []


def test_a_goal_on_another_page_opens_its_own_screen_of_the_meeting():
    at = opened(GOALS_PAGE, programme=PROGRAMME, goal="HL-3")
    link = next(one.proto for one in at.main if one.type == "page_link" and "HL-3" in one.proto.label)
    asked = dict(parse_qsl(link.query_string, keep_blank_values=True))
    assert asked["present"] == "1" and asked["goals"] == asked["areas"] == ""
    there = opened(BRIEFING, **asked)
    screen = next(one.proto for one in there.main if one.type == "bidi_component")
    assert "帮扶校与被帮扶校实施方案备案率" in prose(json.loads(screen.json)["html"]) and troubles(there) == []

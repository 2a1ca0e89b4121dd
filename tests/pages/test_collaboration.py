"""The page of what communities do: every count is that of its query, and opens exactly its named rows."""

import re

import pytest

import queries
from queries import Scope
from tests.pages.published import SCENES
from tests.pages.screens import COLLABORATION, names_listed, opened, troubles, words
from views.text.labels import number

PLACES = ("sample", "liaoyang", "baoshan", "kaiyuan", "sample_zibo")
TOPICS = ("modes", "chains", "borders", "activities", "exchanges", "tasks", "schools")
every_place = pytest.mark.parametrize("scene", PLACES)


def segments(at) -> dict[str, str]:
    group = next(group for group in at.button_group if group.key == "choose_topic")
    return dict(zip(TOPICS, [option.content for option in group.proto.options], strict=True))


@every_place
def test_the_figures_of_the_topics_are_those_of_the_queries(show, scene):
    asked = show(scene)
    scope, at = Scope(asked["programme"]), opened(COLLABORATION, **asked)
    activities, pairings = queries.activities(scope), queries.pairings(scope)
    active = pairings[pairings["is_active"]]
    people = activities[["teachers", "cadres"]].sum().sum()
    money = f"{queries.funds(scope)['amount'].sum() / 10_000:,.2f}"
    expected = {
        "modes": number(active["partnership_id"].nunique()),
        "chains": number(len(queries.chains(scope))),
        "borders": number((active["crosses_area"] | active["crosses_city"]).sum()),
        "activities": number(len(activities)),
        "exchanges": number(people),
        "tasks": money,
        "schools": money,
    }
    said = segments(at)
    assert {topic: re.search(r"[\d,.]+", said[topic])[0] for topic in TOPICS} == expected


@pytest.mark.parametrize("scene", ["liaoyang", "kaiyuan"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_count_opens_its_rows_and_the_counts_add_up_to_the_list(show, scene, topic):
    at = opened(COLLABORATION, topic=topic, **show(scene))
    assert troubles(at) == [] and len(at.dataframe) == 2
    counts, everything = at.dataframe[0].value, len(at.dataframe[1].value)
    groups = at.selectbox(key="choose_group")
    codes = [str(option) for option in groups.options]
    assert len(codes) == len(counts) + 1
    size = 0
    for place in (1, len(codes) - 1):
        at.selectbox(key="choose_group").select_index(place).run()
        assert troubles(at) == []
        shown = at.dataframe[1].value
        assert 0 < len(shown) <= everything
        size += len(shown)
    assert size <= everything or len(codes) == 2
    assert at.query_params["topic"] == topic


def test_a_mode_lists_only_its_pairings_in_use(show):
    asked = show("sample")
    pairings = queries.pairings(Scope(asked["programme"]))
    rows = pairings[pairings["is_active"] & (pairings["mode"] == "集团式")]
    at = opened(COLLABORATION, group="集团式", **asked)
    assert names_listed(at, 1) == list(rows["partnership_name"])
    table = at.dataframe[0].value.set_index("模式")
    assert table.loc["集团式", "共同体数"] == rows["partnership_id"].nunique()
    assert table.loc["集团式", "成员学校"] == rows["member_id"].nunique()


def test_teachers_and_cadres_are_added_up_by_area(show):
    asked = show("baoshan")
    found = queries.activities(Scope(asked["programme"])).groupby("area_name")[["teachers", "cadres"]].sum()
    found = found[found.sum(axis=1) > 0]
    table = opened(COLLABORATION, topic="exchanges", **asked).dataframe[0].value.set_index("县区")
    assert table["交流教师"].to_dict() == found["teachers"].to_dict()
    assert table["交流干部"].to_dict() == found["cadres"].to_dict()


def test_money_is_added_up_by_task_and_by_school(show):
    asked = show("sample")
    funds = queries.funds(Scope(asked["programme"]))
    tasks = opened(COLLABORATION, topic="tasks", **asked).dataframe[0].value
    assert dict(zip(tasks["用途"], tasks["金额（元）"], strict=True)) == funds.groupby("task")["amount"].sum().to_dict()
    schools = opened(COLLABORATION, topic="schools", **asked).dataframe[0].value
    assert schools["金额（元）"].sum() == funds["amount"].sum()
    assert schools["笔数"].sum() == len(funds)


@pytest.mark.parametrize("topic", ["activities", "exchanges", "tasks", "schools"])
def test_what_nobody_reported_is_no_data_and_never_0(show, topic):
    at = opened(COLLABORATION, topic=topic, **show("huludao"))
    assert troubles(at) == [] and len(at.dataframe) == 0
    assert segments(at)[topic].endswith("无数据")
    assert any("也不按 0 计" in text for text in words(at))


def test_a_county_has_its_own_counts(show):
    asked = show("sample")
    at = opened(COLLABORATION, topic="activities", area="211421", **asked)
    mine = queries.activities(Scope(asked["programme"], None, "211421"))
    assert len(at.dataframe[1].value) == len(mine) < len(queries.activities(Scope(asked["programme"])))


def test_the_places_are_scenes():
    assert set(PLACES) <= set(SCENES)

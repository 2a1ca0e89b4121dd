"""The overview: the headline follows the programme's goals, the programmes stand side by side, changes are told."""

import html
import re
from datetime import date

import pandas as pd
import pytest

import queries
from data.registry.rows import registry
from queries import Scope
from tests.pages.pressed import press
from tests.pages.screens import OVERVIEW, opened, prose, troubles
from views.shell.layout import standing_words
from views.theme.palette import STANDINGS

FIRST = {
    "liaoyang-2018": "rural_pairing_coverage",
    "huludao-2020": "rural_pairing_coverage",
    "zibo-2019": "rural_pairing_coverage",
    "baoshan-2016": "basic_balance_counties",
    "kaiyuan-2024": "group_retention",
}


def place_standings(programme: str) -> list[str]:
    goals = queries.progress(Scope(programme))
    return list(goals[goals["level"] == "place"]["standing"])


def table(at, column: str) -> pd.DataFrame:
    return next(one.value for one in at.dataframe if column in one.value.columns)


def test_the_headline_is_the_first_indicator_of_the_registry_that_the_programme_promises():
    assert {
        row["programme_id"]: queries.indicators(row["programme_id"])[0]["indicator_id"]
        for row in registry("programmes")
    } == FIRST


@pytest.mark.parametrize("programme", FIRST)
def test_the_goals_are_counted_by_standing_and_each_count_links_to_them(show, programme):
    show("sample")
    at = opened(OVERVIEW, programme=programme)
    assert troubles(at) == []
    standings = place_standings(programme)
    drawn = " ".join(one.proto.body for one in at.main if one.type == "html")
    links = {
        words: html.unescape(to) for to, words in re.findall(r'href="(goals[^"]*standing=[^"]*)">([^<]*)</a>', drawn)
    }
    expected = {f"{standing_words(one)} {standings.count(one)} 个": one for one in STANDINGS if one in standings}
    assert set(links) == set(expected)
    for words, standing in expected.items():
        assert f"standing={standing}" in links[words] and f"programme={programme}" in links[words]


def test_the_programmes_stand_side_by_side_with_their_goals(show):
    show("sample")
    at = opened(OVERVIEW)
    rows = table(at, "最新时点")
    assert len(rows) == len(registry("programmes"))
    for row, programme in zip(rows.to_dict("records"), registry("programmes"), strict=True):
        standings = place_standings(programme["programme_id"])
        assert row["项目"] == programme["short_zh"] and row["目标数"] == len(standings)
        assert row["最新时点"] == str(queries.seen_on(Scope(programme["programme_id"])))
        assert {one: row[standing_words(one)] for one in STANDINGS} == {one: standings.count(one) for one in STANDINGS}


def test_a_click_on_a_programme_opens_it_at_its_newest_date(show):
    show("sample")
    at = opened(OVERVIEW, programme="huludao-2020", date="2019-12-31", area="211481")
    for programme in registry("programmes"):
        press(at, "programmes", programme=programme["programme_id"])
        newest = str(queries.seen_on(Scope(programme["programme_id"])))
        assert troubles(at) == []
        assert [at.query_params[key] for key in ("place", "programme", "date", "area")] == [
            programme["place_code"], programme["programme_id"], newest, "all",
        ]  # fmt: skip


@pytest.mark.parametrize(("programme", "day", "before"), [
    ("huludao-2020", date(2023, 12, 31), date(2022, 12, 31)), ("baoshan-2016", date(2020, 12, 31), date(2019, 12, 31)),
])  # fmt: skip
def test_what_moved_is_listed_with_the_counts_of_both_dates(show, programme, day, before):
    show("sample")
    rows = table(opened(OVERVIEW, programme=programme), "上次完成数")
    scope, names = Scope(programme, day), {row["name_zh"]: row for row in registry("indicators")}
    for row in rows.to_dict("records"):
        code = names[row["指标"]]["indicator_id"]
        now, then = queries.measures(scope, code), queries.measures(Scope(programme, before), code)
        now, then = (one[one["area_name"] == row["县区"]].iloc[0] for one in (now, then))
        counts = [row[f"{at}{key}"] for at in ("上次", "") for key in ("完成数", "应完成数")]
        assert counts == [then["numerator"], then["denominator"], now["numerator"], now["denominator"]]
        ahead = (now["value"] - then["value"]) * (1 if names[row["指标"]]["direction"] == "higher" else -1)
        assert row["变化"] == {1: "前进", -1: "后退", 0: "比例未变"}[int(ahead > 0) - int(ahead < 0)]
    assert len(rows) > 5


def test_goals_newly_met_are_told_by_name(show):
    show("sample")
    at = opened(OVERVIEW, programme="baoshan-2016", date="2019-12-31")
    now, then = (queries.progress(Scope("baoshan-2016", date(year, 12, 31))) for year in (2019, 2018))
    won = {
        row["goal_id"]
        for row, old in zip(now.to_dict("records"), then.to_dict("records"), strict=True)
        if row["level"] == "place" and row["standing"].startswith("met") and not old["standing"].startswith("met")
    }
    said = next(prose(one.proto.body) for one in at.main if one.type == "html" and 'class="points"' in one.proto.body)
    line = re.search(r"新判定达标 (\d+) 个：(.*?)。", said)
    assert int(line[1]) == len(won) and set(re.findall(r"BS-\w+", line[2])) == won != set()


def test_the_first_date_has_nothing_to_compare_with(show):
    show("sample")
    at = opened(OVERVIEW, programme="huludao-2020", date="2018-12-31")
    assert troubles(at) == []
    assert any("没有可比的上次" in one.value for one in at.subheader)


def test_what_is_folded_is_neither_asked_for_nor_drawn(monkeypatch):
    asked, ask = [], queries.changed_areas
    monkeypatch.setattr(queries, "changed_areas", lambda *given, **named: asked.append(named) or ask(*given, **named))
    assert len(opened(OVERVIEW, folded=True).dataframe) == 1
    assert [named for named in asked if "page" in named] == []
    assert len(opened(OVERVIEW).dataframe) == 3
    assert len([named for named in asked if "page" in named]) == 1

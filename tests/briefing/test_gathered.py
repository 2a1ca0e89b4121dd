"""What a briefing says is what the queries say: every figure, every name, in the words of the pages."""

from datetime import date

import pandas as pd
import pytest

import queries
from data.registry.rows import registry
from pages.context import pick
from pages.report.assemble.briefing import gather
from queries import Scope
from views.text.labels import day, figure, speaking

PROGRAMMES = [row["programme_id"] for row in registry("programmes")]


def picked(programme: str, area: str | None = None):
    return pick(queries.programme(programme), day(queries.seen_on(Scope(programme))), area)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_goal_is_a_claim_with_the_figures_of_the_queries(programme):
    briefing = gather(picked(programme))
    assert [claim.code for claim in briefing.claims] == [
        row["goal_id"] for row in registry("goals") if row["programme_id"] == programme
    ]
    standings = queries.progress(Scope(programme)).drop_duplicates("goal_id").set_index("goal_id")["standing"]
    for claim in briefing.claims:
        rows = queries.measures(Scope(programme), claim.goal["indicator_id"])
        own = queries.figure_of(rows, claim.goal["area_code"])
        assert claim.value == figure(own["value"], claim.meaning["format"])
        assert claim.figure["numerator"] == own["numerator"]
        assert claim.goal["standing"] == standings[claim.code]
        pd.testing.assert_frame_equal(claim.areas, rows[rows["level"] != "place"])


@pytest.mark.parametrize("area", [None, "211422"])
def test_who_is_missing_is_named(area):
    briefing = gather(picked("huludao-2020", area), ["HL-1"])
    wanted = queries.units(Scope("huludao-2020", None, area), "rural_pairing_coverage", missing=True)
    assert list(briefing.claims[0].missing.frame["unit_name"]) == list(wanted["unit_name"])
    assert len(briefing.claims) == 1 and len(briefing.goals) == 5


def test_a_county_gets_its_own_standing_and_the_place_what_is_judged_there_only():
    claims = {claim.code: claim for claim in gather(picked("huludao-2020", "211422")).claims}
    assert claims["HL-1"].area == "建昌县" and claims["HL-1"].goal["standing"] == "not_met"
    assert claims["HL-2"].area == "葫芦岛市" and claims["HL-2"].goal["level"] == "place"


def test_changes_are_told_against_the_date_asked_for():
    assert gather(picked("huludao-2020")).changes == []
    assert any("139/177" in line for line in gather(picked("huludao-2020"), before=date(2022, 12, 31)).changes)


def test_an_english_briefing_is_english():
    with speaking("en", "county"):
        briefing = gather(picked("huludao-2020"), ["HL-1"])
        assert briefing.title == "Helping rural schools: progress in Huludao"
        assert "62.3% (109/175 schools) on 2020-12-31, met on time" in briefing.claims[0].sentence

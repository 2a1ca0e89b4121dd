"""What the map and the charts send to the browser: as many shapes as rows, nothing from outside, names as plain text."""

import json
import re
from datetime import date

import pytest

import queries
from queries import Scope
from tests.pages.published import FORMULA, MARKUP, SCENES
from tests.pages.screens import MAP, PAGES, deck, opened, words
from views.geometry import polygons

DRAWN = ["core_lon", "core_lat", "member_lon", "member_lat"]
ADDRESS = re.compile(r"(https?|wss?|ftp):|[\"'(]//", re.I)


def placed(scope: Scope) -> int:
    return len(queries.pairings(scope).dropna(subset=DRAWN))


@pytest.mark.parametrize("scene", SCENES)
def test_the_map_holds_every_outline_every_placed_school_and_every_placed_pairing(show, scene):
    asked = show(scene)
    at = opened(MAP, **asked)
    layers, scope = deck(at), Scope(asked["programme"])
    outlines = queries.outlines(at.query_params["place"])
    schools = queries.schools(scope)
    schools = schools[schools["is_compulsory"]].dropna(subset=["lon", "lat"])
    assert [row["code"] for row in layers["areas"]] == [found["adcode"] for found, _ in polygons(outlines)]
    assert [row["polygon"] for row in layers["areas"]] == [rings for _, rings in polygons(outlines)]
    assert sorted(row["code"] for row in layers["schools"]) == sorted(schools["school_id"])
    assert len(layers["pairings"]) == placed(scope)


def test_the_sample_and_both_bureaus_have_something_to_draw_where_coordinates_are_known(show):
    drawn = {}
    for scene in ("sample", "huludao", "zibo", "kaiyuan"):
        layers = deck(opened(MAP, **show(scene)))
        drawn[scene] = (len(layers["schools"]) > 30, len(layers["pairings"]) > 0)
    assert drawn == dict.fromkeys(drawn, (True, True))


def test_an_arc_runs_from_the_core_school_to_its_member(show):
    asked = show("huludao")
    arcs = deck(opened(MAP, **asked))["pairings"]
    pairings = queries.pairings(Scope(asked["programme"])).dropna(subset=DRAWN)
    ends = [[[row.core_lon, row.core_lat], [row.member_lon, row.member_lat]] for row in pairings.itertuples()]
    assert [[arc["source"], arc["target"]] for arc in arcs] == [
        [pytest.approx(source), pytest.approx(target)] for source, target in ends
    ]
    assert [arc["code"] for arc in arcs] == list(pairings["partnership_id"])


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2022, 12, 31)])
@pytest.mark.parametrize("area", ["211422", "211481"])
def test_a_county_and_a_date_leave_their_own_pairings_on_the_map(show, day, area):
    at = opened(MAP, date=str(day), area=area, **show("sample"))
    arcs, whole = placed(Scope("huludao-2020", day, area)), placed(Scope("huludao-2020", day))
    assert len(deck(at)["pairings"]) == arcs < whole


def test_a_mode_leaves_only_its_arcs(show):
    asked = show("sample")
    pairings = queries.pairings(Scope(asked["programme"])).dropna(subset=DRAWN)
    for mode, rows in pairings.groupby("mode"):
        at = opened(MAP, mode=mode, **asked)
        assert len(deck(at)["pairings"]) == len(rows) < len(pairings)
        assert len(at.dataframe[0].value) == (queries.pairings(Scope(asked["programme"]))["mode"] == mode).sum()


@pytest.mark.parametrize("scene", ["sample", "huludao", "kaiyuan"])
def test_no_chart_or_map_names_an_address_outside(show, scene):
    asked, sent = show(scene), []
    for script in PAGES:
        at = opened(script, **asked)
        sent += [chart.proto.json + chart.proto.tooltip for chart in at.get("deck_gl_json_chart")]
        sent += [chart.proto.spec + chart.proto.config for chart in at.get("plotly_chart")]
    assert len(sent) >= 3
    assert [ADDRESS.search(text) for text in sent] == [None] * len(sent)


def test_the_map_asks_for_no_tiles(show):
    payload = opened(MAP, **show("sample")).get("deck_gl_json_chart")[0].proto.json
    assert "mapbox" not in payload.lower() and "carto" not in payload.lower()
    assert json.loads(payload).get("mapProvider") is None


def test_a_name_of_markup_or_formula_passes_as_plain_text(show):
    at = opened(MAP, **show("hostile"))
    chart = at.get("deck_gl_json_chart")[0].proto
    tips = [row["tip"].splitlines()[0] for row in deck(at)["schools"]]
    assert {MARKUP, FORMULA} <= set(tips)
    assert set(json.loads(chart.tooltip)) == {"text", "style"}, "a tooltip of html would run it"
    assert not any("<img" in element.proto.body for element in at.main if element.type == "html")
    assert any(FORMULA in text for text in words(at))

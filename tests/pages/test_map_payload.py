"""What the map and the charts send to the browser: as many shapes as rows, nothing from outside, names as plain text."""

import json
import re
from datetime import date
from html import escape
from pathlib import PurePath

import pytest
from streamlit.testing.v1 import AppTest

import queries
from queries import Filters, Scope
from tests.pages.published import FORMULA, LINK, MARKUP, SCENES
from tests.pages.screens import CHART, MAP, PAGES, deck, opened, spec, troubles, words
from tests.queries.city import pairing, publish_city, school
from views.maps import served

DRAWN = ["core_lon", "core_lat", "member_lon", "member_lat"]
ADDRESS = re.compile(r"(https?|wss?|ftp):|[\"'(]//", re.I)
SVG = "http://www.w3.org/2000/svg"


def placed(scope: Scope) -> int:
    return len(queries.pairings(scope).dropna(subset=DRAWN))


def lines(at: AppTest) -> list[dict[str, object]]:
    """Return the rows of pairings, without the dark casings beneath those that cross a border."""
    layers = deck(at)
    rows = [row for row in layers["arcs"] if row["f"][:3] != [29, 39, 51]]
    return rows + [row for row in layers["paths"] if row["k"] == "pairing"]


def marked(at: AppTest, kind: str = "school") -> list[str]:
    return [row["c"] for row in deck(at)["marks"] if row["k"] == kind and row["i"] != "ring"]


@pytest.mark.parametrize("scene", SCENES)
def test_the_map_holds_every_outline_every_placed_school_and_every_placed_pairing(show, scene):
    asked = show(scene)
    at = opened(MAP, **asked)
    assert troubles(at) == []
    layers, scope = deck(at), Scope(asked["programme"])
    outlines = queries.outlines(at.query_params["place"])
    schools = queries.schools(scope)
    schools = schools[schools["is_compulsory"]].dropna(subset=["lon", "lat"])
    areas = [row for row in layers["areas"] if row["geometry"]["type"] == "MultiPolygon"]
    assert [row["c"] for row in areas] == [one["properties"]["adcode"] for one in outlines["features"]]
    assert [row["geometry"]["coordinates"] for row in areas] == [
        one["geometry"]["coordinates"] for one in outlines["features"]
    ]
    ends = queries.pairings(scope).dropna(subset=DRAWN)
    assert sorted(marked(at)) == sorted({*schools["school_id"], *ends["core_school_id"], *ends["member_id"]})
    assert len(lines(at)) == placed(scope)


def test_the_sample_and_both_bureaus_have_something_to_draw_where_coordinates_are_known(show):
    drawn = {}
    for scene in ("sample", "huludao", "zibo", "kaiyuan"):
        at = opened(MAP, **show(scene))
        drawn[scene] = (len(marked(at)) > 30, len(lines(at)) > 0)
    assert drawn == dict.fromkeys(drawn, (True, True))


def test_an_arc_runs_from_the_core_school_to_its_member(show):
    asked = show("huludao")
    arcs = lines(opened(MAP, **asked))
    pairings = queries.pairings(Scope(asked["programme"])).dropna(subset=DRAWN)
    expected = [
        (row.partnership_id, [[row.core_lon, row.core_lat], [row.member_lon, row.member_lat]])
        for row in pairings.itertuples()
    ]
    found = [(row["c"], row.get("p") or [row["s"], row["e"]]) for row in arcs]
    assert sorted(map(str, found)) == sorted(
        str((code, [[round(x, 5) for x in end] for end in ends])) for code, ends in expected
    )


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2022, 12, 31)])
@pytest.mark.parametrize("area", ["211422", "211481"])
def test_a_county_and_a_date_leave_their_own_pairings_on_the_map(show, day, area):
    at = opened(MAP, date=str(day), area=area, **show("sample"))
    arcs, whole = placed(Scope("huludao-2020", day, area)), placed(Scope("huludao-2020", day))
    assert len(lines(at)) == arcs < whole


def test_a_mode_leaves_only_its_arcs(show):
    asked = show("sample")
    pairings = queries.pairings(Scope(asked["programme"])).dropna(subset=DRAWN)
    for mode, rows in pairings.groupby("mode"):
        at = opened(MAP, mode=mode, **asked)
        assert len(lines(at)) == len(rows) < len(pairings)
        assert len(at.dataframe[0].value) == (queries.pairings(Scope(asked["programme"]))["mode"] == mode).sum()


@pytest.mark.parametrize(
    ("asked", "filters"),
    [
        ({"state": "missing"}, Filters(standing="missing")),
        ({"state": "ended"}, Filters(state="ended")),
        ({"stage": "初中"}, Filters(stage="初中")),
        ({"band": "镇区"}, Filters(band="镇区")),
        ({"quality": "core_other"}, Filters(core_quality=False)),
        ({"quality": "school"}, Filters(quality=True)),
        ({"distance": "10-20"}, Filters(near_km=10, far_km=20)),
    ],
)
def test_each_choice_of_the_url_narrows_the_map_is_said_in_words_and_can_be_undone(show, asked, filters):
    at = opened(MAP, **asked, **show("sample"))
    scope = Scope("huludao-2020")
    assert len(lines(at)) == len(queries.map_pairings(scope, filters).dropna(subset=DRAWN))
    schools = queries.map_schools(scope, filters).dropna(subset=["lon"])
    assert set(schools["school_id"]) <= set(marked(at))
    assert any(text.strip().startswith("筛选：") for text in words(at))
    at.button(key="map_clear").click().run()
    assert {key: at.query_params[key] for key in asked} == dict.fromkeys(asked, "all")
    assert len(lines(at)) == placed(scope)


def test_one_partnership_is_chosen_by_its_id(show):
    scope = Scope("huludao-2020")
    code = queries.pairings(scope).dropna(subset=DRAWN)["partnership_id"].iloc[0]
    at = opened(MAP, partnership=code, **show("sample"))
    assert {row["c"] for row in lines(at)} == {code}


@pytest.mark.parametrize("scene", ["sample", "huludao", "kaiyuan"])
def test_no_chart_or_map_names_an_address_outside(show, scene):
    asked, sent = show(scene), []
    for script in PAGES:
        at = opened(script, **asked)
        sent += [chart.proto.json + chart.proto.tooltip for chart in at.get("deck_gl_json_chart")]
        sent += [chart.proto.json for chart in at.get(CHART)]
    assert len(sent) >= 3
    assert [ADDRESS.search(text) for text in sent] == [None] * len(sent)


def test_without_a_tile_source_nothing_is_asked_for_and_with_one_its_tiles_are(show, monkeypatch):
    asked = show("sample")
    without = opened(MAP, **asked).get("deck_gl_json_chart")[0].proto.json
    assert "mapbox" not in without.lower() and "carto" not in without.lower() and not ADDRESS.search(without)
    assert json.loads(without)["mapStyle"] == "__MAP_STYLE__"
    monkeypatch.setenv("LIANXIAO_MAP_TILES", "https://tiles.example/{z}/{x}/{y}.png?key=K")
    at = opened(MAP, **asked, stage="初中")
    (style,) = spec(at)["mapStyle"]
    assert style["sources"]["tiles"]["tiles"] == ["https://tiles.example/{z}/{x}/{y}.png?key=K"]
    assert any("瓦片" in text for text in words(at))


def test_the_areas_come_by_an_address_that_names_their_content(show):
    asked = show("sample")
    urls = [layer["data"] for layer in spec(opened(MAP, **asked))["layers"] if layer["@@type"] == "GeoJsonLayer"]
    again = [
        layer["data"]
        for layer in spec(opened(MAP, mode="集团式", **asked))["layers"]
        if layer["@@type"] == "GeoJsonLayer"
    ]
    other = [
        layer["data"]
        for layer in spec(opened(MAP, date="2018-12-31", **asked))["layers"]
        if layer["@@type"] == "GeoJsonLayer"
    ]
    assert urls == again != other, "a filter sends no outlines again, another date other shades"
    assert served(PurePath(urls[0]).name)
    assert served("nothing.geojson") is None


def test_a_name_of_markup_or_formula_passes_as_plain_text(show):
    at = opened(MAP, **show("hostile"))
    chart = at.get("deck_gl_json_chart")[0].proto
    tips = [row["t"].splitlines()[0] for row in deck(at)["marks"]]
    assert {MARKUP, FORMULA} <= set(tips)
    assert set(json.loads(chart.tooltip)) == {"text", "style"}, "a tooltip of html would run it"
    assert not any(MARKUP in element.proto.body for element in at.main if element.type == "html")
    assert any(FORMULA in text for text in words(at))


def test_a_name_is_never_an_expression_of_the_map(tmp_path, monkeypatch):
    at = {"lon": 120.8, "lat": 40.7}
    schools = [
        school("A", "211402", "220", name="@@=alert(1)", **at),
        school("Q", "211402", "111", is_quality=True, **at),
    ]
    publish_city(tmp_path, "211400", schools, [pairing("Q", "A", core_name="@@#GL.ONE")])
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    found = [row["t"] for rows in deck(opened(MAP, programme="huludao-2020")).values() for row in rows if "t" in row]
    assert any("@@=alert(1)" in text for text in found) and any("@@#GL.ONE" in text for text in found)
    assert not [text for text in found if text.startswith("@@")]


@pytest.mark.parametrize(
    ("focus", "told"), [("school:C", LINK), ("school:D", "第*一*小学"), ("pairing:211400-001", LINK)]
)
def test_a_name_in_the_side_panel_brings_no_picture_and_no_link(show, focus, told):
    at = opened(MAP, focus=focus, **show("hostile"))
    assert troubles(at) == []
    said = [element.proto.body for element in at.main if element.type in ("markdown", "caption")]
    assert not [body for body in said if LINK in body or "[q](https" in body or "第*一*" in body]
    panel = "".join(element.proto.body for element in at.main if element.type == "html" and "<b>" in element.proto.body)
    assert "<img src=x" not in panel and "<script" not in panel and any(told in text for text in words(at))


@pytest.mark.parametrize("scene", ["sample", "kaiyuan"])
def test_what_cannot_be_drawn_is_counted_and_listed_with_its_reason(show, scene):
    asked = show(scene)
    at = opened(MAP, **asked)
    scope = Scope(asked["programme"])
    schools, pairings = queries.map_schools(scope), queries.map_pairings(scope)
    lists = [table.value for table in at.dataframe]
    assert len(lists[1]) == schools["lon"].isna().sum() > 0
    assert len(lists[2]) == len(pairings) - placed(scope) > 0
    assert lists[2]["原因"].map(len).min() > 3
    assert (lists[2]["原因"] == "牵头学校在外市").sum() == pairings["crosses_city"].sum()


def test_the_side_panel_names_a_clicked_school_pairing_and_area(show):
    asked = show("sample")
    pairing = queries.pairings(Scope("huludao-2020")).iloc[0]
    for focus, name in (
        (f"school:{pairing['member_id']}", pairing["member_name"]),
        (f"pairing:{pairing['partnership_id']}", pairing["core_name"]),
        ("area:211422", "建昌县"),
    ):
        at = opened(MAP, focus=focus, **asked)
        panel = [
            element.proto.body
            for element in at.main
            if element.type == "html" and 'class="words"' in element.proto.body
        ]
        assert troubles(at) == [] and any(escape(name) in body for body in panel)


def test_names_stand_above_arcs_and_below_the_disc_of_an_area_without_an_outline(show):
    show("sample")
    for place, lowered in (("211282", True), ("211400", False)):
        at = opened(MAP, place=place)
        layer = next(one for one in spec(at)["layers"] if one["@@type"] == "TextLayer")
        assert layer == spec(at)["layers"][-1]
        assert layer["parameters"] == {"depthCompare": "always"} and layer["outlineWidth"] > 0
        radius = max([row["r"] for row in deck(at).get("discs", [])], default=0)
        *names, _scale = layer["data"]
        assert names and all((row["o"][1] > radius > 0) == lowered for row in names)

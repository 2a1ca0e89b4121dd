"""Every choice lives in the URL: widgets write it, links read it, unknown values fall back."""

import re
from datetime import date

import pytest

import queries
from queries import Scope
from tests.pages.pressed import press
from tests.pages.screens import (
    COLLABORATION,
    COUNTY,
    GOALS,
    MAP,
    OVERVIEW,
    PAGES,
    deck,
    headline,
    menu,
    opened,
    troubles,
)
from views.text.labels import counted, figure

INDICATOR = "rural_pairing_coverage"
FRAME = ("place", "programme", "date", "area", "lang")


def expected(programme: str, day: date | None = None, area: str | None = None) -> str:
    """Return the programme's headline figure as the pages write it, straight from `measures`."""
    headline_indicator = queries.indicators(programme)[0]
    figures = queries.measures(Scope(programme, day), headline_indicator["indicator_id"])
    row = figures[figures["area_code"] == area].iloc[0] if area else figures.iloc[0]
    return re.sub(r"\s", "", figure(row["value"], headline_indicator["format"]) + counted(row, headline_indicator))


def shown(at) -> dict[str, str]:
    return {key: at.query_params[key] for key in FRAME}


@pytest.mark.parametrize("scene", ["sample", "liaoyang", "baoshan", "kaiyuan", "sample_zibo", "huludao", "zibo"])
def test_the_headline_is_the_figure_of_measures(show, scene):
    asked = show(scene)
    assert headline(opened(OVERVIEW, **asked)) == expected(asked["programme"])


def test_nothing_to_count_reads_no_data_and_not_zero(show):
    figure = headline(opened(OVERVIEW, **show("bare")))
    assert figure.startswith("无数据") and not re.search(r"\d", figure)
    figure = headline(opened(OVERVIEW, lang="en", **show("bare")))
    assert figure.startswith("Nodata") and not re.search(r"\d", figure)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2021, 12, 31)])
def test_choosing_a_date_changes_the_figure_and_the_url(show, day):
    at = opened(OVERVIEW, **show("sample"))
    newest = headline(at)
    at.selectbox(key="choose_date").select(str(day)).run()
    assert troubles(at) == [] and at.query_params["date"] == str(day)
    assert headline(at) == expected("huludao-2020", day) != newest


def test_choosing_a_county_changes_the_figure_and_the_url(show):
    at = opened(COUNTY, **show("huludao"))
    assert headline(at) == expected("huludao-2020")
    at.selectbox(key="choose_area").select("211481").run()
    assert troubles(at) == [] and at.query_params["area"] == "211481"
    assert headline(at) == expected("huludao-2020", area="211481") != expected("huludao-2020")
    assert "兴城市" in at.title[0].value


def test_choosing_a_place_chooses_its_programme_date_and_whole_area(show):
    at = opened(OVERVIEW, area="211481", date="2020-12-31", **show("huludao"))
    at.selectbox(key="choose_place").select("370300").run()
    assert troubles(at) == [] and headline(at) == expected("zibo-2019")
    assert shown(at) == {
        "place": "370300", "programme": "zibo-2019", "date": "2019-12-31", "area": "all", "lang": "zh_CN",
    }  # fmt: skip


def test_the_choices_hold_from_page_to_page(show):
    at = opened(OVERVIEW, area="211422", date="2019-12-31", lang="en", **show("sample"))
    first = shown(at)
    for script in PAGES:
        at.switch_page(script).run()
        assert troubles(at) == [] and shown(at) == first, script


def test_a_link_to_a_filtered_map_reopens_it(show):
    at = opened(MAP, mode="集团式", stage="小学", band="乡村", state="paired", area="211422", **show("sample"))
    boxes = {key: at.selectbox(key=f"choose_{key}").value for key in ("mode", "stage", "band", "state", "area")}
    assert boxes == {"mode": "集团式", "stage": "小学", "band": "乡村", "state": "paired", "area": "211422"}
    everything = deck(opened(MAP, **show("sample")))
    assert 0 < len(deck(at)["marks"]) < len(everything["marks"])


@pytest.mark.parametrize("script", PAGES)
def test_unknown_values_in_the_url_fall_back(show, script):
    own = ("mode", "stage", "band", "state", "indicator", "view", "topic", "group", "indicators", "layout")
    unknown = dict.fromkeys(("place", "date", "area", "lang", *own), "<b>")
    at = opened(script, **(unknown | show("sample") | {"programme": "no-such"}))
    assert troubles(at) == []
    assert shown(at) == {
        "place": "211000", "programme": "liaoyang-2018", "date": "2023-12-31", "area": "all", "lang": "zh_CN",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("script", "key"),
    [(COUNTY, "town"), (COUNTY, "indicator"), (GOALS, "goal"), (MAP, "mode"), (COLLABORATION, "topic")],
)
def test_an_unknown_choice_of_the_page_itself_is_told_too(show, script, key):
    at = opened(script, **(show("sample") | {"area": "211422", key: "nowhere"}))
    assert troubles(at) == []
    assert ["nowhere" in one.value for one in at.warning] == [True]


def test_a_county_of_another_place_falls_back_to_the_whole_place(show):
    at = opened(GOALS, area="211481", **(show("huludao") | {"programme": "zibo-2019"}))
    assert troubles(at) == [] and at.query_params["area"] == "all"


@pytest.mark.parametrize("scene", ["sample", "zibo", "kaiyuan"])
@pytest.mark.parametrize("script", [COUNTY, COLLABORATION, GOALS, MAP])
def test_every_area_the_sidebar_offers_opens(show, scene, script):
    at = opened(script, **show(scene))
    offered = queries.places(at.query_params["place"]).iloc[1:]
    assert len(at.selectbox(key="choose_area").options) == len(offered) + 1
    alike = offered.groupby("level").head(3)
    for area in alike["area_code"]:
        at.selectbox(key="choose_area").select(area).run()
        assert troubles(at) == [], area
        assert at.query_params["area"] == area


def test_county_links_on_the_county_page_keep_the_other_choices(show):
    at = opened(COUNTY, date="2020-12-31", lang="en", **show("sample"))
    figures = queries.measures(Scope("huludao-2020", date(2020, 12, 31)), INDICATOR)
    for code in list(figures["area_code"])[1:]:
        press(at, "open", area=code)
        assert [at.query_params[key] for key in ("area", "date", "lang")] == [code, "2020-12-31", "en"]
        at.selectbox("choose_area").select("all").run()
    links = menu(at)
    assert len(links) == len(PAGES) and all("date=2020-12-31" in link and "lang=en" in link for link in links)


def test_the_short_code_of_chinese_is_understood(show):
    at = opened(OVERVIEW, lang="zh", **show("bare"))
    assert at.query_params["lang"] == "zh_CN" and not at.warning

"""What a reader chooses stands in the address, survives a reload, and holds on the next page."""

import re

import pytest
from playwright.sync_api import expect

import queries
from queries import Scope
from tests.browser.watch import BARS, asked_in_url, choose, menu, rows_on_screen, settled, visit, word

pytestmark = pytest.mark.browser
INDICATOR = "rural_pairing_coverage"


def missing(area: str) -> list[str]:
    """Return the names of a county's units that are missing."""
    return list(queries.units(Scope("huludao-2020", None, area), INDICATOR, missing=True)["unit_name"])


def test_a_filter_of_the_map_changes_the_address_and_survives_a_reload(sample, tab):
    visit(tab, f"{sample.address}/pairings_map?programme=huludao-2020&lang=en")
    everything = int(tab.locator("[data-testid=stDataFrame] canvas table").first.get_attribute("aria-rowcount"))
    choose(tab, "mode", word("mode.集团式", "en"))
    tab.wait_for_url(re.compile("mode="))
    assert asked_in_url(tab)["mode"] == "集团式"
    tab.reload()
    settled(tab)
    assert asked_in_url(tab)["mode"] == "集团式" and asked_in_url(tab)["lang"] == "en"
    rows = rows_on_screen(tab)
    column = rows[0].index(word("column.mode", "en"))
    assert {row[column] for row in rows[1:]} == {word("mode.集团式", "en")}
    found = queries.pairings(Scope("huludao-2020"))
    shown = int(tab.locator("[data-testid=stDataFrame] canvas table").first.get_attribute("aria-rowcount"))
    assert shown == (found["mode"] == "集团式").sum() + 1 < everything


def test_a_county_and_a_date_hold_on_every_other_page_and_after_a_reload(sample, tab):
    visit(tab, f"{sample.address}/?programme=huludao-2020&lang=en")
    choose(tab, "area", "Jianchang County")
    choose(tab, "date", "2020-12-31")
    tab.wait_for_url(re.compile("date=2020-12-31"))
    menu(tab, "county")
    tab.get_by_role("heading", level=1, name=re.compile("Jianchang County")).wait_for()
    settled(tab)
    wanted = {"area": "211422", "date": "2020-12-31", "lang": "en", "place": "211400", "programme": "huludao-2020"}
    assert wanted.items() <= asked_in_url(tab).items()
    tab.reload()
    tab.get_by_role("heading", level=1, name=re.compile("Jianchang County")).wait_for()
    assert wanted.items() <= asked_in_url(tab).items()
    menu(tab, "goals")
    tab.get_by_role("heading", level=1, name=word("goals.title", "en")).wait_for()
    settled(tab)
    assert wanted.items() <= asked_in_url(tab).items()


def test_the_language_switch_turns_the_page_and_its_language_tag(sample, tab):
    visit(tab, f"{sample.address}/definitions")
    expect(tab.get_by_role("heading", level=1)).to_have_text(word("definitions.title"))
    tab.get_by_test_id("stSidebar").get_by_role("radio", name="English").click()
    tab.get_by_role("heading", level=1, name=word("definitions.title", "en")).wait_for()
    settled(tab)
    assert asked_in_url(tab)["lang"] == "en"
    tab.wait_for_function("code => document.documentElement.lang === code", arg="en")
    first = tab.locator("nav.menu a").first
    expect(first).to_have_text(re.compile(f"{word('page.overview', 'en')}$"))
    tab.get_by_test_id("stSidebar").get_by_role("radio", name="中文").click()
    tab.get_by_role("heading", level=1, name=word("definitions.title")).wait_for()
    settled(tab)
    tab.wait_for_function("code => document.documentElement.lang === code", arg="zh-CN")


def click_lowest_bar(tab) -> None:
    """Click the lowest bar of the first chart: the drawn one, not its track."""
    bar = tab.locator(BARS).nth(1).locator(".point path").first
    bar.scroll_into_view_if_needed()
    place = bar.bounding_box()
    tab.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)


def listed(tab, area: str) -> None:
    """Wait until a county's missing list stands on the page."""
    tab.get_by_text(re.compile(rf"^{area} · .+ · 未结对")).first.wait_for()
    settled(tab)


def test_a_click_on_a_bar_lists_the_missing_schools_of_that_county(sample, tab):
    visit(tab, f"{sample.address}/goals?programme=huludao-2020&goal=HL-1")
    click_lowest_bar(tab)
    listed(tab, "建昌县")
    table = tab.locator("[data-testid=stDataFrame] canvas table").first
    table.get_by_text(missing("211422")[0]).wait_for(state="attached")  # the canvas follows a moment later
    rows = rows_on_screen(tab, 0)
    assert len(rows) > 5
    assert [row[0] for row in rows[1:]] == missing("211422")[: len(rows) - 1]


def test_a_county_chosen_after_a_click_on_a_bar_is_the_one_listed(sample, visitor):
    tab = visitor.new_page()
    try:
        visit(tab, f"{sample.address}/goals?programme=huludao-2020&goal=HL-1")
        click_lowest_bar(tab)
        listed(tab, "建昌县")
        choose(tab, "area", "兴城市")
        tab.set_default_timeout(3000)
        listed(tab, "兴城市")
    finally:
        tab.close()

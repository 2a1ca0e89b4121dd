"""The matrix of goals under a real mouse and keyboard: a cell opens its list, and the address says which."""

import re

import pytest
from playwright.sync_api import expect

import queries
from queries import Scope
from tests.browser.watch import BARS, asked_in_url, box, rows_on_screen, settled, visit

pytestmark = pytest.mark.browser
PROGRAMME = "huludao-2020"


def cell(tab, goal: str, area: str):
    return tab.locator(f"[data-cell='{goal} {area}'] button")


def missing(indicator: str, area: str) -> list[str]:
    """Return the names of an area's units that are missing."""
    return list(queries.units(Scope(PROGRAMME, None, area), indicator, missing=True)["unit_name"])


def follows(tab, goal: str, area: str, name: str) -> None:
    """Wait until the address names goal and area and the area's list stands on the page."""
    tab.wait_for_function("words => location.search.includes(words)", arg=f"goal={goal}")
    tab.wait_for_function("words => location.search.includes(words)", arg=f"at={area}")
    tab.get_by_text(re.compile(rf"^{name} · .+ · .+")).first.wait_for()
    settled(tab)


def names(tab, first: str) -> list[str]:
    """Return the first column of the named list, once it begins with a name: the canvas follows a moment later."""
    tab.locator("[data-testid=stDataFrame] canvas table").first.get_by_text(first).wait_for(state="attached")
    return [row[0] for row in rows_on_screen(tab, 0)[1:]]


def test_a_click_on_a_cell_opens_its_list_and_the_address_reopens_it(sample, tab):
    visit(tab, f"{sample.address}/goals?programme={PROGRAMME}")
    cell(tab, "HL-3", "211422").click()
    follows(tab, "HL-3", "211422", "建昌县")
    wanted = missing("school_plan_filed", "211422")
    assert names(tab, wanted[0]) == wanted
    tab.reload()
    settled(tab)
    assert asked_in_url(tab)["goal"] == "HL-3" and asked_in_url(tab)["at"] == "211422"
    assert names(tab, wanted[0]) == wanted


def test_the_keyboard_reaches_a_cell_and_opens_it(sample, tab):
    visit(tab, f"{sample.address}/goals?programme={PROGRAMME}&lang=en")
    cell(tab, "HL-1", "211421").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    follows(tab, "HL-1", "211422", "Jianchang County")
    wanted = missing("rural_pairing_coverage", "211422")
    shown = names(tab, wanted[0])
    assert len(shown) > 2 and shown == wanted[: len(shown)]


def test_one_click_is_one_step_back(sample, tab):
    visit(tab, f"{sample.address}/goals?programme={PROGRAMME}")
    steps = tab.evaluate("history.length")
    cell(tab, "HL-3", "211422").click()
    follows(tab, "HL-3", "211422", "建昌县")
    assert tab.evaluate("history.length") == steps + 1
    outline = "button => [getComputedStyle(button).outlineStyle, getComputedStyle(button).outlineWidth]"
    assert cell(tab, "HL-3", "211422").evaluate(outline) == ["solid", "3px"], "also while it has the focus"


def test_a_click_on_an_empty_stretch_of_a_row_opens_that_county(sample, tab):
    visit(tab, f"{sample.address}/goals?programme={PROGRAMME}&goal=HL-1")
    row = tab.locator(BARS).first.locator(".point path").first
    row.scroll_into_view_if_needed()
    place = row.bounding_box()
    tab.mouse.click(place["x"] + place["width"] - 4, place["y"] + place["height"] / 2)
    follows(tab, "HL-1", "211422", "建昌县")
    wanted = missing("rural_pairing_coverage", "211422")
    shown = names(tab, wanted[0])
    assert len(shown) > 2 and shown == wanted[: len(shown)]


def test_the_chosen_cell_is_outlined_and_a_missed_one_stands_out(sample, tab):
    visit(tab, f"{sample.address}/goals?programme={PROGRAMME}&goal=HL-1&at=211422")
    style = "button => [getComputedStyle(button).outlineStyle, getComputedStyle(button).backgroundColor]"
    chosen, other = (cell(tab, "HL-1", area).evaluate(style) for area in ("211422", "211402"))
    assert chosen[0] == "solid" != other[0]
    assert chosen[1] != other[1]
    cell(tab, "HL-1", "211422").hover()
    assert cell(tab, "HL-1", "211422").evaluate(style)[1] == chosen[1], "white words stay readable under the mouse"


def test_words_of_a_cell_are_heard_but_not_seen(sample, tab):
    visit(tab, f"{sample.address}/goals?programme={PROGRAMME}")
    button = tab.get_by_role("button", name="HL-1 建昌县 未达标")
    expect(button).to_have_count(1)
    assert button.bounding_box()["width"] < 140 and "建昌县" not in button.inner_text()


def test_another_goal_redraws_the_chart_in_its_place_and_leaves_the_matrix(sample, tab):
    visit(tab, f"{sample.address}/goals?programme={PROGRAMME}&goal=HL-1")
    tab.locator(BARS).first.locator(".point path").first.wait_for()
    mark = "node => { node.seen = true; return node.querySelector('.annotation').textContent; }"
    before = tab.locator(".plot").first.evaluate(mark)
    cell(tab, "HL-1", "211422").evaluate("node => { node.seen = true; }")
    box(tab, "goal").click()
    tab.get_by_role("option", name=re.compile("^HL-3")).click()
    tab.wait_for_url(re.compile("goal=HL-3"))
    settled(tab)
    after = tab.locator(".plot").first.evaluate("node => [node.seen, node.querySelector('.annotation').textContent]")
    assert after[0] is True and after[1] != before
    assert cell(tab, "HL-1", "211422").evaluate("node => node.seen") is True

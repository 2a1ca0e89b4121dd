"""From the place down to a school and back by keyboard alone, without loading the program anew."""

import re

import pytest
from playwright.sync_api import expect

import queries
from queries import Scope
from tests.browser.watch import asked_in_url, settled, visit

pytestmark = pytest.mark.browser


def test_the_keyboard_goes_down_from_a_community_to_a_school_and_up_again(sample, tab):
    code = queries.partnerships(Scope("huludao-2020"))["partnership_id"][0]
    member = queries.partnership_members(Scope("huludao-2020"), code)["school_id"][0]
    visit(tab, f"{sample.address}/partnership?programme=huludao-2020&partnership={code}")
    tab.evaluate("window.stays = true")
    tab.locator(f"a.go[href*='school={member}']").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function("code => location.search.includes('school=' + code)", arg=member)
    settled(tab)
    trail = tab.get_by_role("navigation", name="当前位置")
    expect(trail.get_by_role("link").last).to_have_attribute("href", re.compile(f"partnership={re.escape(code)}"))
    trail.get_by_role("link").nth(1).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/county?**")
    settled(tab)
    assert asked_in_url(tab)["area"] != "all"
    assert tab.evaluate("window.stays"), "the program was not loaded anew"

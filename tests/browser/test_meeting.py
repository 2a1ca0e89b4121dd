"""The meeting under a keyboard and a remote: one claim a screen, its list and back, nothing of the frame."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

import queries
from queries import Scope
from tests.browser.watch import asked_in_url, settled, visit, word
from views.briefing.files import ENDINGS

pytestmark = pytest.mark.browser
START = "briefing?programme=huludao-2020&goals=HL-3,HL-1"


def at(tab, **wanted: str) -> None:
    """Wait until the address says where the meeting is."""
    for key, value in wanted.items():
        tab.wait_for_url(re.compile(rf"[?&]{key}={value}(&|$)"))
    settled_screen(tab)


def settled_screen(tab) -> None:
    tab.locator(".meeting h1").wait_for()
    tab.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def test_keys_go_on_and_back_and_into_the_list(sample, tab):
    tab.set_viewport_size({"width": 1920, "height": 1080})
    visit(tab, f"{sample.address}/{START}")
    tab.get_by_role("link", name=word("briefing.present")).click()
    at(tab, present="1", step="0")
    expect(tab.get_by_test_id("stSidebar")).to_be_hidden()
    tab.keyboard.press("PageDown")
    at(tab, step="1")
    expect(tab.locator(".meeting h1")).to_have_text("帮扶校与被帮扶校实施方案备案率")
    tab.keyboard.press("ArrowRight")
    at(tab, step="2")
    tab.keyboard.press("Enter")
    at(tab, list="1")
    wanted = queries.units(Scope("huludao-2020"), "rural_pairing_coverage", missing=True)["unit_name"]
    expect(tab.locator(".meeting li")).to_have_count(30)
    expect(tab.locator(".meeting li").first).to_have_text(re.compile(f"^{re.escape(wanted.iloc[0])}"))
    sizes = tab.locator(".meeting li, .meeting p, .meeting td").evaluate_all(
        "nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(sizes) >= 26, "readable from the back row"
    tab.keyboard.press("Escape")
    at(tab, step="2", list="0")
    tab.keyboard.press("PageUp")
    at(tab, step="1")
    assert tab.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_dot_leads_to_its_goal_the_address_reopens_it_and_escape_leads_out(sample, tab):
    visit_screen = f"{sample.address}/{START}&present=1&step=2"
    tab.goto(visit_screen)
    at(tab, step="2")
    tab.get_by_role("button", name=re.compile("^HL-3")).click()
    at(tab, step="1")
    tab.reload()
    at(tab, step="1")
    expect(tab.locator(".meeting h1")).to_have_text("帮扶校与被帮扶校实施方案备案率")
    tab.keyboard.press("Escape")
    tab.wait_for_url(re.compile("present=0"))
    settled(tab)
    assert asked_in_url(tab)["goals"] == "HL-3,HL-1"


def test_every_file_of_the_briefing_downloads_under_its_own_name(sample, tab, tmp_path):
    visit(tab, f"{sample.address}/{START}")
    for what in ENDINGS:
        with tab.expect_download() as caught:
            tab.get_by_role("button", name=word(f"briefing.{what}")).click()
        assert caught.value.suggested_filename == f"葫芦岛市_结对帮扶汇报_2023-12-31.{ENDINGS[what]}"
        caught.value.save_as(tmp_path / what)
        assert zipfile.ZipFile(tmp_path / what).testzip() is None

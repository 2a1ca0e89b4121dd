"""Every page at two sizes in both languages: it loads, stays inside the window, asks nobody else, says its language."""

import re

import pytest
from playwright.sync_api import expect

from data.paths import PROJECT
from tests.browser.server import serving
from tests.browser.watch import MAP, settled, visit, word
from tests.pages.screens import PAGES

pytestmark = pytest.mark.browser
SIZES = [(1366, 768), (1920, 1080)]
LANGUAGE = {"zh_CN": "zh-CN", "en": "en"}


def address(script: str) -> str:
    """Return a page's path: the overview is the front page."""
    name = script.rsplit("/", 1)[1].removesuffix(".py")
    return "" if name == "overview" else name


@pytest.mark.parametrize("language", LANGUAGE)
@pytest.mark.parametrize("script", PAGES)
def test_a_page_loads_at_two_sizes_without_a_complaint_or_a_request_outside(sample, tab, script, language):
    visit(tab, f"{sample.address}/{address(script)}?lang={language}")
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        settled(tab)
        title = tab.get_by_role("heading", level=1)
        assert title.count() == 1 and title.is_visible()
        assert bool(re.search(r"[\u3400-\u9fff]", title.inner_text())) == (language == "zh_CN")
        wide = tab.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]")
        assert max(wide[:2]) <= wide[2] == width
        main = tab.get_by_test_id("stMain")
        assert main.evaluate("part => part.scrollWidth - part.clientWidth") <= 0
    tab.wait_for_function("code => document.documentElement.lang === code", arg=LANGUAGE[language])
    assert tab.get_by_test_id("stException").count() == 0
    if "map" in script:
        tab.locator(f"{MAP} canvas").first.wait_for()


def test_a_deep_link_as_the_very_first_visit_opens_its_page(tmp_path, server_log, visitor):
    with serving(PROJECT / "data", server_log) as server:
        tab = visitor.new_page()
        visit(tab, f"{server.address}/goals?lang=en")
        assert tab.get_by_role("heading", level=1).inner_text() == word("goals.title", "en")
        assert tab.get_by_role("dialog").count() == 0
        assert tab.get_by_text("Page not found").count() == 0
        tab.close()


def test_the_menu_leads_to_every_page(sample, tab):
    visit(tab, f"{sample.address}/?lang=en")
    title = tab.get_by_role("heading", level=1)
    titles = [title.inner_text()]
    links = tab.get_by_test_id("stSidebar").get_by_test_id("stPageLink-NavLink")
    expect(links).to_have_count(len(PAGES))
    for link in links.all()[1:]:
        link.click()
        expect(title).not_to_have_text(titles[-1])
        settled(tab)
        titles.append(title.inner_text())
    assert len(set(titles)) == len(titles) == len(PAGES)

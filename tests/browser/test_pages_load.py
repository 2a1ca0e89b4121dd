"""Every page at two sizes in both languages: it loads, stays inside the window, asks nobody else, says its language."""

import re

import pytest
from playwright.sync_api import expect

import queries
from data.paths import PROJECT
from queries import Scope
from tests.browser.server import serving
from tests.browser.watch import BARS, MAP, asked_in_url, menu, rows_on_screen, settled, visit, word
from tests.pages.screens import PAGES

pytestmark = pytest.mark.browser
SIZES = [(1366, 768), (1920, 1080)]
LANGUAGE = {"zh_CN": "zh-CN", "en": "en"}


def address(script: str) -> str:
    """Return a page's path: the overview is the front page."""
    name = script.rsplit("/", 1)[1].removesuffix(".py")
    return "" if name == "overview" else name


@pytest.mark.parametrize(
    ("script", "language"), [*((script, "zh_CN") for script in PAGES), *((script, "en") for script in PAGES[::5])]
)
def test_a_page_loads_at_two_sizes_without_a_complaint_or_a_request_outside(sample, tab, script, language):
    visit(tab, f"{sample.address}/{address(script)}?lang={language}")
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        settled(tab)
        title = tab.get_by_role("heading", level=1)
        expect(title).to_have_count(1)
        expect(title).to_be_visible()
        assert bool(re.search(r"[\u3400-\u9fff]", title.inner_text())) == (language == "zh_CN")
        wide = tab.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]")
        assert max(wide[:2]) <= wide[2] == width
        main = tab.get_by_test_id("stMain")
        assert main.evaluate("part => part.scrollWidth - part.clientWidth") <= 0
    tab.wait_for_function("code => document.documentElement.lang === code", arg=LANGUAGE[language])
    expect(tab.get_by_test_id("stException")).to_have_count(0)
    if "map" in script:
        tab.locator(f"{MAP} canvas").first.wait_for()


def test_a_deep_link_as_the_very_first_visit_opens_its_page(tmp_path, server_log, visitor):
    with serving(PROJECT / "data", server_log) as server:
        tab = visitor.new_page()
        visit(tab, f"{server.address}/goals?lang=en")
        expect(tab.get_by_role("heading", level=1)).to_have_text(word("goals.title", "en"))
        assert tab.get_by_role("dialog").count() == 0
        assert tab.get_by_text("Page not found").count() == 0
        tab.close()


def test_the_first_page_opens_under_its_own_name_too_with_the_choices_of_the_link(sample, tab):
    visit(tab, f"{sample.address}/overview?lang=en&programme=zibo-2019&area=370322")
    assert tab.get_by_role("dialog").count() == 0 and tab.get_by_text("Page not found").count() == 0
    wanted = {"lang": "en", "programme": "zibo-2019", "area": "370322"}
    assert wanted.items() <= asked_in_url(tab).items()
    assert tab.url.startswith(f"{sample.address}/?")
    visit(tab, f"{sample.address}/overview")
    tab.get_by_role("heading", level=1, name=word("overview.title")).wait_for()


def test_the_menu_leads_to_every_page(sample, tab):
    visit(tab, f"{sample.address}/?lang=en")
    title = tab.get_by_role("heading", level=1)
    titles = [title.inner_text()]
    links = tab.locator("nav.menu a")
    expect(links).to_have_count(len(PAGES))
    for link in links.all()[1:]:
        link.click()
        expect(title).not_to_have_text(titles[-1])
        settled(tab)
        titles.append(title.inner_text())
    assert len(set(titles)) == len(titles) == len(PAGES)


def test_the_menu_opens_a_page_at_its_top(sample, tab):
    visit(tab, f"{sample.address}/definitions")
    main = tab.get_by_test_id("stMain")
    main.evaluate("part => { part.scrollTop = 700; }")
    menu(tab, "goals")
    tab.get_by_role("heading", level=1, name=word("goals.title")).wait_for()
    settled(tab)
    assert main.evaluate("part => [part.scrollTop, document.activeElement === part]") == [0, True]


def test_a_count_of_the_overview_opens_the_goals_that_stand_so(sample, tab):
    visit(tab, f"{sample.address}/?programme=baoshan-2016")
    tab.get_by_test_id("stMain").get_by_role("link", name=re.compile(word("standing.met_late"))).first.click()
    tab.get_by_role("heading", level=1, name=word("goals.title")).wait_for()
    settled(tab)
    assert {"standing": "met_late", "programme": "baoshan-2016"}.items() <= asked_in_url(tab).items()


def test_a_line_of_the_overview_opens_the_other_programme(sample, tab):
    visit(tab, f"{sample.address}/?programme=baoshan-2016")
    tab.get_by_test_id("stMain").get_by_role("button", name=re.compile("淄博市")).click()
    tab.wait_for_url(re.compile("programme=zibo-2019"))
    settled(tab)
    tab.get_by_text("淄博市 · 农村学校结对覆盖率").wait_for()
    wanted = {"place": "370300", "programme": "zibo-2019", "date": "2025-12-31", "area": "all"}
    assert wanted.items() <= asked_in_url(tab).items()


def test_a_click_on_a_bar_of_a_topic_lists_its_rows(sample, tab):
    visit(tab, f"{sample.address}/collaboration?programme=huludao-2020&topic=activities")
    bar = tab.locator(BARS).first.locator(".point path").last
    place = bar.bounding_box()
    tab.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    tab.wait_for_url(re.compile("group=(?!all)"))
    settled(tab)
    found = queries.activities(Scope("huludao-2020"))
    largest = found["kind"].value_counts().max()
    kind = asked_in_url(tab)["group"]
    assert (found["kind"] == kind).sum() == largest
    tab.get_by_text(word("rows", rows=largest)).first.wait_for()
    shown = set[str]()
    for _ in range(40):  # the canvas is painted after the page has settled
        shown = {row[1] for row in rows_on_screen(tab, 1)[1:]}
        if shown == {kind}:
            break
        tab.wait_for_timeout(250)
    assert shown == {kind}


def test_the_definitions_print_whole_without_the_sidebar(sample, tab):
    visit(tab, f"{sample.address}/definitions?programme=zibo-2019&layout=print")
    tab.evaluate("window.print = () => { window.asked = true }")
    tab.get_by_role("button", name=word("definitions.print")).click()
    tab.wait_for_function("window.asked === true")
    tab.emulate_media(media="print")
    expect(tab.get_by_test_id("stSidebar")).to_be_hidden()
    clipped = "part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'visible'"
    assert not any(tab.locator("table, pre").evaluate_all(f"parts => parts.map({clipped})"))
    assert max(map(int, re.findall(rb"/Count (\d+)", tab.pdf(prefer_css_page_size=True)))) > 8
    tab.emulate_media(media="screen")

"""An evidence link in a real browser: pinned by a click, sent on, opened after a newer publication, its files downloaded."""

from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.server import serving
from tests.browser.watch import Watch, visit, word
from tests.queries.city import pairing, publish_city, school
from tests.queries.counted import DUE, FIRST, PLACE

pytestmark = pytest.mark.browser
RURAL = [f"{FIRST}-{number}" for number in range(4)]


def publish(data, covered: int) -> None:
    """Publish the same date with so many of four rural schools paired."""
    rows = [school("CORE", FIRST, "111", is_quality=True), *(school(code, FIRST, "220") for code in RURAL)]
    publish_city(data, PLACE, rows, [pairing("CORE", *RURAL[:covered])], DUE, replace=True)


def figure(tab):
    return tab.locator(".figure").first


def workbook(tab, folder) -> list[str]:
    """Return what the cells of the first workbook of a page say."""
    with tab.expect_download() as waiting:
        tab.get_by_test_id("stDownloadButton").get_by_role("button", name="XLSX").first.click()
    waiting.value.save_as(folder / "out.xlsx")
    book = openpyxl.load_workbook(folder / "out.xlsx")
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_link_sent_on_shows_the_figures_of_then_beside_a_tab_with_those_of_now(tmp_path, server_log, visitor):
    data = tmp_path / "data"
    publish(data, 1)
    with serving(data, server_log) as server:
        mine, theirs = visitor.new_page(), visitor.new_page()
        watches = [Watch(tab) for tab in (mine, theirs)]
        visit(mine, f"{server.address}/")
        mine.get_by_role("button", name=word("evidence.fix", "zh_CN")).click()
        mine.wait_for_url("**evidence=**")
        link = mine.url
        publish(data, 3)

        visit(theirs, link)
        expect(figure(theirs)).to_contain_text("1/4")
        expect(theirs.locator(".st-key-pinned")).to_contain_text("快照有变动")
        texts = workbook(theirs, tmp_path)
        addresses = [text for text in texts if text.startswith(server.address)]
        assert {parse_qs(urlsplit(one).query)["evidence"][0] for one in addresses} == {link.rsplit("evidence=", 1)[1]}

        visit(mine, f"{server.address}/")
        expect(figure(mine)).to_contain_text("3/4")
        theirs.get_by_role("button", name=word("evidence.newest", "zh_CN")).click()
        expect(figure(theirs)).to_contain_text("3/4")
        theirs.wait_for_url(lambda url: "evidence=" not in url)
        for tab, watch in zip((mine, theirs), watches, strict=True):
            tab.close()
            watch.judge()

"""A clerk at a real browser: sends the bureau's sheets with a flaw, sees it in its cell, mends it, publishes, sees the figure."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from data.store.archive import versions
from tests.browser.server import copy_sample, serving
from tests.browser.watch import Watch, menu, settled, visit, word
from tests.folder import in_folder
from tests.pages.intake import HEADED, PAIRS
from tests.pages.published import FIXTURES
from views.theme.palette import TAKEN, rgb

pytestmark = pytest.mark.browser
DAY, PLACE = "2020-12-31", "211400"


def spoiled(folder):
    """Copy the bureau's sheets: the roster's column of pupils under another title, a member under another name."""
    folder.mkdir()
    meant = ""
    for path in sorted((FIXTURES / "huludao-2020").glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        if "名册" in path.name:
            sheet.cell(3, 10).value = "孩子们"
        else:
            meant = str(sheet.cell(5, 5).value)
            sheet.cell(5, 5).value = f"{meant[:-2]}那所学校"
        book.save(folder / path.name)
    return sorted(folder.iterdir()), meant


def step(tab, number: int) -> None:
    tab.locator(".st-key-choose_intake_step").get_by_role("radio").nth(number).click()
    settled(tab)


def pick(tab, key: str, option: str) -> None:
    """Choose an option of a select box by the beginning of its words."""
    settled(tab)
    box = tab.locator(f"[class*='{key}']").get_by_role("combobox").first
    box.scroll_into_view_if_needed()
    wanted = tab.get_by_role("option").filter(has_text=option).first
    for _ in range(5):  # a list closes when what lies round it is still moving
        box.click()
        box.fill("")
        box.press_sequentially(option)  # of a long list only the first options are drawn
        tab.wait_for_timeout(1000)
        if wanted.is_visible():
            break
    wanted.wait_for()
    if not box.get_attribute("aria-activedescendant"):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    settled(tab)


def unsure(folder):
    """Write a workbook of which two things are asked: a column that is not certain, and rows that may not count."""
    folder.mkdir()
    book = openpyxl.Workbook()
    for number, (name, rows) in enumerate((("名册", HEADED), ("名单", PAIRS))):
        sheet = book.worksheets[0] if not number else book.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append([{"在校生数": "办学规模(人)"}.get(cell, cell) or None for cell in row])
    book.save(folder / "兴城.xlsx")
    return folder / "兴城.xlsx"


def send(tab, server, files, *, until: str = ".sent") -> None:
    """Open the page, choose the date and send files; wait until something is seen."""
    visit(tab, f"{server.address}/intake?into={PLACE}")
    tab.locator("[data-testid=stDateInput] [role=spinbutton]").first.click()
    tab.keyboard.type(DAY.replace("-", ""))
    tab.keyboard.press("Escape")
    tab.keyboard.press("Tab")
    tab.locator("input[type=file]").set_input_files(files)
    tab.locator(until).first.wait_for()
    settled(tab)


def test_what_is_asked_is_answered_by_clicks_and_seen_in_the_colours(tmp_path, server_log, visitor):
    with serving(copy_sample(tmp_path / "data"), server_log) as server:
        tab = visitor.new_page()
        watch = Watch(tab)
        send(tab, server, unsure(tmp_path / "sheets"))
        blocks = tab.locator("[class*='st-key-question_']")
        expect(blocks).to_have_count(2)
        asked = tab.locator(".sent td.asked").filter(has_text="1200")
        assert asked.get_attribute("title") == word("taken.asked")
        ground = asked.evaluate("cell => getComputedStyle(cell).backgroundColor")
        assert ground == f"rgb({', '.join(map(str, rgb(TAKEN['asked'][0])[:3]))})"

        blocks.filter(has_text="办学规模").get_by_role("button", name="在校生数").click()
        expect(blocks).to_have_count(1)
        settled(tab)
        expect(tab.locator(".sent td.value").filter(has_text="1200")).to_have_count(1)
        blocks.get_by_role("button", name=word("questions.leave_out"), exact=True).click()
        expect(blocks).to_have_count(0)
        settled(tab)
        expect(tab.get_by_text(word("questions.answered", count=2))).to_be_visible()
        left = tab.locator(".sent td.left_out").filter(has_text="曹庄镇大岭小学")
        assert left.get_attribute("title") == word("taken.because", reason="人工指定不计")
        tab.locator("[class*='st-key-undo_1'] button").click()
        expect(blocks).to_have_count(1)
        settled(tab)
        blocks.get_by_role("button", name=word("questions.count"), exact=True).click()
        expect(blocks).to_have_count(0)
        step(tab, 4)
        expect(tab.locator(".st-key-intake_publish button")).to_be_enabled()
        tab.close()
        watch.judge()


def test_a_sheet_is_sent_mended_published_and_its_figure_seen(tmp_path, server_log, visitor):
    data = copy_sample(tmp_path / "data", "2019-12-31")
    files, meant = spoiled(tmp_path / "sheets")
    with serving(data, server_log) as server:
        tab = visitor.new_page()
        watch = Watch(tab)
        send(tab, server, files)
        expect(tab.locator(".sent th.unknown, .sent tr.header").filter(has_text="孩子们").first).to_be_visible()

        tab.locator(".st-key-fold_mapping_0_0 summary").click()
        tab.locator("[class*='st-key-map_0_0_J']").wait_for()
        pick(tab, "st-key-map_0_0_J", "在校生数")
        expect(tab.locator(".sent th.chosen")).to_contain_text(word("head.chosen"))

        step(tab, 2)
        pick(tab, "st-key-name_0_", meant)
        step(tab, 1)
        expect(tab.get_by_text(word("findings.none_blocks"))).to_be_visible()
        with tab.expect_download() as got:
            tab.locator(".st-key-findings_book button").first.click()
        book = openpyxl.load_workbook(io.BytesIO(got.value.path().read_bytes()))
        assert book.sheetnames[0] == word("findings.title") and len(book.sheetnames) == 4

        step(tab, 4)
        expect(
            tab.locator(".st-key-intake_publish button"), "other schools would go: that takes a tick"
        ).to_be_disabled()
        tab.locator("[class*='st-key-intake_losses_'] label").click()
        settled(tab)
        tab.locator(".st-key-intake_publish button").click()
        tab.get_by_text(word("intake.done", place="葫芦岛市", date=DAY)).wait_for()
        settled(tab)
        tab.get_by_test_id("stMain").get_by_role("link", name=word("page.overview")).click()
        tab.get_by_text("71/146").first.wait_for()
        settled(tab)
        expect(tab.get_by_test_id("stMain")).to_contain_text(word("status.official"))
        (found,) = [one for one in in_folder(data, versions, PLACE) if str(one.as_of) == DAY]
        assert found.is_current and found.manifest["counts"]["pupils"] == 155_017

        menu(tab, "snapshots")
        tab.get_by_role("heading", level=1, name=word("snapshots.title")).wait_for()
        settled(tab)
        with tab.expect_download() as got:
            tab.get_by_test_id("stMain").locator("[class*='st-key-source_'] button").first.click()
        assert got.value.suggested_filename in {path.name for path in files}
        assert got.value.path().read_bytes() == (tmp_path / "sheets" / got.value.suggested_filename).read_bytes()
        tab.close()
        watch.judge()


def test_a_long_reading_shows_how_far_it_is_and_ends_when_asked(tmp_path, server_log, visitor):
    rows = "".join(f"兴城市,21210{at:05d},兴城市第{at}希望小学,121,小学,否,{100 + at % 900}\n" for at in range(40_000))
    roster = tmp_path / "名册.csv"
    roster.write_text(f"县区,学校标识码,学校名称,城乡分类代码,学段,是否优质学校,在校生数\n{rows}", "utf-8")
    (tmp_path / "data").mkdir()
    with serving(tmp_path / "data", server_log) as server:
        tab = visitor.new_page()
        send(tab, server, [roster], until="[role=progressbar]")
        tab.get_by_role("button", name=word("reading.cancel")).click()
        expect(tab.get_by_text(word("reading.cancelled"))).to_be_visible(timeout=6_000)
        assert tab.get_by_role("progressbar").count() == 0
        tab.get_by_role("button", name=word("reading.again")).click()
        tab.get_by_role("progressbar").wait_for()

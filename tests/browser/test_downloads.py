"""The county's missing list leaves as it stands on screen: workbook, text table and Parquet, by a click."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import expect

import queries
from queries import Scope
from tests.browser.watch import linked_rows, rows_on_screen, visit, word

pytestmark = pytest.mark.browser
AREA, NAME = "211422", "建昌县"
ADDRESS = f"county?programme=huludao-2020&area={AREA}&date=2020-12-31"
TITLE = "建昌县 · 农村学校结对覆盖率 · 未结对"
UNITS = Scope("huludao-2020", date(2020, 12, 31), AREA)


@pytest.fixture(scope="module")
def missing():
    """The list behind the figure, straight from the verb."""
    return queries.units(UNITS, "rural_pairing_coverage", missing=True)


def fetched(tab, words: str, folder: Path) -> Path:
    """Click the first download of a kind and return the saved file under its suggested name."""
    with tab.expect_download() as waiting:
        tab.get_by_test_id("stDownloadButton").get_by_role("button", name=words).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def plain(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).replace(",", "")


def test_the_three_files_hold_the_rows_on_screen_and_of_the_verb(sample, tab, tmp_path, missing):
    visit(tab, f"{sample.address}/{ADDRESS}")
    screen = linked_rows(tab)
    files = {words: fetched(tab, words, tmp_path) for words in ("XLSX", "CSV", "Parquet")}
    assert {path.stem for path in files.values()} == {f"{TITLE.replace(' ', '_')}_2020-12-31"}

    book = openpyxl.load_workbook(files["XLSX"])
    sheet = [[plain(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    header = screen[0]
    assert sheet[0][: len(header)] == header
    assert [row[0] for row in sheet[1:]] == list(missing["unit_name"])
    at = sheet[0].index("编号")
    assert [row[at] for row in sheet[1:]] == list(missing["unit_id"])
    assert len(screen) > 10
    for shown, row in zip(screen[1:], sheet[1:], strict=False):
        assert [cell.replace(",", "") for cell in shown] == [text or "—" for text in row[: len(header)]]

    rows = list(csv.reader(io.StringIO(files["CSV"].read_text(encoding="utf-8-sig"))))
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == sheet
    assert files["CSV"].read_bytes().startswith(b"\xef\xbb\xbf")

    table = pq.read_table(files["Parquet"])
    assert table["unit_id"].to_pylist() == list(missing["unit_id"])
    assert table["pupils"].to_pylist() == list(missing["pupils"])


def test_the_notes_of_the_workbook_say_where_when_and_what_the_data_are(sample, tab, tmp_path):
    visit(tab, f"{sample.address}/{ADDRESS}")
    notes = openpyxl.load_workbook(fetched(tab, "XLSX", tmp_path))["说明"]
    said = {row[0]: row[1] for row in notes.iter_rows(values_only=True)}
    assert said["数据性质"] == word("status.synthetic") and said["统计时点"] == "2020-12-31"
    assert "211400" in said["地区"] and NAME in said["筛选"] and "管理" in said["计数规则"]
    assert {"来源文件", "计算公式", "无坐标学校", "产品版本", "条款", "不计入"} <= said.keys()
    assert said["链接"].startswith(f"{sample.address}/") and "programme=huludao-2020" in said["链接"]
    assert "date=2020-12-31" in said["链接"]


@pytest.mark.parametrize("topic", ["modes", "activities", "tasks"])
def test_the_lists_of_what_communities_do_open_as_workbooks(sample, tab, tmp_path, topic):
    visit(tab, f"{sample.address}/collaboration?programme=huludao-2020&topic={topic}")
    buttons = tab.get_by_test_id("stDownloadButton").get_by_role("button", name="XLSX")
    expect(buttons).to_have_count(2)  # the counts and the list: which one is drawn first is chance
    expect(tab.get_by_test_id("stDataFrame")).to_have_count(2)
    for number in (0, 1):
        with tab.expect_download() as waiting:
            buttons.nth(number).click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        sheets = openpyxl.load_workbook(path).worksheets
        assert [len(sheets), sheets[1].title] == [2, "说明"]
        rows = list(sheets[0].iter_rows(values_only=True))
        header = rows_on_screen(tab, number)[0]
        assert list(rows[0][: len(header)]) == header and len(rows) > 2

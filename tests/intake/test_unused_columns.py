"""A column or sheet nobody understood must not change the coverage in silence."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.intake import Reading, check
from data.intake.tables.titles.meaning import meaning
from data.intake.tables.titles.title_words import plain_title
from tests.intake.small_town import DAY, HEADER_ROW, PAIRINGS, PLACE, ROSTER, write

WEIGHTY = [
    *(
        (PAIRINGS, title)
        for title in ("协议年限", "现在状态说明", "是否还在帮扶", "起止", "截止学期", "帮扶学校优质等级")
    ),
    *((ROSTER, title) for title in ("优质等次", "隶属的中心校栏", "主管校栏", "城乡归置", "是否撤并", "学校状态备查")),
]


def with_column(folder: Path, sheet: str, title: str, cells: Sequence[object] = ("甲",)) -> list[Path]:
    """Write the town with one more column to the right."""
    files = write(folder)
    path = files[0 if sheet == ROSTER else 1]
    book = openpyxl.load_workbook(path)
    position = book.worksheets[0].max_column + 1
    for row, cell in enumerate([title, *cells], start=HEADER_ROW[sheet]):
        book.worksheets[0].cell(row, position, cell)
    book.save(path)
    return files


def checked(files: list[Path]) -> Reading:
    return check(files, PLACE, date.fromisoformat(DAY))


@pytest.mark.parametrize(("sheet", "title"), WEIGHTY)
def test_a_weighty_column_nobody_understood_blocks_and_is_named(sheet, title, tmp_path):
    (remark,) = checked(with_column(tmp_path, sheet, title)).findings
    assert remark.code in ("column_matters", "column_unsure")
    assert (remark.severity, remark.sheet, remark.row) == ("error", sheet, HEADER_ROW[sheet])
    assert title in remark.message
    assert title in remark.column


@pytest.mark.parametrize(
    ("sheet", "title"), [(ROSTER, "校园面积"), (PAIRINGS, "优质学校校长姓名"), (PAIRINGS, "帮扶内容")]
)
def test_another_column_nobody_understood_is_a_warning(sheet, title, tmp_path):
    (remark,) = checked(with_column(tmp_path, sheet, title)).findings
    assert (remark.code, remark.severity) == ("columns_unknown", "warning")


def test_an_empty_column_and_a_title_left_out_on_purpose_say_nothing(tmp_path):
    assert checked(with_column(tmp_path, ROSTER, "主管部门")).findings == []
    (remark,) = checked(with_column(tmp_path, ROSTER, "优质等次", [None, "/"])).findings
    assert remark.severity == "warning"


@pytest.mark.parametrize(
    ("table", "title", "column"),
    [
        ("pairings", "结对起止时间", "period"),
        ("pairings", "起止年限", "period"),
        ("pairings", "协议截止时间", "ended_on"),
        ("pairings", "目前是否仍在帮扶", "in_use"),
        ("pairings", "帮扶学校是否优质", "core_quality"),
        ("schools", "归属中心校", "managing"),
        ("schools", "一级学校", "managing"),
        ("schools", "镇办、街道", "town"),
        ("schools", "镇", "town"),
        ("schools", "县（市）、区", "county"),
        ("schools", "县/区", "county"),
        ("schools", "经度/纬度", "lonlat"),
    ],
)
def test_titles_bureaus_write_are_understood(table, title, column):
    assert meaning(table, (title,)).field == column


def test_joining_marks_of_a_title_are_dropped():
    assert plain_title("县（市）、区") == plain_title("县·区") == "县区"


@pytest.mark.parametrize(
    "rows",
    [
        [["兴城市第一小学教育集团"], ["序号", "成员校", "开始时间"], [1, "曹庄镇大岭小学", "2020.3"]],
        [["序号", "核心校"], [1, "兴城市第一小学"]],
        [["学校标识码", "学校名称"], ["2121000004", "曹庄镇大岭小学"]],
    ],
    ids=["the core only in the title", "no members", "name and code alone"],
)
def test_a_sheet_with_half_a_header_blocks(rows, tmp_path):
    files = write(tmp_path)
    book = openpyxl.load_workbook(files[1])
    sheet = book.create_sheet("第一小学集团")
    for row in rows:
        sheet.append(row)
    book.save(files[1])
    (remark,) = checked(files).findings
    assert (remark.code, remark.severity, remark.sheet) == ("header_incomplete", "error", "第一小学集团")

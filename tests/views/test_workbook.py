"""The workbook that leaves the product, opened as Excel would."""

import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

import queries
from pages.context import indicator, pick
from tests.views.made import COLUMNS, DAY, HOSTILE, NOTES, listing
from views.exports.files import xlsx
from views.exports.listing import Column, Listing
from views.exports.sheets import names_for
from views.text import labels
from views.theme.palette import TINTS

LAST = len(HOSTILE) + 2


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(xlsx(listing())))


def column(book, number):
    return [row[0] for row in book.worksheets[0].iter_rows(min_row=2, min_col=number, max_col=number)]


def test_the_first_sheet_is_the_table_under_its_headers(book):
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
    assert (sheet.max_row, sheet.max_column) == (LAST, len(COLUMNS)), "no more and no fewer rows and columns"
    assert sheet.title == "未结对农村学校"


def test_the_header_stays_in_view_and_filters(book):
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:F{LAST}"
    assert all(cell.font.bold for cell in sheet[1])
    assert all(sheet.column_dimensions[letter].width >= 10 for letter in "ABCDEF")


def test_names_and_codes_are_text_and_never_a_formula_or_a_link(book):
    names, codes = column(book, 1), column(book, 2)
    assert [cell.value for cell in names] == [*HOSTILE, None]
    assert {cell.data_type for cell in names[:-1]} == {"s"}
    assert [cell.value for cell in codes[:-1]] == [f"00{number}" for number in range(len(HOSTILE))]
    assert {(cell.data_type, cell.number_format) for cell in codes[:-1]} == {("s", "@")}
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_counts_shares_and_distances_are_numbers_in_their_formats(book):
    pupils, values, far = column(book, 3), column(book, 4), column(book, 5)
    assert [cell.value for cell in pupils[:-1]] == [1234 + number for number in range(len(HOSTILE))]
    assert {(cell.data_type, cell.number_format) for cell in pupils[:-1]} == {("n", "#,##0")}
    assert [cell.value for cell in values[:-1]] == [number / len(HOSTILE) for number in range(len(HOSTILE))]
    assert {(cell.data_type, cell.number_format) for cell in values[:-1]} == {("n", "0.0%")}
    assert [cell.value for cell in far[:-1]] == [number * 1.25 for number in range(len(HOSTILE))]
    assert {cell.number_format for cell in far} == {"#,##0.0"}


def test_days_are_days(book):
    days = column(book, 6)
    assert [cell.value for cell in days[:-1]] == [datetime(2019, 9, 1 + number) for number in range(len(HOSTILE))]
    assert {cell.number_format for cell in days[:-1]} == {"yyyy-mm-dd"} and all(cell.is_date for cell in days[:-1])


def test_a_missing_share_reads_no_data_and_other_missing_cells_stay_empty(book):
    last = [cell.value for cell in book.worksheets[0][LAST]]
    assert last == [None, None, None, "无数据", None, None]
    assert book.worksheets[0].cell(LAST, 4).data_type == "s"


def test_the_second_sheet_holds_the_notes_as_text(book):
    assert book.sheetnames[1:] == ["说明"]
    assert [tuple(cell.value for cell in row) for row in book.worksheets[1].iter_rows()] == NOTES
    assert book.worksheets[1]["B3"].data_type == "s", "a source named like a formula"


def test_the_words_of_the_file_follow_the_language(monkeypatch):
    monkeypatch.setattr(labels, "language", lambda: "en")
    book = openpyxl.load_workbook(io.BytesIO(xlsx(listing())))
    assert book.sheetnames[1] == "Notes"
    assert book.worksheets[0].cell(LAST, 4).value == "No data"


@pytest.mark.parametrize("title", ["a[b]:c*d?e/f\\g'h", "很长的标题" * 20, "'引号'"])
def test_any_title_makes_a_sheet_name_excel_accepts(title):
    name = openpyxl.load_workbook(io.BytesIO(xlsx(listing(title)))).sheetnames[0]
    assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'")
    assert name[0] == title[0] or title[0] == "'"


def test_the_same_listing_gives_the_same_bytes():
    assert xlsx(listing()) == xlsx(listing())


def judged(standing: str, value: float | None, form: str = "%") -> dict:
    return {"standing": standing, "words": f"● {standing}", "value": value, "format": form, "shown": "words"}


def judged_cells(*rows: dict):
    columns = [Column("words", "达标情况", "standing", "standing"), Column("shown", "完成情况", "figure", "value")]
    made = Listing("目标", "甲市", DAY, columns, pd.DataFrame(rows))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(made))).worksheets[0]
    return [tuple(row) for row in sheet.iter_rows(min_row=2)]


def test_a_standing_is_coloured_with_its_word_beside():
    for (cell, _), (name, (fill, ink)) in zip(
        judged_cells(*(judged(one, 0.5) for one in TINTS)), TINTS.items(), strict=True
    ):
        assert cell.value == f"● {name}"
        assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == (f"FF{fill[1:].upper()}", f"FF{ink[1:].upper()}")


def test_a_figure_in_words_leaves_as_its_number_in_its_own_format():
    cells = [cell for _, cell in judged_cells(
        judged("not_met", 0.486), judged("not_met", 9.0, "number"), judged("no_data", None, "number"),
        judged("not_met", 0.9997), judged("met_on_time", 1.0),
    )]  # fmt: skip
    assert [cell.value for cell in cells] == [0.486, 9, "无数据", 0.9997, 1]
    assert [cell.number_format for cell in cells[:2]] == ["0.0%", "#,##0"]
    assert cells[3].number_format == '"<"0.0%' and cells[4].number_format == "0.0%", "short of the whole is not 100.0%"


def test_long_headers_and_names_wrap_in_rows_high_enough():
    columns = [Column("name", "学校"), Column("count", "一体化办学的小规模学校（乡镇中心学校牵头，含教学点）", "count")]
    made = Listing("名单", "甲市", DAY, columns, pd.DataFrame({"name": ["长" * 255, "短"], "count": [1, 2]}))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(made))).worksheets[0]
    assert sheet["B1"].alignment.wrap_text and sheet.row_dimensions[1].height >= 36
    assert sheet.column_dimensions["B"].width < 30, "a header wraps instead of making its column wide"
    lines = 255 * 2 / sheet.column_dimensions["A"].width
    assert sheet["A2"].alignment.wrap_text and sheet.row_dimensions[2].height >= lines * 15
    assert not sheet.row_dimensions[3].height or sheet.row_dimensions[3].height < 20


def test_the_notes_name_clause_and_exclusions():
    picked = pick(queries.programme("huludao-2020"), "2023-12-31", None)
    notes = dict(picked.about("无", indicator("rural_pairing_coverage")).notes("名单"))
    assert {
        "内容",
        "地区",
        "项目",
        "筛选",
        "统计时点",
        "数据性质",
        "来源文件",
        "计数规则",
        "指标含义",
        "计算公式",
    } <= set(notes)
    assert "HL-1" in notes["条款"] and "二(一)1" in notes["条款"]
    assert "牵头学校不合要求" in notes["不计入"] and "无数据" in notes["不计入"]
    assert "牵头" not in dict(picked.about("无", indicator("small_school_integration")).notes("名单"))["不计入"]


def test_a_long_sheet_name_ends_with_a_whole_word_where_it_has_words():
    long = "Rural primary schools that are paired in 2025"
    assert names_for([long, long.upper(), "未结对" * 11, "x" * 20 + " " + "y" * 20]) == [
        "Rural primary schools that are",
        "RURAL PRIMARY SCHOOLS THAT 2",
        "未结对" * 10 + "未",
        "x" * 20,
    ]

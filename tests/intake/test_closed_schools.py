"""Closed schools, pairings whose note says they are over, and dates that have not come."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.intake import Reading, check
from tests.intake.commands import run
from tests.intake.small_town import DAY, HEADER_ROW, PAIRINGS, PLACE, ROSTER, command, write

LAST = 12


def with_column(folder: Path, sheet: str, title: str, cells: dict[int, str]) -> list[Path]:
    """Write the town with one more column, filled in some rows."""
    files = write(folder)
    path = files[0 if sheet == ROSTER else 1]
    book = openpyxl.load_workbook(path)
    position = book.worksheets[0].max_column + 1
    for row, cell in {HEADER_ROW[sheet]: title, **cells}.items():
        book.worksheets[0].cell(row, position, cell)
    book.save(path)
    return files


def checked(files: list[Path], today: date | None = None) -> Reading:
    return check(files, PLACE, date.fromisoformat(DAY), today=today)


def dated(files: list[Path], title: str, day: str) -> list[Path]:
    """Write a day into the column of this title, in the fourth row of the pairing list."""
    book = openpyxl.load_workbook(files[1])
    column = next(cell for cell in book.worksheets[0][2] if cell.value == title).column
    book.worksheets[0].cell(4, column, day)
    book.save(files[1])
    return files


@pytest.mark.parametrize("status", ["已撤并", "停办", "撤销"])
def test_a_closed_school_is_left_out_and_named(status, tmp_path):
    reading = checked(with_column(tmp_path, ROSTER, "办学状态", {4: "正常", LAST: status}))
    (remark,) = reading.findings
    assert (remark.code, remark.severity, remark.row) == ("closed_left_out", "warning", LAST)
    assert "石佛乡西山教学点" in remark.message
    assert reading.counts["schools"] == 8


def test_a_status_nobody_knows_blocks(tmp_path):
    (remark,) = checked(with_column(tmp_path, ROSTER, "学校状态", {LAST: "待定"})).findings
    assert (remark.code, remark.severity, remark.row, remark.value) == ("school_status_unknown", "error", LAST, "待定")


@pytest.mark.parametrize(("row", "sheet", "told"), [(6, PAIRINGS, 3), (11, PAIRINGS, 5), (11, ROSTER, LAST)])
def test_a_closed_school_that_is_still_named_blocks(row, sheet, told, tmp_path):
    errors = [
        (remark.code, remark.sheet, remark.row)
        for remark in checked(with_column(tmp_path, ROSTER, "办学状态", {row: "已停办"})).findings
        if remark.severity == "error"
    ]
    code = "school_closed"
    assert (code, sheet, told) in errors


@pytest.mark.parametrize("note", ["2020年9月撤并", "已合并到中心小学"])
def test_a_note_that_says_closed_is_a_warning(note, tmp_path):
    reading = checked(with_column(tmp_path, ROSTER, "备注", {LAST: note}))
    (remark,) = reading.findings
    assert (remark.code, remark.severity, remark.row, remark.value) == ("note_says_closed", "warning", LAST, note)
    assert reading.counts["schools"] == 9


def test_a_name_that_says_closed_is_a_warning(tmp_path):
    (remark,) = checked(write(tmp_path, {(ROSTER, LAST, "学校名"): "石佛乡西山教学点（停办）"})).findings
    assert (remark.code, remark.row) == ("note_says_closed", LAST)


@pytest.mark.parametrize("note", ["学校已停办", "2020年合并", "撤并", "2020.7结束", "暂停", "协议到期", "不再帮扶"])
def test_a_pairings_note_that_says_it_is_over_is_a_warning(note, tmp_path):
    (remark,) = checked(with_column(tmp_path, PAIRINGS, "备注", {4: note})).findings
    assert (remark.code, remark.severity, remark.row) == ("note_says_ended", "warning", 4)


@pytest.mark.parametrize("note", ["尚未结束", "没有终止", "三年一周期"])
def test_a_note_that_says_it_goes_on_is_no_remark(note, tmp_path):
    assert checked(with_column(tmp_path, PAIRINGS, "备注", {4: note})).findings == []


def test_a_note_that_says_over_before_the_stated_end_is_a_warning(tmp_path):
    files = with_column(tmp_path, PAIRINGS, "备注", {4: "2020.7结束"})
    (remark,) = checked(dated(files, "结束时间", "2022-08-31")).findings
    assert (remark.code, remark.row) == ("note_says_ended", 4)
    assert checked(dated(files, "结束时间", "2020-07-31")).findings == []


STATES = [("状态", "进行中"), ("是否在用", "是"), ("是否结束", "否")]


@pytest.mark.parametrize(("title", "said"), STATES)
def test_a_pairing_that_is_called_active_after_its_end_is_a_warning(title, said, tmp_path):
    files = dated(with_column(tmp_path, PAIRINGS, title, {4: said}), "结束时间", "2020-07-31")
    remarks = checked(files).findings
    assert [(one.code, one.row, one.value) for one in remarks] == [("active_after_end", 4, "2020-07-31")]


@pytest.mark.parametrize(("title", "said"), STATES)
def test_a_pairing_that_is_called_active_before_it_begins_is_a_warning(title, said, tmp_path):
    files = dated(with_column(tmp_path, PAIRINGS, title, {4: said}), "开始时间", "2021-03-01")
    (remark,) = checked(files).findings
    assert (remark.code, remark.severity, remark.row, remark.value) == (
        "active_before_start",
        "warning",
        4,
        "2021-03-01",
    )


def test_a_date_that_has_not_come_is_a_warning(tmp_path):
    (remark,) = checked(write(tmp_path), today=date(2020, 12, 30)).findings
    assert (remark.code, remark.severity) == ("date_future", "warning")
    assert checked(write(tmp_path), today=date(2020, 12, 31)).findings == []


def test_the_command_knows_what_day_it_is(tmp_path):
    done = run("data.intake", "check", *command(write(tmp_path), tmp_path), "--as-of", "2999-12-31")
    assert "date_future" in {remark["code"] for remark in done.json["findings"]}


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("注:在校生数为2019年数据", "note_of_other_year"),
        ("注:曹庄镇大岭小学已于2020年8月撤并", "note_restricts"),
        ("注：在校生数为2020年9月数据", ""),
        ("注：本表按辽教发〔2018〕12号文件填报", ""),
    ],
)
def test_a_note_below_the_roster_that_doubts_it_is_a_warning(note, code, tmp_path):
    remarks = checked(write(tmp_path, extra={ROSTER: [note]})).findings
    assert [(one.code, one.severity, one.value) for one in remarks] == ([(code, "warning", note)] if code else [])

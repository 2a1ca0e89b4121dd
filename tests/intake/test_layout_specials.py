"""Layouts that need their own town: names that repeat, pairings across counties, renamed schools, odd sheets."""

import csv
import random
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.intake import check
from tests.intake.layout import Layout
from tests.intake.layouts import render
from tests.intake.small_town import DAY, PAIRINGS, PLACE, ROSTER, column_of, write
from tests.intake.truth import assert_truth
from tests.towns import random_town


def members(files: list[Path]) -> set[tuple[str, str]]:
    """Read the files, which must not be blocked, and return (core, member) pairs."""
    reading = check(files, PLACE, date.fromisoformat(DAY))
    assert not reading.blocked, [finding for finding in reading.findings if finding.severity == "error"]
    tables = {name: table.to_pylist() for name, table in reading.tables.items()}
    core = {row["partnership_id"]: row["core_school_id"] for row in tables["partnerships"]}
    return {(core[row["partnership_id"]], row["school_id"]) for row in tables["members"]}


USUAL = {
    ("2121000001", "2121000003"),
    ("2121000001", "2121000005"),
    ("3121000002", "3121000006"),
    ("2121000007", "2121000008"),
}


def test_the_small_town_holds_its_four_pairs(tmp_path):
    assert members(write(tmp_path)) == USUAL


def test_the_order_of_the_files_means_nothing(tmp_path):
    assert members(write(tmp_path)[::-1]) == USUAL


def test_a_name_that_repeats_belongs_to_the_county_of_its_row(tmp_path):
    same = {(ROSTER, 8, "学校名"): "中心小学", (ROSTER, 11, "学校名"): "中心小学"}
    same |= {(PAIRINGS, 3, "成员"): "曹庄镇中心小学、中心小学", (PAIRINGS, 5, "成员"): "中心小学"}
    assert members(write(tmp_path, same)) == USUAL


def test_the_county_in_front_of_a_name_beats_the_county_of_its_row(tmp_path):
    same = {(ROSTER, 8, "学校名"): "中心小学", (ROSTER, 11, "学校名"): "中心小学"}
    same |= {(PAIRINGS, 3, "成员"): "曹庄镇中心小学、建昌县中心小学", (PAIRINGS, 5, "成员"): "兴城市中心小学"}
    assert members(write(tmp_path, same)) == {
        ("2121000001", "2121000003"),
        ("2121000001", "2121000008"),
        ("3121000002", "3121000006"),
        ("2121000007", "2121000005"),
    }


def test_a_name_with_the_county_left_off_beats_the_same_full_name_elsewhere(tmp_path):
    same = {(ROSTER, 11, "学校名"): "第一小学", (PAIRINGS, 3, "核心"): "第一小学", (PAIRINGS, 5, "成员"): "第一小学"}
    assert members(write(tmp_path, same)) == USUAL


@pytest.mark.parametrize("name", ["葫芦岛市兴城市第一小学", "兴城市 第一小学"])
def test_a_core_written_with_its_city_or_a_space_is_the_same_school(name, tmp_path):
    assert members(write(tmp_path, {(PAIRINGS, 3, "核心"): name})) == USUAL


def test_members_split_by_several_marks_in_one_cell(tmp_path):
    files = write(tmp_path, {(PAIRINGS, 3, "成员"): "曹庄镇中心小学；红崖子镇中心小学，\n徐大堡镇初级中学、"})
    assert members(files) == USUAL | {("2121000001", "3121000006")}


def test_codes_in_the_members_cell_name_the_schools(tmp_path):
    changes = {(PAIRINGS, 2, "核心"): "核心校标识码", (PAIRINGS, 2, "成员"): "成员校标识码"}
    codes = [("2121000001", "2121000003、2121000005"), ("3121000002", 3121000006), ("2121000007", "2121000008")]
    for number, (core, member) in enumerate(codes, start=3):
        changes |= {(PAIRINGS, number, "核心"): core, (PAIRINGS, number, "成员"): member}
    assert members(write(tmp_path, changes)) == USUAL


def test_a_code_beside_an_old_name_keeps_the_school(tmp_path):
    files = write(tmp_path, {(PAIRINGS, 2, "模式"): "核心校标识码", (PAIRINGS, 3, "核心"): "兴城市解放小学"})
    book = openpyxl.load_workbook(files[1])
    for number, code in enumerate(["2121000001", "3121000002", "2121000007"], start=3):
        book.worksheets[0].cell(number, column_of(PAIRINGS, "模式")).value = code
    book.save(files[1])
    assert members(files) == USUAL


def test_each_side_of_a_pairing_may_have_its_own_county_column(tmp_path):
    roster, _ = write(tmp_path, {(ROSTER, 8, "学校名"): "中心小学", (ROSTER, 11, "学校名"): "中心小学"})
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["支援学校", None, "受援学校", None, "开始时间"])
    sheet.append(["县区", "学校名称", "县区", "学校名称"])
    sheet.append(["兴城市", "第一小学", "建昌县", "中心小学", "2020.3"])
    sheet.append(["建昌县", "建昌镇第一小学", "兴城市", "中心小学", "2020.3"])
    for merged in ("A1:B1", "C1:D1", "E1:E2"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "across.xlsx")
    assert members([roster, tmp_path / "across.xlsx"]) == {("2121000001", "2121000008"), ("2121000007", "2121000005")}


@pytest.mark.parametrize("form", ["{}", "{}(7所)", "1.{}", "{}名册", " {} "])
def test_the_county_in_a_sheets_name_may_have_company(form, tmp_path):
    town = random_town(random.Random(2), "211400")
    rendered = render(town, Layout(county="sheet"), tmp_path)
    for path in rendered.files:
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            sheet.title = form.format(sheet.title)
        book.save(path)
    assert_truth(rendered)


def test_empty_sheets_and_hidden_corners_are_passed_over(tmp_path):
    files = write(tmp_path)
    book = openpyxl.load_workbook(files[0])
    book.create_sheet("Sheet2")
    book.create_sheet("Sheet3").append([None])
    book.worksheets[0].cell(200, 30).value = " "
    book.save(files[0])
    assert members(files) == USUAL


def test_a_text_file_with_ragged_lines_is_read(tmp_path):
    texts = []
    for path in write(tmp_path):
        rows = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]
        texts.append(path.with_suffix(".csv"))
        with texts[-1].open("w", encoding="gb18030", newline="") as handle:
            for row in rows:
                while row and row[-1] is None:
                    row.pop()
                csv.writer(handle).writerow(row)
    assert members(texts) == USUAL


def test_capital_suffixes_and_chinese_names_of_files_are_fine(tmp_path):
    roster, pairings = write(tmp_path)
    moved = [tmp_path / "2020年 学校名册（终稿）.XLSX", tmp_path / "结对名单 (1).Xlsx"]
    for source, target in zip((roster, pairings), moved, strict=True):
        shutil.move(source, target)
    assert members(moved) == USUAL


def test_a_month_that_ends_in_zero_is_october(tmp_path):
    files = write(tmp_path, {(PAIRINGS, 3, "开始"): "2019.10", (PAIRINGS, 3, "结束"): "2020.10"})
    rows = check(files, PLACE, date.fromisoformat(DAY)).tables["partnerships"].to_pylist()
    (row,) = [row for row in rows if row["core_school_id"] == "2121000001"]
    assert (row["started_on"], row["ended_on"]) == (date(2019, 10, 1), date(2020, 10, 31))


def test_a_month_that_ends_a_pairing_lasts_to_its_last_day(tmp_path):
    files = write(
        tmp_path, {(PAIRINGS, 3, "结束"): "2020年2月", (PAIRINGS, 4, "结束"): "2020.12", (PAIRINGS, 5, "结束"): 202006}
    )
    rows = check(files, PLACE, date.fromisoformat(DAY)).tables["partnerships"].to_pylist()
    assert {row["ended_on"] for row in rows} == {date(2020, 2, 29), date(2020, 12, 31), date(2020, 6, 30)}


def test_a_core_school_of_another_city_is_kept_by_its_name(tmp_path):
    reading = check(write(tmp_path, {(PAIRINGS, 3, "核心"): "沈阳市铁西区实验小学"}), PLACE, date.fromisoformat(DAY))
    assert not reading.blocked
    rows = reading.tables["partnerships"].to_pylist()
    (row,) = [row for row in rows if row["core_school_id"] is None]
    assert row["core_name"] == "沈阳市铁西区实验小学"
    assert "沈阳市" in row["core_place"]
    assert len(reading.tables["members"]) == 4
    assert any(finding.severity != "error" and finding.row == 3 for finding in reading.findings)


@pytest.mark.parametrize(
    "name", ["葫芦岛市兴城市第九小学", "葫芦岛市第九小学", "兴城市兴城市场小学", "建昌县市场路小学"]
)
def test_a_core_nobody_knows_is_not_taken_for_another_citys(name, tmp_path):
    reading = check(write(tmp_path, {(PAIRINGS, 3, "核心"): name}), PLACE, date.fromisoformat(DAY))
    assert reading.blocked
    assert any(finding.severity == "error" and finding.row == 3 for finding in reading.findings)


def test_a_county_in_front_of_a_name_that_begins_with_the_city_is_still_that_school(tmp_path):
    name = "葫芦岛市南票循环产业园区中心小学"
    changes = {(ROSTER, 8, "学校名"): name, (PAIRINGS, 3, "成员"): f"曹庄镇中心小学、兴城市{name}"}
    assert members(write(tmp_path, changes)) == USUAL


def test_a_town_written_as_missing_is_no_town(tmp_path):
    for mark in ("—", "/", "无"):
        reading = check(write(tmp_path, {(ROSTER, 5, "乡镇"): mark}), PLACE, date.fromisoformat(DAY))
        (row,) = [row for row in reading.tables["schools"].to_pylist() if row["school_id"] == "3121000002"]
        assert (row["town_code"], row["town_name"]) == (None, None)
        assert not any(mark in finding.message for finding in reading.findings), "a mark for nothing is no town"

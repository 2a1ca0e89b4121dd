"""Two columns of one meaning: they agree, one helps the other out, or the row is an error."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.intake import check
from data.intake.resolve.areas import Areas
from data.intake.tables.header.duplicate_columns import ContradictionError, agreed
from tests.intake.small_town import PLACE, ROSTER, write

DAY = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("column", "first", "second", "meant"),
    [
        ("urban_rural", "111", "主城区", "111主城区"),
        ("urban_rural", "乡村", 220, "乡村220"),
        ("urban_rural", "/", "镇区", "镇区"),
        ("managing", "曹庄镇中心小学", "2121000003", "2121000003曹庄镇中心小学"),
        ("managing", None, "曹庄镇中心小学", "曹庄镇中心小学"),
        ("stage", "公办", "小学", "小学"),
        ("stage", "完小", "小学", "完小"),
        ("mode", "校际", "集团式", "集团式"),
        ("pupils", "1,234", 1234, "1,234"),
    ],
)
def test_two_cells_of_one_meaning_come_to_one_value(column, first, second, meant):
    assert agreed(column, first, second, Areas(PLACE)) == meant


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [("urban_rural", "111", "121"), ("stage", "小学", "初中"), ("pupils", 12, 13), ("managing", "甲小学", "乙小学")],
)
def test_two_cells_that_contradict_are_an_error(column, first, second):
    with pytest.raises(ContradictionError):
        agreed(column, first, second, Areas(PLACE))


def with_column(files: list[Path], title: str, values: dict[int, object]) -> list[Path]:
    """Add a column to the roster, right of the last one."""
    book = openpyxl.load_workbook(files[0])
    sheet = book[ROSTER]
    at = sheet.max_column + 1
    sheet.cell(3, at, title)
    for row, value in values.items():
        sheet.cell(row, at, value)
    book.save(files[0])
    return files


def test_a_name_beside_the_code_of_the_managing_school_is_no_trouble(tmp_path):
    plain = check(write(tmp_path), PLACE, DAY)
    (tmp_path / "b").mkdir()
    both = check(
        with_column(write(tmp_path / "b"), "中心校名称", {7: "曹庄镇中心小学", 12: "石佛乡中心小学"}), PLACE, DAY
    )
    assert not both.blocked and both.findings == plain.findings
    drop = ["source"]
    assert both.tables["schools"].drop_columns(drop).equals(plain.tables["schools"].drop_columns(drop))


def test_a_second_class_that_disagrees_names_its_row(tmp_path):
    reading = check(with_column(write(tmp_path), "城乡类型", {7: "城区", 8: "镇区"}), PLACE, DAY)
    said = [(remark.code, remark.row) for remark in reading.findings if remark.severity != "info"]
    assert ("band_contradicts", 7) in said and ("band_contradicts", 8) not in said
    reading = check(with_column(write(tmp_path), "在校学生数", {7: 61}), PLACE, DAY)
    assert [(remark.code, remark.row) for remark in reading.findings if remark.severity == "error"] == [
        ("column_doubled", 7)
    ]


def test_a_name_of_another_school_than_the_code_of_the_managing_school_is_an_error(tmp_path):
    reading = check(with_column(write(tmp_path), "中心校名称", {7: "石佛乡中心小学", 12: "石佛乡中心小学"}), PLACE, DAY)
    errors = [(remark.code, remark.row) for remark in reading.findings if remark.severity == "error"]
    assert errors == [("school_contradicts", 7)]


def test_a_manager_in_another_county_is_told(tmp_path):
    reading = check(write(tmp_path, {(ROSTER, 7, "主管"): "2121000008"}), PLACE, DAY)
    (told,) = [remark for remark in reading.findings if remark.severity == "warning"]
    assert (told.code, told.row, reading.blocked) == ("school_other_county", 7, False)

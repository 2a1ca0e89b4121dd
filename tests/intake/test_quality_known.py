"""Whether core schools are quality schools must be known, from the roster or the list, before coverage is counted."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.intake import check
from data.intake.checks.quality_stated import check_quality
from tests.intake.small_town import DAY, PAIRINGS, PLACE, ROSTER, Changes, column_of, write

BLANK: Changes = {(ROSTER, row, "是否"): None for row in range(4, 13)}
NO: Changes = {(ROSTER, row, "是否"): "否" for row in range(4, 13)}


def without_column(folder: Path) -> list[Path]:
    """Write the town with a roster that has no quality column."""
    files = write(folder)
    book = openpyxl.load_workbook(files[0])
    book.worksheets[0].delete_cols(column_of(ROSTER, "是否"))
    book.save(files[0])
    return files


def with_list_column(files: list[Path], said: list[str | None]) -> list[Path]:
    """Add 帮扶学校是否优质 to the pairing list."""
    book = openpyxl.load_workbook(files[1])
    for row, cell in enumerate(["核心校是否优质", *said], start=2):
        book.worksheets[0].cell(row, len(PAIRINGS) + 6, cell)
    book.save(files[1])
    return files


def said(files: list[Path]) -> dict[str, str]:
    reading = check(files, PLACE, date.fromisoformat(DAY))
    return {remark.code: remark.severity for remark in reading.findings if remark.severity != "info"}


@pytest.mark.parametrize("blank", [True, False], ids=["a blank column", "no column"])
def test_quality_that_nobody_states_blocks(blank, tmp_path):
    assert said(write(tmp_path, BLANK) if blank else without_column(tmp_path)) == {"quality_unknown": "error"}


def test_cores_that_are_all_no_quality_schools_are_a_warning(tmp_path):
    assert said(write(tmp_path, NO)) == {"quality_none": "warning"}


@pytest.mark.parametrize("blank", [True, False], ids=["a blank column", "no column"])
def test_the_lists_word_is_kept_for_cores_of_the_place(blank, tmp_path):
    files = with_list_column(write(tmp_path, BLANK) if blank else without_column(tmp_path), ["是", "否", "是"])
    reading = check(files, PLACE, date.fromisoformat(DAY))
    assert not reading.findings
    rows = reading.tables["partnerships"].to_pylist()
    assert [row["core_is_quality"] for row in rows] == [True, False, True]
    assert {row["is_quality"] for row in reading.tables["schools"].to_pylist()} == {None}


def test_a_core_of_unknown_quality_among_known_ones_is_named(tmp_path):
    files = with_list_column(without_column(tmp_path), ["是", None, "是"])
    (remark,) = check(files, PLACE, date.fromisoformat(DAY)).findings
    assert (remark.code, remark.severity, remark.value) == ("quality_partly_unknown", "warning", "兴城市第二初级中学")


def test_roster_and_list_that_disagree_are_a_warning(tmp_path):
    files = with_list_column(write(tmp_path), ["是", "否", "是"])
    (remark,) = check(files, PLACE, date.fromisoformat(DAY)).findings
    assert (remark.code, remark.severity, remark.row) == ("quality_contradicts", "warning", 4)


def test_a_programme_that_takes_any_lead_asks_for_no_quality():
    assert check_quality("211282", [], [{"core_school_id": None, "core_name": "甲", "core_is_quality": None}]) == []

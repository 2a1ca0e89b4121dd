"""Columns by what they hold: the second witness beside the title, the best assignment, and the answers to what is asked."""

import json
from pathlib import Path

import openpyxl
import pytest

from data.intake.tables.header.columns import assigned
from tests.intake.commands import run
from tests.intake.test_kinds_of_sheets import TITLES, School, read

TOWN = [
    School("兴城市", "2121000101", "大岭小学", "小学", "111", "是", 1200),
    School("兴城市", "2121000102", "小岭小学", "小学", "121", "否", 400),
    School("绥中县", "2121000103", "后坡教学点", "教学点", "220", "否", 15),
]


def with_column(folder: Path, title: str, cells: list[object], without: str = ""):
    """Read the town with one more column, perhaps without another."""
    rows = [[*TITLES, title], *([*one.row, cell] for one, cell in zip(TOWN, cells, strict=True))]
    keep = [at for at, written in enumerate(rows[0]) if written != without]
    return read(folder, [[row[at] for at in keep] for row in rows])


def asked(reading) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.code, one.value, one.fields) for one in reading.findings if one.severity == "error"]


def test_the_best_assignment_gives_each_column_a_field_of_its_own():
    assert assigned({0: {"town": 1.0}, 1: {"name": 2.0}}) == {0: "town", 1: "name"}
    assert assigned({0: {"name": 1.9, "town": 1.8}, 1: {"name": 1.8}}) == {0: "town", 1: "name"}
    assert assigned({0: {"name": 1.0}, 1: {"name": 1.5}}) == {1: "name"}


def test_a_kind_of_ownership_is_no_stage(tmp_path):
    reading = with_column(tmp_path, "学校类型", ["公办", "公办", "民办"])
    assert not reading.blocked
    assert "学校类型" in next(one.value for one in reading.findings if one.code == "columns_unknown")
    assert with_column(tmp_path, "学校类型", ["小学", "小学", "教学点"], without="学段").counts["schools"] == 3


@pytest.mark.parametrize(
    ("title", "cells", "without", "field"),
    [
        ("是否示范校", ["是", "否", "否"], "是否优质学校", "is_quality"),
        ("办学规模（人）", [1200, 400, 15], "在校生数", "pupils"),
        ("所处位置", ["城区", "镇区", "乡村"], "城乡分类代码", "urban_rural"),
        ("驻地", ["城区", "镇区", "乡村"], "城乡分类代码", "urban_rural"),
    ],
)
def test_a_title_that_is_not_sure_is_asked_about_with_the_likeliest_field_first(title, cells, without, field, tmp_path):
    ((code, value, fields),) = [one for one in asked(with_column(tmp_path, title, cells, without)) if one[2]]
    assert (code, value, fields[0]) == ("column_unsure", title.replace("（", "(").replace("）", ")"), field)


def test_what_another_column_holds_is_not_asked_about(tmp_path):
    assert asked(with_column(tmp_path, "是否示范校", ["是", "否", "否"])) == []
    assert asked(with_column(tmp_path, "办学规模（人）", [1200, 400, 15])) == []


def test_full_time_teachers_come_before_all_teachers(tmp_path):
    rows = [[*TITLES, "教师总数", "专任教师数"], *([*one.row, 90, 80] for one in TOWN)]
    reading = read(tmp_path, rows)
    assert not reading.blocked
    assert {row["teachers"] for row in reading.tables["schools"].to_pylist()} == {80}


def test_parts_of_one_figure_under_two_titles_are_asked_about_never_taken_once(tmp_path):
    rows = [[*TITLES, "专职心理教师数", "兼职心理教师数"], *([*one.row, 1, 1] for one in TOWN)]
    assert {code for code, _, _ in asked(read(tmp_path, rows))} == {"column_unsure"}


def test_the_answers_that_check_writes_out_make_the_sheet_ready(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["一、保留学校"], *(one.row for one in TOWN[:2]), ["二、拟撤并学校"], TOWN[2].row]:
        sheet.append(row)
    sheet.insert_rows(1)
    for at, title in enumerate([*TITLES[:5], "是否示范校", TITLES[6]], start=1):
        sheet.cell(1, at, title)
    book.save(tmp_path / "名册.xlsx")
    arguments = [str(tmp_path / "名册.xlsx"), "--place", "211400", "--as-of", "2020-12-31", "--data", str(tmp_path)]
    first = run("data.intake", "check", *arguments)
    assert first.code == 1
    answers = json.loads(next(line for line in first.out.splitlines() if line.strip().startswith('{"columns"')))
    assert [one["field"] for one in answers["columns"]] == ["is_quality"]
    assert [one["heading"] for one in answers["sections"]] == ["二、拟撤并学校"]
    for rows, schools in (("count", 3), ("leave_out", 2)):
        answers["sections"][0]["rows"] = rows
        (tmp_path / "choices.json").write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
        done = run("data.intake", "check", *arguments, "--choices", str(tmp_path / "choices.json"), "--json")
        assert (done.code, done.json["counts"]["schools"]) == (0, schools)

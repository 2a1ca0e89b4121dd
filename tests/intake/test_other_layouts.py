"""Layouts of other bureaus: forms, a sheet a county, sites set in under their central school, headings, odd totals."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from data.intake import check
from data.intake.choices import Choices, HeaderChoice
from tests.intake.small_town import COLUMNS, DAY, PAIRINGS, PLACE, RECORDS, ROSTER, write

USUAL = {
    ("2121000001", "2121000003"),
    ("2121000001", "2121000005"),
    ("3121000002", "3121000006"),
    ("2121000007", "2121000008"),
}
MANAGED = {"2121000004": "2121000003", "2121000009": "2121000008"}
TITLES, SCHOOLS = COLUMNS[ROSTER], RECORDS[ROSTER]


def read(*files: Path):
    return check(list(files), PLACE, date.fromisoformat(DAY))


def codes(reading, *severities: str) -> set[str]:
    return {finding.code for finding in reading.findings if not severities or finding.severity in severities}


def assert_town(reading) -> None:
    """Fail where the reading is not the small town with its four pairs and its two managed sites."""
    assert not reading.blocked, [finding for finding in reading.findings if finding.severity == "error"]
    core = {row["partnership_id"]: row["core_school_id"] for row in reading.tables["partnerships"].to_pylist()}
    members = {(core[row["partnership_id"]], row["school_id"]) for row in reading.tables["members"].to_pylist()}
    schools = {row["school_id"]: row for row in reading.tables["schools"].to_pylist()}
    assert members == USUAL
    assert (len(schools), reading.counts["pupils"]) == (9, 4456)
    managed = {code: row["managing_school_id"] for code, row in schools.items() if row["managing_school_id"]}
    assert managed == MANAGED
    assert {code: row["name"] for code, row in schools.items()} == {row[2]: row[3] for row in SCHOOLS}


def saved(folder: Path, book: openpyxl.Workbook, name: str = "名册.xlsx") -> Path:
    if len(book.worksheets) > 1 and book.worksheets[0].max_row == 1 and book.worksheets[0]["A1"].value is None:
        book.remove(book.worksheets[0])
    book.save(folder / name)
    return folder / name


def two_columns(sheet, school) -> None:
    sheet.append(["学校基本情况登记表"])
    sheet.append(["项目", "填报值"])
    for title, cell in zip(TITLES, school, strict=True):
        sheet.append([title, cell])
    sheet.append(["填表人：王某"])


def five_columns(sheet, school) -> None:
    sheet.append(["序号", "项目", "单位", "填报值", "备注"])
    for number, (title, cell) in enumerate(zip(TITLES, school, strict=True), start=1):
        sheet.append([number, title, "人" if title == "在校生数" else None, cell, None])


def side_by_side(sheet, school) -> None:
    sheet.append(["学校基本情况登记表"])
    sheet.merge_cells("A1:D1")
    for at in range(0, len(TITLES), 2):
        pairs = zip(TITLES[at : at + 2], school[at : at + 2], strict=True)
        sheet.append([cell for pair in pairs for cell in pair])


@pytest.mark.parametrize("form", [two_columns, five_columns, side_by_side])
def test_a_form_a_school_reads_as_a_roster(form: Callable, tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    for school in SCHOOLS:
        form(book.create_sheet(str(school[3])), school)
    reading = read(saved(tmp_path, book), pairings)
    assert_town(reading)
    assert reading.tables["schools"].to_pylist()[3]["source"].split("/")[1] == "曹庄镇大岭小学"


def test_forms_below_one_another_and_a_roster_on_its_side_are_read(tmp_path):
    _, pairings = write(tmp_path)
    stacked, turned = openpyxl.Workbook(), openpyxl.Workbook()
    for school in SCHOOLS:
        two_columns(stacked.worksheets[0], school)
    for at, title in enumerate(TITLES):
        turned.worksheets[0].append([title, *(school[at] for school in SCHOOLS)])
    assert_town(read(saved(tmp_path, stacked), pairings))
    assert_town(read(saved(tmp_path, turned), pairings))


def test_a_form_names_the_cell_that_is_wrong(tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    for school in SCHOOLS:
        two_columns(book.create_sheet(str(school[3])), school)
    book["曹庄镇大岭小学"]["B11"] = "约六十"
    (error,) = [each for each in read(saved(tmp_path, book), pairings).findings if each.severity == "error"]
    assert (error.code, error.sheet, error.row, error.column) == (
        "count_unreadable",
        "曹庄镇大岭小学",
        11,
        "B 在校生数",
    )


def test_a_form_that_lacks_what_a_roster_needs_is_told(tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    for school in SCHOOLS:
        two_columns(book.create_sheet(str(school[3])), school)
    sheet = book["曹庄镇大岭小学"]
    sheet.delete_rows(5, 4)
    reading = read(saved(tmp_path, book), pairings)
    assert ("header_incomplete", "曹庄镇大岭小学") in {(each.code, each.sheet) for each in reading.findings}
    assert reading.blocked


def test_a_form_a_community_reads_as_a_pairing_list(tmp_path):
    roster, _ = write(tmp_path)
    book = openpyxl.Workbook()
    for number, (county, core, members, mode, started, _) in enumerate(RECORDS[PAIRINGS]):
        sheet = book.create_sheet(f"共同体{number}")
        sheet.append(["城乡教育共同体登记表"])
        sheet.append(["县(市)区", county, "牵头学校", core])
        sheet.append(["办学模式", mode, "组建时间", started])
        for at, member in enumerate(str(members).split("、"), start=1):
            sheet.append([f"成员校{at}", member])
    assert_town(read(roster, saved(tmp_path, book, "登记表.xlsx")))


def without_manager(indent: Callable[[str], str] = str) -> openpyxl.Workbook:
    """Return the roster without its column of managing schools; `indent` changes the names of managed sites."""
    book = openpyxl.Workbook()
    keep = [at for at, title in enumerate(TITLES) if title != "主管学校标识码"]
    book.worksheets[0].append([TITLES[at] for at in keep])
    for school in SCHOOLS:
        row = [school[at] for at in keep]
        row[3] = indent(str(school[3])) if school[2] in MANAGED else school[3]
        book.worksheets[0].append(row)
    return book


@pytest.mark.parametrize("space", ["  ", "　　", "\t", "└", "　"])
def test_sites_set_in_by_signs_are_managed_by_the_school_above(space, tmp_path):
    _, pairings = write(tmp_path)
    reading = read(saved(tmp_path, without_manager(lambda name: space + name)), pairings)
    assert_town(reading)
    assert codes(reading) == {"managing_by_form"}


def test_sites_set_in_by_their_cells_format_are_managed_by_the_school_above(tmp_path):
    _, pairings = write(tmp_path)
    book = without_manager()
    for row, school in enumerate(SCHOOLS, start=2):
        book.worksheets[0].cell(row, 4).alignment = Alignment(indent=2 if school[2] in MANAGED else 0)
    assert_town(read(saved(tmp_path, book), pairings))


def test_names_in_two_columns_under_one_title_are_levels(tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    keep = [at for at, title in enumerate(TITLES) if title not in ("主管学校标识码", "学校名称")]
    sheet.append(["学校名称", None, *(TITLES[at] for at in keep)])
    for school in SCHOOLS:
        names = [None, school[3]] if school[2] in MANAGED else [school[3], None]
        sheet.append([*names, *(school[at] for at in keep)])
    sheet.merge_cells("A1:B1")
    assert_town(read(saved(tmp_path, book), pairings))


@pytest.mark.parametrize("title", ["学校名称", "中心校"])
def test_a_central_school_merged_before_its_sites_manages_them(title, tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    keep = [at for at, name in enumerate(TITLES) if name not in ("主管学校标识码", "学校名称")]
    sheet.append([title, "学校名称", *(TITLES[at] for at in keep)])
    names = {str(school[2]): school[3] for school in SCHOOLS}
    for school in SCHOOLS:
        above = names[MANAGED.get(str(school[2]), str(school[2]))]
        sheet.append([None if school[2] in MANAGED else above, school[3], *(school[at] for at in keep)])
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("A9:A10")
    if title == "学校名称":
        sheet.merge_cells("A1:B1")
    assert_town(read(saved(tmp_path, book), pairings))


def test_a_column_of_sites_beside_the_central_schools_names_them(tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    keep = [at for at, name in enumerate(TITLES) if name not in ("主管学校标识码", "学校名称")]
    sheet.append(["学校名称", "村小(教学点)名称", *(TITLES[at] for at in keep)])
    names = {str(school[2]): school[3] for school in SCHOOLS}
    for school in SCHOOLS:
        manager = MANAGED.get(str(school[2]))
        pair = [names[manager], school[3]] if manager else [school[3], "本部" if school[2] == "2121000003" else None]
        sheet.append([*pair, *(school[at] for at in keep)])
    assert_town(read(saved(tmp_path, book), pairings))


def test_an_indent_that_fits_no_central_school_is_told_and_one_stray_space_is_none(tmp_path):
    _, pairings = write(tmp_path)
    book = without_manager(lambda name: "　　" + name)
    book.worksheets[0]["D7"] = "　　徐大堡镇初级中学"
    reading = read(saved(tmp_path, book), pairings)
    assert codes(reading, "error") == {"indent_unclear"}
    stray = write(tmp_path)
    book = openpyxl.load_workbook(stray[0])
    book.worksheets[0]["D9"] = " 徐大堡镇初级中学"
    book.worksheets[0]["D6"] = "　曹庄镇中心小学"
    book.save(stray[0])
    assert_town(read(*stray))


def by_county() -> dict[str, list]:
    return {county: [row[1:] for row in SCHOOLS if row[0] == county] for county in ("兴城市", "建昌县")}


@pytest.mark.parametrize("form", ["{}", "{}学校名册", "1.{}", "{short}", "{short}学校", "（{short}）"])
def test_a_sheet_a_county_says_so_in_its_name(form, tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    for county, rows in by_county().items():
        sheet = book.create_sheet(form.format(county, short=county[:-1]))
        for row in (TITLES[1:], *rows):
            sheet.append(row)
    assert_town(read(saved(tmp_path, book), pairings))


@pytest.mark.parametrize("form", ["{}学校名册.xlsx", "2020年{short}名册（终稿）.xlsx"])
def test_a_file_a_county_says_so_in_its_name(form, tmp_path):
    _, pairings = write(tmp_path)
    files = []
    for county, rows in by_county().items():
        book = openpyxl.Workbook()
        for row in (TITLES[1:], *rows):
            book.worksheets[0].append(row)
        files.append(saved(tmp_path, book, form.format(county, short=county[:-1])))
    assert_town(read(*files, pairings))


def test_a_sheet_whose_name_and_title_name_two_counties_is_told(tmp_path):
    _, pairings = write(tmp_path)
    book = openpyxl.Workbook()
    for county, rows in by_county().items():
        sheet = book.create_sheet(county)
        for row in (["兴城市学校名册"], TITLES[1:], *rows):
            sheet.append(row)
    reading = read(saved(tmp_path, book), pairings)
    assert {(each.code, each.sheet) for each in reading.findings if each.severity == "error"} == {
        ("county_conflict", "建昌县")
    }


@pytest.mark.parametrize("heading", ["二、已解除结对", "已结束的结对", "（二）已终止帮扶关系"])
def test_pairings_under_a_heading_that_says_ended_are_ended(heading, tmp_path):
    roster, pairings = write(tmp_path)
    book = openpyxl.load_workbook(pairings)
    book.worksheets[0].insert_rows(5)
    book.worksheets[0]["A5"] = heading
    book.save(pairings)
    reading = read(roster, pairings)
    ended = {row["core_school_id"] for row in reading.tables["partnerships"].to_pylist() if row["is_ended"]}
    assert ended == {"2121000007"}
    assert "ended_by_heading" in codes(reading, "warning")


@pytest.mark.parametrize("word", ["已结束", "终止", "解除", "已到期"])
def test_status_words_end_a_pairing_and_unknown_ones_are_told(word, tmp_path):
    roster, pairings = write(tmp_path, {(PAIRINGS, 2, "结束"): "状态", (PAIRINGS, 4, "结束"): word})
    reading = read(roster, pairings)
    assert [row["is_ended"] for row in reading.tables["partnerships"].to_pylist()] == [False, True, False]
    unknown = write(tmp_path, {(PAIRINGS, 2, "结束"): "状态", (PAIRINGS, 4, "结束"): f"{word}吗"})
    assert codes(read(*unknown), "error") == {"status_unknown"}


def test_schools_under_a_heading_that_says_closed_are_left_out_and_told(tmp_path):
    roster, pairings = write(tmp_path)
    book = openpyxl.load_workbook(roster)
    book.worksheets[0].insert_rows(12)
    book.worksheets[0]["A12"] = "二、已撤并学校"
    book.save(roster)
    reading = read(roster, pairings)
    assert reading.counts["schools"] == 8
    assert "closed_left_out" in codes(reading, "warning")


def test_older_words_for_the_bands_are_read_and_told(tmp_path):
    old = {"1": "城市", "2": "农村"}
    changes = {(ROSTER, row, "城乡"): old.get(str(cells[4])[0]) for row, cells in enumerate(SCHOOLS, start=4)}
    changes |= {
        (ROSTER, row, "城乡"): "县镇" for row, cells in enumerate(SCHOOLS, start=4) if str(cells[4]).startswith("12")
    }
    changes |= {
        (ROSTER, row, "城乡"): "城市" for row, cells in enumerate(SCHOOLS, start=4) if str(cells[4]).startswith("11")
    }
    reading = read(*write(tmp_path, changes))
    assert_town(reading)
    bands = [row["reported_band"] for row in reading.tables["schools"].to_pylist()]
    assert bands == ["城区", "城区", "镇区", "乡村", "镇区", "镇区", "镇区", "乡村", "乡村"]
    assert codes(reading) == {"band_old_words"}


@pytest.mark.parametrize("by", [-1, 1])
def test_a_total_shifted_by_one_cell_is_known_and_a_wrong_one_told(by, tmp_path):
    total: list = [None] * len(TITLES)
    total[0], total[8 + by] = "合计", 4456
    assert codes(read(*write(tmp_path, extra={ROSTER: total}))) == {"total_shifted"}
    total[8 + by] = 4455
    assert codes(read(*write(tmp_path, extra={ROSTER: total}))) <= {"total_differs"}
    total[8 + by], total[8] = None, 4455
    assert codes(read(*write(tmp_path, extra={ROSTER: total}))) == {"total_differs"}


def test_a_figure_merged_over_two_schools_and_a_merge_across_columns_are_told(tmp_path):
    for block, code in (("I6:I7", "figure_merged"), ("G7:H7", "cells_merged_across")):
        roster, pairings = write(tmp_path)
        book = openpyxl.load_workbook(roster)
        book.worksheets[0].merge_cells(block)
        book.save(roster)
        reading = read(roster, pairings)
        assert code in codes(reading, "error")
        assert block in next(each.message for each in reading.findings if each.code == code)


def test_a_row_that_holds_a_schools_name_only_is_not_passed_over(tmp_path):
    extra: list = [None, None, None, "红崖子镇东沟小学"]
    reading = read(*write(tmp_path, extra={ROSTER: extra}))
    assert {each.row for each in reading.findings if each.severity == "error"} == {13}


@pytest.mark.parametrize("mark", ["成员校{}", "成员校（{}）", "成员学校{}名称", "第{}所成员校", "成员{}"])
def test_members_in_numbered_columns(mark, tmp_path):
    roster, _ = write(tmp_path)
    book = openpyxl.Workbook()
    book.worksheets[0].append(["县区", "核心校", *(mark.format(number) for number in (1, 2, 3)), "组建时间"])
    for county, core, members, _, started, _ in RECORDS[PAIRINGS]:
        names = [*str(members).split("、"), None, None][:3]
        book.worksheets[0].append([county, core, *names, started])
    reading = read(roster, saved(tmp_path, book, "结对.xlsx"))
    if mark == "第{}所成员校" and reading.blocked:
        return
    assert_town(reading)


def test_a_summary_sheet_is_left_out_by_name_and_by_hand_without_a_warning(tmp_path):
    roster, pairings = write(tmp_path)
    book = openpyxl.load_workbook(roster)
    for row in (["县区", "学校数", "在校生数", "教师数"], *[["兴城市", 6, 3444, 300]] * 3):
        book["汇总" if "汇总" in book.sheetnames else book.create_sheet("汇总").title].append(row)
    book.save(roster)
    assert_town(read(roster, pairings))
    assert codes(read(roster, pairings)) == {"sheet_summary_left_out"}
    left_out = Choices(headers=(HeaderChoice("ignored", sheet="汇总"),))
    reading = check([roster, pairings], PLACE, date.fromisoformat(DAY), choices=left_out)
    assert_town(reading)
    assert codes(reading) == {"sheet_left_out"}

"""What a person decides by hand is done and told; what fits nothing is told too; views show how sheets were read."""

import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from data.intake import check
from data.intake.choices import Alias, Choices, ColumnChoice, HeaderChoice, SectionChoice
from data.intake.ledger import Entry
from data.intake.preview import field_options
from tests.intake.commands import run
from tests.intake.small_town import DAY, PAIRINGS, PLACE, ROSTER, command, write

UNKNOWN = {(PAIRINGS, 3, "成员"): "曹庄镇中心小学、红崖镇中心小学校"}


def read(files, *columns, headers=(), aliases=(), sections=()):
    choices = Choices(columns, tuple(headers), tuple(aliases), tuple(sections))
    return check(files, PLACE, date.fromisoformat(DAY), choices=Choices.from_dict(json.loads(as_json(choices))))


def as_json(choices: Choices) -> str:
    return json.dumps(choices.as_dict(), ensure_ascii=False)


def codes(reading, severity="error") -> set[str]:
    return {finding.code for finding in reading.findings if finding.severity == severity}


@pytest.mark.parametrize("column", ["D", "校别大名", "校别 大名"])
def test_a_column_nobody_knows_is_read_as_it_was_decided(column, tmp_path):
    files = write(tmp_path, {(ROSTER, 3, "学校名"): "校别大名"})
    (asked,) = [each for each in read(files).findings if each.severity == "error"]
    assert (asked.code, asked.fields[0]) == ("column_unsure", "name")
    reading = read(files, ColumnChoice(column, "name", sheet=ROSTER))
    assert reading.counts["schools"] == 9
    assert reading.counts["members"] == 4
    assert not reading.blocked
    assert "column_by_hand" in codes(reading, "info")
    view = next(view for view in reading.views if view.sheet == ROSTER)
    assert {(each.field, each.why) for each in view.tables[0].columns if each.letter == "D"} == {("name", "chosen")}


def test_a_column_left_out_changes_nothing_but_itself(tmp_path):
    reading = read(write(tmp_path), ColumnChoice("在校生数", "ignored", file="roster.xlsx"))
    assert {row["pupils"] for row in reading.tables["schools"].to_pylist()} == {None}
    assert "column_left_out" in codes(reading, "info")
    assert not reading.blocked


def test_a_header_without_known_titles_is_read_where_it_was_pointed_at(tmp_path):
    changes = {
        (ROSTER, 3, title): f"栏{title}" for title in ("学校标", "学校名", "学段", "县", "乡镇", "城乡", "在校", "是否")
    }
    files = write(tmp_path, changes)
    fields = {
        "A": "county",
        "B": "town",
        "C": "school_id",
        "D": "name",
        "E": "urban_rural",
        "F": "stage",
        "H": "is_quality",
        "I": "pupils",
    }
    header = HeaderChoice("schools", 3, 3, sheet=ROSTER)
    columns = [ColumnChoice(letter, field, sheet=ROSTER) for letter, field in fields.items()]
    reading = read(files, *columns, headers=[header])
    assert (reading.counts["schools"], reading.counts["members"], reading.blocked) == (9, 4, False)
    assert "choice_unused" not in codes(reading, "warning")


def test_an_unknown_name_brings_its_candidates_and_takes_the_one_that_is_picked(tmp_path):
    files = write(tmp_path, UNKNOWN)
    finding = next(each for each in read(files).findings if each.code == "school_unknown")
    assert finding.candidates[0].school_id == "2121000005"
    assert finding.candidates[0].county == "兴城市"
    assert finding.as_dict()["candidates"][0]["name"] == "红崖子镇中心小学"
    for row in (0, finding.row):
        alias = Alias(finding.value, "2121000005", file=finding.file, sheet=finding.sheet, row=row)
        reading = read(files, aliases=[alias])
        assert not reading.blocked
        assert "2121000005" in {row["school_id"] for row in reading.tables["members"].to_pylist()}
        assert "school_by_hand" in codes(reading, "info")
    elsewhere = read(files, aliases=[Alias(finding.value, "2121000005", row=4)])
    assert "school_unknown" in codes(elsewhere)
    assert "choice_unused" in codes(elsewhere, "warning")


def test_an_alias_to_a_code_the_roster_lacks_blocks(tmp_path):
    assert "school_alias_unknown" in codes(read(write(tmp_path, UNKNOWN), aliases=[Alias("红崖镇中心小学校", "1")]))


def test_a_field_that_a_table_does_not_have_is_not_taken(tmp_path):
    reading = read(write(tmp_path), ColumnChoice("模式", "lon", sheet=PAIRINGS))
    assert "choice_unused" in codes(reading, "warning")
    assert {row["mode"] for row in reading.tables["partnerships"].to_pylist()} == {"帮扶式", "结对"}


def test_a_view_shows_every_row_with_what_it_was_taken_for(tmp_path):
    files = write(tmp_path, extra={ROSTER: ["合计", None, None, "9所"]})
    book = openpyxl.load_workbook(files[0])
    book.create_sheet("说明").append(["请于月底前报送", "<b>=1+1</b>"])
    book.save(files[0])
    views = {view.sheet: view for view in read(files).views}
    assert set(views) == {ROSTER, PAIRINGS, "说明"}
    roster = views[ROSTER]
    assert [row.role for row in roster.rows(1, 14)] == ["title", "title", "header", *["record"] * 9, "total"]
    assert roster.rows(5, 1)[0].number == 5
    assert roster.rows(5, 1)[0].cells[2:4] == ("3121000002", "兴城市第二初级中学")
    assert (views["说明"].tables, views["说明"].rows()[0].cells) == ((), ("请于月底前报送", "<b>=1+1</b>"))
    assert (roster.height, roster.width) == (13, 11)


@pytest.mark.parametrize("table", ["schools", "pairings", "returns", "activities", "funds"])
def test_every_field_a_column_may_be_given_has_its_name_in_both_languages(table):
    options = field_options(table)
    assert len({option.field for option in options}) == len(options) > 8
    assert all(option.zh and option.en for option in options)
    assert options[-1].field == "ignored"


def test_the_command_line_takes_choices_from_a_file(tmp_path):
    files, chosen = write(tmp_path, UNKNOWN), tmp_path / "choices.json"
    chosen.write_text(as_json(Choices(aliases=(Alias("红崖镇中心小学校", "2121000005"),))), encoding="utf-8")
    done = run("data.intake", "check", *command(files, tmp_path, "--choices", chosen))
    assert done.code == 0, done.out
    assert {finding["code"] for finding in done.json["findings"]} == {"school_by_hand"}
    chosen.write_text('{"columns": [{"colour": "red"}]}', encoding="utf-8")
    assert run("data.intake", "check", *command(files, tmp_path, "--choices", chosen)).code == 2


def test_a_roster_of_another_year_is_asked_about_and_the_answer_holds(tmp_path):
    (roster, pairs), name = write(tmp_path), "2018年学校名册"
    book = openpyxl.load_workbook(roster)
    book[ROSTER].title = name
    book.save(roster)
    (asked,) = [one for one in read([roster, pairs]).findings if one.heading]
    assert (asked.code, asked.heading, asked.sheet) == ("sheet_of_other_year", name, name)
    reading = read([roster, pairs], sections=[SectionChoice(name, "count", "roster.xlsx", name)])
    assert not reading.blocked and reading.counts["schools"] == 9
    reading = read([roster, pairs], sections=[SectionChoice(name, "leave_out", "roster.xlsx", name)])
    assert reading.counts["schools"] == 0 and not [one for one in reading.findings if one.heading]
    (ledger,) = [one for one in reading.ledgers if one.sheet == name]
    assert ledger.is_whole and set(ledger.rows_left_out) == {"by_hand"}


@pytest.mark.parametrize(
    ("names", "start", "asked"),
    [
        (["2019年结对", "2020年结对"], "", ["2019年结对"]),  # which of them hold on that date, nobody says
        (["2021年结对名单"], "", ["2021年结对名单"]),  # still to come
        (["2019年结对名单"], "", []),  # a list that may well go on: the warning of missing starts is enough
        (["2019年结对", "2021年结对"], "2019年9月", []),  # the rows say it themselves
    ],
)
def test_pairing_lists_of_other_years_are_asked_about_unless_their_rows_say_when_they_began(
    names, start, asked, tmp_path
):
    roster, _ = write(tmp_path)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    members = ("曹庄镇中心小学", "红崖子镇中心小学")
    for name, member in zip(names, members, strict=False):
        sheet = book.create_sheet(name)
        sheet.append(["县区", "核心校", "成员校", *(["开始时间"] if start else [])])
        sheet.append(["兴城市", "兴城市第一小学", member, start])
    book.save(tmp_path / "结对.xlsx")
    files = [roster, tmp_path / "结对.xlsx"]
    reading = read(files)
    assert [one.heading for one in reading.findings if one.code == "sheet_of_other_year"] == asked
    assert reading.blocked == bool(asked)
    counted = read(files, sections=[SectionChoice(name, "count", "结对.xlsx", name) for name in asked])
    assert (counted.blocked, counted.counts["members"]) == (False, len(names))
    without = read(files, sections=[SectionChoice(name, "leave_out", "结对.xlsx", name) for name in asked])
    assert without.counts["members"] == len(names) - len(asked)


def test_a_view_says_what_every_cell_was_taken_for_and_what_stands_below_a_heading(tmp_path):
    changes = {(ROSTER, 3, "在校生数"): "办学规模(人)"}
    reading = read(write(tmp_path, changes, {ROSTER: ["拟撤并学校(2021年)"]}))
    view = next(view for view in reading.views if view.sheet == ROSTER)
    assert view.samples("I", 3) == ["1200", "900", "400"]
    assert next(one.why for one in view.tables[0].columns if one.letter == "I") == "asked"
    assert view.rows(4, 1)[0].entries[3] == Entry("value", "schools.name")
    assert view.rows(4, 1)[0].entries[6] is None
    assert view.rows(4, 1)[0].entries[8] == Entry("left_out", "asked")
    assert view.below("无此标题", 5) == (0, [])
    for table in view.read:
        table.left_out = "other_year"
    assert replace(view).samples("I", 3) == ["1200", "900", "400"], "also of rows that do not count"

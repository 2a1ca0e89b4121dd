"""The blank workbook: intake knows its titles, leaves its example out, and reads back what is filled in."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake import check
from data.intake.formats.files import sheets
from data.intake.readers.roster.facts import FACTS
from data.intake.resolve.indicators import reported
from data.intake.tables.header.headers import headers
from data.intake.tables.header.table_kinds import is_title
from data.intake.tables.titles.meaning import meaning
from data.intake.template import SHEETS, TABLES, columns, write_template
from tests.intake.commands import run
from tests.intake.reported import codes, told

PLACE, AS_OF = "211400", date(2024, 12, 31)
BIG = {
    **{
        "county": "兴城市",
        "town": "古城街道",
        "school_id": "2121000001",
        "name": "兴城市第一小学",
        "urban_rural": "111",
    },
    **{"stage": "小学", "is_quality": "是", "pupils": 1200, "teachers": 80},
}
SMALL = {
    **{"county": "兴城市", "town": "曹庄镇", "school_id": "2121000004", "name": "曹庄镇大岭小学", "urban_rural": "220"},
    **{"stage": "小学", "is_quality": "否", "pupils": 60, "teachers": 9},
}
FACT_VALUES = {
    **{"is_county_seat": False, "recording_classrooms": 1, "arts_pe_full": True, "demo_experiments_planned": 40},
    **{"demo_experiments_done": 38, "group_experiments_planned": 20, "group_experiments_done": 20},
    **{"principal_years": 3.5, "teachers_unrotated": 2, "is_weak": True, "weak_plan_done": True, "boarders": 5},
    **{"supervised_on": date(2023, 5, 16), "left_behind_children": 12, "left_behind_paired": 11, "plan_filed": True},
    **{"is_integrated": True, "conditions_met": True, "psych_teachers": 1, "teachers_72_hours": 9},
    **{"teachers_training_passed": 9, "teachers_it_passed": 8},
}
PAIR = {
    **{"county": "兴城市", "name": "古城共同体", "core_name": "兴城市第一小学", "member_name": "曹庄镇大岭小学"},
    **{
        "mode": "集团式",
        "started_on": date(2023, 9, 1),
        "status": "进行中",
        "plan_filed": "是",
        "is_quality_group": "是",
    },
}
RETURN = {
    "indicator": "九年义务教育巩固率",
    "county": "兴城市",
    "period": "2023-2024学年",
    "numerator": 970,
    "denominator": 1000,
}
ACTIVITY = {
    **{"kind": "教师交流", "held_on": date(2024, 3, 1), "title": "支教", "county": "兴城市", "name": "古城共同体"},
    **{"core_name": "兴城市第一小学", "school": "曹庄镇大岭小学", "teachers": 2, "cadres": 0, "participants": 2},
}
FUND = {
    "task": "教师培训",
    "amount": 5000.5,
    "period": "2024年",
    "county": "兴城市",
    "school_id": "2121000004",
    "name": "古城共同体",
}


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """The template of 葫芦岛, written by the command."""
    path = tmp_path / "模板.xlsx"
    assert run("data.intake", "template", "--place", PLACE, "-o", path).code == 0
    return path


def fill(path: Path, rows: dict[str, list[dict[str, object]]], *, example: bool = True) -> Path:
    """Fill rows in below the example of each sheet, or in its place."""
    book = openpyxl.load_workbook(path)
    for table, records in rows.items():
        sheet = book[SHEETS[table]]
        if not example:
            sheet.delete_rows(2)
        for number, record in enumerate(records, start=3 if example else 2):
            for position, column in enumerate(columns(table), start=1):
                if column.key in record:
                    sheet.cell(number, position).value = record[column.key]
    book.save(path)
    return path


def words(value: object) -> object:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def filled(blank: Path, *, example: bool = True) -> Path:
    small = SMALL | {key: words(value) for key, value in FACT_VALUES.items()}
    rows = {"schools": [BIG, small], "pairings": [PAIR], "returns": [RETURN], "activities": [ACTIVITY], "funds": [FUND]}
    return fill(blank, rows, example=example)


@pytest.mark.parametrize("table", TABLES)
def test_intake_knows_every_title_of_the_template(table, blank):
    assert [meaning(table, (column.title,)).field for column in columns(table)] == [
        column.key for column in columns(table)
    ]
    (sheet,) = [sheet for sheet in sheets(blank, is_title) if sheet.name == SHEETS[table]]
    (header,) = headers(sheet)
    assert (header.table, header.first, header.last, header.unknown, header.doubled) == (table, 0, 0, {}, {})


def test_the_template_asks_for_every_fact_of_the_schema():
    assert set(FACTS) <= {column.key for column in columns("schools")}


def test_the_blank_template_is_an_empty_roster_and_no_figure(blank):
    reading = check([blank], PLACE, AS_OF)
    assert codes(reading) == ["pairings_missing", "roster_empty"] or codes(reading) == [
        "roster_empty",
        "pairings_missing",
    ]
    assert [f.sheet for f in reading.findings if f.code == "example_left_out"] == list(SHEETS.values())
    assert all(table.num_rows == 0 for table in reading.tables.values())
    assert reading.blocked


@pytest.mark.parametrize("example", [True, False], ids=["beside the example", "without the example"])
def test_what_is_filled_in_is_read_back(example, blank):
    reading = check([filled(blank, example=example)], PLACE, AS_OF)
    assert [remark for remark in told(reading) if not remark.code.startswith("blanks_")] == []
    tables = {name: table.to_pylist() for name, table in reading.tables.items()}
    big, small = tables["schools"]
    assert (big["name"], big["pupils"], big["is_weak"]) == ("兴城市第一小学", 1200, None)
    assert {key: small[key] for key in FACT_VALUES} == FACT_VALUES
    (pair,) = tables["partnerships"]
    assert (pair["name"], pair["mode"], pair["started_on"]) == ("古城共同体", "集团式", date(2023, 9, 1))
    assert (pair["plan_filed"], pair["is_quality_group"], pair["is_ended"]) == (True, True, False)
    (member,) = tables["members"]
    assert (member["school_id"], member["partnership_id"]) == ("2121000004", pair["partnership_id"])
    (figure,) = tables["returns"]
    assert (figure["indicator_id"], figure["area_code"]) == ("nine_year_retention", "211481")
    assert (figure["numerator"], figure["denominator"], figure["period_end"]) == (970, 1000, date(2024, 8, 31))
    (activity,) = tables["activities"]
    assert (activity["partnership_id"], activity["school_id"]) == (pair["partnership_id"], "2121000004")
    assert (activity["teachers"], activity["cadres"], activity["participants"]) == (2, 0, 2)
    (fund,) = tables["funds"]
    assert (fund["amount"], fund["task"], fund["school_id"]) == (5000.5, "教师培训", "2121000004")


def test_headers_carry_notes_and_cells_carry_choices(blank):
    book = openpyxl.load_workbook(blank)
    roster, returns = book["名册"], book["填报表"]
    notes = [cell.comment.text for cell in roster[1]]
    assert all("选填 optional" in note or "必填 required" in note for note in notes)
    assert any("Automatic lecture-recording classrooms" in note and "单位：间" in note for note in notes)
    listed = {next(iter(rule.sqref.ranges)).min_col: rule.formula1 for rule in roster.data_validations.dataValidation}
    titles = [cell.value for cell in roster[1]]
    assert "兴城市" in listed[titles.index("县区") + 1] and "九年一贯制" in listed[titles.index("学段") + 1]
    assert listed[titles.index("是否薄弱学校") + 1] == '"是,否"'
    (formula,) = [r.formula1 for r in returns.data_validations.dataValidation if "填表说明" in r.formula1]
    first, last = (int(part.split("$")[-1]) for part in formula.split("!")[1].split(":"))
    offered = [book["填表说明"].cell(row, 1).value for row in range(first, last + 1)]
    assert offered == [row["name_zh"] for row in reported()]


def test_headers_are_frozen_and_codes_are_text(blank):
    book = openpyxl.load_workbook(blank)
    for table, title in SHEETS.items():
        sheet = book[title]
        assert sheet.freeze_panes == "A2" and sheet.row_dimensions[1].height >= 30
        assert sheet["A2"].value == "示例"
        for cell, column in zip(sheet[2], columns(table), strict=True):
            assert cell.number_format == {"day": "yyyy-mm-dd", "count": "0", "real": "General"}.get(column.kind, "@")
            assert isinstance(cell.value, datetime) or column.kind != "day" or cell.value is None
    assert isinstance(book["名册"]["D2"].value, str)


@pytest.mark.parametrize("table", TABLES)
def test_one_table_alone_comes_with_its_explanations(table, tmp_path):
    write_template(tmp_path / "one.xlsx", None, table)
    assert openpyxl.load_workbook(tmp_path / "one.xlsx").sheetnames == [SHEETS[table], "填表说明"]


@pytest.mark.parametrize("place", ["211000", "211400", "211282", "370300", "530500"])
def test_each_place_has_a_template_that_reads_as_empty(place, tmp_path):
    write_template(tmp_path / "t.xlsx", place)
    reading = check([tmp_path / "t.xlsx"], place, AS_OF)
    assert set(codes(reading)) == {"roster_empty", "pairings_missing"}


def test_wrong_usage_and_a_file_that_cannot_be_written_end_with_two(tmp_path):
    assert run("data.intake", "template").code == 2
    assert run("data.intake", "template", "-o", tmp_path / "t.xlsx", "--table", "pupils").code == 2
    done = run("data.intake", "template", "-o", tmp_path / "nowhere" / "t.xlsx")
    assert done.code == 2 and "cannot write" in done.err


ROW = st.fixed_dictionaries(
    {
        **{key: st.none() | st.booleans() for key in ("arts_pe_full", "is_integrated", "plan_filed", "conditions_met")},
        **{
            key: st.none() | st.integers(0, 9)
            for key in ("recording_classrooms", "psych_teachers", "teachers_72_hours")
        },
        "principal_years": st.none() | st.integers(0, 59).map(lambda years: years + 0.5),
        "supervised_on": st.none() | st.dates(date(2010, 1, 1), AS_OF),
        "is_quality": st.booleans(),
    }
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=6))
def test_random_schools_come_back_from_the_template_as_written(rows, tmp_path):
    write_template(tmp_path / "t.xlsx", PLACE)
    written = [
        SMALL
        | {"school_id": f"21210000{at:02d}", "name": f"第{at}小学"}
        | {key: words(value) for key, value in row.items()}
        for at, row in enumerate(rows)
    ]
    reading = check([fill(tmp_path / "t.xlsx", {"schools": written})], PLACE, AS_OF)
    assert codes(reading, "error") == []
    assert [
        {key: school[key] for key in row}
        for school, row in zip(reading.tables["schools"].to_pylist(), rows, strict=True)
    ] == rows

"""The facts of a school: read right under many titles, doubted where they contradict, blanks told county by county."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake import Reading, check
from data.intake.readers.roster.facts import FACTS
from data.intake.tables.titles.meaning import meaning
from data.registry.rows import registry
from tests.intake.reported import AS_OF, codes, told
from tests.intake.small_town import HEADER_ROW, PLACE, ROSTER, write

FIRST_ROW, SCHOOLS = HEADER_ROW[ROSTER] + 1, 9


def with_facts(folder: Path, facts: Mapping[str, Sequence[object]]) -> list[Path]:
    """Write the town with more columns on the right of its roster, by title."""
    files = write(folder)
    book = openpyxl.load_workbook(files[0])
    sheet = book.worksheets[0]
    for position, (title, cells) in enumerate(facts.items(), start=sheet.max_column + 1):
        for row, cell in enumerate([title, *cells], start=HEADER_ROW[ROSTER]):
            sheet.cell(row, position, cell)
    book.save(files[0])
    return files


def read(folder: Path, facts: Mapping[str, Sequence[object]]) -> Reading:
    return check(with_facts(folder, facts), PLACE, AS_OF)


def stated(reading: Reading, column: str) -> list[object]:
    return reading.tables["schools"].column(column).to_pylist()


def everywhere(value: object) -> list[object]:
    return [value] * SCHOOLS


TITLES = [
    *(("is_county_seat", title) for title in ("是否县城学校", "县城学校", "是否为县城学校", "县城学校（是/否）")),
    *(
        ("recording_classrooms", t)
        for t in ("自动录播教室数", "录播教室(间)", "录播室数量", "现有录播教室数", "是否有录播教室")
    ),
    *(
        ("arts_pe_full", t)
        for t in ("音体美开齐开足", "是否开齐开足音体美课程", "体音美课程是否开齐开足", "音体美课程开设情况")
    ),
    *(
        ("demo_experiments_planned", t)
        for t in ("演示实验应开数", "应开演示实验（个）", "演示实验教学应开数", "演示实验应做数")
    ),
    *(("demo_experiments_done", t) for t in ("演示实验实开数", "实开演示实验个数", "演示实验开出数", "演示实验完成数")),
    *(("group_experiments_planned", t) for t in ("分组实验应开数", "学生分组实验应开数", "应开分组实验数")),
    *(("group_experiments_done", t) for t in ("分组实验实开数", "学生分组实验实际开出数", "实做分组实验数")),
    *(
        ("principal_years", t)
        for t in ("校长任职年限", "现任校长任职年限（年）", "校长在本校任职年数", "校长任职年限/年")
    ),
    *(("teachers_unrotated", t) for t in ("超6年未交流教师数", "同校任教超过六年未交流教师人数", "超过6年未交流教师")),
    *(("is_weak", t) for t in ("薄弱学校", "是否薄弱学校", "是否为薄弱学校")),
    *(
        ("weak_plan_done", t)
        for t in ("三年提升行动计划完成情况", "薄弱学校三年行动计划是否完成", "是否完成三年提升计划")
    ),
    *(("supervised_on", t) for t in ("督导评估日期", "最近一次督导评估时间", "督导时间", "最近督导年月")),
    *(
        ("left_behind_children", t)
        for t in ("留守儿童数", "留守儿童和困境儿童人数", "农村留守儿童", "留守、困境儿童数")
    ),
    *(("left_behind_paired", t) for t in ("已结对留守儿童", "已结对留守儿童数", "留守儿童已结对数", "结对关爱人数")),
    *(("plan_filed", t) for t in ("实施方案备案", "帮扶方案是否备案", "一校一案", "校级帮扶实施方案是否报备")),
    *(("is_integrated", t) for t in ("一体化", "是否一体化办学", "与乡镇中心学校一体化办学", "是否与中心校一体化")),
    *(("conditions_met", t) for t in ("办学条件达标", "办学条件是否达标", "是否达标")),
    *(("psych_teachers", t) for t in ("心理教师", "专（兼）职心理教师", "心理健康教师数", "是否配备心理教师")),
    *(
        ("teachers_72_hours", t)
        for t in ("72学时", "满72学时教师数", "培训达到72学时人数", "年培训不少于72学时的教师人数")
    ),
    *(("teachers_training_passed", t) for t in ("培训合格", "全员培训合格教师数", "教师培训合格人数")),
    *(
        ("teachers_it_passed", t)
        for t in ("信息技术培训合格", "信息技术应用能力培训合格教师数", "信息技术应用能力提升工程合格人数")
    ),
]


def test_titles_bureaus_write_for_facts_are_understood():
    found = [(title, column, meaning("schools", (title,)).field) for column, title in TITLES]
    assert [one for one in found if one[1] != one[2]] == []


@pytest.mark.parametrize(
    "title",
    [
        "心理教师姓名",
        "是否中心校",
        "督导评估结果",
        "演示实验开出率",
        "校长姓名",
        "是否寄宿制学校",
        "薄弱学科",
        "男生数",
        "留守儿童占比",
    ],
)
def test_titles_that_say_something_else_are_left_alone(title):
    assert meaning("schools", (title,)).field == ""


def test_every_fact_of_the_schema_has_a_title_of_its_own():
    fields = {row["column"]: row["zh"] for row in registry("fields") if row["table"] == "schools"}
    assert {column: meaning("schools", (fields[column],)).field for column in FACTS} == {
        column: column for column in FACTS
    }


def test_facts_come_out_as_their_kinds(tmp_path):
    facts = {
        "自动录播教室数": [1, 0, "3间", "有", "无", 2, "1", 1, 1],
        "音体美开齐开足": ["是", "否", "√", "开齐开足", "未开齐", 1, 0, "是", "是"],
        "校长任职年限": [1, "3年6个月", 11.5, "2年", 0, 1, 1, 1, 1],
        "督导评估日期": ["2019.5", "2020年3月1日", date(2018, 6, 1), 43831, *["2020-01-01"] * 5],
        "县城学校": ["县城", "乡镇", "是", "否", *["否"] * 5],
    }
    reading = read(tmp_path, facts)
    assert codes(reading) == ["presence_counted"]
    assert stated(reading, "recording_classrooms") == [1, 0, 3, 1, 0, 2, 1, 1, 1]
    assert stated(reading, "arts_pe_full")[:7] == [True, False, True, True, False, True, False]
    assert stated(reading, "principal_years")[:5] == [1, 3.5, 11.5, 2, 0]
    assert stated(reading, "supervised_on")[:4] == [
        date(2019, 5, 1),
        date(2020, 3, 1),
        date(2018, 6, 1),
        date(2020, 1, 1),
    ]
    assert stated(reading, "is_county_seat")[:4] == [True, False, True, False]


def test_a_roster_without_facts_leaves_them_unstated(tmp_path):
    reading = read(tmp_path, {})
    assert told(reading) == []
    assert all(stated(reading, column) == everywhere(None) for column in FACTS if column != "pupils")


def test_titles_in_two_merged_rows_are_read_as_one(tmp_path):
    files = write(tmp_path)
    book = openpyxl.load_workbook(files[0])
    sheet = book.worksheets[0]
    last = sheet.max_column
    sheet.insert_rows(HEADER_ROW[ROSTER] + 1)
    for position in range(1, last + 1):
        sheet.merge_cells(start_row=3, end_row=4, start_column=position, end_column=position)
    for offset, (group, parts) in enumerate(
        (("演示实验(个)", "应开 实开"), ("分组实验", "应开数 实开数"), ("留守儿童", "总数 已结对"))
    ):
        left = last + 1 + 2 * offset
        sheet.cell(3, left, group)
        sheet.merge_cells(start_row=3, end_row=3, start_column=left, end_column=left + 1)
        for at, part in enumerate(parts.split()):
            sheet.cell(4, left + at, part)
            for row in range(5, 5 + SCHOOLS):
                sheet.cell(row, left + at, 10 - at)
    book.save(files[0])
    reading = check(files, PLACE, AS_OF)
    assert told(reading) == []
    for stem in ("demo_experiments", "group_experiments"):
        assert (stated(reading, f"{stem}_planned"), stated(reading, f"{stem}_done")) == (everywhere(10), everywhere(9))
    assert (stated(reading, "left_behind_children"), stated(reading, "left_behind_paired")) == (
        everywhere(10),
        everywhere(9),
    )


def test_of_these_belongs_to_the_title_on_its_left(tmp_path):
    reading = read(tmp_path, {"留守儿童数": everywhere(10), "其中：已结对": everywhere(7)})
    assert told(reading) == []
    assert stated(reading, "left_behind_paired") == everywhere(7)


WRONG = {
    "more experiments than planned": (
        {"演示实验应开数": 100, "演示实验实开数": 110},
        "more_than_whole",
        "演示实验实开数",
    ),
    "more children paired than there are": (
        {"留守儿童数": 3, "已结对留守儿童数": 4},
        "more_than_whole",
        "已结对留守儿童数",
    ),
    "more trained than teachers": ({"专任教师数": 9, "72学时教师数": 10}, "more_than_whole", "72学时教师数"),
    "more left behind than pupils": ({"留守儿童数": 5000}, "more_than_whole", "留守儿童数"),
    "a day to come": ({"督导评估日期": "2021-01-01"}, "day_to_come", "督导评估日期"),
    "a negative count": ({"录播教室数": -1}, "count_unreadable", "录播教室数"),
    "half a teacher": ({"心理教师数": 0.5}, "count_unreadable", "心理教师数"),
    "years in words": ({"校长任职年限": "很久"}, "years_unreadable", "校长任职年限"),
    "a calendar year for years": ({"校长任职年限": 2015}, "years_unreadable", "校长任职年限"),
    "negative years": ({"校长任职年限": -1}, "years_unreadable", "校长任职年限"),
    "neither yes nor no": ({"办学条件达标": "待定"}, "yes_no_unreadable", "办学条件达标"),
    "a day that never was": ({"督导评估日期": "2020-02-30"}, "day_unreadable", "督导评估日期"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_right_is_an_error_that_names_its_cell(name, tmp_path):
    facts, code, column = WRONG[name]
    cells = {title: [None, None, value, *[None] * (SCHOOLS - 3)] for title, value in facts.items()}
    errors = told(read(tmp_path, cells), "error")
    assert [(e.code, e.row, e.column.split()[-1], e.sheet) for e in errors] == [(code, FIRST_ROW + 2, column, ROSTER)]


def test_what_belongs_together_and_is_half_given_is_a_warning(tmp_path):
    reading = read(tmp_path, {"演示实验实开数": [5, *[None] * 8], "三年提升计划完成情况": ["是", *[None] * 8]})
    assert codes(reading) == ["whole_missing", "plan_without_weakness"]


def test_blanks_beside_stated_schools_of_a_county_are_told_once_a_column(tmp_path):
    facts = {"录播教室数": [1, None, None, 1, 1, 1, None, None, None], "实施方案备案": ["是", *[None] * 8]}
    warnings = [f for f in told(read(tmp_path, facts)) if f.code == "blanks_count_as_not"]
    assert [(f.value, f.row) for f in warnings] == [("2", FIRST_ROW + 1), ("4", FIRST_ROW + 1)]
    assert "兴城市 2" in warnings[0].message and "建昌县" not in warnings[0].message
    assert "兴城市 4" in warnings[1].message_en, "only schools of pairings file a plan"


def test_blanks_of_schools_a_figure_is_not_about_are_no_matter(tmp_path):
    facts = {"一体化办学": [None, None, None, "是", None, None, None, None, "是"], "办学条件达标": ["是", *[None] * 8]}
    assert told(read(tmp_path, facts)) == []


def test_totals_of_facts_are_compared_with_the_rows(tmp_path):
    files = with_facts(tmp_path, {"录播教室数": [*everywhere(1), 10]})
    book = openpyxl.load_workbook(files[0])
    book.worksheets[0].cell(FIRST_ROW + SCHOOLS, 1, "合计")
    book.save(files[0])
    (warning,) = told(check(files, PLACE, AS_OF))
    assert (warning.code, warning.value) == ("total_differs", "10")


KINDS = {
    "count": st.integers(0, 5),
    "yes_no": st.booleans(),
    "day": st.dates(date(2001, 1, 1), AS_OF),
    "years": st.integers(0, 60),
}
NEW = {column: kind for column, (kind, _) in FACTS.items() if column not in ("pupils", "boarders")}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_facts_are_read_back_as_written(data, tmp_path):
    chosen = data.draw(st.lists(st.sampled_from(sorted(NEW)), min_size=1, unique=True))
    titles = {
        column: next(title for name, title in [*TITLES, ("teachers", "教师数")] if name == column) for column in chosen
    }
    written = {column: data.draw(st.lists(st.none() | KINDS[NEW[column]], min_size=9, max_size=9)) for column in chosen}
    words = {True: "是", False: "否"}
    cells = {titles[c]: [words[v] if isinstance(v, bool) else v for v in values] for c, values in written.items()}
    reading = read(tmp_path, cells)
    assert {column: stated(reading, column) for column in chosen} == written
    assert set(codes(reading, "error")) <= {"more_than_whole"}

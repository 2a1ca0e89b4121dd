"""Returns: figures read right, each mistake named by its cell, nothing invented and nothing counted twice."""

from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake import check
from data.intake.resolve.indicators import reported
from data.registry.rows import registry
from tests.intake.reported import AS_OF, RETURN_TITLES, codes, returns_of, sheet_file, told
from tests.intake.small_town import PLACE, write

NAMES = {row["indicator_id"]: row for row in reported()}
RETENTION = ["九年义务教育巩固率", "兴城市", None, None, None, "2020年", 1942, 2000]


def row_of(reading, at=0):
    row = reading.tables["returns"].to_pylist()[at]
    return {key: row[key] for key in ("indicator_id", "area_code", "unit_id", "unit_name", "numerator", "denominator")}


def test_two_counts_of_a_county_are_its_return(tmp_path):
    reading = returns_of(tmp_path, RETENTION)
    assert told(reading) == []
    assert row_of(reading) == {
        **{"indicator_id": "nine_year_retention", "area_code": "211481", "unit_id": "211481", "unit_name": None},
        **{"numerator": 1942, "denominator": 2000},
    }
    row = reading.tables["returns"].to_pylist()[0]
    assert (row["period_start"], row["period_end"]) == (date(2020, 1, 1), date(2020, 12, 31))
    assert row["source"] == "填报表.xlsx/填报表/2"
    assert reading.counts["returns"] == 1


@pytest.mark.parametrize(
    ("said", "numerator"), [("是", 1), ("否", 0), ("√", 1), (1, 1), (0, 0), ("已备案", 1), ("未备案", 0), (True, 1)]
)
def test_a_county_files_or_does_not(said, numerator, tmp_path):
    reading = returns_of(tmp_path, ["一县一案备案率", "兴城市", None, None, None, "2020-04-15", said])
    assert told(reading) == []
    assert (row_of(reading)["numerator"], row_of(reading)["denominator"]) == (numerator, 1)


FILINGS = [name for name, row in NAMES.items() if row["unit_counted"] == "county"]


@pytest.mark.parametrize("filing", FILINGS)
@pytest.mark.parametrize(("area", "figures"), [("葫芦岛市", (5, 6)), ("全市", ("是",)), ("市直属", ("是",))])
def test_what_is_no_county_cannot_state_what_counties_do(area, figures, filing, tmp_path):
    reading = returns_of(tmp_path, [filing, area, None, None, None, "2020年", *figures])
    (error,) = told(reading)
    assert (error.code, error.severity, error.row, error.column) == ("filing_not_county", "error", 2, "B 填报地区")
    assert area in error.message and area in error.message_en
    assert "连山区、龙港区、南票区、绥中县、建昌县、兴城市）" in error.mend
    assert reading.tables["returns"].num_rows == 0


def test_a_county_out_of_more_than_one_is_not_sent_to_the_whole_place(tmp_path):
    (error,) = told(returns_of(tmp_path, WRONG["filing_not_one"]))
    assert error.code == "filing_not_one" and "每个县区各填一行" in error.mend and "葫芦岛市" not in error.mend


@pytest.mark.parametrize(
    "cells", [("杨家杖子经济开发区", None), (None, "杨家杖子经济开发区"), ("连山区", "杨家杖子经济开发区")]
)
def test_an_education_office_may_file_but_not_for_its_county(cells, tmp_path):
    reading = returns_of(tmp_path, ["county_plan_filed", *cells, None, None, "2020年", "是"])
    (warning,) = told(reading)
    assert (warning.code, warning.severity, warning.row) == ("filing_of_office", "warning", 2)
    assert "连山区" in warning.message and "一县一案" not in warning.mend
    assert (row_of(reading)["area_code"], row_of(reading)["unit_id"]) == ("211402-yjzz", "211402-yjzz")


def test_an_office_and_its_county_report_side_by_side(tmp_path):
    rows = [["巩固率", area, None, None, None, "2020年", 9, 10] for area in ("连山区", "杨家杖子经济开发区教育办公室")]
    reading = returns_of(tmp_path, *rows)
    assert told(reading) == []
    assert [row_of(reading, at)["area_code"] for at in (0, 1)] == ["211402", "211402-yjzz"]


def test_an_indicator_like_none_is_answered_with_all_that_are_reported(tmp_path):
    (error,) = told(returns_of(tmp_path, ["xyz", "兴城市", None, None, None, "2020年", 1, 1]))
    assert (error.code, error.row, error.column) == ("indicator_unlisted", 2, "A 指标")
    assert all(row["name_zh"] in error.mend and row["name_en"] in error.mend_en for row in NAMES.values())
    assert "—" not in error.message


@pytest.mark.parametrize("area", ["葫芦岛市", "211400", "全市", "市教育局", "葫芦岛市教育局", "葫芦岛"])
def test_the_place_itself_is_an_area(area, tmp_path):
    reading = returns_of(tmp_path, ["巩固率", area, None, None, None, "2020年", 9, 10])
    assert row_of(reading)["area_code"] == "211400"


def test_an_awardee_counts_once_and_keeps_its_name(tmp_path):
    reading = returns_of(
        tmp_path,
        ["名师", "兴城市", None, "兴城市第一小学", "王某", "2020年"],
        ["年度评选名学校数", "兴城市", None, "兴城市第一小学", None, "2020年"],
        ["师德标兵", "兴城市", "李某某", None, None, "2020年", 1],
        ["名校长", "建昌县", None, None, None, "2020年", 3],
        ["体育美育精品课", "建昌县", "石佛乡中心小学", None, None, "2020年", "2节"],
    )
    assert told(reading) == []
    assert [tuple(row_of(reading, at).values())[1:] for at in range(5)] == [
        ("211481", "2121000001-王某", "王某", 1, 1),
        ("211481", "2121000001", "兴城市第一小学", 1, 1),
        ("211481", "211481-李某某", "李某某", 1, 1),
        ("211422", "211422", None, 3, 1),
        ("211422", "2121000008", "石佛乡中心小学", 2, 1),
    ]


@pytest.mark.parametrize("key", ["indicator_id", "name_zh", "name_en"])
def test_each_reported_indicator_is_known_by_id_and_by_both_names(key, tmp_path):
    rows = [[row[key], "兴城市", None, None, None, "2020年", 1, 1] for row in NAMES.values()]
    reading = returns_of(tmp_path, *rows)
    assert told(reading) == []
    assert reading.tables["returns"].column("indicator_id").to_pylist() == list(NAMES)


def test_each_goal_that_is_reported_is_known_by_number_and_name(tmp_path):
    goals = [goal for goal in registry("goals") if goal["indicator_id"] in NAMES]
    for key in ("goal_id", "name_zh", "name_en"):
        reading = returns_of(tmp_path, *([goal[key], "兴城市", None, None, None, "2020年", 1, 1] for goal in goals))
        assert not {"indicator_unknown", "indicator_computed"} & set(codes(reading))


WRONG = {
    "indicator_unlisted": ["满意率", "兴城市", None, None, None, "2020年", 1, 1],
    "indicator_unknown": ["九年义务教育巩固比例", "兴城市", None, None, None, "2020年", 1, 1],
    "indicator_computed": ["农村学校结对覆盖率", "兴城市", None, None, None, "2020年", 1, 1],
    "indicator_missing": [None, "兴城市", None, None, None, "2020年", 1, 1],
    "area_unknown": ["巩固率", "兴义市", None, None, None, "2020年", 1, 1],
    "area_missing": ["巩固率", None, None, None, None, "2020年", 1, 1],
    "period_missing": ["巩固率", "兴城市", None, None, None, None, 1, 1],
    "period_unreadable": ["巩固率", "兴城市", None, None, None, "2019-2020", 1, 1],
    "period_reversed": ["巩固率", "兴城市", None, None, None, "2020年9月至2020年3月", 1, 1],
    "count_unreadable": ["巩固率", "兴城市", None, None, None, "2020年", "约一千", 2000],
    "numerator_missing": ["巩固率", "兴城市", None, None, None, "2020年", None, 2000],
    "denominator_missing": ["巩固率", "兴城市", None, None, None, "2020年", 1942],
    "share_without_counts": ["巩固率", "兴城市", None, None, None, "2020年", "96.5%"],
    "numerator_greater": ["作业满意度", "兴城市", None, None, None, "2020年", 101, 100],
    "filing_not_one": ["一县一案", "兴城市", None, None, None, "2020年", 3, 4],
    "school_unknown": ["名学校", "兴城市", None, "兴城市第一小", None, "2020年"],
}


@pytest.mark.parametrize("code", WRONG)
def test_each_mistake_is_an_error_that_names_its_cell(code, tmp_path):
    reading = returns_of(tmp_path, RETENTION, WRONG[code])
    errors = [error for error in told(reading, "error") if error.code == code]
    assert len(errors) == 1, codes(reading)
    assert (errors[0].file, errors[0].sheet, errors[0].row) == ("填报表.xlsx", "填报表", 3)
    assert errors[0].message and errors[0].mend and errors[0].message_en and errors[0].mend_en
    assert errors[0].column
    assert reading.blocked


def test_a_percentage_column_alone_never_becomes_a_denominator(tmp_path):
    titles = ["指标", "县区", "年度", "巩固率"]
    reading = returns_of(tmp_path, ["九年义务教育巩固率", "兴城市", "2020年", "96.5%"], titles=titles)
    assert codes(reading) == ["share_without_counts"]
    assert reading.tables["returns"].num_rows == 0
    (error,) = told(reading)
    assert "分母" in error.mend and error.column == "D 巩固率"


def test_a_share_beside_its_counts_is_compared_with_them(tmp_path):
    titles = ["指标", "县区", "年度", "完成数", "应完成数", "比例"]
    rows = [["巩固率", county, "2020年", 97, 100, share] for county, share in (("兴城市", "97%"), ("建昌县", 0.95))]
    reading = returns_of(tmp_path, *rows, titles=titles)
    assert [(f.code, f.row) for f in told(reading)] == [("share_differs", 3)]


def test_retention_above_one_is_a_warning(tmp_path):
    reading = returns_of(tmp_path, ["巩固率", "兴城市", None, None, None, "2020年", 2001, 2000])
    assert codes(reading) == ["numerator_greater_kept"]
    assert row_of(reading)["numerator"] == 2001


def test_a_repeated_row_counts_once_and_a_contradicting_one_blocks(tmp_path):
    assert codes(returns_of(tmp_path, RETENTION, RETENTION)) == ["return_repeated"]
    assert returns_of(tmp_path, RETENTION, RETENTION).tables["returns"].num_rows == 1
    assert codes(returns_of(tmp_path, RETENTION, [*RETENTION[:6], 1900, 2000])) == ["return_differs"]


def test_a_total_beside_its_parts_blocks(tmp_path):
    total, part = ["名师", "兴城市", None, None, None, "2020年", 3], ["名师", "兴城市", None, None, "王某", "2020年"]
    assert codes(returns_of(tmp_path, total, part)) == ["return_total_and_parts"]


def test_periods_that_are_added_up_may_not_overlap(tmp_path):
    rows = [
        ["体育美育示范校", "兴城市", None, None, None, period, 2] for period in ("2019年", "2020年", "2020年上半年")
    ]
    assert codes(returns_of(tmp_path, *rows)) == ["periods_overlap"]
    assert codes(returns_of(tmp_path, *rows[:2])) == []


def test_the_halves_of_a_year_are_added_up_and_may_not_overlap(tmp_path):
    halves = [["巡讲次数", "兴城市", None, None, None, period, 1] for period in ("2020年上半年", "2020年下半年")]
    assert codes(returns_of(tmp_path, *halves)) == []
    whole = ["巡讲次数", "兴城市", None, None, None, "2020年", 2]
    assert "periods_overlap" in codes(returns_of(tmp_path, *halves, whole))


def test_a_year_beside_named_parts_of_another_period_in_it_blocks(tmp_path):
    total = ["名师", "兴城市", None, None, None, "2020年", 3]
    part = ["名师", "兴城市", None, None, "王某", "2020年上半年"]
    assert codes(returns_of(tmp_path, total, part)) == ["return_total_and_parts"]


def test_a_period_that_begins_before_the_newest_twelve_months_is_told_not_to_count(tmp_path):
    rows = [["巡讲次数", "兴城市", None, None, None, period, 1] for period in ("2019-2020学年", "2020年下半年")]
    assert [(f.code, f.row) for f in told(returns_of(tmp_path, *rows))] == [("older_period_unused", 2)]


def test_a_period_to_come_is_told(tmp_path):
    assert codes(returns_of(tmp_path, ["巩固率", "兴城市", None, None, None, "2021年", 1, 1])) == ["period_to_come"]


def test_first_and_last_day_may_stand_in_two_columns_under_one_title(tmp_path):
    titles = ["序号", "指标id", "填报单位", "期间起", "期间止", "分子", "分母"]
    row = [1, "nine_year_retention", "建昌县教育局", "2019-09-01", "2020-08-31", "1,900", "2000人"]
    reading = returns_of(tmp_path, row, titles=titles)
    assert told(reading) == []
    found = reading.tables["returns"].to_pylist()[0]
    assert (found["period_start"], found["period_end"]) == (date(2019, 9, 1), date(2020, 8, 31))
    assert (found["numerator"], found["denominator"]) == (1900, 2000)


def test_merged_cells_hold_for_all_their_rows_and_forgotten_ones_are_not_guessed(tmp_path):
    titles = ["指标名称", "年度", "县区", "分子", "分母"]
    rows = [["九年义务教育巩固率", "2020年", "兴城市", 9, 10], [None, None, "建昌县", 8, 10]]
    assert set(codes(returns_of(tmp_path, *rows, titles=titles))) == {"indicator_missing", "period_missing"}
    path = sheet_file(tmp_path, "填报表", titles, rows)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("B2:B3")
    book.save(path)
    reading = check([*write(tmp_path), path], PLACE, AS_OF)
    assert told(reading) == []
    assert [row_of(reading, at)["area_code"] for at in (0, 1)] == ["211481", "211422"]


FIGURES = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    figures=st.dictionaries(
        st.tuples(st.sampled_from(["兴城市", "建昌县", "绥中县"]), st.integers(2001, 2020)),
        FIGURES,
        min_size=1,
        max_size=12,
    )
)
def test_random_figures_are_read_back_as_written(figures, tmp_path):
    rows = [["巩固率", area, None, None, None, f"{year}年", *pair] for (area, year), pair in figures.items()]
    reading = returns_of(tmp_path, *rows, titles=RETURN_TITLES)
    assert not reading.blocked
    found = reading.tables["returns"].to_pylist()
    areas = {"211481": "兴城市", "211422": "建昌县", "211421": "绥中县"}
    read = {(areas[row["area_code"]], row["period_end"].year): [row["numerator"], row["denominator"]] for row in found}
    assert read == figures

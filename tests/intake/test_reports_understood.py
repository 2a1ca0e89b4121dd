"""Returns, activities and funds are taken whole or asked about: headings, titles, units, notes, and what is no figure."""

from datetime import date

import pytest

from data.intake import check
from data.intake.tables.titles.meaning import meaning
from data.intake.values.cells import UnreadableCellError, yes_no
from data.intake.values.dates import certain_day, day
from data.intake.values.periods import periods_named
from tests.intake.reported import (
    ACTIVITY_TITLES,
    AS_OF,
    FUND_TITLES,
    RETURN_TITLES,
    codes,
    read_with_town,
    returns_of,
    sheet_file,
    told,
)
from tests.intake.small_town import DAY, PAIRINGS, PLACE, ROSTER, write

RETURN = ["九年义务教育巩固率", "兴城市", None, None, None, "2020年", 1942, 2000]
ACTIVITY = ["集体备课", "2020-03-01", None, "建昌县", None, None, None, None, 24]
FUND = ["教师培训", 50000, "2020年", "兴城市", None, None]
SHEETS = {
    "returns": ("填报表", RETURN_TITLES, RETURN),
    "activities": ("活动表", ACTIVITY_TITLES, ACTIVITY),
    "funds": ("经费表", FUND_TITLES, FUND),
}


def read(folder, kind, *, over=(), title=(), name="", titles=None, row=None):
    """Read the town and one row of a kind of sheet, with lines over the row, over the header, and another sheet's name."""
    sheet, header, record = SHEETS[kind]
    lines = [[*title], titles or header] if title else [titles or header]
    rows = [*lines, *([words] for words in over), row or record]
    return read_with_town(folder, name or sheet, rows[0], rows[1:])


# --- headings over rows ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("words", ["已撤销", "拟建", "已终止", "样表", "取消的活动", "未开展", "未拨付"])
def test_a_row_under_a_heading_that_leaves_it_out_is_left_out_by_name(words, kind, tmp_path):
    reading = read(tmp_path, kind, over=[words])
    (warning,) = told(reading)
    assert (warning.code, warning.severity, warning.row) == ("row_left_out", "warning", 3)
    assert words in warning.message and SHEETS[kind][2][0] in warning.message
    assert reading.tables[kind].num_rows == 0


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize(
    "words",
    [
        *("2021年计划", "计划安排", "追加预算", "预估数", "抽样调查", "待核实的活动"),
    ],
)
def test_a_heading_that_nobody_can_be_sure_of_is_asked_about(words, kind, tmp_path):
    reading = read(tmp_path, kind, over=[words])
    assert ("heading_unclear", "error") in [(one.code, one.severity) for one in reading.findings]


@pytest.mark.parametrize("kind", SHEETS)
def test_under_a_heading_of_another_year_no_row_counts_in_silence(kind, tmp_path):
    (warning,) = told(read(tmp_path, kind, over=["2019年活动"]))
    assert (warning.code, warning.severity, warning.row) == ("period_not_of_title", "warning", 3)


# --- titles and names of sheets ---------------------------------------------------------------------------------------

INTENDED = {
    "returns": ("2020年填报表（计划）", "目标预测表"),
    "activities": ("2020年活动计划表", "拟开展活动"),
    "funds": ("2020年经费预算表", "经费计划表", "拟安排经费表", "经费申请表", "项目申报表", "说明：以下为预算数"),
}


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, all_of in INTENDED.items() for words in all_of])
def test_a_title_of_what_is_only_intended_is_asked_about(kind, words, tmp_path):
    assert codes(read(tmp_path, kind, title=[words]), "error") == ["heading_unclear"]
    if "：" not in words:
        assert codes(read(tmp_path, kind, name=words), "error") == ["heading_unclear"]


@pytest.mark.parametrize(
    "words",
    [
        *("实施方案备案情况", "帮扶计划备案表", "三年提升行动计划备案情况", "填报单位：规划科", "计划财务科汇总"),
        *("国培计划经费表", "模拟教研活动表"),
    ],
)
def test_the_filing_of_plans_and_names_of_offices_restrict_nothing(words, tmp_path):
    for kind in SHEETS:
        assert codes(read(tmp_path, kind, title=[words])) == []


# --- titles of columns ------------------------------------------------------------------------------------------------

SOMETHING_ELSE = {
    "funds": (
        *("省级资金(元)", "市级资金", "县级补助资金(元)", "中央资金", "其他资金(元)", "其他金额", "预算金额(元)"),
        *(
            "预算经费",
            "金额(元/人)",
            "金额(元/年)",
            "金额（单位：元/人）",
            "人均金额(元)",
            "生均经费",
            "每年金额",
            "总人数",
        ),
    ),
    "activities": (
        *("活动次数", "次数", "数量", "活动数", "活动个数", "活动数量", "参加活动次数", "活动场次", "其他参加人数"),
    ),
    "returns": ("其他完成数", "其他应完成数", "其他学校", "省级完成数", "人均完成数"),
    "schools": ("其他教师数", "其他学生数", "其他学校", "省级教师数"),
    "pairings": ("其他核心校", "其他学校"),
}


@pytest.mark.parametrize(("kind", "words"), [(kind, one) for kind, all_of in SOMETHING_ELSE.items() for one in all_of])
def test_a_part_a_budget_or_a_number_of_times_is_not_the_figure(kind, words):
    assert meaning(kind, (words,), AS_OF).field == ""


TAKEN = {
    ("schools", "是否市级优质学校"): "is_quality",
    ("schools", "省级督导评估时间"): "supervised_on",
    ("pairings", "是否市级优质集团"): "is_quality_group",
    ("returns", "预算年度"): "period",
    ("returns", "次数"): "numerator",
    ("returns", "总人数"): "denominator",
    ("funds", "预算年度"): "period",
    ("funds", "合计(万元)"): "amount",
    ("funds", "实际支出"): "amount",
    ("funds", "金额（元，保留两位小数）"): "amount",
    ("funds", "其他说明"): "note",
    ("activities", "人数"): "participants",
    ("activities", "活动人次"): "participants",
    ("activities", "活动总人数"): "participants",
}


@pytest.mark.parametrize("title", TAKEN, ids="/".join)
def test_words_that_change_no_figure_leave_the_meaning(title):
    assert meaning(title[0], (title[1],), AS_OF).field == TAKEN[title]


@pytest.mark.parametrize(
    "parts", [("省级资金(元)", "合计(元)"), ("其他资金(元)", "金额(元)"), ("预算(元)", "实际支出(元)")]
)
def test_beside_its_parts_the_total_is_the_amount(parts, tmp_path):
    reading = read(
        tmp_path, "funds", titles=["经费用途", *parts, "年度", "县区"], row=["教师培训", 500, 1500, 2020, "兴城市"]
    )
    assert codes(reading) == ["columns_unknown"]
    assert reading.tables["funds"].column("amount").to_pylist() == [1500]


@pytest.mark.parametrize(
    "title", ["省级资金(元)", "其他资金(元)", "预算金额(元)", "人均金额(元)", "金额(元/人)", "金额(元/年)"]
)
def test_a_part_alone_is_asked_about(title, tmp_path):
    assert read(tmp_path, "funds", titles=["经费用途", title, *FUND_TITLES[2:]]).blocked


# --- units of money ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "title"),
    [("单位：元", "金额（万元）"), ("单位：万元", "金额(元)"), ("单位：元/人", "金额"), ("单位：元/年", "金额(元)")],
)
def test_a_note_and_a_title_that_contradict_each_other_block(above, title, tmp_path):
    reading = read(tmp_path, "funds", title=[above], titles=["经费用途", title, *FUND_TITLES[2:]])
    assert codes(reading) == ["amount_unit_unclear"]
    assert reading.tables["funds"].num_rows == 0


def test_a_note_and_a_title_that_agree_do_not(tmp_path):
    titles, row = ["经费用途", "金额（万元）", *FUND_TITLES[2:]], ["教师培训", 5, *FUND[2:]]
    assert codes(read(tmp_path, "funds", title=["单位：万元"], titles=titles, row=row)) == []


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["是", "√", "达标", True])
@pytest.mark.parametrize(("indicator", "denominator"), [("巩固率", 1900), ("名师", None), ("作业满意度", 100)])
def test_yes_is_no_count(indicator, denominator, said, tmp_path):
    reading = returns_of(tmp_path, [indicator, "兴城市", None, None, None, "2020年", said, denominator])
    assert codes(reading) == ["count_unreadable"]
    assert reading.tables["returns"].num_rows == 0


def test_yes_is_one_person_or_school_that_is_named(tmp_path):
    rows = [
        ["名师", "兴城市", None, None, "王某", "2020年", "是"],
        ["名学校", "兴城市", None, "兴城市第一小学", None, "2020年", "√"],
    ]
    reading = returns_of(tmp_path, *rows)
    assert told(reading) == []
    assert reading.tables["returns"].column("numerator").to_pylist() == [1, 1]


@pytest.mark.parametrize("note", ["预估数", "估算", "暂估，待核", "2019年数据", "2018-2019学年统计数"])
@pytest.mark.parametrize("kind", ["returns", "funds"])
def test_a_note_that_doubts_the_figure_is_a_warning(kind, note, tmp_path):
    _, titles, row = SHEETS[kind]
    (warning,) = told(read(tmp_path, kind, titles=[*titles, "备注"], row=[*row, note]))
    assert (warning.code, warning.severity, warning.row) == ("note_doubts_figure", "warning", 2)
    assert note.replace("，", ",") in warning.message


@pytest.mark.parametrize("note", ["已核实", "2020年数据", "依据葫教发〔2018〕12号", "2019年启动"])
def test_another_note_is_only_kept(note, tmp_path):
    assert codes(read(tmp_path, "returns", titles=[*RETURN_TITLES, "备注"], row=[*RETURN, note])) == []


# --- periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["returns", "funds"])
@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("兴城市2020年情况统计", (2020, 1, 1), (2020, 12, 31)),
        ("2019-2020学年填报表　填报时间：2021年1月", (2019, 9, 1), (2020, 8, 31)),
        ("2020年上半年", (2020, 1, 1), (2020, 6, 30)),
    ],
)
def test_a_period_in_the_title_alone_is_taken_and_told(kind, line, start, end, tmp_path):
    _, titles, row = SHEETS[kind]
    at = next(n for n, title in enumerate(titles) if title in ("期间", "年度"))
    bare, values = [*titles[:at], *titles[at + 1 :]], [*row[:at], *row[at + 1 :]]
    for given in ({"title": [line]}, {"over": [line]} if line.endswith("统计") else {"title": [line]}):
        reading = read(tmp_path, kind, titles=bare, row=values, **given)
        assert codes(reading) == []
        assert "period_from_title" in [one.code for one in reading.findings]
        stored = reading.tables[kind].to_pylist()[0]
        assert (stored["period_start"], stored["period_end"]) == (date(*start), date(*end))


def test_each_heading_gives_its_rows_their_year(tmp_path):
    titles = ["经费用途", "金额(元)", "县区"]
    rows = [["2019年"], ["教师交流", 1000, "兴城市"], ["2020年"], ["教师培训", 2000, "兴城市"]]
    stored = read_with_town(tmp_path, "经费表", titles, rows).tables["funds"].to_pylist()
    assert [(row["period_start"].year, row["amount"]) for row in stored] == [(2019, 1000), (2020, 2000)]


@pytest.mark.parametrize(
    "line", ["兴城市经费表", "2018-2020年经费表", "2019-2020经费表", "截至2020年底经费表", "2020年9月"]
)
def test_without_one_certain_period_it_is_missing(line, tmp_path):
    titles, row = ["经费用途", "金额(元)", "县区"], ["教师交流", 1000, "兴城市"]
    assert codes(read(tmp_path, "funds", title=[line], titles=titles, row=row)) == ["period_missing"]


def test_a_title_of_another_year_than_the_rows_is_told_once(tmp_path):
    for kind, (name, titles, row) in SHEETS.items():
        other = [*row[:-1], 23]
        reading = read_with_town(tmp_path, name, ["2019年情况表"], [titles, row, other])
        found = [one for one in told(reading) if one.code == "period_not_of_title"]
        assert [(one.severity, one.row) for one in found] == [("warning", 3)], kind


def test_the_periods_that_words_name():
    year = (date(2020, 1, 1), date(2020, 12, 31))
    assert periods_named("2020年经费表") == periods_named("经费表2020") == periods_named("2020年度") == {year}
    assert periods_named("2020年1-9月") == {(date(2020, 1, 1), date(2020, 9, 30))}
    assert periods_named("2020-12-31") == periods_named("〔2020〕12号") == periods_named("填报时间：2020年") == set()
    assert periods_named("2020年秋季") == periods_named("2019-2020") == periods_named("自2020年起") == {None}


# --- days and words of cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["2018年", "2018", 2018, "2018年度", "18年", "2018-2019学年", "2018学年", "二〇一八年", "2018年秋季"]
)
def test_a_year_is_no_day_of_an_evaluation(written, tmp_path):
    with pytest.raises(UnreadableCellError):
        certain_day(written)
    files = write(
        tmp_path, {(ROSTER, 3, "经度"): "督导评估日期", (ROSTER, 3, "纬度"): "备注", (ROSTER, 4, "经度"): written}
    )
    errors = [one for one in check(files, PLACE, date.fromisoformat(DAY)).findings if one.row == 4]
    assert [(one.code, one.severity) for one in errors] == [("day_unreadable", "error")]


def test_a_month_is_enough_for_an_evaluation():
    assert certain_day("2018年9月") == certain_day("2018.9") == date(2018, 9, 1)
    assert certain_day(date(2018, 9, 3)) == certain_day("2018-09-03") == date(2018, 9, 3)
    assert certain_day(None) is None


def test_a_pairing_may_begin_in_a_year(tmp_path):
    reading = check(write(tmp_path, {(PAIRINGS, 4, "开始"): "2019年"}), PLACE, date.fromisoformat(DAY))
    assert not reading.blocked
    assert date(2019, 1, 1) in reading.tables["partnerships"].column("started_on").to_pylist()


@pytest.mark.parametrize(
    "written",
    [
        "2020年5月15日上午",
        "2020-05-15 下午",
        "2020年5月15日（星期五）",
        "2020年5月15日上午9:00",
        "2020年5月15日下午3点半",
    ],
)
def test_a_time_of_day_leaves_the_day(written):
    assert day(written) == date(2020, 5, 15)


@pytest.mark.parametrize("written", ["2020年上午", "上午"])
def test_a_time_of_day_makes_no_day(written):
    with pytest.raises(UnreadableCellError):
        day(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("已备案（2019-12-01）", True), ("已备案(2019年12月)", True)),
        *(("暂未备案", False), ("尚未备案", False), ("否（2019年）", False)),
    ],
)
def test_words_of_filing_are_read(written, meant):
    assert yes_no(written) is meant


@pytest.mark.parametrize("end", ["无固定期限", "长期有效"])
def test_an_open_end_is_none(end, tmp_path):
    files = write(tmp_path, {(PAIRINGS, 4, "结束"): end})
    reading = check(files, PLACE, date.fromisoformat(DAY))
    assert not reading.findings
    assert reading.tables["partnerships"].column("ended_on").to_pylist() == [None] * 3


@pytest.mark.parametrize("state", ["正在进行", "实施中", "帮扶中"])
def test_words_of_a_pairing_that_goes_on(state, tmp_path):
    files = write(tmp_path, {(PAIRINGS, 2, "结束"): "状态", (PAIRINGS, 4, "结束"): state})
    reading = check(files, PLACE, date.fromisoformat(DAY))
    assert not reading.findings
    assert reading.tables["partnerships"].column("is_ended").to_pylist() == [False] * 3


def test_a_file_of_its_own_is_read_like_this_too(tmp_path):
    path = sheet_file(tmp_path, "2020年经费表", ["经费用途", "金额(元)", "县区"], [["教师培训", 5, "兴城市"]])
    reading = check([*write(tmp_path), path], PLACE, AS_OF)
    assert [one.code for one in reading.findings] == ["period_from_title"]

"""Activities and funds: read with their people and money, resolved to schools and communities, mistakes named."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.values.cells import UnreadableCellError
from data.intake.values.money import money
from data.registry.schema import allowed
from tests.intake.reported import ACTIVITY_TITLES, FUND_TITLES, codes, read_with_town, told

EXCHANGE = ["教师交流", "2020-09-01", "支教一年", "兴城市", "兴城市第一小学", "曹庄镇中心小学", 3, 1, None]
TRAINING = ["教师培训", 50000, "2020年", "兴城市", "曹庄镇中心小学", "兴城市第一小学"]


def activities(folder, *rows, titles=ACTIVITY_TITLES):
    return read_with_town(folder, "活动表", titles, rows)


def funds(folder, *rows, titles=FUND_TITLES):
    return read_with_town(folder, "经费表", titles, rows)


def test_an_activity_is_read_with_its_community_school_and_people(tmp_path):
    reading = activities(tmp_path, EXCHANGE, ["集体备课", "2020年3月", None, "建昌县", None, None, None, None, "24人"])
    assert told(reading) == []
    first, second = reading.tables["activities"].to_pylist()
    community = reading.tables["partnerships"].to_pylist()[0]["partnership_id"]
    assert (first["kind"], first["held_on"], first["title"]) == ("教师交流", date(2020, 9, 1), "支教一年")
    assert (first["partnership_id"], first["school_id"], first["county_code"]) == (community, "2121000003", "211481")
    assert (first["teachers"], first["cadres"], first["participants"]) == (3, 1, None)
    assert (second["held_on"], second["partnership_id"], second["county_code"]) == (date(2020, 3, 1), None, "211422")
    assert (first["activity_id"], second["activity_id"]) == ("1", "2")
    assert second["participants"] == 24


def test_the_county_of_an_activity_may_come_from_its_school_or_community(tmp_path):
    reading = activities(
        tmp_path,
        ["送教下乡", "2020-05-06", None, None, None, "石佛乡中心小学", None, None, 5],
        ["公开课", "2020-05-06", None, None, "兴城市第二初级中学", None, None, None, 5],
    )
    assert told(reading) == []
    assert reading.tables["activities"].column("county_code").to_pylist() == ["211422", "211481"]
    assert reading.tables["activities"].column("kind").to_pylist() == ["送教下乡", "观摩教学"]


@pytest.mark.parametrize("kind", allowed("activities", "kind"))
def test_each_kind_of_activity_is_known(kind, tmp_path):
    reading = activities(tmp_path, [kind, *EXCHANGE[1:]])
    assert reading.tables["activities"].column("kind").to_pylist() == [kind]
    assert told(reading) == []


WRONG_ACTIVITIES = {
    "kind_missing": {0: None},
    "day_missing": {1: None},
    "day_unreadable": {1: "秋天"},
    "held_to_come": {1: "2021-01-01"},
    "area_unknown": {3: "兴义市"},
    "area_missing": {3: None, 4: None, 5: None},
    "community_unknown": {4: "曹庄镇大岭小学"},
    "school_unknown": {5: "曹庄镇第九小学"},
    "count_unreadable": {6: "几个"},
}


@pytest.mark.parametrize("code", WRONG_ACTIVITIES)
def test_each_mistake_of_an_activity_names_its_cell(code, tmp_path):
    changed = [WRONG_ACTIVITIES[code].get(at, cell) for at, cell in enumerate(EXCHANGE)]
    errors = told(activities(tmp_path, EXCHANGE, changed), "error")
    assert [(e.code, e.sheet, e.row) for e in errors] == [(code, "活动表", 3)]
    assert errors[0].column


def test_doubts_of_activities_are_warnings(tmp_path):
    unknown, silent = ["茶话会", *EXCHANGE[1:]], [*EXCHANGE[:6], None, None, None]
    assert codes(activities(tmp_path, unknown)) == ["kind_unknown"]
    assert codes(activities(tmp_path, silent)) == ["exchange_without_people"]
    assert codes(activities(tmp_path, EXCHANGE, EXCHANGE)) == ["report_row_repeated"]


def test_numbers_of_people_may_stand_under_one_title(tmp_path):
    titles = ["活动形式", "时间", "活动主题", "区县", "派出教师数", "干部人数"]
    reading = activities(tmp_path, ["支教", "2020.9", "顶岗", "兴城市", 2, 0], titles=titles)
    row = reading.tables["activities"].to_pylist()[0]
    assert (row["kind"], row["teachers"], row["cadres"]) == ("教师交流", 2, 0)
    assert told(reading) == []


def fund(county, amount, task="教师培训", period="2020年", school=None):
    return [task, amount, period, county, school, None]


def test_money_that_would_count_twice_is_told(tmp_path):
    rows = [fund("兴城市", "1000元"), fund("建昌县", "2000元")]
    assert told(funds(tmp_path, *rows)) == []
    assert codes(funds(tmp_path, *rows, rows[0])) == ["report_row_repeated"]
    overlap = told(funds(tmp_path, *rows, fund("兴城市", "700元", period="2020年1-9月")))
    assert [(one.code, one.severity, one.row) for one in overlap] == [("fund_periods_overlap", "warning", 2)]
    assert told(funds(tmp_path, *rows, fund("兴城市", "700元", "课题研究", period="2020年1-9月"))) == []
    (total,) = told(funds(tmp_path, *rows, fund("葫芦岛市", "3000元")))
    assert (total.code, total.severity, total.row) == ("fund_total_and_parts", "warning", 4)
    assert told(funds(tmp_path, *rows, fund("葫芦岛市", "3100元"))) == []
    schools = [fund("兴城市", "300元", school=name) for name in ("曹庄镇中心小学", "红崖子镇中心小学")]
    assert codes(funds(tmp_path, *schools, fund("兴城市", "600元"))) == ["fund_total_and_parts"]


def test_a_school_of_another_county_than_the_rows_is_told_by_name_and_by_code(tmp_path):
    titles = [*FUND_TITLES, "学校标识码"]
    by_name = [*fund("建昌县", "10元", school="曹庄镇中心小学"), None]
    by_code = [*fund("建昌县", "10元"), "2121000003"]
    for row in (by_name, by_code):
        assert codes(funds(tmp_path, row, titles=titles)) == ["school_other_county"]


def test_money_is_kept_in_yuan(tmp_path):
    reading = funds(tmp_path, TRAINING, ["薄弱校补助", "1.5万元", "2019-2020学年", "建昌县", None, None])
    assert told(reading) == []
    first, second = reading.tables["funds"].to_pylist()
    assert (first["amount"], first["task"], first["school_id"]) == (50000, "教师培训", "2121000003")
    assert first["partnership_id"] == reading.tables["partnerships"].to_pylist()[0]["partnership_id"]
    assert (second["amount"], second["county_code"], second["school_id"]) == (15000, "211422", None)
    assert (second["period_start"], second["period_end"]) == (date(2019, 9, 1), date(2020, 8, 31))


@pytest.mark.parametrize("title", ["金额（万元）", "经费(单位:万元)", "金额万元", "投入金额/万元"])
def test_the_title_says_the_unit_of_money(title, tmp_path):
    reading = funds(tmp_path, ["教师培训", 5, *TRAINING[2:]], titles=[FUND_TITLES[0], title, *FUND_TITLES[2:]])
    assert told(reading) == []
    assert reading.tables["funds"].column("amount").to_pylist() == [50000]


def test_a_line_above_the_table_says_the_unit_of_money(tmp_path):
    titles = [FUND_TITLES[0], "金额", *FUND_TITLES[2:]]
    reading = read_with_town(
        tmp_path, "经费表", ["葫芦岛市经费表　单位：万元"], [titles, ["教师培训", 0.5, *TRAINING[2:]]]
    )
    assert told(reading) == []
    assert reading.tables["funds"].column("amount").to_pylist() == [5000]


UNITS = {
    **{"十元": 10, "百元": 100, "千元": 1000, "仟元": 1000, "十万元": 10**5, "百万元": 10**6, "千万元": 10**7},
    **{"亿元": 10**8, "单位：千元": 1000, "人民币百万元": 10**6, "元": 1},
}


@pytest.mark.parametrize("unit", UNITS)
def test_every_multiple_of_yuan_is_read_as_such(unit, tmp_path):
    row = ["教师培训", 3, *TRAINING[2:]]
    reading = funds(tmp_path, row, titles=[FUND_TITLES[0], f"金额（{unit}）", *FUND_TITLES[2:]])
    assert reading.tables["funds"].column("amount").to_pylist() == [3 * UNITS[unit]]
    above = [f"单位：{unit.removeprefix('单位：')}"]
    reading = read_with_town(tmp_path, "经费表", above, [[FUND_TITLES[0], "金额", *FUND_TITLES[2:]], row])
    assert reading.tables["funds"].column("amount").to_pylist() == [3 * UNITS[unit]]


@pytest.mark.parametrize("unit", ["美元", "万美元", "K元", "1000元", "0.1万元", "元/万元", "半元"])
def test_a_unit_nobody_can_be_sure_of_blocks(unit, tmp_path):
    row = ["教师培训", 3, *TRAINING[2:]]
    reading = funds(tmp_path, row, titles=[FUND_TITLES[0], f"金额（{unit}）", *FUND_TITLES[2:]])
    errors = told(reading, "error")
    assert [(e.code, e.sheet, e.row, e.column[0]) for e in errors] == [("amount_unit_unclear", "经费表", 1, "B")]
    reading = read_with_town(tmp_path, "经费表", [f"单位：{unit}"], [[FUND_TITLES[0], "金额", *FUND_TITLES[2:]], row])
    assert set(codes(reading)) & {"amount_unit_unclear", "amount_unit_missing"}
    assert reading.blocked
    assert len(reading.tables["funds"]) == 0


def test_the_county_yuanshi_in_a_note_is_no_unit(tmp_path):
    row, titles = ["教师培训", 3, *TRAINING[2:]], [FUND_TITLES[0], "金额", *FUND_TITLES[2:]]
    reading = read_with_town(tmp_path, "经费表", ["填报单位：元氏县教育局"], [titles, row])
    assert codes(reading) == ["amount_unit_missing"]


def test_a_cell_may_state_any_multiple_of_yuan():
    assert [money(said, "元") for said in ("3千元", "1.2亿元", "5百万", "2万")] == [3000, 1.2 * 10**8, 5 * 10**6, 20000]


def test_money_without_a_unit_blocks(tmp_path):
    reading = funds(tmp_path, TRAINING, titles=[FUND_TITLES[0], "金额", *FUND_TITLES[2:]])
    assert [(e.code, e.row) for e in told(reading)] == [("amount_unit_missing", 2)]


WRONG_FUNDS = {
    "task_missing": {0: None},
    "amount_missing": {1: None},
    "amount_unreadable": {1: -5},
    "period_missing": {2: None},
    "period_unreadable": {2: "近年"},
    "area_unknown": {3: "兴义市"},
    "school_unknown": {4: "曹庄镇第九小学"},
    "community_unknown": {5: "曹庄镇大岭小学"},
}


@pytest.mark.parametrize("code", WRONG_FUNDS)
def test_each_mistake_of_a_fund_names_its_cell(code, tmp_path):
    changed = [WRONG_FUNDS[code].get(at, cell) for at, cell in enumerate(TRAINING)]
    errors = told(funds(tmp_path, TRAINING, changed), "error")
    assert [(e.code, e.sheet, e.row) for e in errors] == [(code, "经费表", 3)]


def test_a_total_of_money_is_compared_with_the_rows(tmp_path):
    assert codes(funds(tmp_path, TRAINING, ["合计", 50000])) == []
    assert codes(funds(tmp_path, TRAINING, ["合计", 60000])) == ["total_differs"]


def test_a_doubtful_amount_and_an_unknown_task_are_warnings(tmp_path):
    assert codes(funds(tmp_path, ["教师培训", 5 * 10**8, *TRAINING[2:]])) == ["amount_doubtful"]
    reading = funds(tmp_path, ["买车", *TRAINING[1:]])
    assert codes(reading) == ["task_unknown"]
    assert reading.tables["funds"].column("task").to_pylist() == ["其他"]


@given(st.integers(0, 10**9), st.sampled_from(["元", "万元"]))
def test_an_amount_is_the_same_however_it_is_written(cents, unit):
    amount, factor = cents / 100, {"元": 1, "万元": 10_000}[unit]
    for written in (amount, f"{amount:.2f}", f"{amount:,.2f}", f"¥{amount:.2f}"):
        assert money(written, unit) == pytest.approx(amount * factor, abs=0.01)
    assert money(f"{amount:.2f}{unit}", None) == pytest.approx(amount * factor, abs=0.01)
    assert money(f"{amount:.2f}", None) is None


@pytest.mark.parametrize("written", ["-5", "五千", "1.2.3", "..", "5000美元"])
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(UnreadableCellError):
        money(written, "元")


PEOPLE = st.none() | st.integers(0, 500)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(allowed("activities", "kind")),
            st.dates(date(2015, 1, 1), date(2020, 12, 31)),
            PEOPLE,
            PEOPLE,
            PEOPLE,
        ),
        max_size=12,
    )
)
def test_random_activities_are_read_back_as_written(tmp_path, rows):
    written = [[kind, day, None, "兴城市", None, None, *people] for kind, day, *people in rows]
    found = activities(tmp_path, EXCHANGE, *written).tables["activities"].to_pylist()[1:]
    assert [(r["kind"], r["held_on"], r["teachers"], r["cadres"], r["participants"]) for r in found] == rows

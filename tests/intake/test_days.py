"""Days and periods as bureaus write them."""

from datetime import date

import pytest

from data.intake import check
from data.intake.values.cells import UnreadableCellError
from data.intake.values.dates import day
from tests.intake.small_town import DAY, PAIRINGS, PLACE, write


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2018-2019学年", (2018, 9, 1), (2019, 8, 31)),
        ("2018—2019学年度", (2018, 9, 1), (2019, 8, 31)),
        ("2018学年", (2018, 9, 1), (2019, 8, 31)),
        ("2018年9月底", (2018, 9, 1), (2018, 9, 30)),
        ("2018年9月初", (2018, 9, 1), (2018, 9, 30)),
        ("2018年9月中旬", (2018, 9, 1), (2018, 9, 30)),
        ("二〇一八年九月", (2018, 9, 1), (2018, 9, 30)),
        ("二零一八年十月", (2018, 10, 1), (2018, 10, 31)),
        ("二○一八年十二月", (2018, 12, 1), (2018, 12, 31)),
        ("二〇一八年十一月二十三日", (2018, 11, 23), (2018, 11, 23)),
        ("二〇一八年一月十日", (2018, 1, 10), (2018, 1, 10)),
        ("二〇一八年三月三十日", (2018, 3, 30), (2018, 3, 30)),
    ],
)
def test_a_day_in_words_is_read(written, first, last):
    assert (day(written), day(written, last=True)) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("written", "month"),
    [("2018年秋季", 9), ("2018年秋季学期", 9), ("2018秋学期", 9), ("2018年春季", 3), ("二〇一八年春", 3)],
)
def test_a_term_begins_in_march_or_september_and_ends_nowhere(written, month):
    assert day(written) == date(2018, month, 1)
    with pytest.raises(UnreadableCellError):
        day(written, last=True)


@pytest.mark.parametrize(
    "written", ["秋季", "二〇一八年十三月", "二〇一八年零月", "学年", "2018年9月左右", "2018-2019"]
)
def test_what_is_no_day_is_not_guessed(written):
    with pytest.raises(UnreadableCellError):
        day(written)


@pytest.mark.parametrize("title", ["开始时间", "起止时间"])
@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2018年9月至2021年8月", (2018, 9, 1), (2021, 8, 31)),
        ("2018.9-2021.8", (2018, 9, 1), (2021, 8, 31)),
        ("2018.9—2021.8", (2018, 9, 1), (2021, 8, 31)),
        ("2018年9月-2021年8月", (2018, 9, 1), (2021, 8, 31)),
        ("2018年-2021年", (2018, 1, 1), (2021, 12, 31)),
        ("2018-09-01至2021-08-31", (2018, 9, 1), (2021, 8, 31)),
        ("二〇一八年九月到二〇二一年八月", (2018, 9, 1), (2021, 8, 31)),
        ("2018-2019学年至2020-2021学年", (2018, 9, 1), (2021, 8, 31)),
        ("2018年秋季至2021年8月底", (2018, 9, 1), (2021, 8, 31)),
        ("2018.9-至今", (2018, 9, 1), None),
        ("2018年9月起至今", (2018, 9, 1), None),
        ("2018-09", (2018, 9, 1), None),
    ],
)
def test_a_cell_that_holds_a_period_has_a_start_and_an_end(title, written, start, end, tmp_path):
    files = write(tmp_path, {(PAIRINGS, 2, "开始"): title, (PAIRINGS, 4, "开始"): written})
    reading = check(files, PLACE, date.fromisoformat(DAY))
    assert not reading.findings
    row = next(row for row in reading.tables["partnerships"].to_pylist() if row["core_school_id"] == "3121000002")
    assert (row["started_on"], row["ended_on"]) == (date(*start), date(*end) if end else None)


def test_a_school_year_as_a_start_has_no_end_but_as_a_period_has_one(tmp_path):
    for title, end in (("开始时间", None), ("起止时间", date(2021, 8, 31))):
        files = write(tmp_path, {(PAIRINGS, 2, "开始"): title, (PAIRINGS, 4, "开始"): "2020-2021学年"})
        rows = check(files, PLACE, date.fromisoformat(DAY)).tables["partnerships"].to_pylist()
        assert (rows[1]["started_on"], rows[1]["ended_on"]) == (date(2020, 9, 1), end)


@pytest.mark.parametrize("written", ["2018年9月至毕业", "开学至2021年8月", "2018年9月至2021年秋季"])
def test_half_a_period_that_cannot_be_read_blocks(written, tmp_path):
    (remark,) = check(write(tmp_path, {(PAIRINGS, 4, "开始"): written}), PLACE, date.fromisoformat(DAY)).findings
    assert (remark.code, remark.severity, remark.row) == ("day_unreadable", "error", 4)
    assert "开始时间" in remark.column


def test_two_ends_that_disagree_block(tmp_path):
    files = write(tmp_path, {(PAIRINGS, 4, "开始"): "2018.9-2021.8", (PAIRINGS, 4, "结束"): "2020.8"})
    (remark,) = check(files, PLACE, date.fromisoformat(DAY)).findings
    assert (remark.code, remark.severity, remark.row) == ("end_differs", "error", 4)

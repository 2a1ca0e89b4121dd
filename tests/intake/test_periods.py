"""Periods: every way to write one has a certain first and last day, or is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.values.cells import UnreadableCellError
from data.intake.values.periods import period

WRITTEN = {
    **dict.fromkeys(
        ["2024年", "2024", 2024, 2024.0, "2024年度", "二〇二四年", "２０２４年"], ("2024-01-01", "2024-12-31")
    ),
    **dict.fromkeys(["2023-2024学年", "2023—2024学年度", "2023学年"], ("2023-09-01", "2024-08-31")),
    "2024年上半年": ("2024-01-01", "2024-06-30"),
    "2024年下半年": ("2024-07-01", "2024-12-31"),
    **dict.fromkeys(["2024年第一季度", "2024年一季度", "2024年1季度"], ("2024-01-01", "2024-03-31")),
    **dict.fromkeys(["2024年1-6月", "2024年1月至6月", "2024.1-2024.6"], ("2024-01-01", "2024-06-30")),
    **dict.fromkeys(["2024年2月", "2024.02", "202402"], ("2024-02-01", "2024-02-29")),
    **dict.fromkeys(["2024-01-01至2024-12-31", "2024年1月1日—2024年12月31日"], ("2024-01-01", "2024-12-31")),
    **dict.fromkeys(["2024-04-15", "2024/4/15", date(2024, 4, 15), 45397], ("2024-04-15", "2024-04-15")),
}
UNCERTAIN = [
    "2023-2024",
    "2023年-2024年",
    "2024年春季学期",
    "去年",
    2024.1,
    "2024年13月",
    "2024年6-1月",
    "2020年9月至今",
    "全年",
    -1,
]


@pytest.mark.parametrize("written", WRITTEN, ids=str)
def test_a_period_has_its_first_and_last_day(written):
    assert period(written) == tuple(map(date.fromisoformat, WRITTEN[written]))


@pytest.mark.parametrize("written", UNCERTAIN, ids=str)
def test_what_has_no_certain_days_is_refused(written):
    with pytest.raises(UnreadableCellError):
        period(written)


@pytest.mark.parametrize("written", ["2023-2024", "2023", 2023, "2023-2024学年"])
def test_years_under_a_title_of_school_years_are_school_years(written):
    assert period(written, "学年") == (date(2023, 9, 1), date(2024, 8, 31))


def test_nothing_is_no_period():
    assert period(None) is period("/") is None


@given(st.tuples(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1))))
def test_two_days_and_a_joint_are_these_days(days):
    first, last = days
    for joint in ("至", "~", "—", "到"):
        assert period(f"{first}{joint}{last}") == (first, last)
        assert period(f"{first.year}年{first.month}月{first.day}日{joint}{last.year}.{last.month}.{last.day}") == (
            first,
            last,
        )

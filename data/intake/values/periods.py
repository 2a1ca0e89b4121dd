"""Read periods as clerks write them: years, school years, halves, quarters, ranges of months, first and last day."""

import re
from calendar import monthrange
from datetime import date

from data.intake.values.cells import Cell, UnreadableCellError, figures, is_missing, text
from data.intake.values.dates import day, is_ambiguous_month, span
from data.intake.values.years import without_days

Period = tuple[date, date]
_YEAR = r"((?:19|20)\d{2})年?度?"
_HALF = re.compile(_YEAR + r"(上|下)半年")
_QUARTER = re.compile(_YEAR + r"第?([一二三四1-4])季度")
_MONTHS = re.compile(_YEAR + r"(\d{1,2})月?[-—–~至到]+(\d{1,2})月份?")
_TWO_YEARS = re.compile(r"(19|20)\d{2}年?[-—–~至到/]+(19|20)?\d{2}年?")
_CALENDAR_YEAR = re.compile(_YEAR)
_NAMED = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?!\d)(?:年?[-—–~至到/]+(?:19|20)?\d{2}(?!\d))?(?:学年度?|年度|年)?"
    r"(?:[上下]半年|第?[一二三四1-4]季度|\d{1,2}月?[-—–~至到]+\d{1,2}月份?|\d{1,2}月份?)?"
)
_MONTH_ALONE = re.compile(r"(?:19|20)\d{2}年?\d{1,2}月份?")
_OPEN_BEFORE, _OPEN_AFTER = re.compile(r"(截[至止]|自|从|到|至)$"), re.compile(r"[春秋初末底起以前后及和、]|至今")
_LABELLED = re.compile(
    r"(填[报表写]|制表|报送|上报|统计|打印)?(时间|日期|时点|单位|人|部门|电话)[:：].*$|(填[报表写]|制表|报送)[:：].*$"
)
_QUARTERS = {mark: number for number in (1, 2, 3, 4) for mark in (str(number), "一二三四"[number - 1])}


def period(cell: Cell, title: str = "") -> Period | None:
    """Return the first and the last day of the period in a cell, or None if it is blank. `title` is the column's header.

    A single day is a period of one day. Years under a title with 学年 are school years (1 September to 31 August).
    Elsewhere 2023-2024 may be one school year or two calendar years: it raises `UnreadableCellError`, as a term does.
    """
    if is_missing(cell):
        return None
    words = figures(cell)
    if "学年" in title and "学年" not in words and (_TWO_YEARS.fullmatch(words) or _CALENDAR_YEAR.fullmatch(words)):
        words = f"{words.rstrip('年度')}学年"
    if is_ambiguous_month(cell) or _TWO_YEARS.fullmatch(words):
        raise UnreadableCellError(words)
    if months := _months(words):
        year, first, last = months
        if not 1 <= first <= last <= 12:
            raise UnreadableCellError(words)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    return _days(words if isinstance(cell, str) or words != text(cell) else cell)


def periods_named(words: str) -> set[Period | None]:
    """Return the periods that a title or heading names. None in the result means that a period is uncertain.

    Days and document numbers name no period, nor does text after a label (填报时间：2021年).
    """
    words_left, named_periods = without_days(_LABELLED.sub("", text(words))), set[Period | None]()
    for named in _NAMED.finditer(words_left):
        is_open = _OPEN_BEFORE.search(words_left[: named.start()]) or _OPEN_AFTER.match(words_left[named.end() :])
        try:
            named_periods.add(None if is_open or _MONTH_ALONE.fullmatch(named[0]) else period(named[0]))
        except UnreadableCellError:
            named_periods.add(None)
    return named_periods


def _months(words: str) -> tuple[int, int, int] | None:
    if match := _HALF.fullmatch(words):
        return (int(match[1]), 1, 6) if match[2] == "上" else (int(match[1]), 7, 12)
    if match := _QUARTER.fullmatch(words):
        quarter = _QUARTERS[match[2]]
        return int(match[1]), 3 * quarter - 2, 3 * quarter
    if match := _MONTHS.fullmatch(words):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _days(cell: Cell) -> Period:
    year = _CALENDAR_YEAR.fullmatch(text(cell))
    if year:
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    first, last = span(cell, whole=True)
    start, end = day(first), day(first if last is None else last, last=True)
    if start is None or end is None:
        raise UnreadableCellError(text(cell))
    return start, end

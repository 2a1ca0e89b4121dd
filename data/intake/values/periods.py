"""Periods as clerks write them: years, school years, halves, quarters, runs of months, first and last day."""

import re
from calendar import monthrange
from datetime import date

from data.intake.values.cells import Cell, UnreadableCellError, is_missing, text
from data.intake.values.dates import day, is_ambiguous_month, span

Period = tuple[date, date]
_YEAR = r"((?:19|20)\d{2})年?度?"
_HALF = re.compile(_YEAR + r"(上|下)半年")
_QUARTER = re.compile(_YEAR + r"第?([一二三四1-4])季度")
_MONTHS = re.compile(_YEAR + r"(\d{1,2})月?[-—–~至到]+(\d{1,2})月份?")
_TWO_YEARS = re.compile(r"(19|20)\d{2}年?[-—–~至到/]+(19|20)?\d{2}年?")
_CALENDAR_YEAR = re.compile(_YEAR)
_QUARTERS = {mark: number for number in (1, 2, 3, 4) for mark in (str(number), "一二三四"[number - 1])}


def period(cell: Cell, title: str = "") -> Period | None:
    """Return the first and the last day a cell writes, None where it is blank; `title` is its column's header.

    A single day is a period of one day. Years alone under 学年 are school years (1 September to 31 August);
    2023-2024 anywhere else may be one school year or two years, and raises `UnreadableCellError` like a term does.
    """
    if is_missing(cell):
        return None
    words = text(cell)
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


def _months(words: str) -> tuple[int, int, int] | None:
    if found := _HALF.fullmatch(words):
        return (int(found[1]), 1, 6) if found[2] == "上" else (int(found[1]), 7, 12)
    if found := _QUARTER.fullmatch(words):
        quarter = _QUARTERS[found[2]]
        return int(found[1]), 3 * quarter - 2, 3 * quarter
    if found := _MONTHS.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
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

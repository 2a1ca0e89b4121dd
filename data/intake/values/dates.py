"""Read days and periods as clerks write them: months, terms, school years, Chinese numerals, Excel serials."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from data.intake.values.cells import Cell, UnreadableCellError, figures, is_missing, text

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20000, 80000)
_DAYS_TO_1904 = 1462
_DIGITS = {
    letter: str(value) for letter, value in [("○", 0), ("零", 0), *zip("〇一二三四五六七八九", range(10), strict=True)]
}
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:(?:[-—–~至]+)((?:19|20)\d{2}))?学年度?")
_TERM = re.compile(r"((?:19|20)\d{2})年?(春|秋)季?(?:学期)?")
_YEAR_ALONE = re.compile(r"'?(?:\d{2}年|(?:19|20)\d{2}年?)度?[起始止前初末底]?")
_TIME_OF_DAY = re.compile(
    r"(?<=[日号\d])(\((星期|周)[一二三四五六日天]\)|(星期|周)[一二三四五六日天])?(上午|下午|早上|晚上|中午|全天)?(\d{1,2}[点时](\d{1,2}分|半)?)?$"
)
_JOINTS = (r"至|到", r"~|—+|–|--|(?<=[年月日号])-")
_HALVES = re.compile(r"([\d./]+)-([\d./]+|今|长期)")


def day(cell: Cell, *, last: bool = False) -> date | None:
    """Return a date. A year or month alone means its first day, or its last day with `last`.

    Accepts 2020.3, 2020年3月, 2019年09月01日, 2020/6/30, 202009, 20200901, 二〇二〇年三月, 2020年秋季, 2020-2021学年,
    dates and Excel serials. A spring or autumn term has only a first day: with `last` it raises `UnreadableCellError`.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if is_missing(cell):
        return None
    words = figures(cell)
    if words.isdigit() and int(words) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(words))
    words = _arabic(words)
    if named := _named_time(words, last):
        return named
    parts = [int(part) for part in re.findall(r"\d+", _calendar_text(words))]
    try:
        return _complete(parts, last)
    except ValueError as error:
        raise UnreadableCellError(words) from error


def certain_day(cell: Cell) -> date | None:
    """Return a date as `day` does, but raise for a year, a school year or a term alone: its first day would be a guess."""
    words = "" if isinstance(cell, date) else _arabic(figures(cell))
    if _YEAR_ALONE.fullmatch(words) or _SCHOOL_YEAR.fullmatch(words) or _TERM.fullmatch(words):
        raise UnreadableCellError(text(cell))
    return day(cell)


def serial_1904(cell: Cell) -> Cell:
    """Return the day of a serial number from a workbook whose days count from 1904.

    Other cells are returned unchanged.
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 18000 <= cell < 80000 - _DAYS_TO_1904:
        return cell
    return _EXCEL_EPOCH + timedelta(days=int(cell) + _DAYS_TO_1904)


def is_ambiguous_month(cell: Cell) -> bool:
    """Return whether a number may mean January or October, as 2020.1 does."""
    return isinstance(cell, float) and re.fullmatch(r"\d{4}\.1", text(cell)) is not None


def _named_time(words: str, last: bool) -> date | None:
    if match := _SCHOOL_YEAR.fullmatch(words):
        first, second = int(match[1]), int(match[2] or int(match[1]) + 1)
        return date(second, 8, 31) if last else date(first, 9, 1)
    match = None if last else _TERM.fullmatch(words)
    return date(int(match[1]), 9 if match[2] == "秋" else 3, 1) if match else None


def _calendar_text(words: str) -> str:
    if re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])(\d{2})?", words):
        return f"{words[:4]}-{words[4:6]}-{words[6:]}"
    words = re.sub(r"^'?(\d{2})年", r"20\1年", words)
    words = re.sub(r"[T ]?\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$", "", words) if ":" in words else words
    words = _TIME_OF_DAY.sub("", words)
    words = re.sub(r"(?<=月)(底|末|初|中旬|上旬|下旬)$", "", words)
    if not re.fullmatch(r"(19|20)\d{2}([年./-]\d{1,2}([月./-]\d{1,2}[日号]?|月)?|年)?[起始止前]?", words):
        raise UnreadableCellError(words)
    return words


def _complete(parts: list[int], last: bool) -> date:
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _arabic(words: str) -> str:
    words = re.sub(
        r"^[〇○零一二三四五六七八九]{4}(?=年)", lambda year: "".join(_DIGITS[digit] for digit in year[0]), words
    )
    return re.sub(r"([二三]?十)?([一二三四五六七八九])?(?=[月日号])", _small_number, words)


def _small_number(match: re.Match[str]) -> str:
    if not match[0]:
        return ""
    tens = 0 if not match[1] else 10 * int(_DIGITS.get(match[1][:-1], "1"))
    return str(tens + int(_DIGITS.get(match[2] or "", "0")))


def span(cell: Cell, *, whole: bool) -> tuple[Cell, Cell]:
    """Return the first and the last day that a cell names, both as written. The last is None if it names only one day.

    With `whole` (a column of periods) a school year is both the first and the last day.
    """
    if not isinstance(cell, str) or is_missing(cell):
        return cell, None
    try:
        words = figures(cell)
    except UnreadableCellError:
        return cell, None
    if _SCHOOL_YEAR.fullmatch(_arabic(words)):
        return words, words if whole else None
    try:
        day(words)
    except UnreadableCellError:
        return _halves(words)
    return words, None


def _halves(words: str) -> tuple[str, str | None]:
    for joint in _JOINTS:
        parts = re.split(joint, words, maxsplit=1)
        if len(parts) == 2 and parts[0]:
            return parts[0].rstrip("-~—–起"), parts[1]
    halves = _HALVES.fullmatch(words)
    return (halves[1], halves[2]) if halves else (words, None)

"""Read numbers as workbooks store them, and apply their number format: a day, a percentage, or the number itself."""

import re
from datetime import datetime
from decimal import Decimal
from functools import cache

from openpyxl.styles.numbers import is_datetime
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

GENERAL, DATE, PERCENT = "", "date", "percent"
"""What a number format displays. Any other value is a sign such as ‰ that the format writes after the number."""
_WHOLE = re.compile(r"-?\d{1,18}")
_DATES = ("date", "datetime")
_NOT_ACTIVE = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[[^\[\]]*\]')
_LONGEST = 255  # maximum length of a number format in Excel, in characters
_SIGNS = re.compile(r"[%％‰]")


def as_number(written: str) -> int | float | str:
    """Return a number as a workbook writes it (1200, 0.95, 7E-2). Other text is returned unchanged."""
    try:
        return int(written) if _WHOLE.fullmatch(written) else float(written)
    except ValueError:
        return written


@cache
def shown_as(code: str) -> str:
    """Return what a number format displays: `GENERAL`, `DATE`, `PERCENT` or a sign such as ‰.

    A quoted percent sign is such a sign, written after the unchanged number. A format longer than Excel allows is
    `GENERAL`.
    """
    if len(code) > _LONGEST:
        return GENERAL
    active = _NOT_ACTIVE.sub("", code)
    if "%" in active:
        return PERCENT
    if sign := _SIGNS.search("".join(map("".join, _NOT_ACTIVE.findall(code))) + active):
        return sign[0]
    return DATE if is_datetime(code) in _DATES else GENERAL


def as_day(number: float, *, from_1904: bool) -> datetime | float:
    """Return the day of a serial number, or the number itself if it is no day (a time of day, for instance)."""
    try:
        day = from_excel(number, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return number
    return day if isinstance(day, datetime) else number


def as_shown(number: float, shown: str) -> str:
    """Return a percentage as the displayed text with all its digits: 0.95 is "95%", so that no reader takes it for a count."""
    exact = Decimal(f"{number:.15g}")  # as many digits as a workbook stores: 0.1+0.2 is 30%
    if shown == PERCENT:
        return f"{_plain(exact * 100)}%"
    return f"{_plain(exact)}{shown}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number.is_finite() else str(number)

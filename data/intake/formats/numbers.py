"""Numbers as workbooks store them, and what their number format makes of them: a day, a share, or the number itself."""

import re
from datetime import datetime
from decimal import Decimal
from functools import cache

from openpyxl.styles.numbers import is_datetime
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

GENERAL, DATE, PERCENT = "", "date", "percent"
"""What a number format shows; any other value is a sign such as ‰ that the format writes behind the number."""
_WHOLE = re.compile(r"-?\d{1,18}")
_DATES = ("date", "datetime")
_NOT_ACTIVE = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[[^\[\]]*\]')
_LONGEST = 255  # characters of a number format, as Excel has it
_SIGNS = re.compile(r"[%％‰]")


def as_number(written: str) -> int | float | str:
    """Return a number as a workbook writes it (1200, 0.95, 7E-2); what is none stays text."""
    try:
        return int(written) if _WHOLE.fullmatch(written) else float(written)
    except ValueError:
        return written


@cache
def shown_as(code: str) -> str:
    """Return what a number format shows a number as; a per cent sign in quotes is written behind the number as it is.

    One longer than any program writes shows figures as they are.
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
    """Return the day a number counts up to, or the number where it is none, as a time of day alone."""
    try:
        day = from_excel(number, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return number
    return day if isinstance(day, datetime) else number


def as_shown(number: float, shown: str) -> str:
    """Return a share as the text a person sees, with all its digits: 0.95 is 95%, so no reader takes it for a count."""
    exact = Decimal(f"{number:.15g}")  # as many digits as a workbook keeps: 0.1+0.2 is 30%
    if shown == PERCENT:
        return f"{_plain(exact * 100)}%"
    return f"{_plain(exact)}{shown}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number.is_finite() else str(number)

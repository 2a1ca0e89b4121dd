"""One cell at a time: what a clerk wrote, as text, number, day or yes/no."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache

from data.registries import registry

Cell = str | int | float | bool | date | datetime | None
_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.I)
_COUNT_WORDS = re.compile(r"[人名所个位间处册元年岁生]$")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20000, 80000)


class UnreadableCellError(ValueError):
    """A cell whose text cannot be what its column holds."""


def text(cell: Cell) -> str:
    """Return the cell as NFKC text without any white space; whole floats lose their '.0'."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        cell = cell.strftime("%Y-%m-%d")
    return _SPACES.sub("", unicodedata.normalize("NFKC", str(cell)))


@cache
def values(column: str) -> dict[str, str]:
    """Return values.csv for one column: normalised written text → stored value."""
    return {text(row["written"]).lower(): row["stored"] for row in registry("values") if row["column"] == column}


def is_missing(cell: Cell) -> bool:
    """Tell whether the cell says nothing: empty, `/`, `—`, `–`, 无 and the like."""
    words = text(cell)
    return not words or words.lower() in values("missing")


def number(cell: Cell) -> float | None:
    """Return a number, None where missing; takes thousands separators and a trailing 人/所/名."""
    if is_missing(cell) or isinstance(cell, bool):
        return None
    if isinstance(cell, datetime | date):
        raise UnreadableCellError(text(cell))
    words = _COUNT_WORDS.sub("", text(cell).replace(",", "").replace("，", "")).replace("−", "-")
    if not _NUMBER.fullmatch(words):
        raise UnreadableCellError(text(cell))
    return float(words)


def count(cell: Cell) -> int | None:
    """Return a whole number of people or things, None where missing; negative or broken numbers raise."""
    value = number(cell)
    if value is None:
        return None
    if value < 0 or not value.is_integer() or value > 2**31 - 1:
        raise UnreadableCellError(text(cell))
    return int(value)


def yes_no(cell: Cell) -> bool | None:
    """Return True for √/是/1, False for ×/否/0, None where missing."""
    if isinstance(cell, bool):
        return cell
    known = values("yes_no").get(text(cell).lower())
    if known is None and not is_missing(cell):
        raise UnreadableCellError(text(cell))
    return None if known is None else known == "yes"


def day(cell: Cell, *, last: bool = False) -> date | None:
    """Return a date; a year or month alone means its first day, or its last one with `last`.

    Takes 2020.3, 2020年3月, 2019年09月01日, 2020/6/30, 202009, 20200901, dates and Excel serials.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if is_missing(cell):
        return None
    words = text(cell)
    if words.isdigit() and int(words) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(words))
    parts = [int(part) for part in re.findall(r"\d+", _calendar_text(words))]
    try:
        return _complete(parts, last)
    except ValueError as error:
        raise UnreadableCellError(words) from error


def _calendar_text(words: str) -> str:
    if re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])(\d{2})?", words):
        return f"{words[:4]}-{words[4:6]}-{words[6:]}"
    words = re.sub(r"^'?(\d{2})年", r"20\1年", words)
    words = re.sub(r"[T ]?\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$", "", words) if ":" in words else words
    if not re.fullmatch(r"(19|20)\d{2}([年./-]\d{1,2}([月./-]\d{1,2}[日号]?|月)?|年)?[起始止前]?", words):
        raise UnreadableCellError(words)
    return words


def _complete(parts: list[int], last: bool) -> date:
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    return date(year, month, monthrange(year, month)[1] if last else 1)


_DATUMS = {
    "wgs84": re.compile(r"wgs-?_?(19)?84", re.I),
    "cgcs2000": re.compile(r"cgcs-?_?2000|国家2000|2000国家|大地2000", re.I),
    "gcj02": re.compile(r"gcj-?_?0?2|火星|国测局|高德|腾讯", re.I),
    "bd09": re.compile(r"bd-?_?0?9|百度", re.I),
}


def datum(words: str) -> str | None:
    """Return the coordinate system a header or note names (wgs84, cgcs2000, gcj02, bd09), None where none."""
    return next((name for name, pattern in _DATUMS.items() if pattern.search(text(words))), None)

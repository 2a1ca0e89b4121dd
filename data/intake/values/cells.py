"""Read one cell as text, number, code or yes/no."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache

from data.registry.rows import registry

Cell = str | int | float | bool | date | datetime | None
_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.I)
_GROUPED = re.compile(r"[+-]?\d{1,3}([,' ])\d{3}(?:\1\d{3})*(?:\.\d+)?")
_SEPARATOR = re.compile(r"(?<=\d)[,'\s]+(?=\d)|,")
_WHOLE_FLOAT = re.compile(r"(\d+)\.0+")
_PIECE = 500  # characters normalised at once
_EXACT_DIGITS = 10**15
_ROUNDED = re.compile(r"\d(\.\d+)?e\+?\d+", re.I)
_SINCE = re.compile(r"\((?:于|自)?(?:19|20)\d{2}(?:年|[年./-]\d{1,2}月?|[年./-]\d{1,2}[月./-]\d{1,2}日?)(?:起|止)?\)$")
_COUNT_WORDS = re.compile(r"(人次|[人名所个位间处册元年岁生次户份节场套门篇条])$")


class UnreadableCellError(ValueError):
    """A cell whose text cannot be a value of its column."""


def text(cell: Cell) -> str:
    """Return the cell as NFKC text without any white space. A whole float loses its ".0"."""
    if isinstance(cell, str):
        return _text(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        cell = cell.strftime("%Y-%m-%d")
    return str(cell)


@lru_cache(maxsize=2**16)
def _text(words: str) -> str:
    return _SPACES.sub("", normal(words))


def normal(words: str) -> str:
    """Return a text in Unicode normal form NFKC.

    A long text is normalised in pieces, because sorting its combining characters takes quadratic time.
    """
    if len(words) <= _PIECE:
        return unicodedata.normalize("NFKC", words)
    pieces = (words[start : start + _PIECE] for start in range(0, len(words), _PIECE))
    return "".join(unicodedata.normalize("NFKC", piece) for piece in pieces)


def figures(cell: Cell) -> str:
    """Return the text of a cell that should hold a figure, a code or a day.

    Raises `UnreadableCellError` if it contains superscript or circled digits (620①, 13²): they refer to footnotes.
    """
    if isinstance(cell, str) and not cell.isascii() and any(unicodedata.category(sign) == "No" for sign in cell):
        raise UnreadableCellError(text(cell))
    return text(cell)


def code(cell: Cell) -> str:
    """Return a code as text with all its digits. A number loses its ".0".

    Raises `UnreadableCellError` if digits were lost: a number of more than fifteen digits, or 2.12E+09.
    """
    words = figures(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _EXACT_DIGITS:
        raise UnreadableCellError(words)
    if _ROUNDED.fullmatch(words):
        raise UnreadableCellError(words)
    whole = _WHOLE_FLOAT.fullmatch(words)
    return whole[1] if whole else words


@cache
def values(column: str) -> dict[str, str]:
    """Return the rows of values.csv for one column, as normalised written text → stored value."""
    return {text(row["written"]).lower(): row["stored"] for row in registry("values") if row["column"] == column}


def is_missing(cell: Cell) -> bool:
    """Return whether the cell holds no value: it is empty, `/`, `—`, `–`, 无 or similar."""
    words = text(cell)
    return not words or words.lower() in values("missing")


def stated(cell: Cell) -> str | None:
    """Return the text of a cell, or None if it holds no value."""
    return None if is_missing(cell) else text(cell)


def number(cell: Cell) -> float | None:
    """Return a number, or None if the cell is blank. Accepts thousands separators (1,200) and a trailing 人, 所 or 名.

    Any other grouping (320,45 or 1,2) raises `UnreadableCellError`, because the intended number is uncertain.
    """
    if is_missing(cell):
        return None
    if isinstance(cell, bool | datetime | date):
        raise UnreadableCellError(text(cell))
    words = _COUNT_WORDS.sub("", figures(cell))
    if isinstance(cell, str) and _SEPARATOR.search(shown := normal(cell).strip()):
        shown = re.sub(r"\s+", " ", _COUNT_WORDS.sub("", shown).strip())
        if not _GROUPED.fullmatch(shown):
            raise UnreadableCellError(text(cell))
        words = re.sub("[,' ]", "", shown)
    words = words.replace("−", "-")
    if not _NUMBER.fullmatch(words):
        raise UnreadableCellError(text(cell))
    return float(words)


def count(cell: Cell) -> int | None:
    """Return a whole number of people or things, or None if the cell is blank. Raises if negative or unreadable."""
    value = number(cell)
    if value is None:
        return None
    if value < 0 or not value.is_integer() or value > 2**31 - 1:
        raise UnreadableCellError(text(cell))
    return int(value)


def real(cell: Cell) -> float | None:
    """Return a number of 0 or more, or None if the cell is blank. Raises if negative or unreadable."""
    value = number(cell)
    if value is not None and value < 0:
        raise UnreadableCellError(text(cell))
    return value


def yes_no(cell: Cell) -> bool | None:
    """Return True for √/是/1, False for ×/否/0, None for a blank.

    A day in brackets (已备案（2019-12-01）) may follow.
    """
    if isinstance(cell, bool):
        return cell
    words = _SINCE.sub("", text(cell))
    whole = _WHOLE_FLOAT.fullmatch(words)
    known = values("yes_no").get(whole[1] if whole else words.lower())
    if known is None and not is_missing(cell):
        raise UnreadableCellError(text(cell))
    return None if known is None else known == "yes"


def yes_no_of(column: str) -> Callable[[Cell], bool | None]:
    """Return the function that reads cells of a yes-or-no column.

    It looks first at the words of that column in values.csv, then at the words of all yes-or-no columns.
    """

    def read(cell: Cell) -> bool | None:
        own = values(column).get(text(cell).lower())
        return own == "yes" if own else yes_no(cell)

    return read

"""One cell at a time: what a clerk wrote, as text, number or yes/no."""

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
_PIECE = 500  # characters
_EXACT_DIGITS = 10**15
_ROUNDED = re.compile(r"\d(\.\d+)?e\+?\d+", re.I)
_SINCE = re.compile(r"\((?:于|自)?(?:19|20)\d{2}(?:年|[年./-]\d{1,2}月?|[年./-]\d{1,2}[月./-]\d{1,2}日?)(?:起|止)?\)$")
_COUNT_WORDS = re.compile(r"(人次|[人名所个位间处册元年岁生次户份节场套门篇条])$")


class UnreadableCellError(ValueError):
    """A cell whose text cannot be what its column holds."""


def text(cell: Cell) -> str:
    """Return the cell as NFKC text without any white space; whole floats lose their '.0'."""
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
    """Return a text in Unicode's normal form NFKC; a long one piece by piece, for sorting its marks takes the square of its length."""
    if len(words) <= _PIECE:
        return unicodedata.normalize("NFKC", words)
    pieces = (words[at : at + _PIECE] for at in range(0, len(words), _PIECE))
    return "".join(unicodedata.normalize("NFKC", piece) for piece in pieces)


def figures(cell: Cell) -> str:
    """Return the text of a cell that is to be a figure, a code or a day.

    Raises `UnreadableCellError` where it holds raised or circled digits (620①, 13²): marks of notes are no figures.
    """
    if isinstance(cell, str) and not cell.isascii() and any(unicodedata.category(sign) == "No" for sign in cell):
        raise UnreadableCellError(text(cell))
    return text(cell)


def code(cell: Cell) -> str:
    """Return a code as text, with every digit it has: a number loses its '.0', a mark of text ('2121…) goes.

    Raises `UnreadableCellError` where the digits are no longer all there: more than fifteen of a number, or 2.12E+09.
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
    """Return values.csv for one column: normalised written text → stored value."""
    return {text(row["written"]).lower(): row["stored"] for row in registry("values") if row["column"] == column}


def is_missing(cell: Cell) -> bool:
    """Tell whether the cell says nothing: empty, `/`, `—`, `–`, 无 and the like."""
    words = text(cell)
    return not words or words.lower() in values("missing")


def stated(cell: Cell) -> str | None:
    """Return what a cell says as text, None where it says nothing."""
    return None if is_missing(cell) else text(cell)


def number(cell: Cell) -> float | None:
    """Return a number, None where missing; takes regular thousands separators (1,200) and a trailing 人/所/名.

    Any other grouping (320,45 or 1,2) raises `UnreadableCellError`: nobody can tell what was meant.
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
    """Return a whole number of people or things, None where missing; negative or broken numbers raise."""
    value = number(cell)
    if value is None:
        return None
    if value < 0 or not value.is_integer() or value > 2**31 - 1:
        raise UnreadableCellError(text(cell))
    return int(value)


def real(cell: Cell) -> float | None:
    """Return a measure of 0 or more, None where missing; a negative one raises."""
    value = number(cell)
    if value is not None and value < 0:
        raise UnreadableCellError(text(cell))
    return value


def yes_no(cell: Cell) -> bool | None:
    """Return True for √/是/1, False for ×/否/0, None where missing; a day in brackets (已备案（2019-12-01）) may follow."""
    if isinstance(cell, bool):
        return cell
    words = _SINCE.sub("", text(cell))
    whole = _WHOLE_FLOAT.fullmatch(words)
    known = values("yes_no").get(whole[1] if whole else words.lower())
    if known is None and not is_missing(cell):
        raise UnreadableCellError(text(cell))
    return None if known is None else known == "yes"


def yes_no_of(column: str) -> Callable[[Cell], bool | None]:
    """Return the reader of a yes-or-no column: its own words in values.csv first, then those of all such columns."""

    def read(cell: Cell) -> bool | None:
        own = values(column).get(text(cell).lower())
        return own == "yes" if own else yes_no(cell)

    return read

"""Calculate column widths and row heights of a workbook, in letters; a Chinese character counts as two."""

import re
from collections.abc import Iterable, Sequence

from views.exports.listing import Column, Listing
from views.text.labels import day, number

WIDEST, HEADING = 48, 20  # a cell wraps beyond the first, a header beyond the second
_ROOM = 3  # for the edges and the filter's button
_MEASURED = 500
ROW, _LINE, _MARGIN, _HIGHEST = 18, 16, 4, 409  # points; Chinese letters are higher than Latin ones
_PIECES = re.compile(r"[\x21-\x7e\u00a0]+|\s+|.", re.S)


def letters(text: str) -> int:
    """Return how wide a text is on one line, in letters."""
    return sum(2 if ord(letter) > 255 else 1 for letter in text)


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a width; words of Latin letters are not broken."""
    count, used = 1, 0
    for piece in _PIECES.findall(text):
        size = letters(piece)
        if used and used + size > width:
            if piece.isspace():
                continue
            count, used = count + 1, 0
        used += size
    return count


def of_columns(listing: Listing) -> list[float]:
    """Return the width of each column: wide enough for its cells on one line, up to a limit, and its header on few lines."""
    return [_of_column(column, listing) for column in listing.columns]


def header_height(headers: Iterable[str], widths: Sequence[float]) -> int:
    """Return the height in points of a header row whose texts wrap in their columns."""
    most = max(lines(text, width - _ROOM) for text, width in zip(headers, widths, strict=True))
    return max(24, most * _LINE + 2 * _MARGIN)


def row_height(texts: Iterable[object], widths: Sequence[float]) -> int:
    """Return the height in points of a row whose texts wrap in their columns; Excel does not adjust it on opening."""
    most = 1
    for text, width in zip(texts, widths, strict=False):
        if isinstance(text, str) and 2 * len(text) + _ROOM > width:
            most = max(most, sum(lines(part, width - _ROOM) for part in text.split("\n")))
    return ROW if most == 1 else min(_HIGHEST, most * _LINE + _MARGIN)


def _of_column(column: Column, listing: Listing) -> float:
    values = listing.frame[column.name].head(_MEASURED)
    cells = max((letters(_shown(value, column)) for value in values), default=0)
    word = max((letters(piece) for piece in _PIECES.findall(column.header)), default=0)
    heading = max(min(letters(column.header), HEADING), min(word, WIDEST))
    return max(10, min(WIDEST, max(cells, heading) + _ROOM))


def _shown(value: object, column: Column) -> str:
    if column.kind in ("count", "gain"):
        return number(value)
    if column.kind == "day":
        return day(value)
    return "00.0%" if column.kind in ("share", "points", "decimal") else str(value)

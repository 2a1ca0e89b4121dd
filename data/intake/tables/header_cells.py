"""The words above one column: titles of one or more rows, merged or spread to the right."""

import re

from data.intake.formats.sheet import Sheet
from data.intake.values.cells import text

_FIGURE = re.compile(r"\d{3,}|\d+\.\d+|\d{4}-\d\d-\d\d")


def header_path(sheet: Sheet, row: int, depth: int, position: int) -> list[str]:
    """Return a column's titles from top to bottom, taken from `depth` rows; a repeated word stands once."""
    parts: list[str] = []
    for at in range(row, row + depth):
        words = _cell_text(sheet, at, position, spread=at < row + depth - 1 and depth > 1)
        if words and (not parts or parts[-1] != words):
            parts.append(words)
    return parts


def merged_depth(sheet: Sheet, row: int) -> int:
    """Return how many rows the merged cells of a row reach down."""
    return max((merge.bottom - row + 1 for merge in sheet.merges_from(row)), default=1)


def has_figures(sheet: Sheet, row: int, depth: int) -> bool:
    """Tell whether a row below the first of these holds codes, figures or days: then it is a record, no header."""
    return any(_FIGURE.fullmatch(text(cell)) for at in range(row + 1, row + depth) for cell in sheet.rows[at])


def _cell_text(sheet: Sheet, row: int, position: int, *, spread: bool) -> str:
    if merge := sheet.merge_at(row, position):
        return _at(sheet, merge.top, merge.left)
    words = _at(sheet, row, position)
    if words or not spread or not _at(sheet, row + 1, position):
        return words
    return next((_at(sheet, row, left) for left in range(position - 1, -1, -1) if _at(sheet, row, left)), "")


def _at(sheet: Sheet, row: int, position: int) -> str:
    return text(sheet.cell(row, position))

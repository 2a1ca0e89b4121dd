"""Read the titles above one column, which may span several rows, be merged, or apply to columns further right."""

import re

from data.intake.formats.sheet import Sheet
from data.intake.values.cells import text

_SHEET_TITLE = re.compile(r".{4,}(名册|花名册|一览表|统计表|登记表|情况表|汇总表|明细表|基本情况)")
_FIGURE = re.compile(r"\d{3,}|\d+\.\d+|\d{4}-\d\d-\d\d")


def header_path(sheet: Sheet, row: int, depth: int, position: int) -> list[str]:
    """Return a column's titles in `depth` rows, from top to bottom, without repeating the same title."""
    parts: list[str] = []
    for title_row in range(row, row + depth):
        words = _cell_text(sheet, title_row, position, spread=title_row < row + depth - 1 and depth > 1)
        if (
            words
            and (not parts or parts[-1] != words)
            and not (title_row < row + depth - 1 and _SHEET_TITLE.fullmatch(words))
        ):
            parts.append(words)
    return parts


def is_cut(sheet: Sheet, row: int, depth: int) -> bool:
    """Return whether a header of `depth` rows would end inside a merged cell that begins in it."""
    return any(merge.bottom >= row + depth for at in range(row, row + depth) for merge in sheet.merges_from(at))


def has_figures(sheet: Sheet, row: int, depth: int) -> bool:
    """Return whether a row after the first of these holds codes, figures or days: then it is a record, not a header."""
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

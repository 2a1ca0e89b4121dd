"""Build a workbook: sheets under names that Excel accepts, tables with typed cells, notes as text."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet as Sheet

from views.exports import cells, widths
from views.exports.listing import Listing
from views.text.labels import label
from views.theme.palette import ACCENT, FILE_HEAD

EPOCH = datetime(2000, 1, 1)
LONG = 20_000  # workbooks with more rows are not held in memory
SHEET_ROWS = 1_048_575  # rows that a sheet holds below its header
NAME = 31  # most characters in the name of a sheet
_NOTES = (20, 92)
_A4 = 9
_HEAD = {"bold": True, "bg_color": FILE_HEAD, "border": 1, "text_wrap": True, "valign": "vcenter"}


class Book:
    """A workbook being built. Text is always written as text, so no cell becomes a formula or a link."""

    def __init__(self, title: str, rows: int) -> None:
        self._buffer = io.BytesIO()
        options = cells.AS_TEXT | ({"constant_memory": True} if rows > LONG else {"in_memory": True})
        self._book = Workbook(self._buffer, options)
        self._book.set_properties({"title": title[:255], "created": EPOCH})
        self._head = self._book.add_format(_HEAD)
        self._bold = self._book.add_format({"bold": True, "valign": "vcenter", "text_wrap": True})
        self._title = self._book.add_format({"bold": True, "font_size": 16})
        self._plain = self._book.add_format({"num_format": "@"})
        self._link = self._book.add_format({"font_color": ACCENT, "underline": 1, "valign": "vcenter", "indent": 1})
        self._shapes = {kind: self._book.add_format(shape) for kind, shape in cells.shapes().items()}

    def sheet(self, name: str) -> Sheet:
        """Add an empty sheet; `name` is one of `names_for`."""
        sheet = self._book.add_worksheet(name)
        sheet.set_default_row(widths.ROW)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def header(self, sheet: Sheet, row: int, headers: Sequence[str], wide: Sequence[float]) -> None:
        """Write a header that stays visible and repeats on every printed page, and set the widths of its columns."""
        sheet.set_row(row, widths.header_height(headers, wide))
        for at, (text, width) in enumerate(zip(headers, wide, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(row, at, cells.fitting(text), self._head)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)

    def table(self, name: str, listing: Listing) -> None:
        """Add a sheet with a list as on screen, with typed cells and a filter; an empty list says so."""
        sheet = self.sheet(name)
        wide = widths.of_columns(listing)
        self.header(sheet, 0, [column.header for column in listing.columns], wide)
        columns = [cells.of(listing.frame, column) for column in listing.columns]
        for row, row_cells in enumerate(zip(*columns, strict=True), start=1):
            self.row(sheet, row, row_cells, wide)
        if listing.frame.empty:
            self.line(sheet, 1, label("empty_list"))
        self.filter(sheet, len(listing.frame), len(listing.columns))

    def row(self, sheet: Sheet, row: int, row_cells: Sequence[tuple[str, Any]], wide: Sequence[float]) -> None:
        """Write a row of (kind of cell, value) pairs, as high as its texts need in columns of these widths."""
        self.grow(sheet, row, [value for _, value in row_cells], wide)
        for at, (kind, value) in enumerate(row_cells):
            cells.write(sheet, row, at, kind, value, self._shapes)

    def filter(self, sheet: Sheet, rows: int, columns: int) -> None:
        """Add a filter to every column of the table."""
        sheet.autofilter(0, 0, max(1, rows), columns - 1)

    def pairs(self, sheet: Sheet, row: int, pairs: Iterable[tuple[str, str]]) -> int:
        """Write (heading, text) pairs from a row on; return the number of the row after them."""
        for at, width in enumerate(_NOTES):
            sheet.set_column(at, at, width)
        for heading, text in pairs:
            self.grow(sheet, row, [heading, text], _NOTES)
            sheet.write_string(row, 0, cells.fitting(heading), self._bold)
            self.text(sheet, row, 1, text)
            row += 1
        return row

    def grow(self, sheet: Sheet, row: int, texts: Iterable[object], wide: Sequence[float]) -> None:
        """Make a row as high as its texts need in columns of these widths."""
        height = widths.row_height(texts, wide)
        if height > widths.ROW:
            sheet.set_row(row, height)

    def text(self, sheet: Sheet, row: int, at: int, text: str) -> None:
        """Write one cell of text that wraps."""
        sheet.write_string(row, at, cells.fitting(text), self._shapes["text"])

    def line(self, sheet: Sheet, row: int, text: str, *, bold: bool = False) -> None:
        """Write a line of text that runs over the columns beside it."""
        sheet.write_string(row, 0, cells.fitting(text), self._title if bold else self._plain)

    def count(self, sheet: Sheet, row: int, at: int, count: int) -> None:
        """Write a cell with a count."""
        sheet.write_number(row, at, count, self._shapes["count"])

    def go(self, sheet: Sheet, row: int, at: int, name: str) -> None:
        """Write a link to another sheet of the workbook, with that sheet's name as its text."""
        sheet.write_url(row, at, f"internal:'{name}'!A1", self._link, name)

    def done(self) -> bytes:
        """Return the workbook's bytes."""
        self._book.close()
        return self._buffer.getvalue()


def names_for(titles: Iterable[str]) -> list[str]:
    """Return a unique sheet name for each title, of at most 31 characters that Excel accepts.

    If a name is taken, a number is added.
    """
    names: list[str] = []
    taken: set[str] = set()
    for title in titles:
        words = "".join("_" if letter in "[]:*?/\\'" or ord(letter) < 32 else letter for letter in title).strip() or "_"
        number, name = 1, _cut(words, NAME)
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(words, NAME - len(f' {number}'))} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(words: str, most: int) -> str:
    """Return the beginning of words in at most `most` letters, cut after a whole word if that keeps more than half."""
    begun = words[: most + 1].rpartition(" ")[0]
    return words if len(words) <= most else begun if len(begun) > most // 2 else words[:most]

"""A sheet in memory, independent of its file format: cells row by row, merges, indents, hidden rows and columns.

The readers in this folder are used instead of pandas or calamine, because those lose what checking needs: hidden rows
and columns, merges, indents, formulas without a result, number formats, and size limits while reading.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from openpyxl.utils import get_column_letter

from data.intake.choices import Choices
from data.intake.findings import Finding, Location, finding
from data.intake.formats.bounds import CELLS, COLUMNS, FAR_CELLS, MERGED_ROWS, ROWS, SHEETS, TEXT, WORDS
from data.intake.formats.text_marks import TEXT_MARKS, without_text_mark
from data.intake.values.cells import Cell, text

BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""Characters that are not visible: white space of every kind, and zero-width characters."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class UnreadableFileError(ValueError):
    """A file that cannot be read as a workbook or text table; `finding` says why."""

    def __init__(self, remark: Finding) -> None:
        super().__init__(f"{remark.message} {remark.message_en}")
        self.finding = remark


def check_number(file: str, sheets: int) -> None:
    """Raise `UnreadableFileError` if a file has more sheets than allowed."""
    if sheets > SHEETS:
        raise UnreadableFileError(finding("sheets_too_many", Location(file), sheets, limit=SHEETS))


@dataclass(frozen=True)
class Merge:
    """A merged block: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet: its cells row by row (counted from 0), its merges, and the findings of reading it."""

    file: str
    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    """Indent level of each cell that has one."""
    struck: set[tuple[int, int]] = field(default_factory=set)
    """Cells that are struck through, if the format states it (xlsx)."""
    origins: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Cell → its position in the file, for sheets whose cells were rearranged for reading."""
    labels: set[tuple[int, int]] = field(default_factory=set)
    """For a rearranged sheet: positions in the file of cells that only say how to rearrange it (the role of a school)."""
    unsaved_formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """Formulas without a saved result, by row and column. Such a cell is empty."""
    from_1904: bool = False
    """Whether serial numbers of days count from 1904 instead of 1900. Cells formatted as days are already converted."""
    widths: list[int] | None = None
    """Number of cells in each row of a text file as written; None for other formats."""

    def origin(self, row: int, column: int | None) -> tuple[int, int | None]:
        """Return the position in the file of a cell, or of a row if `column` is None.

        It differs if the sheet was rearranged.
        """
        if not self.origins:
            return row, column
        positions = [place for place in self.origins if place[0] == row]
        place = (row, column) if column is not None and (row, column) in self.origins else min(positions, default=None)
        return self.origins[place] if place else (row, column)

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell, or None if its row is shorter."""
        return self.rows[row][column] if column < len(self.rows[row]) else None

    def words(self, row: int, span: tuple[int, int] | None = None) -> str:
        """Return the filled cells of a row as one text. `span` limits it to a first and last column."""
        first, last = span or (0, len(self.rows[row]))
        return " ".join(text(cell) for cell in self.rows[row][first : last + 1] if text(cell))

    @cached_property
    def _merges_of_row(self) -> dict[int, list[Merge]]:
        by_row: dict[int, list[Merge]] = defaultdict(list)
        for merge in self.merges:
            for row in range(merge.top, merge.bottom + 1):
                by_row[row].append(merge)
        return by_row

    def merge_at(self, row: int, column: int) -> Merge | None:
        """Return the merged block that contains a cell, or None."""
        blocks = self._merges_of_row.get(row, ())
        return next((merge for merge in blocks if merge.left <= column <= merge.right), None)

    def merges_from(self, row: int) -> Iterator[Merge]:
        """Yield the merged blocks whose first row is `row`."""
        yield from (merge for merge in self._merges_of_row.get(row, ()) if merge.top == row)


def formula_findings(sheet: Sheet, where: Iterable[tuple[int, int]] | None = None) -> list[Finding]:
    """Return an error for each formula without a saved result, in the given cells (row and column from 0) or in all."""
    cells = sheet.unsaved_formulas if where is None else where
    return [
        finding("formula_without_value", Location(sheet.file, sheet.name, row + 1, column + 1), formula)
        for row, column in cells
        if (formula := sheet.unsaved_formulas.get((row, column))) is not None
    ]


def is_blank(value: Cell) -> bool:
    """Return whether a cell is empty or holds only invisible characters."""
    return value is None or (isinstance(value, str) and not value.strip(BLANKS))


@dataclass
class SheetBuilder:
    """Collects the cells of a sheet in any order. Exceeding the limits raises `UnreadableFileError`.

    A few cells far beyond the limits are typing errors: they are left out and each is reported.
    """

    file: str
    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    merges: list[Merge] = field(default_factory=list)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each run of hidden columns."""
    findings: list[Finding] = field(default_factory=list)
    formulas: int = 0
    """Number of cells with a formula, if the format states it."""
    unsaved_formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    from_1904: bool = False
    widths: list[int] | None = None
    count: int = 0
    words: int = 0
    """Number of characters in all cells."""
    far: dict[tuple[int, int], Cell] = field(default_factory=dict)
    """Cells beyond the limits."""

    def put(self, row: int, column: int, value: Cell) -> None:
        """Add one cell; row and column count from 0. Text of white space only is ignored."""
        if isinstance(value, str):
            if value[:1] in BLANKS and is_blank(value):
                return
            if len(value) > TEXT:
                raise self.too_long(row, column)
            self.words += len(value)
            if self.words > WORDS:
                raise self.too_large()
            value = without_text_mark(value) if value[:1] in TEXT_MARKS else value
        self.count += 1
        if self.count > CELLS:
            raise self.too_large()
        if 0 <= row < ROWS and 0 <= column < COLUMNS:
            self.cells[row][column] = value
        elif 0 <= row < _LAST_ROW and 0 <= column < _LAST_COLUMN and len(self.far) < FAR_CELLS:
            self.far[row, column] = value
        else:
            raise self.too_large()

    def count_formula(self, row: int, column: int, unsaved: str | None) -> None:
        """Count a cell with a formula. `unsaved` is the formula's text if it has no saved result, else None."""
        self.formulas += 1
        if self.formulas > CELLS:
            raise self.too_large()
        if unsaved is not None:
            self.unsaved_formulas[row, column] = unsaved

    def too_large(self) -> UnreadableFileError:
        """Return the error that names the limits which the sheet exceeds."""
        limits = {"rows": f"{ROWS:,}", "columns": f"{COLUMNS:,}", "cells": f"{CELLS:,}", "words": f"{WORDS:,}"}
        return UnreadableFileError(finding("sheet_too_large", Location(self.file, self.name), **limits))

    def too_long(self, row: int, column: int) -> UnreadableFileError:
        """Return the error that names a cell whose text exceeds the maximum length."""
        location = Location(self.file, self.name, row + 1, column + 1)
        return UnreadableFileError(finding("text_too_long", location, limit=f"{TEXT:,}"))

    def sheet(self) -> Sheet:
        """Return the sheet: its rows up to the last filled one, each up to its last filled cell; merges are clipped to that."""
        if sum(max(row) + 1 for row in self.cells.values()) > CELLS or any(map(self._goes_on, self.far)):
            raise self.too_large()
        height = max(self.cells, default=-1) + 1
        rows: list[list[Cell]] = [[] for _ in range(height)]
        for number, cells in self.cells.items():
            rows[number] = [cells.get(column) for column in range(max(cells) + 1)]
        remarks = [*self.findings, *self._hidden(), *self._far_out(), *self._formulas()]
        return Sheet(
            self.file, self.name, rows, self._cut_merges(height), remarks,
            indents=self.indents, struck=self.struck, unsaved_formulas=self.unsaved_formulas, from_1904=self.from_1904,
            widths=None if self.widths is None else self.widths[:height],
        )  # fmt: skip

    def _goes_on(self, place: tuple[int, int]) -> bool:
        """Return whether a cell beyond the limits continues a table, instead of being isolated."""
        row, column = place
        return (row >= ROWS and ROWS - 1 in self.cells) or (
            column >= COLUMNS and COLUMNS - 1 in self.cells.get(row, ())
        )

    def _far_out(self) -> Iterator[Finding]:
        for (row, column), value in self.far.items():
            location = Location(self.file, self.name, row + 1, column + 1)
            yield finding("cell_far_out", location, value, cell=f"{get_column_letter(column + 1)}{row + 1}")

    def _formulas(self) -> Iterator[Finding]:
        if saved := self.formulas - len(self.unsaved_formulas):
            yield finding("formulas_read", Location(self.file, self.name), saved)

    def _cut_merges(self, height: int) -> list[Merge]:
        width = max((max(row) for row in self.cells.values()), default=-1) + 1
        cut = [
            Merge(merge.top, merge.left, min(merge.bottom, height - 1), min(merge.right, width - 1))
            for merge in self.merges
            if merge.top < height and merge.left < width
        ]
        if sum(merge.bottom - merge.top + 1 for merge in cut) > MERGED_ROWS:
            raise self.too_large()
        return cut

    def _columns_hidden(self) -> set[int]:
        """Return the hidden columns within the limits, in linear time even for a file with millions of runs."""
        changes = [0] * (COLUMNS + 1)
        for first, last in self.hidden_columns:
            if 0 <= first <= last and first < COLUMNS:
                changes[first] += 1
                changes[min(last + 1, COLUMNS)] -= 1
        return {column for column, depth in enumerate(accumulate(changes)) if depth}

    def _hidden(self) -> Iterator[Finding]:
        location = Location(self.file, self.name)
        rows = sorted(row + 1 for row in self.hidden_rows if row in self.cells)
        if rows:
            yield finding("rows_hidden", location, rows=", ".join(map(str, rows[:20])), number=len(rows))
        filled = {column for cells in self.cells.values() for column in cells}
        if columns := sorted(filled & self._columns_hidden()):
            letters = ", ".join(get_column_letter(column + 1) for column in columns)
            yield finding("columns_hidden", location, columns=letters)

"""Sheets as intake reads them, whatever file they came in: cells row by row, merges, indents, what is hidden."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.utils import get_column_letter

from data.intake.choices import Choices
from data.intake.findings import Finding, Location, finding
from data.intake.formats.bounds import CELLS, COLUMNS, MERGED_ROWS, ROWS
from data.intake.values.cells import Cell


class UnreadableFileError(ValueError):
    """A file that is no workbook or text table; carries the finding that says so."""

    def __init__(self, remark: Finding) -> None:
        super().__init__(f"{remark.message} {remark.message_en}")
        self.finding = remark


@dataclass(frozen=True)
class Merge:
    """A merged block: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet: its cells row by row (counted from 0), its merges, and what reading it met."""

    file: str
    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    """How far a cell is set in by its format, where it is."""
    origins: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Where a cell stands in the file, for sheets that were laid out anew to be read."""

    def origin(self, row: int, column: int | None) -> tuple[int, int | None]:
        """Return where a cell (or the row) of this sheet stands in the file, which differs where it was laid out anew."""
        if not self.origins:
            return row, column
        known = [place for place in self.origins if place[0] == row]
        place = (row, column) if column is not None and (row, column) in self.origins else min(known, default=None)
        return self.origins[place] if place else (row, column)

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell, None where its row ends before it."""
        return self.rows[row][column] if column < len(self.rows[row]) else None

    @cached_property
    def _merges_of_row(self) -> dict[int, list[Merge]]:
        found: dict[int, list[Merge]] = defaultdict(list)
        for merge in self.merges:
            for row in range(merge.top, merge.bottom + 1):
                found[row].append(merge)
        return found

    def merge_at(self, row: int, column: int) -> Merge | None:
        """Return the merged block a cell lies in, None where it is a cell of its own."""
        blocks = self._merges_of_row.get(row, ())
        return next((merge for merge in blocks if merge.left <= column <= merge.right), None)

    def merges_from(self, row: int) -> Iterator[Merge]:
        """Yield the merged blocks whose first row this is."""
        yield from (merge for merge in self._merges_of_row.get(row, ()) if merge.top == row)


@dataclass
class SheetBuilder:
    """The cells of a sheet as a reader meets them, in any order; more than the bounds allow is an unreadable file."""

    file: str
    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    merges: list[Merge] = field(default_factory=list)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each hidden run."""
    findings: list[Finding] = field(default_factory=list)
    count: int = 0

    def put(self, row: int, column: int, value: Cell) -> None:
        """Keep one cell with content; rows and columns count from 0."""
        self.count += 1
        if not (0 <= row < ROWS and 0 <= column < COLUMNS and self.count <= CELLS):
            raise self.too_large()
        self.cells[row][column] = value

    def too_large(self) -> UnreadableFileError:
        """Return the error that says which bounds the sheet goes beyond."""
        limits = {"rows": f"{ROWS:,}", "columns": f"{COLUMNS:,}", "cells": f"{CELLS:,}"}
        return UnreadableFileError(finding("sheet_too_large", Location(self.file, self.name), **limits))

    def sheet(self) -> Sheet:
        """Return the sheet: as many rows as hold content, each as wide as its last cell; merges cut to that."""
        if sum(max(row) + 1 for row in self.cells.values()) > CELLS:
            raise self.too_large()
        height = max(self.cells, default=-1) + 1
        rows: list[list[Cell]] = [[] for _ in range(height)]
        for number, cells in self.cells.items():
            rows[number] = [cells.get(column) for column in range(max(cells) + 1)]
        remarks = [*self.findings, *self._hidden()]
        return Sheet(self.file, self.name, rows, self._cut_merges(height), remarks, indents=self.indents)

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

    def _hidden(self) -> Iterator[Finding]:
        where = Location(self.file, self.name)
        rows = sorted(row + 1 for row in self.hidden_rows if row in self.cells)
        if rows:
            yield finding("rows_hidden", where, rows=", ".join(map(str, rows[:20])), number=len(rows))
        filled = {column for cells in self.cells.values() for column in cells}
        columns = sorted(column for first, last in self.hidden_columns for column in filled if first <= column <= last)
        if columns:
            letters = ", ".join(get_column_letter(column + 1) for column in columns)
            yield finding("columns_hidden", where, columns=letters)

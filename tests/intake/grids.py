"""A sheet as rows and merged ranges, dressed with titles, totals, page breaks and feet, written as xlsx or csv."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from tests.intake.words import Cell

Row = list[Cell]
HeaderCell = tuple[str, str]
"""Group and header of a column; a column without a group has its header twice."""


@dataclass
class Grid:
    """One sheet: rows of cells and merged ranges (first row, first column, last row, last column; from 0)."""

    rows: list[Row] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Content:
    """What a sheet says before it is dressed.

    `spans` are vertical merges (first record, last record, column); `totals` are rows that follow a record
    """

    notes: list[Row]
    columns: list[HeaderCell]
    records: list[Row]
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    totals: list[tuple[int, Row]] = field(default_factory=list)
    foot: list[Row] = field(default_factory=list)
    merged: bool = True
    """false where the merges were lost: the cells below stay blank"""


def header_rows(columns: list[HeaderCell], top: int) -> Grid:
    """Return one header row, or two with the merges a bureau makes."""
    if all(group == name for group, name in columns):
        return Grid([[name for _, name in columns]])
    upper: Row = [group if not i or columns[i - 1][0] != group else None for i, (group, _) in enumerate(columns)]
    lower: Row = [None if group == name else name for group, name in columns]
    merges = [(top, i, top + 1, i) for i, (group, name) in enumerate(columns) if group == name]
    for first, cell in enumerate(upper):
        last = max(i for i, (group, _) in enumerate(columns) if group == columns[first][0])
        if cell is not None and last > first:
            merges.append((top, first, top, last))
    return Grid([upper, lower], merges)


def dressed(content: Content, rng: random.Random, *, page: int, blanks: bool, shift: int) -> Grid:
    """Return the sheet with its notes above, header again every `page` records, blank rows, totals and foot."""
    grid = Grid([*content.notes])
    place: dict[int, int] = {}

    def head() -> None:
        part = header_rows(content.columns, len(grid.rows))
        grid.rows.extend(part.rows)
        grid.merges.extend(part.merges)

    head()
    grid.rows.extend(row for after, row in content.totals if after < 0)
    inside = {index for first, last, _ in content.spans for index in range(first, last)}
    for index, record in enumerate(content.records):
        place[index] = len(grid.rows)
        grid.rows.append(record)
        if index in inside:
            continue
        grid.rows.extend(row for after, row in content.totals if after == index)
        if page and index % page == page - 1 and index + 1 < len(content.records):
            head()
        if blanks and rng.random() < 0.1:
            grid.rows.append([])
    if content.merged:
        spans = [(place[first], column, place[last], column) for first, last, column in content.spans]
        grid.merges.extend(span for span in spans if span[0] < span[2])
    grid.rows.extend(content.foot)
    if shift:
        grid.rows = [[*[None] * shift, *row] for row in grid.rows]
        grid.merges = [(top, left + shift, bottom, right + shift) for top, left, bottom, right in grid.merges]
    return grid


def write_workbook(path: Path, sheets: dict[str, Grid]) -> Path:
    """Write an xlsx workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, grid in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(grid.rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell is not None and cell != "":
                    sheet.cell(number, column, cell)
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    book.save(path)
    return path


def write_text(path: Path, rows: Sequence[Row], encoding: str, delimiter: str) -> Path:
    """Write a delimited text file; merges are lost, as in any export."""
    width = max(map(len, rows))
    with path.open("w", encoding=encoding, newline="") as handle:
        writer = csv.writer(handle, delimiter=delimiter)
        writer.writerows([*row, *[None] * (width - len(row))] for row in rows)
    return path

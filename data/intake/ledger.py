"""The account of a sheet: every filled cell is a title, a header, a value of a field, a total, or left out for a reason."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from openpyxl.utils import get_column_letter

from data.intake.choices import IGNORED
from data.intake.formats.sheet import Sheet
from data.intake.tables.rows.table import Table
from data.intake.tables.titles.meaning import Meaning
from data.intake.values.cells import text

TITLE, HEADER, VALUE, TOTAL, LEFT_OUT = KINDS = ("title", "header", "value", "total", "left_out")
_ROWS = {"title": TITLE, "section": TITLE, "header": HEADER, "total": TOTAL}
"""Reason of a skipped row → kind of its cells. Cells of other skipped rows are left out, with the row's reason."""
_SHOWN, _RANGES = 20, 12
Spot = tuple[int, int]


@dataclass(frozen=True)
class Entry:
    """How one cell was used: its kind, and the field of a value or the reason for leaving it out."""

    kind: str
    what: str = ""


@dataclass(frozen=True)
class LeftOut:
    """The cells left out for one reason: their number, the first ones, and the first few ranges."""

    cells: int
    first: tuple[str, ...]
    ranges: tuple[str, ...]
    is_more: bool
    """Whether there are more ranges than `ranges` holds."""


@dataclass
class Ledger:
    """The account of one sheet: the number of filled cells, how they were used, and which were left out."""

    file: str
    sheet: str
    cells: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, LeftOut] = field(default_factory=dict)
    """Reason → the cells left out for it."""
    rows: int = 0
    """Number of data rows below the headers: `records` plus the rows in `rows_left_out`."""
    records: int = 0
    rows_left_out: dict[str, list[int]] = field(default_factory=dict)
    """Reason → the numbers of the rows left out for it."""

    @property
    def is_whole(self) -> bool:
        """Whether every filled cell and every row is accounted for."""
        left = sum(map(len, self.rows_left_out.values()))
        return self.cells == sum(self.kinds.values()) and self.rows == self.records + left

    def as_dict(self) -> dict[str, Any]:
        """Return the account as plain values for JSON. Of the cells left out for one reason, only the first are listed."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "cells": self.cells,
            "kinds": {kind: self.kinds[kind] for kind in KINDS},
            "fields": dict(self.fields),
            "left_out": [
                {"reason": reason, "cells": left.cells, "where": list(left.first)}
                for reason, left in self.left_out.items()
            ],
            "rows": self.rows,
            "records": self.records,
            "rows_left_out": [{"reason": reason, "rows": rows} for reason, rows in self.rows_left_out.items()],
        }


def ledger_of(sheet: Sheet, tables: list[Table], unread: str = "") -> Ledger:
    """Return the account of a sheet with its tables. `unread` is the reason why it has no table.

    Call it after the rows were read, so that each record knows whether it counts.
    """
    ledger, spots = Ledger(sheet.file, sheet.name), dict[str, list[Spot]]()
    for (row, column), entry in entries(sheet, tables, unread):
        ledger.cells += 1
        ledger.kinds[entry.kind] += 1
        if entry.kind == VALUE:
            ledger.fields[entry.what] += 1
        elif entry.kind == LEFT_OUT:
            spots.setdefault(entry.what, []).append((row + 1, column + 1))
    ledger.left_out = {reason: _left_out(cells) for reason, cells in spots.items()}
    for table in (one for one in tables if not one.is_derived):
        for record in table.records:
            ledger.rows += 1
            reason = table.left_out or record.left_out
            if reason:
                ledger.rows_left_out.setdefault(reason, []).append(sheet_row(table, record.number))
            else:
                ledger.records += 1
    return ledger


def sheet_row(table: Table, number: int) -> int:
    """Return the row of the file (from 1) that holds a table's row."""
    return table.sheet.origin(number - 1, None)[0] + 1


def entries(sheet: Sheet, tables: list[Table], unread: str = "") -> Iterator[tuple[Spot, Entry]]:
    """Yield every filled cell of a sheet (row and column from 0) with how it was used."""
    tables = [table for table in tables if not table.is_derived]
    if any(table.sheet is not sheet for table in tables):
        yield from _of_forms(sheet, tables)
        return
    roles = [_row_roles(table) for table in tables]
    columns = [_column_entries(table) for table in tables]
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is None or (isinstance(cell, str) and not text(cell)):
                continue
            table_number = next((n for n, table in enumerate(tables) if row in roles[n] and table.holds(column)), None)
            if table_number is None:
                beside = any(row in role for role in roles)
                yield (row, column), Entry(LEFT_OUT, "beside" if beside else unread or "outside")
            else:
                yield (row, column), _entry(roles[table_number][row], columns[table_number].get(column))


def _row_roles(table: Table) -> dict[int, str]:
    """Return row (from 0) → "header", "record", or the reason why the row is not a counted record."""
    roles = {row.number - 1: row.reason for row in table.skipped}
    roles |= {record.number - 1: table.left_out or record.left_out or "record" for record in table.records}
    return roles | dict.fromkeys(range(table.header.first, table.header.last + 1), "header")


def _column_entries(table: Table) -> dict[int, Entry]:
    header = table.header
    by_column = {at: Entry(VALUE, f"{header.table}.{name}") for at, name in (header.columns | header.parts).items()}
    by_column |= {at: Entry(VALUE, name) for at, name in header.elsewhere.items()}
    for at in header.titles:
        if at in header.asked:
            by_column[at] = Entry(LEFT_OUT, "asked")
        elif header.columns.get(at) == IGNORED:
            by_column[at] = Entry(LEFT_OUT, "no_use")
        elif at in header.unknown:
            reason = header.meanings.get(at, Meaning(reason="unknown")).reason
            by_column[at] = Entry(LEFT_OUT, f"column_{reason or 'unknown'}")
    return by_column


def _entry(role: str, column: Entry | None) -> Entry:
    if role == "record":
        return column or Entry(LEFT_OUT, "untitled")
    if role in _ROWS:
        return Entry(_ROWS[role])
    return Entry(LEFT_OUT, role)


def _of_forms(sheet: Sheet, tables: list[Table]) -> Iterator[tuple[Spot, Entry]]:
    """Yield the cells of a sheet of forms, which were rearranged for reading."""
    taken: dict[Spot, Entry] = {spot: Entry(HEADER) for table in tables for spot in table.sheet.labels}
    for table in tables:
        roles, columns = _row_roles(table), _column_entries(table)
        for (row, column), spot in table.sheet.origins.items():
            taken[spot] = _entry(roles.get(row, "outside"), columns.get(column))
    first = min((row for row, _ in taken), default=0)
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is not None and text(cell):
                yield (
                    (row, column),
                    taken.get((row, column), Entry(TITLE) if row < first else Entry(LEFT_OUT, "beside_form")),
                )


def ranges(spots: Sequence[Spot]) -> list[str]:
    """Return cells (row and column from 1) as spreadsheet ranges, joining neighbours in a row or column."""
    down = _runs(sorted((column, row) for row, column in spots))
    across = _runs(sorted(spots))
    if len(across) < len(down):
        return [_range((row, first), (row, last)) for row, first, last in across]
    return [_range((first, column), (last, column)) for column, first, last in down]


def _left_out(spots: list[Spot]) -> LeftOut:
    all_ranges = ranges(spots)
    return LeftOut(
        len(spots),
        tuple(_named(spot) for spot in spots[:_SHOWN]),
        tuple(all_ranges[:_RANGES]),
        len(all_ranges) > _RANGES,
    )


def _runs(pairs: Sequence[Spot]) -> list[tuple[int, int, int]]:
    """Return runs of consecutive cells in sorted pairs: the common first number, then the first and last second number."""
    runs = []
    for (shared, _), run in groupby(enumerate(pairs), lambda numbered: (numbered[1][0], numbered[1][1] - numbered[0])):
        ends = [pair[1] for _, pair in run]
        runs.append((shared, ends[0], ends[-1]))
    return runs


def _range(first: Spot, last: Spot) -> str:
    return _named(first) if first == last else f"{_named(first)}:{_named(last)}"


def _named(spot: Spot) -> str:
    return f"{get_column_letter(spot[1])}{spot[0]}"

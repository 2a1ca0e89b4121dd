"""Views of how each sheet was understood, for a page to draw: header rows, columns with their fields, cells row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Protocol

from openpyxl.utils import column_index_from_string, get_column_letter

from data.intake.choices import IGNORED
from data.intake.formats.sheet import Sheet
from data.intake.ledger import Entry, Spot, entries
from data.intake.tables.header.table_kinds import fields_of
from data.intake.tables.rows.table import Record, Table
from data.intake.tables.titles.vocabulary import usual_title
from data.intake.template.columns import columns
from data.intake.values.cells import Cell, text

_PARTS = {"name": "名称", "id": "标识码", "county": "县区", "place": "所在地", "town": "乡镇", "quality": "是否优质"}
_SIDES = {"core": "牵头学校", "member": "成员学校"}
_NAMES = ("name", "member_name", "core_name", "title", "indicator")
_SAMPLES = 3


@dataclass(frozen=True)
class FieldOption:
    """A field that a column of one kind of table may hold, with its name in both languages."""

    field: str
    zh: str
    en: str


@dataclass(frozen=True)
class ColumnView:
    """One column of a table: its letter, its title, its field (empty: not used), and the reason.

    `why` is title (recognised by its title), part (added up with others), chosen (by a user), ignored (not needed),
    asked (uncertain) or unknown.
    """

    letter: str
    title: str
    field: str
    why: str


@dataclass(frozen=True)
class TableView:
    """One recognised table: its kind, header rows (from 1), columns, the county of its rows, and the role of each row."""

    table: str
    header_rows: tuple[int, int]
    columns: tuple[ColumnView, ...]
    county: str | None
    records: int
    """Number of rows that are counted records."""
    roles: Mapping[int, str] = field(default_factory=dict, compare=False)
    """Row number → record, total, section, note, title, header, example, or the reason why a record is left out."""


@dataclass(frozen=True)
class RowView:
    """One row: its number in the sheet (from 1), its role (empty if it has none), and its cells as text.

    `entries` has how each cell was used, None for an empty cell.
    """

    number: int
    role: str
    cells: tuple[str, ...]
    entries: tuple[Entry | None, ...]

    def padded(self, width: int) -> "RowView":
        """Return the row filled up to a width in cells."""
        more = width - len(self.cells)
        return replace(self, cells=(*self.cells, *[""] * more), entries=(*self.entries, *[None] * more))


class SheetView(Protocol):
    """One sheet of a file, read or not: its size and the tables in it."""

    @property
    def file(self) -> str:
        """The file's name."""

    @property
    def sheet(self) -> str:
        """The sheet's name; for a text file, the file's name without extension."""

    @property
    def height(self) -> int:
        """The number of rows."""

    @property
    def width(self) -> int:
        """The number of columns."""

    @property
    def tables(self) -> tuple[TableView, ...]:
        """The tables found in it."""

    def rows(self, first: int = 1, count: int = 50) -> list[RowView]:
        """Return `count` rows from number `first` on, each as wide as the sheet, for a grid with findings."""

    def samples(self, letter: str, row: int) -> list[str]:
        """Return the first distinct values of a column below a row (column letter and row number as in the file)."""

    def below(self, heading: str, row: int) -> tuple[int, list[str]]:
        """Return the number of records below a heading (row 0: the sheet's name or title), and the first of their names."""


@dataclass(frozen=True)
class OpenedSheet:
    """A `SheetView` of a sheet that is in memory."""

    sheet_of: Sheet
    tables: tuple[TableView, ...]
    read: Sequence[Table] = ()
    """The tables read from the sheet."""
    unread: str = ""
    """The reason why the sheet has no table; empty if it has one."""

    @property
    def file(self) -> str:
        """The file's name."""
        return self.sheet_of.file

    @property
    def sheet(self) -> str:
        """The sheet's name; for a text file, the file's name without extension."""
        return self.sheet_of.name

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.sheet_of.rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.sheet_of.rows), default=0)

    @cached_property
    def entries(self) -> dict[Spot, Entry]:
        """How each filled cell (row and column from 0) was used."""
        return dict(entries(self.sheet_of, list(self.read), self.unread))

    def rows(self, first: int = 1, count: int = 50) -> list[RowView]:
        """Return `count` rows from number `first` on, each as wide as the sheet, for a grid with findings."""
        return [row.padded(self.width) for row in self.each_row(first, count)]

    def each_row(self, first: int, count: int) -> Iterator[RowView]:
        """Yield `count` rows from number `first` on, each up to its last cell."""
        for number, row in enumerate(self.sheet_of.rows[first - 1 : first - 1 + count], start=first):
            row_entries = tuple(self.entries.get((number - 1, column)) for column in range(len(row)))
            yield RowView(number, self.role(number), tuple(_shown(cell) for cell in row), row_entries)

    def role(self, number: int) -> str:
        """Return the role of a row; empty if it belongs to no table."""
        return next((table.roles[number] for table in self.tables if number in table.roles), "")

    def samples(self, letter: str, row: int) -> list[str]:
        """Return the first distinct values of a column below a row (column letter and row number as in the file)."""
        column = column_index_from_string(letter) - 1
        rows = (number for number in range(row, self.height) if number + 1 in self._records)
        return _first(_shown(self.sheet_of.cell(number, column)) for number in rows)

    @cached_property
    def _records(self) -> set[int]:
        """The numbers of the rows that are records, counted or not."""
        counted = {number for table in self.tables for number, role in table.roles.items() if role == "record"}
        return counted | {
            record.number for table in self.read if table.sheet is self.sheet_of for record in table.records
        }

    def below(self, heading: str, row: int) -> tuple[int, list[str]]:
        """Return the number of records below a heading (row 0: the sheet's name or title), and the first of their names."""
        for table in self.read:
            counts = [
                heading_row.records
                for heading_row in table.headings
                if heading_row.heading.words == heading and heading_row.number == row
            ]
            records = [record for record in table.records if record.number > row]
            if counts or not row:
                number = counts[0] if counts else len(records)
                return number, _first(_name(record) for record in records[:number])
        return 0, []


def sheet_views(opened: list[tuple[Sheet, list[Table]]], unread: Sequence[str]) -> list[OpenedSheet]:
    """Return a view of each opened sheet with its tables. `unread` has the reason why a sheet has no table."""
    return [
        OpenedSheet(sheet, tuple(_table_view(table) for table in tables if not table.is_derived), tables, reason)
        for (sheet, tables), reason in zip(opened, unread, strict=True)
    ]


@cache
def field_options(table: str) -> tuple[FieldOption, ...]:
    """Return the fields that a user may choose for a column of a kind of table, the template's columns first."""
    options = {column.key: FieldOption(column.key, column.title, column.en) for column in columns(table)}
    for key in sorted(fields_of(table) - {IGNORED}):
        if not key.startswith(tuple(f"{side}_" for side in _SIDES)):
            options.setdefault(key, FieldOption(key, usual_title(table, key) or key, key.replace("_", " ")))
    for side, part in ((side, part) for side in _SIDES for part in _PARTS):
        key = f"{side}_{part}"
        if key not in fields_of(table):
            continue
        options.setdefault(key, FieldOption(key, _SIDES[side] + _PARTS[part], key.replace("_", " ")))
    return (*options.values(), FieldOption(IGNORED, "不采用", "Leave out"))


def _table_view(table: Table) -> TableView:
    header = table.header
    if origins := table.sheet.origins:
        form = [place[0] + 1 for (row, _), place in origins.items() if row >= header.first]
        roles = dict.fromkeys(form, "record")
        rows = min(form), max(form)
        return TableView(header.table, rows, tuple(_column_views(table)), table.county, len(roles), roles)
    roles = {row.number: row.reason for row in table.skipped}
    roles |= {record.number: table.left_out or record.left_out or "record" for record in table.records}
    roles |= {row + 1: "header" for row in range(header.first, header.last + 1)}
    rows, records = (header.first + 1, header.last + 1), sum(role == "record" for role in roles.values())
    return TableView(header.table, rows, tuple(_column_views(table)), table.county, records, roles)


def _column_views(table: Table) -> Iterator[ColumnView]:
    header = table.header
    for position, title in sorted(header.titles.items()):
        field = "" if position in header.asked else header.columns.get(position, header.parts.get(position, ""))
        why = "ignored" if field == IGNORED else "title" if field else "unknown"
        why = "part" if position in header.parts else "asked" if position in header.asked else why
        why = "chosen" if position in header.chosen else why
        shown = table.sheet.origin(header.first, position)[1] or 0
        yield ColumnView(get_column_letter(shown + 1), title, "" if field == IGNORED else field, why)


def _first(words: Iterable[str]) -> list[str]:
    """Return the first few distinct texts that are not blank."""
    words_found: list[str] = []
    for word in words:
        if word and word not in words_found:
            words_found.append(word)
        if len(words_found) == _SAMPLES:
            break
    return words_found


def _name(record: Record) -> str:
    return next((_shown(record.cells[key]) for key in _NAMES if text(record.cells.get(key))), "")


def _shown(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else text(cell)

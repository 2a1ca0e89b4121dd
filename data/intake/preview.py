"""How every sheet was understood, for a page to draw: header rows, columns with their fields, cells row by row."""

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
    """A field a column of one kind of table may hold, with its name in both languages."""

    field: str
    zh: str
    en: str


@dataclass(frozen=True)
class ColumnView:
    """One column of a table: where it stands, its title, the field it was understood as (empty: not used), and why.

    `why` is title (known by its title), part (added up with others), chosen (by hand), ignored (known to be of no use),
    asked (not certain) or unknown.
    """

    letter: str
    title: str
    field: str
    why: str


@dataclass(frozen=True)
class TableView:
    """One recognised table: its kind, header rows (from 1), columns, the county it stands for, the role of each row."""

    table: str
    header_rows: tuple[int, int]
    columns: tuple[ColumnView, ...]
    county: str | None
    records: int
    """How many rows are records that count."""
    roles: Mapping[int, str] = field(default_factory=dict, compare=False)
    """Row number → record, total, section, note, title, header or example; of a record left out the reason."""


@dataclass(frozen=True)
class RowView:
    """One row: its number in the sheet (from 1), its role (blank where it has none), its cells as text.

    `entries` says of each cell what it was taken for, None where it is empty.
    """

    number: int
    role: str
    cells: tuple[str, ...]
    entries: tuple[Entry | None, ...]

    def padded(self, width: int) -> "RowView":
        """Return the row as wide as its sheet."""
        more = width - len(self.cells)
        return replace(self, cells=(*self.cells, *[""] * more), entries=(*self.entries, *[None] * more))


class SheetView(Protocol):
    """One sheet of a file, read or not: its size and the tables found in it."""

    @property
    def file(self) -> str:
        """The file's name."""

    @property
    def sheet(self) -> str:
        """The sheet's name; a text file's own name without its ending."""

    @property
    def height(self) -> int:
        """How many rows it has."""

    @property
    def width(self) -> int:
        """How many columns it has."""

    @property
    def tables(self) -> tuple[TableView, ...]:
        """The tables found in it."""

    def rows(self, first: int = 1, count: int = 50) -> list[RowView]:
        """Return rows from number `first` on, each as wide as the sheet, for a grid with findings in it."""

    def samples(self, letter: str, row: int) -> list[str]:
        """Return the first values, each once, of a column below a row (both counted as in the file)."""

    def below(self, heading: str, row: int) -> tuple[int, list[str]]:
        """Return how many records stand below a heading (row 0: the sheet's name or title), and the first names of them."""


@dataclass(frozen=True)
class OpenedSheet:
    """A `SheetView` of a sheet that was opened just now."""

    sheet_of: Sheet
    tables: tuple[TableView, ...]
    read: Sequence[Table] = ()
    """The tables as they were read."""
    unread: str = ""
    """Why the sheet has no table, where it has none."""

    @property
    def file(self) -> str:
        """The file's name."""
        return self.sheet_of.file

    @property
    def sheet(self) -> str:
        """The sheet's name; a text file's own name without its ending."""
        return self.sheet_of.name

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.sheet_of.rows)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.sheet_of.rows), default=0)

    @cached_property
    def entries(self) -> dict[Spot, Entry]:
        """What every filled cell (row and column from 0) was taken for."""
        return dict(entries(self.sheet_of, list(self.read), self.unread))

    def rows(self, first: int = 1, count: int = 50) -> list[RowView]:
        """Return rows from number `first` on, each as wide as the sheet, for a grid with findings in it."""
        return [row.padded(self.width) for row in self.each_row(first, count)]

    def each_row(self, first: int, count: int) -> Iterator[RowView]:
        """Yield rows from number `first` on, each as wide as its last cell."""
        for number, row in enumerate(self.sheet_of.rows[first - 1 : first - 1 + count], start=first):
            found = tuple(self.entries.get((number - 1, column)) for column in range(len(row)))
            yield RowView(number, self.role(number), tuple(_shown(cell) for cell in row), found)

    def role(self, number: int) -> str:
        """Return what a row was taken for; empty where it belongs to no table."""
        return next((table.roles[number] for table in self.tables if number in table.roles), "")

    def samples(self, letter: str, row: int) -> list[str]:
        """Return the first values, each once, of a column below a row (both counted as in the file)."""
        at = column_index_from_string(letter) - 1
        rows = (number for number in range(row, self.height) if number + 1 in self._records)
        return _first(_shown(self.sheet_of.cell(number, at)) for number in rows)

    @cached_property
    def _records(self) -> set[int]:
        """The numbers of the rows that are records, whether they count or not."""
        shown = {number for table in self.tables for number, role in table.roles.items() if role == "record"}
        return shown | {one.number for table in self.read if table.sheet is self.sheet_of for one in table.records}

    def below(self, heading: str, row: int) -> tuple[int, list[str]]:
        """Return how many records stand below a heading (row 0: the sheet's name or title), and the first names of them."""
        for table in self.read:
            counted = [one.records for one in table.headings if one.heading.words == heading and one.number == row]
            records = [record for record in table.records if record.number > row]
            if counted or not row:
                number = counted[0] if counted else len(records)
                return number, _first(_name(record) for record in records[:number])
        return 0, []


def sheet_views(opened: list[tuple[Sheet, list[Table]]], unread: Sequence[str]) -> list[OpenedSheet]:
    """Return the view of every sheet that was opened, with the tables found in it; `unread` says why one has none."""
    return [
        OpenedSheet(sheet, tuple(_table_view(table) for table in found if not table.is_derived), found, why)
        for (sheet, found), why in zip(opened, unread, strict=True)
    ]


@cache
def field_options(table: str) -> tuple[FieldOption, ...]:
    """Return what a column of a kind of table may be chosen to hold, the template's columns first."""
    found = {column.key: FieldOption(column.key, column.title, column.en) for column in columns(table)}
    for key in sorted(fields_of(table) - {IGNORED}):
        if not key.startswith(tuple(f"{side}_" for side in _SIDES)):
            found.setdefault(key, FieldOption(key, usual_title(table, key) or key, key.replace("_", " ")))
    for side, part in ((side, part) for side in _SIDES for part in _PARTS):
        key = f"{side}_{part}"
        if key not in fields_of(table):
            continue
        found.setdefault(key, FieldOption(key, _SIDES[side] + _PARTS[part], key.replace("_", " ")))
    return (*found.values(), FieldOption(IGNORED, "不采用", "Leave out"))


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
    """Return the first few words, each once, blanks left out."""
    found: list[str] = []
    for each in words:
        if each and each not in found:
            found.append(each)
        if len(found) == _SAMPLES:
            break
    return found


def _name(record: Record) -> str:
    return next((_shown(record.cells[key]) for key in _NAMES if text(record.cells.get(key))), "")


def _shown(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else text(cell)

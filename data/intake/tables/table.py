"""A table of a sheet as it was understood: its header, its records, and the rows that are none."""

from dataclasses import dataclass, field

from data.intake.findings import Location
from data.intake.formats.sheet import Sheet
from data.intake.tables.headers import Header
from data.intake.values.cells import Cell


@dataclass
class Record:
    """One data row: its number in the sheet (from 1), its cells by column, and which were written there."""

    header: Header
    number: int
    cells: dict[str, Cell]
    written: set[str]
    members: list[tuple[int, Cell]] = field(default_factory=list)
    section: str | None = None
    contradictions: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    """The line over the block of rows this one stands in, or the sheet's name."""
    above: str = ""
    """The school in a merged cell before this row's own name, where there is one."""


@dataclass(frozen=True)
class Skipped:
    """A row that is no record, and why: title, note, total, header, blank."""

    number: int
    reason: str
    words: str


@dataclass
class Table:
    """One header with its records; `county` is the one the sheet's name, its titles or the place itself stand for."""

    sheet: Sheet
    header: Header
    records: list[Record]
    skipped: list[Skipped]
    totals: list[Record]
    titles: list[str]
    county: str | None
    named: list[str] = field(default_factory=list)
    """The counties that the sheet's name, its titles and the file's name stand for, in this order; one where they agree."""

    def location(self, record: Record, column: str = "") -> Location:
        """Return where a record's column stands, for a finding."""
        position = next((at for at, name in self.header.columns.items() if name == column), None)
        title = "" if position is None else self.header.titles[position]
        row, shown = self.sheet.origin(record.number - 1, position)
        return Location(self.sheet.file, self.sheet.name, row + 1, 0 if shown is None else shown + 1, title)

    def source(self, record: Record) -> str:
        """Return a record's file, sheet and row as the snapshot keeps them."""
        return f"{self.sheet.file}/{self.sheet.name}/{self.sheet.origin(record.number - 1, None)[0] + 1}"

"""A table of a sheet as it was understood: its header, its records, and the rows that are none."""

from dataclasses import dataclass, field

from data.intake.findings import Location
from data.intake.formats.sheet import Sheet
from data.intake.tables.header.headers import Header
from data.intake.tables.rows.headings import Heading
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
    """The county that a line over the row names."""
    contradictions: dict[str, str] = field(default_factory=dict)
    heading: Heading = field(default_factory=Heading)
    """What the lines over the row, and the sheet's name and title, say of it together."""
    under: tuple[str, ...] = ()
    """The words of every line that stands over the row, the nearest last."""
    above: str = ""
    """The school in a merged cell before this row's own name, where there is one."""
    left_out: str = ""
    """Why the row does not count (closed, planned, repeated …); empty where it does."""


@dataclass(frozen=True)
class Skipped:
    """A row that is no record, and why: title, note, total, section, header, example, stray."""

    number: int
    reason: str
    words: str


@dataclass
class HeadingRow:
    """A line over rows: its row (from 1; 0 is the sheet's name), what it says, and how many records stand below it."""

    number: int
    heading: Heading
    records: int = 0


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
    headings: list[HeadingRow] = field(default_factory=list)
    span: tuple[int, int] | None = None
    """First and last column of the table, where another one stands beside it; None where the sheet is all its own."""
    is_derived: bool = False
    """Whether its rows are those of another table of the sheet, read a second time for what they say beside."""
    left_out: str = ""
    """Why the whole table is left out (second_list, other_year); empty where it is read."""

    def location(self, record: Record, column: str = "") -> Location:
        """Return where a record's column stands, for a finding."""
        position = next((at for at, name in self.header.columns.items() if name == column), None)
        title = "" if position is None else self.header.titles[position]
        row, shown = self.sheet.origin(record.number - 1, position)
        return Location(self.sheet.file, self.sheet.name, row + 1, 0 if shown is None else shown + 1, title)

    def header_location(self, position: int) -> Location:
        """Return where a column's title stands, for a finding."""
        row, shown = self.sheet.origin(self.header.last, position)
        title = self.header.titles.get(position, "")
        return Location(self.sheet.file, self.sheet.name, row + 1, (shown or 0) + 1, title)

    def source(self, record: Record) -> str:
        """Return a record's file, sheet and row as the snapshot keeps them."""
        return f"{self.sheet.file}/{self.sheet.name}/{self.sheet.origin(record.number - 1, None)[0] + 1}"

    def holds(self, position: int) -> bool:
        """Tell whether a column (from 0) lies within the table."""
        return self.span is None or self.span[0] <= position <= self.span[1]

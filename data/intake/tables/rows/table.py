"""A recognised table of a sheet: its header, its records, and the rows that are not records."""

from dataclasses import dataclass, field

from data.intake.findings import Location
from data.intake.formats.sheet import Sheet
from data.intake.tables.header.headers import Header
from data.intake.tables.rows.headings import Heading
from data.intake.values.cells import Cell


@dataclass
class Record:
    """One data row: its number in the sheet (from 1), its cells by field, and the fields written in the row itself."""

    header: Header
    number: int
    cells: dict[str, Cell]
    written: set[str]
    members: list[tuple[int, Cell]] = field(default_factory=list)
    section: str | None = None
    """The county that a heading over the row names."""
    contradictions: dict[str, str] = field(default_factory=dict)
    heading: Heading = field(default_factory=Heading)
    """What the headings over the row, the sheet's name and the titles say together about the row."""
    under: tuple[str, ...] = ()
    """The words of every heading over the row, the nearest last."""
    above: str = ""
    """The school in a merged cell to the left of this row's own name, if any."""
    left_out: str = ""
    """Why the row does not count (closed, planned, repeated …); empty if it counts."""


@dataclass(frozen=True)
class Skipped:
    """A row that is not a record, and its kind: title, note, total, section, header, example, stray."""

    number: int
    reason: str
    words: str


@dataclass
class HeadingRow:
    """A heading: its row (from 1; 0 is the sheet's name), its meaning, and the number of records below it."""

    number: int
    heading: Heading
    records: int = 0


@dataclass
class Table:
    """One header with its records. `county` is named by the sheet's name or titles, or is the place itself."""

    sheet: Sheet
    header: Header
    records: list[Record]
    skipped: list[Skipped]
    totals: list[Record]
    titles: list[str]
    county: str | None
    named: list[str] = field(default_factory=list)
    """The counties that the sheet's name, its titles and the file's name mean, in this order.

    They agree if there is one.
    """
    headings: list[HeadingRow] = field(default_factory=list)
    span: tuple[int, int] | None = None
    """First and last column of the table, if other tables are beside it; None if it has the whole sheet."""
    is_derived: bool = False
    """Whether its rows are those of another table of the sheet, read again for the pairings in them."""
    left_out: str = ""
    """Why the whole table is left out (second_list, other_year); empty if it is read."""

    def location(self, record: Record, column: str = "") -> Location:
        """Return the location of a record's column, for a finding."""
        position = next((at for at, name in self.header.columns.items() if name == column), None)
        title = "" if position is None else self.header.titles[position]
        row, shown = self.sheet.origin(record.number - 1, position)
        return Location(self.sheet.file, self.sheet.name, row + 1, 0 if shown is None else shown + 1, title)

    def header_location(self, position: int) -> Location:
        """Return the location of a column's title, for a finding."""
        row, shown = self.sheet.origin(self.header.last, position)
        title = self.header.titles.get(position, "")
        return Location(self.sheet.file, self.sheet.name, row + 1, (shown or 0) + 1, title)

    def source(self, record: Record) -> str:
        """Return a record's file, sheet and row, as the snapshot stores them."""
        return f"{self.sheet.file}/{self.sheet.name}/{self.sheet.origin(record.number - 1, None)[0] + 1}"

    def holds(self, position: int) -> bool:
        """Return whether a column (from 0) belongs to the table."""
        return self.span is None or self.span[0] <= position <= self.span[1]

"""What readers of rows have in common: cells read or told as findings, counties and schools that a row names looked up."""

from collections.abc import Callable
from typing import Any

from data.intake.findings import Finding, finding, unresolved
from data.intake.resolve.areas import Areas
from data.intake.resolve.schools import Match, SchoolDirectory
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, text


class RowReader:
    """Reads single cells of rows; what cannot be read goes to `findings`."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def value(self, table: Table, record: Record, column: str, reader: Callable[[Cell], Any], kind: str = "") -> Any:
        """Return what `reader` makes of a cell; where it cannot, None and the finding of its `kind`."""
        try:
            return reader(record.cells.get(column))
        except UnreadableCellError as error:
            self.say(f"{kind or reader.__name__}_unreadable", table, record, column, str(error))
            return None

    def say(self, code: str, table: Table, record: Record, column: str, value: str = "", **details: object) -> None:
        """Note a finding at one cell."""
        self.findings.append(finding(code, table.location(record, column), value, **details))


class LookupReader(RowReader):
    """Looks up what the rows of one kind of sheet name, against the place and the roster; what cannot be found is told."""

    def __init__(self, areas: Areas, directory: SchoolDirectory) -> None:
        super().__init__()
        self.areas = areas
        self.directory = directory

    def county(self, table: Table, record: Record, written: Cell, column: str) -> str | None:
        """Return the county a cell names; where it is blank, that of the row's section or sheet for `county` itself."""
        if is_missing(written):
            return None if column != "county" else record.section or table.county
        code = self.areas.county_named(text(written))
        if code is None:
            self.say("county_unknown", table, record, column, text(written), known=self.areas.county_list)
        return code

    def school(self, table: Table, record: Record, column: str, written: str, match: Match) -> str | None:
        """Return the school a match came to; where it came to none, None and a finding with the candidates."""
        if match.school_id is None:
            where = table.location(record, column)
            self.findings.append(unresolved(f"school_{match.reason}", where, written, match.candidates, match.county))
        elif match.reason == "other_county":
            school = self.directory.by_id[match.school_id]
            found = self.areas.counties.get(school.county, school.county)
            self.say("school_other_county", table, record, column, written, found=found)
        self.say_decided(table, record, column, written, match)
        return match.school_id

    def say_decided(self, table: Table, record: Record, column: str, written: str, match: Match) -> None:
        """Note that a person decided which school a name means, and who."""
        if told := self.directory.decided_by(match, table.location(record, column), written):
            self.findings.append(told)

"""Base classes of the readers of rows: read cells, resolve counties and schools, and collect findings."""

from collections.abc import Callable
from typing import Any

from data.intake.findings import Finding, finding, unresolved
from data.intake.resolve.areas import Areas
from data.intake.resolve.schools import Match, SchoolDirectory
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, text


class RowReader:
    """Reads single cells of rows. Findings are added to `findings`."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def value(self, table: Table, record: Record, column: str, reader: Callable[[Cell], Any], kind: str = "") -> Any:
        """Return the result of `reader` for a cell.

        If it raises `UnreadableCellError`, return None and report it by `kind`.
        """
        try:
            return reader(record.cells.get(column))
        except UnreadableCellError as error:
            self.say(f"{kind or reader.__name__}_unreadable", table, record, column, str(error))
            return None

    def say(self, code: str, table: Table, record: Record, column: str, value: str = "", **details: object) -> None:
        """Add a finding on one cell."""
        self.findings.append(finding(code, table.location(record, column), value, **details))


class LookupReader(RowReader):
    """Resolves the counties and schools that rows name. Unresolved ones become findings."""

    def __init__(self, areas: Areas, directory: SchoolDirectory) -> None:
        super().__init__()
        self.areas = areas
        self.directory = directory

    def county(self, table: Table, record: Record, written: Cell, column: str) -> str | None:
        """Return the county that a cell names.

        For a blank cell of the column `county`, return the section's or sheet's county.
        """
        if is_missing(written):
            return None if column != "county" else record.section or table.county
        code = self.areas.county_named(text(written))
        if code is None:
            self.say("county_unknown", table, record, column, text(written), known=self.areas.county_list)
        return code

    def school(self, table: Table, record: Record, column: str, written: str, match: Match) -> str | None:
        """Return the school of a match, or None and a finding with the candidates."""
        if match.school_id is None:
            location = table.location(record, column)
            self.findings.append(
                unresolved(f"school_{match.reason}", location, written, match.candidates, match.county)
            )
        elif match.reason == "other_county":
            school = self.directory.by_id[match.school_id]
            county_name = self.areas.counties.get(school.county, school.county)
            self.say("school_other_county", table, record, column, written, found=county_name)
        self.say_decided(table, record, column, written, match)
        return match.school_id

    def say_decided(self, table: Table, record: Record, column: str, written: str, match: Match) -> None:
        """Report that a user decided which school a name means, and who that was."""
        if remark := self.directory.decided_by(match, table.location(record, column), written):
            self.findings.append(remark)

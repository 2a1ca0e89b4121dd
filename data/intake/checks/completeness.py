"""Check that all sheets are present and state the date for which they are published."""

from datetime import date
from typing import Any

from data.intake.findings import Finding, Location, finding
from data.intake.readers.roster.coordinates import stated_date
from data.intake.tables.header.table_kinds import PAIRINGS, ROSTER
from data.intake.tables.rows.table import Table
from data.intake.values.cells import UnreadableCellError
from data.intake.values.dates import day


def missing_sheets(found: list[Table], schools: list[dict[str, Any]], everything: Location) -> list[Finding]:
    """Return findings if there is no roster, no school in it, or no pairing list."""
    rosters = [table for table in found if table.header.table == ROSTER]
    if not rosters:
        return [finding("roster_missing", everything)]
    paired = any(table.records for table in found if table.header.table == PAIRINGS)
    remarks = [] if paired else [finding("pairings_missing", everything)]
    if not schools:
        remarks.append(finding("roster_empty", Location(rosters[0].sheet.file, rosters[0].sheet.name)))
    return remarks


def other_dates(found: list[Table], as_of: date) -> list[Finding]:
    """Return a warning for each roster whose titles state another 统计时点."""
    return [remark for table in found if table.header.table == ROSTER for remark in _other_date(table, as_of)]


def _other_date(table: Table, as_of: date) -> list[Finding]:
    written = stated_date(table)
    try:
        stated = day(written, last=True) if written else as_of
    except UnreadableCellError:
        return []
    if stated == as_of:
        return []
    return [finding("date_differs", Location(table.sheet.file, table.sheet.name), written, as_of=as_of)]

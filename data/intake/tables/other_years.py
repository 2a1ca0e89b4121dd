"""Rosters of another year than the snapshot's: left out beside one of that year, else asked about."""

from dataclasses import replace
from datetime import date

from data.intake.choices import COUNT, LEAVE_OUT
from data.intake.findings import Finding, Location, finding
from data.intake.tables.header.table_kinds import ROSTER
from data.intake.tables.rows.table import Table
from data.intake.values.cells import text
from data.intake.values.years import other_years, years_in


def leave_out_other_years(found: list[Table], as_of: date) -> list[Finding]:
    """Mark the rosters of another year as left out where one of the snapshot's year is there; return what is to say.

    The year is that of the sheet's name, else of a title over the table that labels nothing else. What was decided by
    hand of those words holds.
    """
    rosters = [table for table in found if table.header.table == ROSTER and table.records]
    said = {id(table): _other_year(table, as_of) for table in rosters}
    others = [table for table in rosters if said[id(table)]]
    remarks = []
    for table in others:
        words, years = said[id(table)] or ("", "")
        where = Location(table.sheet.file, table.sheet.name)
        if _decided(table, words) == LEAVE_OUT:
            table.left_out = "by_hand"
            remarks.append(finding("sheet_left_out", where))
        elif len(others) < len(rosters):
            table.left_out = "other_year"
            remarks.append(finding("sheet_other_year", where, years, as_of=as_of))
        else:
            remark = finding("roster_other_year", where, words, years=years, as_of=as_of)
            remarks.append(replace(remark, heading=text(words).lower()))
    return remarks


def _other_year(table: Table, as_of: date) -> tuple[str, str] | None:
    """Return the words that name another year, and the years; None where none do, or somebody said that its rows count."""
    for words in (table.sheet.name, *table.titles):
        found = years_in(words) if ":" not in words and "：" not in words else ()
        if not found:
            continue
        decided = _decided(table, words)
        years = other_years(found, as_of)
        return (words, years) if years and decided != COUNT else None
    return None


def _decided(table: Table, words: str) -> str:
    decided = table.sheet.choices.section(text(words).lower())
    return decided.rows if decided else ""

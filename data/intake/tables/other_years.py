"""Rosters and pairing lists of another year: left out if there is also one of the snapshot's year, else reported."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from data.intake.choices import COUNT, LEAVE_OUT
from data.intake.findings import Finding, Location, finding
from data.intake.tables.header.table_kinds import PAIRINGS, ROSTER
from data.intake.tables.rows.table import Table
from data.intake.values.cells import is_missing, text
from data.intake.values.years import other_years, years_in


def leave_out_other_years(found: list[Table], as_of: date) -> list[Finding]:
    """Mark rosters of another year as left out if there is a roster of the snapshot's year. Return the findings.

    A pairing list without start dates is an error if its year is in the future or if there are lists of several years.
    The year is taken from the sheet's name, else from a title over the table that is not a label. A user's decision
    takes precedence.
    """
    rosters = [table for table in found if table.header.table == ROSTER and table.records]
    lists = [table for table in found if table.header.table == PAIRINGS and table.records and not _states_starts(table)]
    named = {id(table): _other_year(table, as_of) for table in [*rosters, *lists]}
    remarks = []
    for table in rosters + lists:
        words, years, first = named[id(table)]
        location = Location(table.sheet.file, table.sheet.name)
        is_roster = table.header.table == ROSTER
        if not years or not (is_roster or first > as_of.year or len(lists) > 1):
            continue
        if _decided(table, words) == LEAVE_OUT:
            table.left_out = "by_hand"
            remarks.append(finding("sheet_left_out", location))
        elif is_roster and any(not named[id(other)].years for other in rosters):
            table.left_out = "other_year"
            remarks.append(finding("sheet_other_year", location, years, as_of=as_of))
        else:
            remark = finding("sheet_of_other_year", location, words, years=years, as_of=as_of)
            remarks.append(replace(remark, heading=text(words).lower()))
    return remarks


class _Named(NamedTuple):
    """The words that name another year than the snapshot's, the years as text, and the first one.

    Empty if there are none.
    """

    words: str = ""
    years: str = ""
    first: int = 0


def _states_starts(table: Table) -> bool:
    """Return whether a pairing list states when its pairings begin, so that the year of the list does not matter."""
    return any(
        not is_missing(record.cells.get(field)) for record in table.records for field in ("started_on", "period")
    )


def _other_year(table: Table, as_of: date) -> _Named:
    """Return the words that name another year. Empty if there are none, or if a user decided that the rows count."""
    for words in (table.sheet.name, *table.titles):
        named_years = years_in(words) if ":" not in words and "：" not in words else ()
        if named_years:
            years = other_years(named_years, as_of)
            is_settled = not years or _decided(table, words) == COUNT
            return _Named() if is_settled else _Named(words, years, min(first for first, _, _ in named_years))
    return _Named()


def _decided(table: Table, words: str) -> str:
    decided = table.sheet.choices.section(text(words).lower())
    return decided.rows if decided else ""

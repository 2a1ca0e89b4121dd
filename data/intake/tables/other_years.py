"""Rosters and pairing lists of another year than the snapshot's: left out beside one of that year, or asked about."""

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
    """Mark the rosters of another year as left out where one of the snapshot's year is there; return what is to say.

    A pairing list without starts is asked about where its year is to come, or where lists of other years lie beside it.
    The year is that of the sheet's name, else of a title over the table that labels nothing else. What was decided by
    hand of those words holds.
    """
    rosters = [table for table in found if table.header.table == ROSTER and table.records]
    lists = [table for table in found if table.header.table == PAIRINGS and table.records and not _states_starts(table)]
    said = {id(table): _other_year(table, as_of) for table in [*rosters, *lists]}
    remarks = []
    for table in rosters + lists:
        words, years, first = said[id(table)]
        where = Location(table.sheet.file, table.sheet.name)
        is_roster = table.header.table == ROSTER
        if not years or not (is_roster or first > as_of.year or len(lists) > 1):
            continue
        if _decided(table, words) == LEAVE_OUT:
            table.left_out = "by_hand"
            remarks.append(finding("sheet_left_out", where))
        elif is_roster and any(not said[id(other)].years for other in rosters):
            table.left_out = "other_year"
            remarks.append(finding("sheet_other_year", where, years, as_of=as_of))
        else:
            remark = finding("sheet_of_other_year", where, words, years=years, as_of=as_of)
            remarks.append(replace(remark, heading=text(words).lower()))
    return remarks


class _Named(NamedTuple):
    """The words that name another year than the snapshot's, those years, and the first of them; empty where none do."""

    words: str = ""
    years: str = ""
    first: int = 0


def _states_starts(table: Table) -> bool:
    """Tell whether a pairing list says when its pairings begin, so that its year decides nothing."""
    return any(
        not is_missing(record.cells.get(field)) for record in table.records for field in ("started_on", "period")
    )


def _other_year(table: Table, as_of: date) -> _Named:
    """Return what names another year; nothing where no words do, or somebody said that its rows count."""
    for words in (table.sheet.name, *table.titles):
        found = years_in(words) if ":" not in words and "：" not in words else ()
        if found:
            years = other_years(found, as_of)
            is_settled = not years or _decided(table, words) == COUNT
            return _Named() if is_settled else _Named(words, years, min(first for first, _, _ in found))
    return _Named()


def _decided(table: Table, words: str) -> str:
    decided = table.sheet.choices.section(text(words).lower())
    return decided.rows if decided else ""

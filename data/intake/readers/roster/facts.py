"""Read the facts of a school in a roster, by the kinds in fields.csv."""

import re
from collections.abc import Callable
from typing import Any

from data.intake.readers.roster.cells import RosterCells
from data.intake.tables.rows.table import Record, Table
from data.intake.tables.titles.vocabulary import patterns, school_facts
from data.intake.values.cells import Cell, UnreadableCellError, count, real, text, values, yes_no_of
from data.intake.values.dates import certain_day, is_ambiguous_month
from data.registry.rows import Row

_OWN_READERS = ("is_quality", "lon", "lat")
_YEARS_AND_MONTHS = re.compile(r"(\d+)年(?:零|又)?(\d+)个?月")
_LONGEST_TERM = 60
Reader = Callable[[Cell], Any]


def read_facts(cells: RosterCells, table: Table, record: Record) -> dict[str, Any]:
    """Return every fact of fields.csv by column.

    None if the row does not state it, or if it is unreadable, which is reported.
    """
    facts: dict[str, Any] = {}
    for column, (kind, reader) in FACTS.items():
        facts[column] = cells.value(table, record, column, reader, kind) if column in record.cells else None
        if kind == "day" and is_ambiguous_month(record.cells.get(column)):
            cells.say("day_ambiguous", table, record, column, text(record.cells[column]))
    for column in _AT_LEAST_ONE:
        if facts[column] == 1 and presence(record.cells[column]):
            cells.say("presence_counted", table, record, column, text(record.cells[column]))
    return facts


def presence(cell: Cell) -> bool | None:
    """Return True for 有 and False for 无 in a cell that should hold a number of things, else None."""
    answer = values("presence").get(text(cell).lower())
    return None if answer is None else answer == "yes"


def years(cell: Cell) -> float | None:
    """Return years of service, also written 3年6个月. Raises for a calendar year or a negative number."""
    parts = _YEARS_AND_MONTHS.fullmatch(text(cell))
    service_years = int(parts[1]) + int(parts[2]) / 12 if parts else real(cell)
    if service_years is not None and service_years > _LONGEST_TERM:
        raise UnreadableCellError(text(cell))
    return service_years


def _at_least_one(cell: Cell) -> int | None:
    answer = presence(cell)
    return count(cell) if answer is None else int(answer)


def _fact(row: Row) -> tuple[str, Reader]:
    column, kind = row["column"], row["kind"]
    if column in _AT_LEAST_ONE:
        return kind, _at_least_one
    if (kind, row["unit"]) == ("real", "年"):
        return "years", years
    readers: dict[str, Reader] = {"count": count, "real": real, "day": certain_day, "yes_no": yes_no_of(column)}
    return kind, readers[kind]


_ROWS = [row for column, row in school_facts().items() if column not in _OWN_READERS]
# Counts whose titles may ask whether there is one (是否配备心理教师): 有 is then at least one.
_AT_LEAST_ONE = [
    row["column"]
    for row in _ROWS
    if row["kind"] == "count"
    and any(one.field == row["column"] and "whether" in one.allowed for one in patterns("schools"))
]
FACTS: dict[str, tuple[str, Reader]] = {row["column"]: _fact(row) for row in _ROWS}
"""The facts of a school by column, in the order of fields.csv: what a cell is to be, and what reads it."""
COUNTS = tuple(column for column, (kind, _) in FACTS.items() if kind == "count")

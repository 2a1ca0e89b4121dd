"""The facts of a school that a roster may state, read by the kinds fields.csv gives them."""

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
    """Return every fact of fields.csv by column, None where the row does not state it; unreadable ones are findings."""
    found: dict[str, Any] = {}
    for column, (kind, reader) in FACTS.items():
        found[column] = cells.value(table, record, column, reader, kind) if column in record.cells else None
        if kind == "day" and is_ambiguous_month(record.cells.get(column)):
            cells.say("day_ambiguous", table, record, column, text(record.cells[column]))
    for column in _AT_LEAST_ONE:
        if found[column] == 1 and presence(record.cells[column]):
            cells.say("presence_counted", table, record, column, text(record.cells[column]))
    return found


def presence(cell: Cell) -> bool | None:
    """Return whether a cell says 有 or 无 where a number of things is asked for; None where it says neither."""
    said = values("presence").get(text(cell).lower())
    return None if said is None else said == "yes"


def years(cell: Cell) -> float | None:
    """Return years of service, also written 3年6个月; a calendar year or a negative one raises."""
    parts = _YEARS_AND_MONTHS.fullmatch(text(cell))
    found = int(parts[1]) + int(parts[2]) / 12 if parts else real(cell)
    if found is not None and found > _LONGEST_TERM:
        raise UnreadableCellError(text(cell))
    return found


def _at_least_one(cell: Cell) -> int | None:
    said = presence(cell)
    return count(cell) if said is None else int(said)


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

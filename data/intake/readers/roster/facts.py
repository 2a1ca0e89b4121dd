"""The facts of a school that a roster may state, read by the kinds fields.csv gives them."""

import re
from collections.abc import Callable
from typing import Any

from data.intake.readers.roster.cells import RosterCells
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, count, real, text, values, yes_no_of
from data.intake.values.dates import certain_day, is_ambiguous_month
from data.registry.rows import Row, registry

_OWN_READERS = ("as_of", "is_quality", "lon", "lat")
_AT_LEAST_ONE = ("recording_classrooms", "psych_teachers")
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
    if column == "principal_years":
        return "years", years
    readers: dict[str, Reader] = {"count": count, "real": real, "day": certain_day, "yes_no": yes_no_of(column)}
    return kind, readers[kind]


FACTS: dict[str, tuple[str, Reader]] = {
    row["column"]: _fact(row)
    for row in registry("fields")
    if row["table"] == "schools" and row["kind"] != "text" and row["column"] not in _OWN_READERS
}
COUNTS = tuple(column for column, (kind, _) in FACTS.items() if kind == "count")

"""The rows below a header, told apart: records, section titles, totals, notes, repeated headers."""

from pathlib import PurePosixPath

from data.intake.formats.sheet import Sheet
from data.intake.resolve.areas import Areas
from data.intake.tables.duplicate_columns import ContradictionError, agreed
from data.intake.tables.headers import REPEATABLE, Header, headers
from data.intake.tables.row_kinds import ORDINAL, heading_in, row_kind
from data.intake.tables.table import Record, Skipped, Table
from data.intake.values.cells import Cell, text


def tables(sheet: Sheet, areas: Areas) -> list[Table]:
    """Return every table of a sheet; a sheet without any recognisable header has none."""
    found = headers(sheet)
    return [_table(sheet, found, number, areas) for number in range(len(found))]


def _table(sheet: Sheet, found: list[Header], number: int, areas: Areas) -> Table:
    header = found[number]
    end = found[number + 1].first if number + 1 < len(found) else len(sheet.rows)
    titles = [_words(sheet, row) for row in range(header.first)] if not number else []
    named = areas.counties_named(sheet.name, titles, PurePosixPath(sheet.file).stem)
    county = next(iter(named), None) or (areas.place if areas.is_county else None)
    table = Table(sheet, header, [], [], [], [title for title in titles if title], county, named)
    table.skipped = [Skipped(at + 1, "title", words) for at, words in enumerate(titles) if words]
    _sort_rows(table, header.last + 1, end, areas)
    return table


def _sort_rows(table: Table, start: int, end: int, areas: Areas) -> None:
    repeated = {_words(table.sheet, row) for row in range(table.header.first, table.header.last + 1)}
    section, filled, heading = None, _merged_down(table.sheet), table.sheet.name
    for row in range(start, end):
        words = _words(table.sheet, row)
        record = _record(table, row, filled, section)
        kind = row_kind(table, row, words, repeated, record, areas)
        if kind == "section":
            section = areas.county_named(ORDINAL.sub("", words))
        heading = heading_in(words) if kind == "note" else heading
        record.heading = heading
        if kind == "record":
            table.records.append(record)
        elif words:
            table.skipped.append(Skipped(row + 1, kind, words))
        if kind == "total":
            table.totals.append(record)


def _record(table: Table, row: int, filled: dict[tuple[int, int], tuple[int, int]], section: str | None) -> Record:
    record = Record(table.header, row + 1, {}, set(), section=section)
    sheet = table.sheet
    for position, column in table.header.columns.items():
        own = sheet.cell(row, position)
        source = filled.get((row, position))
        value = sheet.cell(*source) if source else own
        if column == "member_name":
            record.members.append((position, own if source is None else value))
        if column == "name" and source and text(value) and _names_after(table, row, position):
            record.above = text(value)
            continue
        _take(record, column, value)
        if text(own):
            record.written.add(column)
    record.members = [(position, value) for position, value in record.members if text(value)]
    return record


def _names_after(table: Table, row: int, position: int) -> bool:
    """Tell whether another column of names, further right, names a school of its own in this row."""
    columns = table.header.columns.items()
    return any(at > position and name == "name" and text(table.sheet.cell(row, at)) for at, name in columns)


def _take(record: Record, column: str, value: Cell) -> None:
    if column in REPEATABLE and text(record.cells.get(column)):
        return
    try:
        record.cells[column] = agreed(column, record.cells[column], value) if column in record.cells else value
    except ContradictionError as error:
        record.contradictions[column] = str(error)


def _merged_down(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, merge.left): (merge.top, merge.left)
        for merge in sheet.merges
        for row in range(merge.top + 1, merge.bottom + 1)
    }


def _words(sheet: Sheet, row: int) -> str:
    return " ".join(text(cell) for cell in sheet.rows[row] if text(cell))

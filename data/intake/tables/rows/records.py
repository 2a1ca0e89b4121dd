"""Classify the rows below a header: records, headings over them, totals, notes, repeated headers."""

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from data.intake.choices import COUNT
from data.intake.formats.sheet import Sheet
from data.intake.resolve.areas import Areas
from data.intake.tables.header.columns import settle
from data.intake.tables.header.contents import core_and_members
from data.intake.tables.header.duplicate_columns import ContradictionError, agreed
from data.intake.tables.header.headers import Header, headers
from data.intake.tables.header.side_by_side import Span, banks
from data.intake.tables.header.table_kinds import REPORTS, ROSTER
from data.intake.tables.rows.headings import ORDINAL, OUT, Heading, heading, restriction
from data.intake.tables.rows.pairings_beside import pairings_beside
from data.intake.tables.rows.row_kinds import row_kind
from data.intake.tables.rows.table import HeadingRow, Record, Skipped, Table
from data.intake.tables.titles.meaning import REPEATABLE
from data.intake.values.cells import Cell, UnreadableCellError, count, is_missing, text
from data.intake.values.dates import serial_1904
from data.intake.values.years import other_years
from data.registry.rows import registry

_DAYS = {"period", *(row["column"] for row in registry("fields") if row["kind"] == "day")} - {"as_of"}
_ORDINAL_STYLES = (
    re.compile(r"[一二三四五六七八九十]+[、.．:：]|第"),
    re.compile(r"[(（][一二三四五六七八九十]+[)）]"),
    re.compile(r"\d+[、.．]|[(（]\d+[)）]"),
)


def tables(sheet: Sheet, areas: Areas, as_of: date | None = None) -> list[Table]:
    """Return every table of a sheet; none if no header is recognised.

    The years in titles and headings are compared with `as_of`, the snapshot's date.
    """
    found_headers = headers(sheet, as_of)
    return [
        table for number in range(len(found_headers)) for table in _tables(sheet, found_headers, number, areas, as_of)
    ]


def _tables(sheet: Sheet, found_headers: list[Header], number: int, areas: Areas, as_of: date | None) -> list[Table]:
    end = found_headers[number + 1].first if number + 1 < len(found_headers) else len(sheet.rows)
    titles = [sheet.words(row) for row in range(found_headers[number].first)] if not number else []
    named = areas.counties_named(sheet.name, titles, PurePosixPath(sheet.file).stem)
    county = next(iter(named), None) or (areas.place if areas.is_county else None)
    result = list[Table]()
    lists = banks(found_headers[number])
    for header, span in lists:
        above = _titles_over(sheet, len(titles), span, lists)
        own_counties = areas.counties_named("", above, "") if span else []
        shown = [title for title in above if title]
        table = Table(
            sheet, header, [], [], [], shown, next(iter(own_counties), county), own_counties or named, span=span
        )
        if not result or span:
            table.skipped = [Skipped(at + 1, "title", words) for at, words in enumerate(above) if words]
        settle(header, sheet, header.last + 1, end, areas)
        _sort_rows(table, header.last + 1, end, areas, as_of)
        result.append(table)
        if listed := pairings_beside(table):
            result.append(listed)
    return result


class _Headings:
    """The headings that apply to the current row: the last one of each ordinal style, and the sheet's name and titles."""

    def __init__(self, table: Table, areas: Areas, as_of: date | None) -> None:
        self.table, self.areas, self.as_of = table, areas, as_of
        self.open: list[tuple[int, HeadingRow]] = []
        for words in (table.sheet.name, *table.titles):
            read_heading = restriction(words, areas.place, as_of, of_reports=table.header.table in REPORTS)
            if read_heading.effect and (read_heading.effect != "sample" or words is table.sheet.name):
                self._add(HeadingRow(0, read_heading), len(_ORDINAL_STYLES))

    def meet(self, number: int, words: str) -> None:
        """Add a heading. It ends the headings of its own and lower styles; one that names a county ends all."""
        new_heading = heading(words, self.areas.place, self.as_of)
        if (
            self.table.header.table == ROSTER
            and not new_heading.effect
            and self.as_of
            and other_years(new_heading.years, self.as_of)
        ):
            new_heading = replace(new_heading, effect="asked")
        style = next((at for at, style in enumerate(_ORDINAL_STYLES) if style.match(words)), len(_ORDINAL_STYLES))
        if new_heading.county:
            self.open = [entry for entry in self.open if not entry[1].number]
        elif style < len(_ORDINAL_STYLES):
            self.open = [
                entry for entry in self.open if entry[0] < style or not entry[1].number or entry[1].heading.county
            ]
        else:
            self.open = [
                entry for entry in self.open if not _alike(entry[1].heading, new_heading) or not entry[1].number
            ]
        self._add(HeadingRow(number, new_heading), style)

    def county(self, number: int, code: str, words: str) -> None:
        """Add a county's own total row as a heading."""
        self.open = [entry for entry in self.open if not entry[1].number]
        self._add(HeadingRow(number, Heading(words, county=code)), len(_ORDINAL_STYLES))

    def over(self, record: Record) -> None:
        """Store in a record what the current headings say together."""
        headings_over = [row.heading for _, row in self.open]
        for _, row in self.open:
            row.records += 1
        effect = next((over for over in reversed(headings_over) if over.effect), Heading())
        record.under = tuple(over.words for over in headings_over)
        record.section = next((over.county for over in reversed(headings_over) if over.county), None)
        record.heading = Heading(
            effect.words,
            record.section,
            next((over.town for over in reversed(headings_over) if over.town), ""),
            next((over.stage for over in reversed(headings_over) if over.stage), ""),
            effect.effect,
        )
        record.left_out = effect.effect if effect.effect in OUT or effect.effect == "by_hand" else ""

    def _add(self, row: HeadingRow, style: int) -> None:
        if decided := self.table.sheet.choices.section(row.heading.words):
            row.heading = replace(row.heading, effect="running" if decided.rows == COUNT else "by_hand", unknown="")
        self.open.append((style, row))
        self.table.headings.append(row)


def _alike(first: Heading, second: Heading) -> bool:
    return any(
        a and b
        for a, b in (
            (first.town, second.town),
            (first.stage, second.stage),
            (first.effect, second.effect or second.unknown),
        )
    )


def _sort_rows(table: Table, start: int, end: int, areas: Areas, as_of: date | None) -> None:
    sheet, header = table.sheet, table.header
    repeated = {" ".join(_cells(table, row)) for row in range(header.first, header.last + 1)}
    filled, above = _merged_down(sheet), _Headings(table, areas, as_of)
    for row in range(start, end):
        cells = _cells(table, row)
        if not cells:
            continue
        record = _record(table, row, filled, areas)
        kind = row_kind(table, cells, repeated, record, areas)
        words = " ".join(cells)
        if kind == "section":
            above.meet(row + 1, "".join(cells))
        elif kind == "county_total":
            code = areas.county_named(text(record.cells.get("county")) or ORDINAL.sub("", cells[0]))
            above.county(row + 1, code or "", words)
            kind = "total"
        elif kind == "heading_total":
            above.meet(row + 1, cells[0])
            kind = "total"
        if kind == "record":
            above.over(record)
            table.records.append(record)
            continue
        table.skipped.append(Skipped(row + 1, kind, words))
        if kind == "total":
            above_county = next(
                (heading_row.heading.county for _, heading_row in reversed(above.open) if heading_row.heading.county),
                None,
            )
            record.section = above_county
            table.totals.append(record)


def _record(table: Table, row: int, filled: dict[tuple[int, int], tuple[int, int]], areas: Areas) -> Record:
    record = Record(table.header, row + 1, {}, set())
    sheet = table.sheet
    for position, column in table.header.columns.items():
        own = sheet.cell(row, position)
        source = filled.get((row, position))
        value = sheet.cell(*source) if source else own
        if sheet.from_1904 and column in _DAYS:
            value = serial_1904(value)
        if column == "member_name":
            record.members.append((position, own if source is None else value))
        if column == "name" and source and text(value) and _names_after(table, row, position):
            record.above = text(value)
            continue
        _take(record, column, value, areas)
        if text(own):
            record.written.add(column)
    if "pairing" in record.cells:
        _split_pairing(table, record)
    record.members = [(position, value) for position, value in record.members if text(value)]
    if table.header.parts:
        _add_parts(table, record, row)
    return record


def _split_pairing(table: Table, record: Record) -> None:
    """Split a cell that names both core and members (A—B、C) into the two fields."""
    sides = core_and_members(text(record.cells["pairing"]))
    position = next(at for at, column in table.header.columns.items() if column == "pairing")
    if sides:
        record.cells["core_name"], members = sides
        record.members.append((position, members))
        record.written |= {"core_name", "member_name"}
    elif not is_missing(record.cells["pairing"]):
        record.contradictions["pairing"] = text(record.cells["pairing"])


def _add_parts(table: Table, record: Record, row: int) -> None:
    """Store the sum of a field's parts (小学/在校生数, 初中/在校生数) if no column holds the whole."""
    sums: dict[str, int] = {}
    for position, field in table.header.parts.items():
        try:
            part = count(table.sheet.cell(row, position))
        except UnreadableCellError as error:
            record.contradictions[field] = str(error)
            continue
        if part is not None:
            sums[field] = sums.get(field, 0) + part
    record.cells |= sums
    record.written |= set(sums)


def _names_after(table: Table, row: int, position: int) -> bool:
    """Return whether another name column further right names a school in this row."""
    columns = table.header.columns.items()
    return any(at > position and name == "name" and text(table.sheet.cell(row, at)) for at, name in columns)


def _take(record: Record, column: str, value: Cell, areas: Areas) -> None:
    if column in REPEATABLE and text(record.cells.get(column)):
        return
    try:
        record.cells[column] = agreed(column, record.cells[column], value, areas) if column in record.cells else value
    except ContradictionError as error:
        record.contradictions[column] = str(error)


def _merged_down(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, merge.left): (merge.top, merge.left)
        for merge in sheet.merges
        for row in range(merge.top + 1, merge.bottom + 1)
    }


def _cells(table: Table, row: int) -> list[str]:
    """Return the texts of a row's filled cells that belong to the table."""
    return [words for at, cell in enumerate(table.sheet.rows[row]) if (words := text(cell)) and table.holds(at)]


def _titles_over(sheet: Sheet, height: int, span: Span, lists: list[tuple[Header, Span]]) -> list[str]:
    """Return the titles over one list of a header.

    A row with titles for several lists is cut to this list's columns.
    """
    spans = [other for _, other in lists]
    several = [sum(bool(sheet.words(row, other)) for other in spans) > 1 for row in range(height)]
    return [sheet.words(row, span if several[row] else None) for row in range(height)]

"""Compare the total rows of sheets with the rows read, so that no lost row goes unnoticed.

A total may be the sum of the rows since the previous total, the rows below it, the county or township that it names, or
all rows. It is reported only if none of these fits.
"""

import re
from collections.abc import Iterator

from data.intake.findings import Finding, finding
from data.intake.readers.pairings.groups import groups, written_members
from data.intake.readers.roster.facts import COUNTS
from data.intake.readers.roster.reader import ReadSchool
from data.intake.resolve.areas import Areas
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, count, text

_SCHOOLS = re.compile(r"\(?共?(\d+)[所个]?\)?")
_SCHOOLS_NAMED = re.compile(r"\(?共?(\d+)所\)?")
_MOST = 5_000_000  # totals times rows: a list with a total after each school takes too long to check
_PART = re.compile(r"小计|subtotal", re.I)
_LABEL = re.compile(r"(小计|合计|总计|共计|总数|累计|汇总|计|subtotal|total|[:：(（].*$)+", re.I)


def check_totals(found: list[Table], drafts: list[ReadSchool], areas: Areas) -> list[Finding]:
    """Return a warning for every total that fits none of its possible groups of rows."""
    remarks = list[Finding]()
    for table in found:
        if table.header.table == "schools" and table.totals and not table.left_out:
            remarks += _roster_totals(table, [draft for draft in drafts if draft.table is table], areas)
        for total in table.totals if table.header.table == "pairings" else ():
            remarks += _pairing_total(table, total, areas)
    return remarks


def _roster_totals(table: Table, drafts: list[ReadSchool], areas: Areas) -> Iterator[Finding]:
    figures = {record.number: _figures(record) for record in table.records}
    counted = {draft.record.number: draft for draft in drafts}
    if len(table.totals) * len(table.records) > _MOST:
        yield finding("totals_unchecked", table.location(table.totals[0], "name"), len(table.totals))
        return
    kinds = [_kind(total) for total in table.totals]
    for at, total in enumerate(table.totals):
        stated, schools = _figures(total), _stated_schools(table, total)
        candidates = [*_candidates(table, at, kinds, counted, areas)]
        says_nothing = not stated and schools is None
        if not says_nothing and any(_fits(group, stated, schools, figures) for group in candidates):
            continue
        if any(_is_shifted(table, total, group, figures) for group in candidates):
            yield finding("total_shifted", table.location(total, "name"))
            continue
        if candidates:
            yield from _told(table, total, candidates[0], stated, schools, figures)


def _candidates(
    table: Table, at: int, kinds: list[str], counted: dict[int, ReadSchool], areas: Areas
) -> Iterator[list[int]]:
    """Yield the possible groups of row numbers of a total, the likeliest first; without closed schools, then with them."""
    total, numbers = table.totals[at], [record.number for record in table.records]
    words = "".join(text(cell) for key, cell in total.cells.items() if key in total.written)
    named = {code for code, name in areas.counties.items() if name in words} or (
        {total.section} - {None} if _is_county_row(total) else set()
    )
    label = _LABEL.sub("", _first_words(table, total))
    before = [one.number for one in table.totals[:at]]
    alike = [one.number for one, kind in zip(table.totals[:at], kinds, strict=False) if kind == kinds[at]]
    after = min((one.number for one in table.totals[at + 1 :]), default=10**9)
    heads = [row.number for row in table.headings if 0 < row.number < total.number]
    block = [number for number in numbers if max(before, default=0) < number < total.number]
    groups = [
        [number for number in numbers if number in counted and counted[number].fields["county_code"] in named]
        if named
        else [],
        [
            r.number
            for r in table.records
            if label and label in (text(r.cells.get("town")), text(r.cells.get("stage")), r.heading.town)
        ],
        block if _PART.search(words) else numbers,
        block,
        numbers,
        [number for number in numbers if max(alike, default=0) < number < total.number],
        [number for number in numbers if max(heads, default=0) < number < total.number],
        [number for number in numbers if number < total.number],
        [number for number in numbers if total.number < number < after],
    ]
    for group in groups:
        if group:
            yield [number for number in group if number in counted]
    yield from (group for group in groups if group)


def _is_county_row(total: Record) -> bool:
    return "county" in total.written and not any(key in total.written for key in ("name", "seq"))


def _first_words(table: Table, total: Record) -> str:
    cells = table.sheet.rows[total.number - 1]
    return next((text(cell) for cell in cells if text(cell)), "")


def _kind(total: Record) -> str:
    return next(
        (
            match[0]
            for cell in total.cells.values()
            if (match := re.search("小计|合计|总计|共计|汇总|累计", text(cell)))
        ),
        "",
    )


def _figures(record: Record) -> dict[str, int]:
    found = {}
    for column in COUNTS:
        value = _count(record.cells.get(column))
        if value is not None:
            found[column] = value
    return found


def _count(cell: Cell) -> int | None:
    try:
        return count(cell)
    except UnreadableCellError:
        return None


def _stated_schools(table: Table, total: Record) -> int | None:
    """Return the number of schools that a total states: 8所 anywhere in it, or a bare number in the name column."""
    cells = [text(cell) for at, cell in enumerate(table.sheet.rows[total.number - 1]) if table.holds(at)]
    named = next((int(match[1]) for words in cells if (match := _SCHOOLS_NAMED.fullmatch(words))), None)
    inside = next((int(match[1]) for words in cells if (match := re.search(r"[(（:：]共?(\d+)所", words))), None)
    bare = _SCHOOLS.fullmatch(text(total.cells.get("name")))
    return named or inside or (int(bare[1]) if bare else None)


def _fits(group: list[int], stated: dict[str, int], schools: int | None, figures: dict[int, dict[str, int]]) -> bool:
    sums = _sums(group, stated, figures)
    return sums == stated and schools in (None, len(group))


def _sums(group: list[int], columns: dict[str, int], figures: dict[int, dict[str, int]]) -> dict[str, int]:
    return {column: sum(figures[number].get(column, 0) for number in group) for column in columns}


def _told(
    table: Table,
    total: Record,
    group: list[int],
    stated: dict[str, int],
    schools: int | None,
    figures: dict[int, dict[str, int]],
) -> Iterator[Finding]:
    if schools not in (None, len(group)):
        column = next((key for key in ("name", "school_id", "town") if key in total.written), "name")
        yield finding("schools_differ", table.location(total, column), schools, summed=len(group))
    for column, summed in _sums(group, stated, figures).items():
        if stated[column] != summed:
            yield finding("total_differs", table.location(total, column), stated[column], summed=summed)


def _is_shifted(table: Table, total: Record, group: list[int], figures: dict[int, dict[str, int]]) -> bool:
    """Return whether all figures of a total are one cell beside their columns, and are correct there."""
    sums = {
        at: sum(figures[number].get(column, 0) for number in group)
        for at, column in table.header.columns.items()
        if column in COUNTS
    }
    cells = table.sheet.rows[total.number - 1]

    def beside(at: int) -> int | None:
        return _count(cells[at]) if 0 <= at < len(cells) else None

    return any(sums and all(beside(at + by) == figure for at, figure in sums.items()) for by in (-1, 1))


def _pairing_total(table: Table, total: Record, areas: Areas) -> list[Finding]:
    words = "".join(text(total.cells.get(key)) for key in ("seq", "county", "town", "name", "core_name"))
    if _PART.search(words) or any(name in words for name in areas.counties.values()):
        return []
    cores = {text(group.said.get("core_name")) or text(group.said.get("core_id")) for group in groups(table)}
    members = sum(len(written_members(record)) for record in table.records)
    return _listed(table, total, "core_name", len(cores)) + _listed(table, total, "member_name", members)


def _listed(table: Table, total: Record, column: str, read: int) -> list[Finding]:
    stated = _SCHOOLS_NAMED.fullmatch(text(total.cells.get(column)))
    if stated and int(stated[1]) != read:
        return [finding("schools_differ", table.location(total, column), stated[1], summed=read)]
    return []

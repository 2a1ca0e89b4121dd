"""小计 and 合计 rows as witnesses: what they state is compared with what was read, so that no lost row goes unseen."""

import re

from data.intake.findings import Finding, finding
from data.intake.readers.pairings.groups import groups, written_members
from data.intake.readers.roster.facts import COUNTS
from data.intake.readers.roster.reader import Draft
from data.intake.resolve.areas import Areas
from data.intake.tables.table import Record, Table
from data.intake.values.cells import UnreadableCellError, count, text

_SCHOOLS = re.compile(r"(\d+)所")


def check_totals(found: list[Table], drafts: list[Draft], areas: Areas) -> list[Finding]:
    """Return a warning for every total that differs from the rows it stands for."""
    remarks = []
    for table in found:
        for total in table.totals:
            if table.header.table == "schools":
                remarks += _roster_total(table, total, [draft for draft in drafts if draft.table is table], areas)
            elif table.header.table == "pairings":
                remarks += _pairing_total(table, total, areas)
    return remarks


def _counties(total: Record, areas: Areas) -> set[str] | None:
    words = "".join(text(total.cells.get(key)) for key in ("seq", "county", "town", "name", "core_name"))
    codes = {code for code, name in areas.counties.items() if name in words}
    return None if "小计" in words and not codes else codes


def _roster_total(table: Table, total: Record, drafts: list[Draft], areas: Areas) -> list[Finding]:
    codes = _counties(total, areas)
    if codes is None:
        return []
    if _is_shifted(table, total, codes, drafts):
        return [finding("total_shifted", table.location(total, "name"))]
    chosen = [draft.fields for draft in drafts if not codes or draft.fields["county_code"] in codes]
    remarks = _schools(table, total, ("name", "school_id", "town"), len(chosen))
    for column in COUNTS:
        summed = sum(school[column] or 0 for school in chosen)
        try:
            stated = count(total.cells.get(column))
        except UnreadableCellError:
            continue
        if stated not in (None, summed):
            remarks.append(finding("total_differs", table.location(total, column), stated, summed=summed))
    return remarks


def _is_shifted(table: Table, total: Record, codes: set[str], drafts: list[Draft]) -> bool:
    """Tell whether all figures of a total stand one cell beside their columns, and are right there."""
    chosen = [draft.fields for draft in drafts if not codes or draft.fields["county_code"] in codes]
    sums = {
        at: sum(school[column] or 0 for school in chosen)
        for at, column in table.header.columns.items()
        if column in COUNTS
    }
    return any(sums and all(_stated(table, total, at + by) == figure for at, figure in sums.items()) for by in (-1, 1))


def _stated(table: Table, total: Record, position: int) -> int | None:
    try:
        return count(table.sheet.cell(total.number - 1, position)) if position >= 0 else None
    except UnreadableCellError:
        return None


def _pairing_total(table: Table, total: Record, areas: Areas) -> list[Finding]:
    if _counties(total, areas) != set():
        return []
    cores = {text(group.said.get("core_name")) or text(group.said.get("core_id")) for group in groups(table)}
    members = sum(len(written_members(record)) for record in table.records)
    return _schools(table, total, ("core_name",), len(cores)) + _schools(table, total, ("member_name",), members)


def _schools(table: Table, total: Record, columns: tuple[str, ...], read: int) -> list[Finding]:
    for column in columns:
        stated = _SCHOOLS.fullmatch(text(total.cells.get(column)))
        if stated and int(stated[1]) != read:
            return [finding("schools_differ", table.location(total, column), stated[1], summed=read)]
    return []

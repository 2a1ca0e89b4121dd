"""A roster with columns of pairings (帮扶学校, 结对时间): the pairing list that it holds beside its schools."""

from dataclasses import replace

from data.intake.tables.header.headers import Header
from data.intake.tables.header.table_kinds import PAIRINGS, ROSTER
from data.intake.tables.rows.table import Record, Table
from data.intake.tables.titles.meaning import Meaning, meaning
from data.intake.values.cells import is_missing, text

_SIDES = {"core_name": "member", "core_id": "member", "member_name": "core", "member_id": "core"}
"""The column that names the other school → which side the row's own school is then on."""
_TERMS = (
    "mode",
    "started_on",
    "ended_on",
    "period",
    "in_use",
    "is_over",
    "name",
    "core_quality",
    "core_place",
    "core_county",
)
_ONLY_PAIR = {"pair", "school", "name", "code", "help"}
"""Concepts that say who is paired, but not who helps whom."""
_PARTS = {"name": "name", "school_id": "id", "county": "county", "town": "town"}


def pairings_beside(table: Table) -> Table | None:
    """Return the pairing list of a roster's further columns, with the row's own school on the other side; None where none.

    A column such as 结对学校, which does not say who helps whom, is asked about.
    """
    if table.header.table != ROSTER:
        return None
    found = {at: _meaning(table.header, at) for at in (*table.header.unknown, *table.header.chosen)}
    columns = {at: one.field for at, one in found.items() if one.field in _SIDES or one.field in _TERMS}
    sides = {_SIDES[field] for field in columns.values() if field in _SIDES}
    undecided = [
        at for at, one in found.items() if one.concepts and one.concepts <= _ONLY_PAIR and at in table.header.unknown
    ]
    for at in undecided:
        if "pair" in found[at].concepts:
            table.header.meanings[at] = Meaning(
                near=("core_name", "member_name"), reason="unknown", concepts=frozenset({"end"})
            )
            columns.pop(at, None)
    sides = {_SIDES[field] for field in columns.values() if field in _SIDES}
    if len(sides) != 1:
        return None
    return _made(table, columns, sides.pop())


def _meaning(header: Header, position: int) -> Meaning:
    if position in header.chosen:
        field = header.chosen[position].field
        return Meaning(field if field in _SIDES else "")
    return meaning(PAIRINGS, tuple(header.titles[position].split("/")))


def _made(table: Table, columns: dict[int, str], own: str) -> Table:
    """Return the pairing list: the columns of the pairing, and the row's own school on its side."""
    header = table.header
    mine = {at: f"{own}_{_PARTS[field]}" for at, field in header.columns.items() if field in _PARTS}
    whole = {**{at: field for at, field in mine.items() if field != "core_town"}, **columns}
    for at in columns:
        header.unknown.pop(at, None)
        header.columns.pop(at, None)
        header.elsewhere[at] = f"{PAIRINGS}.{columns[at]}"
    listed = replace(
        header, table=PAIRINGS, columns=whole, titles={at: header.titles[at] for at in whole}, unknown={}, meanings={}, parts={},
        asked=set(), chosen={}, elsewhere={}, own_side=own,
    )  # fmt: skip
    made = Table(table.sheet, listed, [], [], [], [], table.county, table.named, span=table.span, is_derived=True)
    for record in table.records:
        pairing = _record(table, record, listed)
        if pairing is not None:
            made.records.append(pairing)
    return made


def _record(table: Table, record: Record, header: Header) -> Record | None:
    """Return a roster's row as one of the pairing list, None where it names no other school or its own."""
    cells = {field: table.sheet.cell(record.number - 1, at) for at, field in header.columns.items()}
    for field, part in _PARTS.items():
        side = next((name for name in header.columns.values() if name in (f"core_{part}", f"member_{part}")), None)
        if side and field in record.cells and side.split("_")[0] == header.own_side:
            cells[side] = record.cells[field]
    other = "core" if header.own_side == "member" else "member"
    names = [text(cells.get(f"{side}_name")) for side in (other, header.own_side)]
    codes = [text(cells.get(f"{side}_id")) for side in (other, header.own_side)]
    if (is_missing(names[0]) and is_missing(codes[0])) or (names[0] and names[0] == names[1]) or record.left_out:
        return None
    made = Record(
        header, record.number, cells, {field for field, cell in cells.items() if text(cell)}, section=record.section
    )
    made.cells["county"] = record.cells.get("county")
    made.heading = record.heading
    if not is_missing(cells.get("member_name")):
        at = next(at for at, field in header.columns.items() if field == "member_name")
        made.members = [(at, cells["member_name"])]
    return made

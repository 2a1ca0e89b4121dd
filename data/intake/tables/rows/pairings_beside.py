"""Derive a pairing list from a roster that has pairing columns (帮扶学校, 结对时间)."""

from dataclasses import replace

from data.intake.tables.header.headers import Header
from data.intake.tables.header.table_kinds import PAIRINGS, ROSTER
from data.intake.tables.rows.table import Record, Table
from data.intake.tables.titles.meaning import Meaning, meaning
from data.intake.values.cells import is_missing, text

_SIDES = {"core_name": "member", "core_id": "member", "member_name": "core", "member_id": "core"}
"""Column that names the other school → side of the row's own school."""
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
    """Return the pairing list in a roster's additional columns, with the row's own school on the other side, or None.

    A column such as 结对学校, which does not say who helps whom, becomes uncertain.
    """
    if table.header.table != ROSTER:
        return None
    meanings = {
        position: _meaning(table.header, position) for position in (*table.header.unknown, *table.header.chosen)
    }
    columns = {
        position: column_meaning.field
        for position, column_meaning in meanings.items()
        if column_meaning.field in _SIDES or column_meaning.field in _TERMS
    }
    sides = {_SIDES[field] for field in columns.values() if field in _SIDES}
    undecided = [
        position
        for position, column_meaning in meanings.items()
        if column_meaning.concepts and column_meaning.concepts <= _ONLY_PAIR and position in table.header.unknown
    ]
    for position in undecided:
        if "pair" in meanings[position].concepts:
            table.header.meanings[position] = Meaning(
                near=("core_name", "member_name"), reason="unknown", concepts=frozenset({"end"})
            )
            columns.pop(position, None)
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
    """Return the pairing list with the pairing columns and the row's own school on side `own`."""
    header = table.header
    own_columns = {position: f"{own}_{_PARTS[field]}" for position, field in header.columns.items() if field in _PARTS}
    columns_of_list = {
        **{position: field for position, field in own_columns.items() if field != "core_town"},
        **columns,
    }
    for position in columns:
        header.unknown.pop(position, None)
        header.columns.pop(position, None)
        header.elsewhere[position] = f"{PAIRINGS}.{columns[position]}"
    listed = replace(
        header, table=PAIRINGS, columns=columns_of_list, titles={at: header.titles[at] for at in columns_of_list},
        unknown={}, meanings={}, parts={}, asked=set(), chosen={}, elsewhere={}, own_side=own,
    )  # fmt: skip
    pairings = Table(table.sheet, listed, [], [], [], [], table.county, table.named, span=table.span, is_derived=True)
    for record in table.records:
        pairing = _record(table, record, listed)
        if pairing is not None:
            pairings.records.append(pairing)
    return pairings


def _record(table: Table, record: Record, header: Header) -> Record | None:
    """Return a roster's row as a row of the pairing list, or None if it names no other school or only itself."""
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
    pairing = Record(
        header, record.number, cells, {field for field, cell in cells.items() if text(cell)}, section=record.section
    )
    pairing.cells["county"] = record.cells.get("county")
    pairing.heading = record.heading
    if not is_missing(cells.get("member_name")):
        at = next(at for at, field in header.columns.items() if field == "member_name")
        pairing.members = [(at, cells["member_name"])]
    return pairing

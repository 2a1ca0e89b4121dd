"""Pairing lists with one school per row and its role beside it (牵头校, 成员校), rearranged as core and member columns."""

from dataclasses import dataclass, field

from data.intake.formats.sheet import Sheet
from data.intake.tables.header.contents import SCHOOL
from data.intake.tables.header.table_kinds import PAIRINGS, ROSTER
from data.intake.tables.rows.row_kinds import is_note_line
from data.intake.tables.titles.meaning import meaning
from data.intake.values.cells import Cell, text

_CORE, _MEMBER = "core_name", "member_name"
_HEADER_WITHIN = 20
"""Number of first rows in which the header is searched, because each candidate is checked against all rows below it."""
_TITLES = {_CORE: "牵头学校", _MEMBER: "成员学校"}
Spot = tuple[int, int]


@dataclass
class _Group:
    """The rows (from 0) of one community: the rows of its core and of its members."""

    cores: list[int] = field(default_factory=list)
    members: list[int] = field(default_factory=list)


def with_roles(sheet: Sheet) -> list[Sheet]:
    """Return a list of schools and roles as a pairing list with one row per member, or an empty list if it is not one.

    It is not one if a row's role is unknown, if a line between the rows is not a note (已终止的共同体), or if a
    community has no members or not exactly one core.
    """
    for header in range(min(len(sheet.rows) - 2, _HEADER_WITHIN)):
        school = _column(sheet, header, "name", ROSTER)
        role = None if school is None else _role_column(sheet, header)
        if school is None or role is None:
            continue
        filled = [row for row in range(header + 1, len(sheet.rows)) if any(text(cell) for cell in sheet.rows[row])]
        rows = [row for row in filled if text(sheet.cell(row, school))]
        if not all(is_note_line(sheet.words(row)) for row in filled if not text(sheet.cell(row, school))):
            continue
        groups = _groups(sheet, rows, role, _column(sheet, header, "name", PAIRINGS))
        is_whole = groups and all(len(group.cores) == 1 and group.members for group in groups)
        if is_whole and all(SCHOOL.fullmatch(text(sheet.cell(row, school))) for row in rows):
            return [_laid_out(sheet, header, school, role, groups)]
    return []


def _column(sheet: Sheet, header: int, name: str, kind: str) -> int | None:
    """Return the only column whose title means a field of a kind of table, or None."""
    meant = [
        at for at, cell in enumerate(sheet.rows[header]) if text(cell) and meaning(kind, (text(cell),)).field == name
    ]
    return meant[0] if len(meant) == 1 else None


def _role(sheet: Sheet, row: int, column: int) -> str:
    """Return the role that a cell names ("core_name" or "member_name"), or an empty text."""
    words = text(sheet.cell(row, column))
    role_field = meaning(PAIRINGS, (words,)).field if words else ""
    return role_field if role_field in _TITLES else ""


def _role_column(sheet: Sheet, header: int) -> int | None:
    """Return the titled column below which every filled cell is a role and both roles occur, or None."""
    for at, cell in enumerate(sheet.rows[header]):
        filled = [row for row in range(header + 1, len(sheet.rows)) if text(sheet.cell(row, at))]
        begins = bool(text(cell) and filled and _role(sheet, filled[0], at))
        if begins and {_role(sheet, row, at) for row in filled} == set(_TITLES):
            return at
    return None


def _groups(sheet: Sheet, rows: list[int], role: int, named: int | None) -> list[_Group]:
    """Return the communities, by the name on each or their first row; without a name column, one from each core on."""
    by_name: dict[str, _Group] = {}
    name = ""
    for row in rows:
        role_field = _role(sheet, row, role)
        if named is not None:
            name = text(sheet.cell(row, named)) or name
        elif role_field == _CORE:
            name = str(row)
        if not name or not role_field:
            return []
        group = by_name.setdefault(name, _Group())
        (group.cores if role_field == _CORE else group.members).append(row)
    return list(by_name.values())


def _laid_out(sheet: Sheet, header: int, school: int, role: int, groups: list[_Group]) -> Sheet:
    others = [at for at, cell in enumerate(sheet.rows[header]) if text(cell) and at not in (school, role)]
    named = _column(sheet, header, "name", PAIRINGS)
    grid: list[list[Spot]] = [[(row, 0)] for row in range(header)]
    grid.append([(header, role), (header, school), *((header, at) for at in others)])
    for group in groups:
        core = group.cores[0]
        once = {at: min(core, *group.members) if at == named else core for at in others}
        for row in group.members:
            rest = [(row if text(sheet.cell(row, at)) else once[at], at) for at in others]
            grid.append([(core, school), (row, school), *rest])
    rows: list[list[Cell]] = [[sheet.words(row)] for row in range(header)]
    cells = [[sheet.cell(*spot) for spot in spots] for spots in grid[header:]]
    cells[0][:2] = _TITLES.values()
    origins = {(row, at): spot for row, spots in enumerate(grid) for at, spot in enumerate(spots)}
    labels = {(row, role) for group in groups for row in group.cores + group.members}
    labels |= {(group.cores[0], named) for group in groups} if named is not None else set()
    return Sheet(sheet.file, sheet.name, [*rows, *cells], choices=sheet.choices, origins=origins, labels=labels)

"""Group the rows of a pairing list into partnerships."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from data.intake.resolve.written_names import split_names
from data.intake.tables.rows.fill_down import filled_down
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, is_missing, text

_ONE_TO_ONE = re.compile(r"一帮一|一对一|1\+1(?!\+)|1帮1")
_NOTHING: frozenset[str] = frozenset()
_SAID_ONCE = (
    *("county", "core_name", "core_id", "core_county", "core_place", "core_quality", "name", "mode"),
    *("started_on", "ended_on", "period", "status", "in_use", "is_over", "plan_filed", "is_quality_group"),
)


@dataclass
class Group:
    """The records of one partnership. The first record states its terms, all records have members."""

    first: Record
    said: dict[str, Cell]
    records: list[Record] = field(default_factory=list)


def groups(table: Table) -> list[Group]:
    """Return the partnerships of a list. A core written again starts a new one; a blank or repeated core continues it.

    Rows of a named community without any core form their own partnership. If every row writes its core, neighbouring
    rows with the same core, name, mode and start are one partnership, unless a row lists several members or the mode is
    one to one.
    """
    fields = {*table.header.columns.values()} | ({"core_name"} if "pairing" in table.header.columns.values() else set())
    columns = [column for column in _SAID_ONCE if column in fields]
    counties = {id(record): county for record, county in filled_down(table.records, "county")}
    continued = _continues(table, counties)
    found_groups: list[Group] = []
    for record in table.records:
        if continued(record, found_groups[-1] if found_groups else None):
            found_groups[-1].records.append(record)
            continue
        cells = {column: record.cells.get(column) for column in columns}
        cells["county"] = counties[id(record)]
        found_groups.append(Group(record, cells, [record]))
    return found_groups


def _continues(table: Table, counties: dict[int, Cell]) -> Callable[[Record, Group | None], bool]:
    cores = {"core_name", "core_id"}
    led_communities = {_community(record) for record in table.records if _core(record)}
    coreless = {
        id(row)
        for row in table.records
        if not _core(row) and _community(row) and _community(row) not in led_communities
    }
    every_row = all(record.written & cores or id(record) in coreless for record in table.records)
    several = any(len(written_members(record)) > 1 for record in table.records)

    def is_continued(record: Record, group: Group | None) -> bool:
        if group is None:
            return False
        if counties[id(record)] != counties[id(group.records[-1])] and text(record.cells.get("county")):
            return False
        if id(record) in coreless:
            return not _core(group.first) and _community(record) == _community(group.first)
        if not every_row:
            return not record.written & cores
        mode = text(record.cells.get("mode"))
        if several or (_ONE_TO_ONE.search(mode) and is_missing(record.cells.get("name"))):
            return False
        keys = ("core_name", "core_id", "name", "mode", "started_on", "ended_on", "period")
        return all(text(record.cells.get(key)) == text(group.said.get(key)) for key in keys if key in group.said)

    return is_continued


def _core(record: Record) -> bool:
    return not all(is_missing(record.cells.get(column)) for column in ("core_name", "core_id"))


def _community(record: Record) -> str:
    return "" if is_missing(record.cells.get("name")) else text(record.cells.get("name"))


def written_members(record: Record, known: Callable[[str], bool] = _NOTHING.__contains__) -> list[tuple[str, str, str]]:
    """Return the members that a row names: the column, the name and the code (empty if not written)."""
    codes = [] if is_missing(record.cells.get("member_id")) else split_names(str(record.cells["member_id"]))
    names = [name for _, cell in record.members if not is_missing(cell) for name in split_names(str(cell), known)]
    names = [name for name in names if not is_missing(name)]
    if codes and len(codes) >= len(names):
        padded = names + [""] * (len(codes) - len(names))
        return [("member_id", name, text(code)) for name, code in zip(padded, codes, strict=True)]
    return [("member_name", name, "") for name in names]

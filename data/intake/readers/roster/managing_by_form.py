"""Find the central school of village schools and teaching points from a roster's layout: indents and merged cells."""

from collections.abc import Iterator

from data.intake.findings import Finding, finding
from data.intake.resolve.written_names import ENUMERATION
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import is_missing, text
from data.intake.values.school_kinds import stage_in_name, stage_written

_WIDTHS = {" ": 1, "\u00a0": 1, "\u3000": 2, "\t": 4, **dict.fromkeys("└├┕┗│─━-—–·•", 2)}
_EXCEL_STEP, _COLUMN_STEP = 2, 4
_STRAY = 1
_SITES = ("小学", "教学点")
_ITSELF = {"本部", "校本部", "本校", "中心校", "中心校本部", "校本级", "中心校校本部"}
ITSELF = {
    "本部",
    "校本部",
    "本校",
    "本校本部",
    "校本级",
    "自身",
    "本身",
    "同本校",
    "自己",
    "无主管",
    "独立",
    "否",
    "同上校",
}
TREE_MARKS = "└├┕┗│─━-—–·•"


def managers(table: Table, findings: list[Finding]) -> dict[int, str]:
    """Return the managing school of each row that the layout places under another one: row number → name.

    A table with a filled column of managing schools needs no indents. Indents that fit no central school are an error,
    because it is then unknown who manages whom.
    """
    if any(not is_missing(record.cells.get("managing")) for record in table.records):
        return {}
    above = {record.number: record.above for record in table.records if record.above}
    depths = {record.number: _depth(table, record) for record in table.records}
    by_row = above | _indented(table, depths, findings)
    if by_row:
        first = next(record for record in table.records if record.number in by_row)
        number, name = len(by_row), text(first.cells.get("name"))
        details = {"name": name, "manager": by_row[first.number]}
        findings.append(finding("managing_by_form", table.location(first, "name"), number, **details))
    return by_row


def site_and_manager(record: Record) -> tuple[str, str]:
    """Return a row's school, and the school that manages it if the row names a site beside it, else an empty text."""
    name, site = (_bare(text(record.cells.get(column))) for column in ("name", "site"))
    if is_missing(site) or site == name:
        return name, ""
    return (name, "") if site in _ITSELF else (site, name)


def _bare(name: str) -> str:
    """Return a name without the signs and numbers before it (├四合教学点, (1)西关教学点)."""
    return ENUMERATION.sub("", name.lstrip(TREE_MARKS))


def _indented(table: Table, depths: dict[int, int], findings: list[Finding]) -> dict[int, str]:
    base = min(depths.values(), default=0)
    if not any(depth > base for depth in depths.values()):
        return {}
    by_row: dict[int, str] = {}
    open_rows: list[Record] = []
    for record in table.records:
        depth = depths[record.number]
        while open_rows and depths[open_rows[-1].number] >= depth:
            open_rows.pop()
        if depth > base:
            wrong = not open_rows or _stage(record) not in _SITES or _stage(open_rows[-1]) == "教学点"
            if wrong:
                findings.append(
                    finding("indent_unclear", table.location(record, "name"), text(record.cells.get("name")))
                )
            else:
                by_row[record.number] = text(open_rows[-1].cells.get("name"))
        open_rows.append(record)
    return by_row


def _stage(record: Record) -> str | None:
    written, name = text(record.cells.get("stage")), text(record.cells.get("name"))
    return stage_in_name(name) if is_missing(written) else stage_written(written)


def _depth(table: Table, record: Record) -> int:
    name_columns = [position for position, column in table.header.columns.items() if column == "name"]
    row = record.number - 1
    filled = [position for position in name_columns if text(table.sheet.cell(row, position))]
    if not filled:
        return 0
    position = filled[-1]
    spaces = sum(_leading(str(table.sheet.cell(row, position))))
    depth = spaces + _EXCEL_STEP * table.sheet.indents.get((row, position), 0)
    return (depth if depth > _STRAY else 0) + _COLUMN_STEP * name_columns.index(position)


def _leading(words: str) -> Iterator[int]:
    for letter in words:
        if letter not in _WIDTHS:
            return
        yield _WIDTHS[letter]

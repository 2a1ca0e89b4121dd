"""The rows below a header, told apart: records, section titles, totals, notes, repeated headers."""

import re
from dataclasses import dataclass, field

from data.intake.areas import Areas
from data.intake.cells import Cell, text
from data.intake.findings import Place
from data.intake.grid import Sheet
from data.intake.headers import REPEATABLE, Header, headers
from data.intake.twins import ContradictionError, agreed

_TOTAL = re.compile(r"^(.{0,12}?)(小计|合计|总计|共计|总数)[:：]?(\d+[所个]?)?$")
_NOTE = re.compile(
    r"^(备注|注|说明|填表|填报|审核|制表|制单|单位负责人|负责人|联系人|联系电话|报送|统计时点|数据来源|填报单位)[人说明时间日期电话]*([:：].*|$)"
)
_SIGNATURE = re.compile(
    r"^(填表人|填报人|审核人|审批人|制表人|制单人|单位负责人|负责人|联系人|经办人|校对人|复核人|填表|审核|制表)[员签字章]*[:：]"
)
_EXAMPLE = re.compile(r"[(【\[]?(示例|样例|填写示例|填表示例)[)】\]]?[:：]?")
_ORDINAL = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]?")
_KEYS = {"seq", "county", "town", "name", "school_id", "core_name", "member_name", "core_id", "member_id"}


@dataclass
class Record:
    """One data row: its number in the sheet (from 1), its cells by column, and which were written there."""

    header: Header
    number: int
    cells: dict[str, Cell]
    written: set[str]
    members: list[tuple[int, Cell]] = field(default_factory=list)
    section: str | None = None
    contradictions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Skipped:
    """A row that is no record, and why: title, note, total, header, blank."""

    number: int
    reason: str
    words: str


@dataclass
class Table:
    """One header with its records; `county` is the one the sheet's name, its titles or the place itself stand for."""

    sheet: Sheet
    header: Header
    records: list[Record]
    skipped: list[Skipped]
    totals: list[Record]
    titles: list[str]
    county: str | None

    def place(self, record: Record, column: str = "") -> Place:
        """Return where a record's column stands, for a finding."""
        position = next((at for at, name in self.header.columns.items() if name == column), None)
        shown = 0 if position is None else position + 1
        title = "" if position is None else self.header.titles[position]
        return Place(self.sheet.file, self.sheet.name, record.number, shown, title)

    def source(self, record: Record) -> str:
        """Return a record's file, sheet and row as the snapshot keeps them."""
        return f"{self.sheet.file}/{self.sheet.name}/{record.number}"


def tables(sheet: Sheet, areas: Areas) -> list[Table]:
    """Return every table of a sheet; a sheet without any recognisable header has none."""
    found = headers(sheet)
    return [_table(sheet, found, number, areas) for number in range(len(found))]


def _table(sheet: Sheet, found: list[Header], number: int, areas: Areas) -> Table:
    header = found[number]
    end = found[number + 1].first if number + 1 < len(found) else len(sheet.rows)
    titles = [_words(sheet, row) for row in range(header.first)] if not number else []
    county = areas.county_in([sheet.name, *titles]) or (areas.place if areas.is_county else None)
    table = Table(sheet, header, [], [], [], [title for title in titles if title], county)
    table.skipped = [Skipped(at + 1, "title", words) for at, words in enumerate(titles) if words]
    _sort_rows(table, header.last + 1, end, areas)
    return table


def _sort_rows(table: Table, start: int, end: int, areas: Areas) -> None:
    repeated = {_words(table.sheet, row) for row in range(table.header.first, table.header.last + 1)}
    section, filled = None, _merged_down(table.sheet)
    for row in range(start, end):
        words = _words(table.sheet, row)
        record = _record(table, row, filled, section)
        kind = _kind(table, row, words, repeated, record, areas)
        if kind == "section":
            section = areas.county_named(_ORDINAL.sub("", words))
        if kind == "record":
            table.records.append(record)
        elif words:
            table.skipped.append(Skipped(row + 1, kind, words))
        if kind == "total":
            table.totals.append(record)


def _kind(table: Table, row: int, words: str, repeated: set[str], record: Record, areas: Areas) -> str:
    cells = [text(cell) for cell in table.sheet.rows[row] if text(cell)]
    if not cells:
        return "blank"
    if words in repeated:
        return "header"
    keys = [text(record.cells.get(key)) for key in _KEYS if key in record.written]
    if _EXAMPLE.fullmatch(cells[0]):
        return "example"
    if any(_TOTAL.match(key) for key in keys) or _TOTAL.match(cells[0]):
        return "total"
    if _SIGNATURE.match(cells[0]):
        return "note"
    if (
        _NOTE.match(cells[0])
        and len(cells) <= 6
        and not record.written & {"name", "member_name", "school_id"} - _first(table)
    ):
        return "note"
    if len(cells) == 1:
        return "section" if areas.county_named(_ORDINAL.sub("", words)) else _lonely(record)
    return "record"


def _first(table: Table) -> set[str]:
    return {table.header.columns.get(position, "") for position in (0, 1)}


def _lonely(record: Record) -> str:
    return "record" if record.written & {"member_name", "member_id", "school_id"} or record.members else "note"


def _record(table: Table, row: int, filled: dict[tuple[int, int], tuple[int, int]], section: str | None) -> Record:
    record = Record(table.header, row + 1, {}, set(), section=section)
    sheet = table.sheet
    for position, column in table.header.columns.items():
        own = sheet.cell(row, position)
        source = filled.get((row, position))
        value = sheet.cell(*source) if source else own
        if column == "member_name":
            record.members.append((position, own if source is None else value))
        _take(record, column, value)
        if text(own):
            record.written.add(column)
    record.members = [(position, value) for position, value in record.members if text(value)]
    return record


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

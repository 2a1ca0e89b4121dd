"""What one row below a header is: a record, a total, a note, a section's title, the header again, an example."""

import re

from data.intake.resolve.areas import Areas
from data.intake.tables.table import Record, Table
from data.intake.values.cells import text

_TOTAL = re.compile(r"^(.{0,12}?)(小计|合计|总计|共计|总数)[:：]?(\d+[所个]?)?$")
_NOTE = re.compile(
    r"^(备注|注|说明|填表|填报|审核|制表|制单|单位负责人|负责人|联系人|联系电话|报送|统计时点|数据来源|填报单位)[人说明时间日期电话]*([:：].*|$)"
)
_SIGNATURE = re.compile(
    r"^(填表人|填报人|审核人|审批人|制表人|制单人|单位负责人|负责人|联系人|经办人|校对人|复核人|填表|审核|制表)[员签字章]*[:：]"
)
_LABELLED = re.compile(r"^[\u4e00-\u9fff()]{2,10}[:：](?!\d+$)")
_EXAMPLE = re.compile(r"[(【\[]?(示例|样例|填写示例|填表示例)[)】\]]?[:：]?")
ORDINAL = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]?")
_SCHOOL = re.compile(r"(?![一二三四五六七八九十\d]+[、.．]|[(（]).{2,}(学校|小学|中学|教学点|初中|高中|幼儿园)")
_HEADING = re.compile(r"[^:：。;；]{2,20}")
_KEYS = {"seq", "county", "town", "name", "school_id", "core_name", "member_name", "core_id", "member_id"}


def row_kind(table: Table, row: int, words: str, repeated: set[str], record: Record, areas: Areas) -> str:
    """Return what a row of a table is: record, total, note, section, header, example or blank."""
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
    if _SIGNATURE.match(cells[0]) or all(_LABELLED.match(cell) for cell in cells):
        return "note"
    if (
        _NOTE.match(cells[0])
        and len(cells) <= 6
        and not record.written & {"name", "member_name", "school_id"} - _first(table)
    ):
        return "note"
    if len(cells) == 1:
        return "section" if areas.county_named(ORDINAL.sub("", words)) else _lonely(record)
    return "record"


def _first(table: Table) -> set[str]:
    return {table.header.columns.get(position, "") for position in (0, 1)}


def _lonely(record: Record) -> str:
    if record.written & {"member_name", "member_id", "school_id"} or record.members:
        return "record"
    return "record" if "name" in record.written and _SCHOOL.fullmatch(text(record.cells.get("name"))) else "note"


def heading_in(words: str) -> str:
    """Return a line over a block of rows as the heading it may be; a sentence or a long line is none."""
    return words if _HEADING.fullmatch(words) else ""

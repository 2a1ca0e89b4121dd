"""Classify one row below a header by its cells: a record, a total, a heading, a note, or the header again."""

import re

from data.intake.resolve.areas import Areas
from data.intake.tables.header.contents import SCHOOL
from data.intake.tables.rows.headings import heading
from data.intake.tables.rows.table import Record, Table
from data.intake.tables.titles.title_words import INSTRUCTION
from data.intake.values.cells import is_missing, text
from data.intake.values.school_kinds import stage_written

_TOTAL_WORD = r"(小计|合计|总计|共计|总数|累计|汇总|总和|计|total|subtotal|grandtotal|sum)"
_STATISTIC = re.compile(
    r"(平均|校均|均值|平均值|均数|中位数|最大值?|最小值?|占比|比例|average|mean)(数|人数|规模)?[:：]?", re.I
)
_OF_WHICH = re.compile(r"其中[:：]?.{0,12}")
_TOTAL = re.compile(r"^(.{0,12}?)(小计|合计|总计|共计|总数|累计|汇总|total|subtotal)[:：]?(\(?\d+[所个]?\)?)?$", re.I)
_ONLY_TOTAL = re.compile(
    rf"^(全[市县区]|本[页表]|各?[县市区镇乡]+级?|以上)?{_TOTAL_WORD}[:：]?(\(?共?\d+[所个]?\)?)?$", re.I
)
_NOTE = re.compile(
    r"^(备注|附注|注|说明|填表|填报|审核|制表|制单|单位负责人|负责人|联系人|联系电话|报送|统计时点|数据来源|填报单位)[人说明时间日期电话]*([:：].*|$)"
)
_SIGNATURE = re.compile(
    r"^(填表人|填报人|审核人|审批人|制表人|制单人|单位负责人|负责人|联系人|经办人|校对人|复核人|填表|审核|制表)[员签字章]*[:：]"
)
_LABELLED = re.compile(r"^[\u4e00-\u9fff()]{2,10}[:：](?!\d+$)")
_EXAMPLE = re.compile(r"[(【\[]?(示例|样例|填写示例|填表示例)[)】\]]?[:：]?")
_SCHOOLS = re.compile(r"\(?共?\d+[所个]\)?")
_ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?[、.．]?")
_FIGURE = re.compile(r"[-+]?[\d,，.]+(所|个|人|名|%)?")
_OF_ROWS_BELOW = re.compile(r"以下|下列|如下|下述|下面|以下为")
_COLUMN_NUMBER = re.compile(
    r"[甲乙丙丁戊己庚辛壬癸]|[(（]?\d{1,2}[)）]?|[A-Za-z]|\d{1,2}=[\d+\-]+|第?\d{1,2}列|栏\d{1,2}"
)
_HOW = re.compile(
    r"必填|选填|可填|填写|填报|位数字|文本格式|下拉|格式|是/否|整数|全称|规范|如[:：]|例[:：如]|说明|代码表|单选"
)
_SENTENCE = 24
_KEYS = {"seq", "county", "town", "name", "school_id", "core_name", "member_name", "core_id", "member_id"}
_IDENTITY = {
    "schools": {"name", "school_id", "site"},
    "pairings": {"pairing", "core_name", "core_id", "member_name", "member_id", "name"},
    "returns": {"indicator", "numerator", "share"},
    "activities": {"kind", "held_on", "title"},
    "funds": {"task", "amount"},
}


def row_kind(table: Table, cells: list[str], repeated: set[str], record: Record, areas: Areas) -> str:
    """Return the kind of a row: record, total, section, note, title, header, example, stray, blank, or a mixed kind.

    `cells` are its filled cells. The mixed kinds are county_total and heading_total.
    """
    if not cells:
        return "blank"
    words = " ".join(cells)
    if words in repeated:
        return "header"
    if words in table.titles:
        return "title"
    if not table.records and _numbers_columns(cells):
        return "header"
    if not table.records and _tells_how(cells):
        return "note"
    if _EXAMPLE.fullmatch(cells[0]):
        return "example"
    if len(cells) == 1 and _OF_ROWS_BELOW.search(words):
        return "section"
    if _is_total(record, cells):
        return "total"
    if _is_note(table, cells, record):
        return "note"
    if len(cells) == 1 or (len(cells) == 2 and _ORDINAL.fullmatch(cells[0])):
        return _lonely(table, cells[-1], record, areas)
    if identity(table.header.table, record):
        return "record"
    if _is_county_total(record, cells, areas):
        return "county_total"
    if _is_heading_with_figures(cells, areas):
        return "heading_total"
    return "record" if record.written - {"seq", "note", "ignored"} else "stray"


def _numbers_columns(cells: list[str]) -> bool:
    """Return whether a row only numbers the columns: 1 2 3, 甲 乙 1 2, A B C, (1) (2)."""
    return len(cells) > 2 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in cells) and len(set(cells)) == len(cells)


def _tells_how(cells: list[str]) -> bool:
    """Return whether a row explains how to fill in its columns: 必填, 10位数字, 是/否."""
    instructions = sum(bool(_HOW.search(cell) or INSTRUCTION.fullmatch(cell)) for cell in cells)
    return len(cells) > 2 and instructions >= 0.5 * len(cells) and not any(SCHOOL.fullmatch(cell) for cell in cells)


def identity(kind: str, record: Record) -> set[str]:
    """Return the filled fields of a row that identify a record, such as the school's name."""
    fields = _IDENTITY[kind]
    filled = {field for field in fields if not is_missing(record.cells.get(field))}
    if "name" in filled and _SCHOOLS.fullmatch(text(record.cells["name"])):
        filled.discard("name")
    return filled | ({"member_name"} if record.members else set())


def _is_total(record: Record, cells: list[str]) -> bool:
    names = [text(record.cells.get(key)) for key in ("name", "member_name", "core_name") if key in record.written]
    if any(SCHOOL.fullmatch(name) and not _TOTAL.match(name) and not _OF_WHICH.match(name) for name in names):
        return False
    if any(_STATISTIC.fullmatch(cell) for cell in cells) or _OF_WHICH.fullmatch(cells[0]):
        return True
    keys = [text(record.cells.get(key)) for key in _KEYS if key in record.written]
    return any(_TOTAL.match(key) for key in [*keys, cells[0]]) or any(_is_total_word(cell) for cell in cells)


def _is_total_word(cell: str) -> bool:
    """Return whether a cell only says that its row is a total: 合计, 全县合计, 小学计."""
    if _ONLY_TOTAL.match(cell):
        return True
    return cell.endswith("计") and stage_written(cell[:-1]) is not None


def is_note_line(words: str) -> bool:
    """Return whether a line is a note or a signature that says nothing about rows below it (注：以下 …)."""
    return bool(_NOTE.match(words) or _SIGNATURE.match(words)) and not _OF_ROWS_BELOW.search(words)


def _is_note(table: Table, cells: list[str], record: Record) -> bool:
    if _SIGNATURE.match(cells[0]) or all(_LABELLED.match(cell) for cell in cells):
        return True
    first = {table.header.columns.get(position, "") for position in (0, 1)}
    named = record.written & {"name", "member_name", "school_id"} - first
    return bool(_NOTE.match(cells[0])) and len(cells) <= 6 and not named


def _lonely(table: Table, words: str, record: Record, areas: Areas) -> str:
    """Return the kind of a row with a single filled cell: values merged from above make it a record, else its words decide."""
    fields = identity(table.header.table, record)
    filled = {field for field in record.cells if not is_missing(record.cells[field])} - record.written
    if record.written & fields and filled - fields:
        return "record"
    if record.written & {"member_name", "member_id", "school_id"} or record.members:
        return "record" if not areas.county_named(words) else "section"
    read_heading = heading(words, areas.place)
    names_school = "name" in record.written and bool(SCHOOL.fullmatch(words))
    if not read_heading.unknown and not (names_school and _may_be_name(words)):
        return "section"
    if names_school:
        return "record"
    return "note" if len(words) > _SENTENCE or re.search("[。；;，]", words) else "section"


def _may_be_name(words: str) -> bool:
    """Return whether a heading's words may also be a school's name (曹庄镇小学, 中心小学)."""
    return (
        not re.search("撤|停办|关闭|注销|拟|在建|待建|规划|筹|现有|在办|保留|名单|名册|类$|部$", words)
        and len(words) > 3
    )


def _is_heading_with_figures(cells: list[str], areas: Areas) -> bool:
    """Return whether a row is a heading with the figures of the rows below it."""
    return not heading(cells[0], areas.place).unknown and all(_FIGURE.fullmatch(cell) for cell in cells[1:])


def _is_county_total(record: Record, cells: list[str], areas: Areas) -> bool:
    """Return whether a row is a county's total: its name, and only figures in the other cells."""
    county = text(record.cells.get("county")) if "county" in record.written else cells[0]
    others = [cell for cell in cells if cell != county]
    return areas.county_named(county) is not None and all(_FIGURE.fullmatch(cell) for cell in others)

"""Columns nobody understood: some may be left out with a word, others could change the coverage."""

import re
from collections.abc import Iterator

from data.intake.findings import Finding, Location, finding
from data.intake.tables.table import Table
from data.intake.tables.table_kinds import ROSTER
from data.intake.tables.titles import plain, synonyms
from data.intake.values.cells import is_missing, text

_FEW = 2
_MATTERS = {
    "pairings": re.compile(
        r"起止|终止|结束|截止|年限|期限|年月|状态|是否.*(帮扶|在用|有效|结束)|优质(?!课|资源|教研|均衡)"
    ),
    "schools": re.compile(r"优质(?!课|资源|教研|均衡)|中心校|中心学校|主管|管理学校|城乡|撤并|办学状态|学校状态"),
}
_KNOWN = {
    "pairings": "起止时间、开始时间、结束时间、状态、是否在用、核心校是否优质",
    "schools": "是否优质学校、所属中心校、主管学校、城乡分类代码、办学状态",
}


def unused_columns(table: Table) -> list[Finding]:
    """Return an error for each unused column that could change the coverage, one warning for all others."""
    header, where = table.header, Location(table.sheet.file, table.sheet.name, table.header.last + 1)
    weighty = [
        at
        for at, title in header.unknown.items()
        if (_matters(table.header.table, title) or _names_schools(table, at)) and _filled(table, at)
    ]
    remarks = [
        finding(
            "column_matters",
            Location(where.file, where.sheet, where.row, at + 1, header.unknown[at]),
            header.unknown[at],
            known=_KNOWN[header.table],
        )
        for at in weighty
    ]
    others = [title for at, title in header.unknown.items() if at not in weighty]
    remarks += [finding("columns_unknown", where, "、".join(others))] if others else []
    return [*remarks, *_untitled(table)]


def _untitled(table: Table) -> Iterator[Finding]:
    """Yield a remark on each filled column without a title: an error where it names schools of the table itself."""
    titled = set(table.header.titles)
    for at in range(max((len(row) for row in table.sheet.rows), default=0)):
        filled = [record.number for record in table.records if not is_missing(table.sheet.cell(record.number - 1, at))]
        if at in titled or len(filled) < _FEW or table.sheet.origins:
            continue
        where = Location(table.sheet.file, table.sheet.name, filled[0], at + 1)
        code = "column_names_schools" if _names_schools(table, at) else "column_untitled"
        yield finding(code, where, len(filled))


def _names_schools(table: Table, position: int) -> bool:
    """Tell whether most cells of a column are codes or names of schools that the same roster lists."""
    known = {text(record.cells.get(column)) for record in table.records for column in ("school_id", "name")} - {""}
    said = [text(table.sheet.cell(record.number - 1, position)) for record in table.records]
    filled = [words for words in said if not is_missing(words)]
    return table.header.table == ROSTER and bool(filled) and 2 * sum(words in known for words in filled) > len(filled)


def _matters(table: str, title: str) -> bool:
    return table in _MATTERS and bool(_MATTERS[table].search("".join(_bare(table, part) for part in title.split("/"))))


def _bare(table: str, part: str) -> str:
    """Drop the name of the side in front, so that the 优质 of 优质学校 (a core) makes no head teacher weighty."""
    words = plain(part)
    roles = [word for word, column in synonyms(table).items() if column in ("core", "member")]
    front = max((role for role in roles if words.startswith(role)), key=len, default="")
    return words.removeprefix(front)


def _filled(table: Table, position: int) -> bool:
    rows = [table.sheet.rows[record.number - 1] for record in table.records]
    return any(position < len(row) and not is_missing(row[position]) for row in rows)

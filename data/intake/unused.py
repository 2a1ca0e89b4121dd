"""Columns nobody understood: some may be left out with a word, others could change the coverage."""

import re

from data.intake.cells import is_missing
from data.intake.findings import Finding, Place, finding
from data.intake.records import Table
from data.intake.titles import plain, synonyms

_MATTERS = {
    "pairings": re.compile(r"起止|终止|结束|截止|年限|期限|年月|状态|是否.*(帮扶|在用|有效|结束)|优质"),
    "schools": re.compile(r"优质|中心校|中心学校|主管|管理学校|城乡|撤并|办学状态|学校状态"),
}
_KNOWN = {
    "pairings": "起止时间、开始时间、结束时间、状态、是否在用、核心校是否优质",
    "schools": "是否优质学校、所属中心校、主管学校、城乡分类代码、办学状态",
}


def unused_columns(table: Table) -> list[Finding]:
    """Return an error for each unused column that could change the coverage, one warning for all others."""
    header, place = table.header, Place(table.sheet.file, table.sheet.name, table.header.last + 1)
    weighty = [at for at, title in header.unknown.items() if _matters(table.header.table, title) and _filled(table, at)]
    remarks = [
        finding(
            "column_matters",
            Place(place.file, place.sheet, place.row, at + 1, header.unknown[at]),
            header.unknown[at],
            known=_KNOWN[header.table],
        )
        for at in weighty
    ]
    others = [title for at, title in header.unknown.items() if at not in weighty]
    return remarks + ([finding("columns_unknown", place, "、".join(others))] if others else [])


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

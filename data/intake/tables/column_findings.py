"""Findings on columns that were not assigned to a field: uncertain ones, important ones, and those left out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.intake.findings import Finding, Location, finding
from data.intake.tables.header.contents import SCHOOL
from data.intake.tables.rows.table import Table
from data.intake.tables.titles.meaning import Meaning, partly_read
from data.intake.tables.titles.title_words import title
from data.intake.tables.titles.vocabulary import usual_title
from data.intake.values.cells import is_missing, text

_WEIGHTY = {
    "schools": {"quality", "central", "managing", "urban_rural", "closing", "status"},
    "pairings": {"startend", "end", "duration", "years", "term", "status", "in_use", "quality"},
}
"""Concepts that may change the coverage. A column that names one and was not understood blocks publishing."""
_STATES = {
    "pairings": re.compile(
        r"(已|拟|未|待|暂|尚未|不再|停止|取消|正在)?"
        r"(结对|帮扶|解除|终止|结束|到期|退出|暂停|中止|签约|生效|失效|作废|审批|取消)(中|结对|帮扶)?"
    ),
    "schools": re.compile(
        r"(已|拟|待|计划|即将)?(撤并|撤销|停办|关闭|注销|合并|停招|停用|新建|在建|筹建|筹办|开办)(中|学校)?"
        r"|未开办|未启用|建设中|规划中"
    ),
}
"""Words for the state of a pairing or a school. A column of such words that was not understood blocks publishing."""
_TENS_IN_NOTE = re.compile(r"单位[:：为]?((?:[十百千万亿拾佰仟萬億]+)(?:人|名|所))")


def column_findings(table: Table) -> list[Finding]:
    """Return the findings on a table's columns: uncertain, left out, added up, partly understood, untitled or struck through."""
    header, remarks, left_out = (
        table.header,
        [_asked(table, position) for position in sorted(table.header.asked)],
        list[str](),
    )
    for position, written in header.unknown.items():
        if _filled(table, position) and (
            _is_weighty(table, position) or _names_schools(table, position) or _says_state(table, position)
        ):
            held = {*header.columns.values(), *header.parts.values()}
            near = tuple(field for field in header.meanings.get(position, Meaning()).near if field not in held)
            remarks.append(_unsure(table, position, near, code="column_matters"))
        else:
            left_out.append(written)
    if left_out:
        location = Location(table.sheet.file, table.sheet.name, header.last + 1)
        remarks.append(finding("columns_unknown", location, "、".join(left_out)))
    return [*remarks, *_added(table), *_partly(table), *_in_hundreds(table), *_untitled(table), *_struck(table)]


def _asked(table: Table, position: int) -> Finding:
    """Return the error on a column whose meaning is uncertain."""
    title_meaning, location = table.header.meanings[position], table.header_location(position)
    if title_meaning.reason in ("multiple", "doubt"):
        code = "title_multiple" if title_meaning.reason == "multiple" else "title_of_another_fact"
        return replace(
            finding(code, location, title_meaning.said, title=table.header.titles[position]), fields=title_meaning.near
        )
    return _unsure(table, position, title_meaning.near)


def _unsure(table: Table, position: int, near: tuple[str, ...], code: str = "column_unsure") -> Finding:
    kind, written = table.header.table, table.header.titles[position]
    shown = "、".join(usual_title(kind, field) or field for field in near) or "—"
    remark = finding(code, table.header_location(position), written, candidates=shown, near=", ".join(near) or "—")
    return replace(remark, fields=near)


def _is_weighty(table: Table, position: int) -> bool:
    """Return whether a column's title names something that may change the coverage."""
    title_meaning = table.header.meanings.get(position, Meaning())
    flag_of_central = title_meaning.concepts >= {"whether", "central"} and "managing" in table.header.columns.values()
    if title_meaning.reason in ("subset", "contents") or flag_of_central:
        return False
    weighty = _WEIGHTY.get(table.header.table, set())
    concepts = title_meaning.concepts - ({"quality"} if _of_a_side(table, position) else set())
    return bool(concepts & weighty)


def _of_a_side(table: Table, position: int) -> bool:
    """Return whether 优质 is only part of a side's name (优质学校校长姓名), so that the title says nothing about quality."""
    words = title((table.header.titles[position],)).words
    return table.header.table == "pairings" and [word.text for word in words[:2]] in (["优质", "学校"], ["优质", "校"])


def _names_schools(table: Table, position: int) -> bool:
    """Return whether most cells of a column name schools: in a roster, those of the roster; in a pairing list, any schools."""
    known = {text(record.cells.get(column)) for record in table.records for column in ("school_id", "name")} - {""}
    texts = [text(table.sheet.cell(record.number - 1, position)) for record in table.records]
    filled = [words for words in texts if not is_missing(words)]
    if table.header.table == "pairings":
        return bool(filled) and 2 * sum(bool(SCHOOL.fullmatch(words)) for words in filled) > len(filled)
    return (
        table.header.table == "schools" and bool(filled) and 2 * sum(words in known for words in filled) > len(filled)
    )


def _says_state(table: Table, position: int) -> bool:
    """Return whether some cells of a column say that a pairing or school is over, planned or closed (拟结对, 已撤并, 否)."""
    texts = {text(table.sheet.cell(record.number - 1, position)) for record in table.records}
    return table.header.table in _STATES and any(_STATES[table.header.table].fullmatch(words) for words in texts)


def _filled(table: Table, position: int) -> bool:
    return any(not is_missing(table.sheet.cell(record.number - 1, position)) for record in table.records)


def _added(table: Table) -> Iterator[Finding]:
    """Yield a note for each field whose parts were added up."""
    fields: dict[str, list[int]] = {}
    for position, field in table.header.parts.items():
        fields.setdefault(field, []).append(position)
    for field, positions in fields.items():
        titles = " + ".join(table.header.titles[at] for at in positions)
        yield finding(
            "parts_added", table.header_location(positions[0]), titles, field=usual_title(table.header.table, field)
        )


def _partly(table: Table) -> Iterator[Finding]:
    """Yield a warning for each title that was recognised although the words in its brackets were not."""
    for position in table.header.columns:
        not_understood = partly_read(table.header.meanings.get(position, Meaning()))
        if not_understood and position not in table.header.chosen:
            location = table.header_location(position)
            yield finding("title_partly_read", location, not_understood, title=table.header.titles[position])


def _in_hundreds(table: Table) -> Iterator[Finding]:
    for words in table.titles if table.header.table == "schools" else ():
        if many := _TENS_IN_NOTE.search(words):
            yield finding("title_multiple", Location(table.sheet.file, table.sheet.name), many[1], title=words)


def _untitled(table: Table) -> Iterator[Finding]:
    """Yield a finding on each filled column without a title: an error if it names schools of the table itself."""
    titled = set(table.header.titles)
    for position in range(max((len(row) for row in table.sheet.rows), default=0)):
        if position in titled or not table.holds(position) or table.sheet.origins:
            continue
        filled = [
            record.number for record in table.records if not is_missing(table.sheet.cell(record.number - 1, position))
        ]
        if not filled:
            continue
        location = Location(table.sheet.file, table.sheet.name, filled[0], position + 1)
        code = "column_names_schools" if _names_schools(table, position) else "column_untitled"
        yield finding(code, location, len(filled))


def _struck(table: Table) -> Iterator[Finding]:
    """Yield an error for each record with a struck-through cell, because it is uncertain whether the record still applies."""
    for record in table.records if table.sheet.struck else ():
        row = record.number - 1
        struck_columns = [at for at in sorted(table.header.columns) if (row, at) in table.sheet.struck]
        if struck_columns:
            location = table.location(record, table.header.columns[struck_columns[0]])
            yield finding("row_struck", location, text(table.sheet.cell(row, struck_columns[0])))

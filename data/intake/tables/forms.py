"""Vertical forms (labels in columns, values beside them), rearranged as a header with rows."""

import re
from dataclasses import dataclass

from data.intake.formats.sheet import Sheet
from data.intake.tables.header.contents import SCHOOL
from data.intake.tables.header.table_kinds import ROSTER, is_title
from data.intake.tables.titles.meaning import meaning
from data.intake.tables.titles.title_words import plain_title
from data.intake.values.cells import Cell, text

_FEWEST = 3
_MOSTLY = 0.6
_NAME = "学校名称"
_OF_A_SCHOOL = {"school_id", "stage", "urban_rural", "pupils"}
_SHARE = 0.4
_HEADS = {"项目", "指标", "栏目", "内容", "填报项目", "指标名称", "项目名称", "填报内容", "类别", "名称"}
_BESIDE = {
    *(
        "单位",
        "计量单位",
        "备注",
        "说明",
        "填报说明",
        "填写说明",
        "指标说明",
        "序号",
        "代码",
        "口径",
        "填报要求",
        "要求",
    ),
    *("填写要求", "含义", "示例", "样例", "解释", "指标解释", "字段说明", "格式", "数据类型", "是否必填", "必填"),
}
EXPLAINS = re.compile(r"说明|须知|要求|字典|目录|指南|解释|口径")
Spot = tuple[int, int]


@dataclass(frozen=True)
class _Entry:
    """One label and the values beside it."""

    label: Spot
    values: list[Spot]
    title: str = ""
    """The title that replaces the label, if the label itself is a corner word (项目) or empty."""


def forms(sheet: Sheet) -> list[Sheet]:
    """Return each form of a sheet as a sheet of its own with the header row first.

    Its `origins` point to the original cells.
    """
    columns = [] if EXPLAINS.search(sheet.name) else _label_columns(sheet)
    entries = [entry for row in range(len(sheet.rows)) for entry in _entries(sheet, row, columns)]
    if names := _names_across(sheet, columns, entries):
        entries = [names, *(entry for entry in entries if entry.label != names.label)]
    grouped_entries: list[list[_Entry]] = []
    for entry in entries:
        words = plain_title(sheet.cell(*entry.label))
        if not grouped_entries or words == plain_title(sheet.cell(*grouped_entries[-1][0].label)):
            grouped_entries.append([])
        grouped_entries[-1].append(entry)
    return [
        _laid_out(sheet, form, single=len(columns) == 1)
        for form in grouped_entries
        if any(entry.values for entry in form)
    ]


def _names_across(sheet: Sheet, columns: list[int], entries: list[_Entry]) -> _Entry | None:
    """Return the row of school names of a roster that has one column per school, if no label names that row.

    The row is recognised by its values, whatever its corner cell says.
    """
    labels = {meaning(ROSTER, (text(sheet.cell(*entry.label)),)).field for entry in entries}
    if len(columns) != 1 or not entries or "name" in labels or not labels & _OF_A_SCHOOL:
        return None
    known = {entry.label[0] for entry in entries if meaning(ROSTER, (text(sheet.cell(*entry.label)),)).field}
    for row in range(len(sheet.rows)):
        values = _values(sheet, row, columns, 0)
        schools = sum(bool(SCHOOL.fullmatch(text(sheet.cell(*spot)))) for spot in values)
        if values and schools >= _MOSTLY * len(values) and row not in known:
            return _Entry((row, columns[0]), values, _NAME)
    return None


def _label_columns(sheet: Sheet) -> list[int]:
    filled: dict[int, list[bool]] = {}
    for cells in sheet.rows:
        for column, cell in enumerate(cells):
            if text(cell):
                alone = sum(bool(text(other)) for other in cells) == 1
                filled.setdefault(column, []).append(is_title(cell) and not alone)
    if sum(map(sum, filled.values())) < _FEWEST:
        return []
    return sorted(
        column for column, labels in filled.items() if sum(labels) > 1 and sum(labels) >= _SHARE * len(labels) - 1
    )


def _entries(sheet: Sheet, row: int, columns: list[int]) -> list[_Entry]:
    entries = []
    for number, column in enumerate(columns):
        words = plain_title(sheet.cell(row, column))
        values = _values(sheet, row, columns, number)
        if not words or words in _BESIDE | _HEADS or not (values or is_title(sheet.cell(row, column))):
            continue
        entries.append(_Entry((row, column), values))
    return entries


def _values(sheet: Sheet, row: int, columns: list[int], number: int) -> list[Spot]:
    """Return the positions of a label's values: all columns to its right, or the first one before the next label."""
    block = sheet.merge_at(row, columns[number])
    first = (block.right if block else columns[number]) + 1
    if len(columns) > 1:
        last = columns[number + 1] if number + 1 < len(columns) else len(sheet.rows[row])
        return [(row, at) for at in range(first, last) if text(sheet.cell(row, at))][:1]
    beside = {at for above in range(row) for at, cell in enumerate(sheet.rows[above]) if plain_title(cell) in _BESIDE}
    return [(row, at) for at in range(first, len(sheet.rows[row])) if at not in beside and text(sheet.cell(row, at))]


def _laid_out(sheet: Sheet, form: list[_Entry], *, single: bool) -> Sheet:
    """Return a form as titles, one header row and one row per record.

    Two labels at the same position become two columns.
    """
    first = min(entry.label[0] for entry in form)
    grid: list[list[Spot | None]] = [[(row, 0)] for row in range(first)]
    grid.append([entry.label for entry in form])
    keys = sorted({spot[1] for entry in form for spot in entry.values}) if single else [-1]
    for key in keys:
        grid.append([next((spot for spot in entry.values if key in (spot[1], -1)), None) for entry in form])
    rows: list[list[Cell]] = [[sheet.words(row)] for row in range(first)]
    rows.append([entry.title or sheet.cell(*entry.label) for entry in form])
    rows += [[None if spot is None else sheet.cell(*spot) for spot in spots] for spots in grid[first + 1 :]]
    origins = {(row, at): spot for row, spots in enumerate(grid) for at, spot in enumerate(spots) if spot is not None}
    return Sheet(sheet.file, sheet.name, rows, choices=sheet.choices, origins=origins)

"""How the sheets of a reading were understood, as the views of this section draw it."""

from collections import defaultdict
from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from data.intake.findings import Finding
from data.intake.preview import RowView, SheetView, field_options
from views.labels import label, named, spoken
from views.manage.grid import Head, Line, Mark, Marks
from views.manage.sheets import Column
from views.manage.words import short


def fields(table: str) -> dict[str, str]:
    """Return what a column of a kind of table may hold: field → its name."""
    return {one.field: named({"name_zh": one.zh, "name_en": short(one.en)}) for one in field_options(table)}


def heads(view: SheetView) -> list[Head]:
    """Return every column of a sheet with what it was understood as; a sheet of several tables as in the first."""
    known = {column.letter: column for table in reversed(view.tables) for column in table.columns}
    names = {key: words for table in view.tables for key, words in fields(table.table).items()}
    found = []
    for position in range(1, view.width + 1):
        column = known.get(get_column_letter(position))
        meaning = names.get(column.field, column.field) if column and column.field else label("head.nothing")
        found.append(Head(get_column_letter(position), meaning, column.why if column else "ignored"))
    return found


def columns(view: SheetView, at: int) -> list[Column]:
    """Return the titled columns of a sheet's table number `at`, to choose their fields."""
    titles = [column.title for column in view.tables[at].columns]
    return [
        Column(
            one.letter, one.title, one.field or "ignored" if one.why != "unknown" else "", titles.count(one.title) == 1
        )
        for one in view.tables[at].columns
    ]


def lines(rows: Sequence[RowView]) -> list[Line]:
    """Return rows as the grid draws them."""
    return [Line(row.number, row.role, row.cells) for row in rows]


def marks(view: SheetView, findings: Sequence[Finding]) -> Marks:
    """Return the findings that speak of a row of a sheet, by row and column letter."""
    found = defaultdict[tuple[int, str], list[Mark]](list)
    for one in findings:
        if (one.file, one.sheet) == (view.file, view.sheet) and one.row:
            letter = one.column.split(" ")[0]
            found[one.row, letter].append(Mark(one.severity, str(spoken(one.as_dict(), "message"))))
    return found

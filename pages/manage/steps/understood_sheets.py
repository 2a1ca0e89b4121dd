"""Prepares for the views how the columns of each sheet were read."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from data.intake.choices import IGNORED
from data.intake.findings import Finding
from data.intake.preview import SheetView, TableView, field_options
from pages.manage.steps import open_questions
from views.panels.manage.grid import Head
from views.panels.manage.sheets import Column
from views.panels.manage.words import short
from views.text.labels import label, named


def fields(table: str) -> dict[str, str]:
    """Return the fields that a column of a kind of table may hold, each with its name."""
    return {one.field: named({"name_zh": one.zh, "name_en": short(one.en)}) for one in field_options(table)}


def heads(view: SheetView, findings: Sequence[Finding]) -> list[Head]:
    """Return every column of a sheet with the field it was read as; in a sheet of several tables, the first table counts."""
    known = {column.letter: column for table in reversed(view.tables) for column in table.columns}
    names = {key: words for table in view.tables for key, words in fields(table.table).items()}
    asked = open_questions.letters(open_questions.of(view, findings))
    found = []
    for letter in map(get_column_letter, range(1, view.width + 1)):
        column = known.get(letter)
        why = "asked" if letter in asked else column.why if column else "ignored"
        field = column.field if column else ""
        if why == "chosen" and not field:
            found.append(Head(letter, names[IGNORED], "dropped"))
        else:
            found.append(Head(letter, names.get(field, field) or label("head.nothing"), why))
    return found


def columns(view: SheetView, at: int) -> list[Column]:
    """Return the titled columns of a sheet's table number `at`, to choose their fields."""
    titles = [column.title for column in view.tables[at].columns]
    return [
        Column(
            one.letter,
            one.title,
            one.field or (IGNORED if one.why in ("ignored", "chosen") else ""),
            titles.count(one.title) == 1,
        )
        for one in view.tables[at].columns
    ]


def table_of(view: SheetView, one: Finding) -> TableView:
    """Return the table whose column a finding concerns."""
    letter = open_questions.letter(one)
    tables = [table for table in view.tables if letter in {column.letter for column in table.columns}]
    return next((table for table in tables if table.header_rows[1] == one.row), tables[0] if tables else view.tables[0])


def key_of(view: SheetView, one: Finding) -> str:
    """Return the key by which a decision names the column that a finding asks about."""
    letter, at = open_questions.letter(one), view.tables.index(table_of(view, one))
    return next((column.key for column in columns(view, at) if column.letter == letter), letter)

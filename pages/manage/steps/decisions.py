"""Shows the decisions made by hand on the sheets, each in words and with an undo."""

from data.intake.choices import ColumnChoice, HeaderChoice, SectionChoice
from data.intake.pipeline import Reading
from data.intake.session import Session
from data.intake.tables.header.table_kinds import KINDS
from pages.manage.steps import understood_sheets
from views.panels.manage import questions, sheets
from views.text.labels import label, number


def step(session: Session, reading: Reading) -> None:
    """Draw the decisions made by hand; nothing if there are none."""
    decided: list[ColumnChoice | SectionChoice | HeaderChoice] = [
        *session.columns.values(),
        *session.sections.values(),
        *session.headers.values(),
    ]
    if decided:
        answers = [questions.Answer(sheets.name_of(one.file, one.sheet), _words(reading, one)) for one in decided]
        questions.answered(answers, lambda at: session.take_back(decided[at]))


def _words(reading: Reading, one: ColumnChoice | SectionChoice | HeaderChoice) -> str:
    if isinstance(one, ColumnChoice):
        return label("answer.column", column=one.column, field=_field_name(reading, one))
    if isinstance(one, SectionChoice):
        return label("answer.section", heading=one.heading, rows=label(f"questions.{one.rows}"))
    return label("answer.header", first=number(one.first), last=number(one.last), table=label(f"sheet.{one.table}"))


def _field_name(reading: Reading, choice: ColumnChoice) -> str:
    views = [view for view in reading.views if (view.file, view.sheet) == (choice.file, choice.sheet)]
    tables = [table.table for view in views for table in view.tables]
    return next(
        (
            names[choice.field]
            for table in [*tables, *KINDS]
            if choice.field in (names := understood_sheets.fields(table))
        ),
        "",
    )

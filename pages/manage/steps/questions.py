"""Shows the reader's questions as blocks with the likeliest answers; an answer is saved as a decision of the user."""

from data.intake.choices import COUNT, LEAVE_OUT
from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.intake.session import Session
from pages.manage.steps import understood_sheets
from views.panels.manage import questions, sheets
from views.panels.manage.questions import Question
from views.shell import url_state
from views.text.labels import label, number, spoken

_PLAIN = ("column_unsure", "heading_unclear")  # the question already says what the finding says


def step(session: Session, reading: Reading, shown: int) -> None:
    """Draw the questions of all sheets; `shown` is the index of the sheet on screen."""
    asked = {one.key: (one, found) for found in reading.findings if (one := _question(reading, found))}

    def answer(question: Question, said: str) -> None:
        found = asked[question.key][1]
        if found.heading:
            session.decide_section(found.file, found.sheet, found.heading, said)
        else:
            session.decide(
                found.file, found.sheet, understood_sheets.key_of(reading.views[question.sheet], found), said
            )

    if asked:
        questions.draw(
            [question for question, _ in asked.values()], shown, answer, lambda at: url_state.settle("sheet", str(at))
        )


def _question(reading: Reading, found: Finding) -> Question | None:
    if not found.asks:
        return None
    at = next((at for at, one in enumerate(reading.views) if (one.file, one.sheet) == (found.file, found.sheet)), -1)
    if at < 0:
        return None
    details = [] if found.code in _PLAIN else [str(spoken(found.as_dict(), "message"))]
    return (_of_heading if found.heading else _of_column)(reading, found, at, details)


def _of_column(reading: Reading, found: Finding, at: int, details: list[str]) -> Question:
    view, (letter, _, title) = reading.views[at], found.column.partition(" ")
    names = understood_sheets.fields(understood_sheets.table_of(view, found).table)
    samples = label("list_mark").join(view.samples(letter, found.row or 0))
    details = [label("questions.samples", samples=samples), *details] if samples else details
    likely = {field: names[field] for field in (*found.fields, "ignored") if field in names}
    rest = {field: words for field, words in names.items() if field not in likely}
    asks = label("questions.column", letter=letter, title=title)
    return Question(
        f"ask_{at}_{found.row}_{letter}", at, sheets.name_of(found.file, found.sheet), asks, details, likely, rest
    )


def _of_heading(reading: Reading, found: Finding, at: int, details: list[str]) -> Question:
    view, row = reading.views[at], found.row or 0
    rows, names = view.below(found.heading, row)
    details = [label("questions.names", names=label("list_mark").join(names)), *details] if names else details
    written = " ".join(filter(None, view.rows(row, 1)[0].cells)) if row else found.value
    asks = label("questions.heading", heading=written, count=number(rows))
    answers = {kind: label(f"questions.{kind}") for kind in (COUNT, LEAVE_OUT)}
    return Question(
        f"ask_{at}_{row}_{found.heading}", at, sheets.name_of(found.file, found.sheet), asks, details, answers, {}
    )

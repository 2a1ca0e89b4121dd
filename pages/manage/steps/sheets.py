"""The first step after the upload: how each sheet was read, and the decisions made by hand."""

from collections import Counter
from functools import partial

import streamlit as st

from data.intake.choices import HeaderChoice
from data.intake.pipeline import Reading
from data.intake.preview import SheetView
from data.intake.session import Session
from data.intake.tables.header.table_kinds import KINDS
from pages.manage.steps import cells, decisions, open_questions, questions, understood_sheets
from views.panels.manage import account, publishing, sheets
from views.panels.manage.findings import ORDER
from views.shell import layout
from views.text.labels import label

_SAID = 5  # errors shown at most if no sheet can be shown


def step(session: Session, reading: Reading) -> None:
    """Draw one sheet with its recognised header and columns, the open questions, and the controls to decide by hand."""
    if not reading.views:
        st.info(label("intake.no_sheet"))
        publishing.refused([one.as_dict() for one in reading.findings if one.severity == "error"][:_SAID])
        return
    names = [(view.file, view.sheet) for view in reading.views]
    found = [Counter(one.severity for one in reading.findings if (one.file, one.sheet) == name) for name in names]
    above = st.container()
    at = sheets.pick(names, [{gravity: counts[gravity] for gravity in ORDER} for counts in found])
    view = reading.views[at]
    with above:
        questions.step(session, reading, at)
        decisions.step(session, reading)
    with st.container(gap=None):
        sheets.told([(one.table, *one.header_rows, one.records) for one in view.tables])
        account.draw(cells.account(reading.ledgers[at]), str(at))
    asked = open_questions.of(view, reading.findings)
    sheets.grid(
        f"{view.file} {view.sheet}", understood_sheets.heads(view, asked), view.height,
        lambda first, count: cells.lines(view.rows(first, count), asked), cells.marks(view, reading.findings, brief=True),
    )  # fmt: skip
    for number in range(len(view.tables)):
        _columns(session, view, number, f"{at}_{number}")
    _header(session, view, str(at))


def _columns(session: Session, view: SheetView, number: int, where: str) -> None:
    table = view.tables[number].table

    def decide(column: sheets.Column, meant: str) -> None:
        session.decide(view.file, view.sheet, column.key, meant)

    draw = partial(
        sheets.mapping, understood_sheets.columns(view, number), understood_sheets.fields(table), where, decide
    )
    layout.folded(label("mapping.title", table=label(f"sheet.{table}")), f"mapping_{where}", draw)


def _header(session: Session, view: SheetView, where: str) -> None:
    first = view.tables[0] if view.tables else None
    guess = (first.table, *first.header_rows) if first else (KINDS[0], 1, 1)

    def draw() -> None:
        if found := sheets.header_rows({kind: label(f"sheet.{kind}") for kind in KINDS}, view.height, where, guess):
            session.decide_header(HeaderChoice(*found, view.file, view.sheet))
            st.rerun()

    layout.folded(label("header.title"), f"header_{where}", draw)

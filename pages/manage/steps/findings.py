"""Shows the findings: errors open, warnings and notes folded, and a workbook of all findings beside the rows they concern."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from data.intake.findings import Finding
from data.intake.pipeline import Reading
from data.intake.preview import RowView, SheetView
from data.intake.report import in_order
from pages.manage.steps import cells, open_questions, understood_sheets
from views.downloads.deferred import deferred
from views.listings import About
from views.panels.manage import findings
from views.shell import layout
from views.tables import linked_table
from views.text.labels import label, number

MOST_CELLS = 300_000  # beyond this the workbook has only rows with findings: writing more would slow down other users


def step(reading: Reading, about: About) -> None:
    """Draw the errors, causes before their consequences; warnings and notes folded; and the download of the workbook."""
    file = f"{findings.listing(label('findings.title'), about, []).stem}.xlsx"
    st.download_button(
        label("findings.book"), deferred(partial(_book, reading, about), file), file_name=file, on_click="ignore",
        icon=":material/table_view:", key="findings_book", help=label("findings.book_help"),
    )  # fmt: skip
    found = {kind: [one for one in in_order(reading.findings) if one.severity == kind] for kind in findings.ORDER}
    blocking, *others = findings.ORDER
    _listed(found[blocking], about, blocking)
    for kind in others:
        if found[kind]:
            words = f"{label(f'severity.{kind}')} {number(len(found[kind]))}"
            layout.folded(words, f"findings_{kind}", partial(_listed, found[kind], about, kind))


def _listed(found: Sequence[Finding], about: About, kind: str) -> None:
    title = label(f"findings.{kind}")
    listed = findings.listing(title, about, [one.as_dict() for one in found])
    linked_table.show(listed, f"findings_{kind}", {}, empty=label("findings.none_blocks"))


def _book(reading: Reading, about: About) -> bytes:
    listed = findings.listing(label("findings.title"), about, [one.as_dict() for one in in_order(reading.findings)])
    sheets, is_large = [], sum(view.height * view.width for view in reading.views) > MOST_CELLS
    if is_large:
        listed = replace(listed, notes=[*listed.notes, (label("note.rows"), label("findings.book_part"))])
    for view in reading.views:
        asked, marks = open_questions.of(view, reading.findings), cells.marks(view, reading.findings)
        lines = cells.lines(_rows(view, {row for row, _ in marks}) if is_large else view.rows(1, view.height), asked)
        name = f"{view.file.rsplit('.', 1)[0]} {view.sheet}"
        sheets.append((name, understood_sheets.heads(view, asked), lines, marks))
    return findings.book(listed, sheets)


def _rows(view: SheetView, numbers: set[int]) -> list[RowView]:
    """Return the headers of a sheet and some of its rows."""
    heads = {number for table in view.tables for number in range(table.header_rows[0], table.header_rows[1] + 1)}
    return [row for number in sorted(heads | numbers) for row in view.rows(number, 1)]

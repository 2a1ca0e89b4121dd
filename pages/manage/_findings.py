"""What was found in the sheets: a list by gravity, and a workbook beside the rows it speaks of."""

from collections import Counter
from functools import partial

import streamlit as st

from data.intake.pipeline import Reading
from pages.manage import _understood
from views import choices, linked
from views.downloads import deferred
from views.labels import label, number
from views.lists import About
from views.manage import findings


def step(reading: Reading, about: About) -> None:
    """Draw the findings of one gravity or all, and the workbook that has them beside the rows they speak of."""
    counts = Counter(one.severity for one in reading.findings)
    kinds = {"all": label("findings.all", count=number(len(reading.findings)))}
    kinds |= {one: f"{label(f'severity.{one}')} {number(counts[one])}" for one in findings.ORDER if counts[one]}
    gravity = choices.segments("gravity", label("intake.gravity"), kinds, "all")
    shown = [one.as_dict() for one in reading.findings if gravity in ("all", one.severity)]
    file = f"{findings.listing(label('findings.title'), about, []).stem}.xlsx"
    st.download_button(
        label("findings.book"), deferred(partial(_book, reading, about), file), file_name=file, on_click="ignore",
        icon=":material/table_view:", key="findings_book", help=label("findings.book_help"),
    )  # fmt: skip
    linked.show(findings.listing(label("findings.title"), about, shown), "findings", {}, empty=label("findings.none"))


def _book(reading: Reading, about: About) -> bytes:
    listed = findings.listing(label("findings.title"), about, [one.as_dict() for one in reading.findings])
    sheets = [
        (
            f"{view.file.rsplit('.', 1)[0]} {view.sheet}", _understood.heads(view),
            _understood.lines(view.rows(1, view.height)), _understood.marks(view, reading.findings),
        )
        for view in reading.views
    ]  # fmt: skip
    return findings.book(listed, sheets)

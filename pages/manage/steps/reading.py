"""Waits until the sheets are read, with a progress bar and a button to cancel."""

import streamlit as st

from data.intake.pipeline import Reading
from data.intake.reading_process.runner import ReadingProcess
from data.intake.session import Files, Order, Session
from pages.frame import guarded
from views.panels.manage import upload
from views.server.upload_box import is_there
from views.shell.fragments import fragment
from views.shell.turns import turn_lent
from views.text.labels import label

AT_ONCE = 0.6
"""Seconds that reading may take before a progress bar is drawn."""
_EVERY = 0.4  # seconds after which the bar is drawn again


def of(session: Session, files: Files, order: Order) -> Reading | None:
    """Return the reading of the files; None while they are being read (a progress bar is drawn) or if it was cancelled."""
    process = session.begin(files, order, is_there())
    if process:
        with turn_lent():
            is_done = process.wait(AT_ONCE)
        if not is_done:
            # A fragment of its own, drawn at intervals: a click inside a running page would only take effect at its end.
            fragment(_watch, run_every=_EVERY)(session, process)
            return None
    reading = session.finish()
    if reading is None:
        upload.cancelled(session.drop)
    return reading


def _watch(session: Session, process: ReadingProcess) -> None:
    with guarded("intake"):
        if process.wait(0):
            st.rerun()
        step = process.step
        upload.reading(step.share, label(f"reading.{step.name}", file=step.file), session.cancel)

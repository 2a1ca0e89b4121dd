"""The wait for the sheets to be read: how far it is, and the way to end it."""

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
"""Seconds that a reading may take before a bar is drawn for it."""
_EVERY = 0.4  # seconds after which the bar is drawn again


def of(session: Session, files: Files, order: Order) -> Reading | None:
    """Return what the files come to; None while they are read, with a bar that shows how far, or where that was ended."""
    process = session.begin(files, order, is_there())
    if process:
        with turn_lent():
            is_done = process.wait(AT_ONCE)
        if not is_done:
            # A part of its own, drawn anew by the clock: a click inside a running page would wait for its end.
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

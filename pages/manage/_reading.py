"""The wait for the sheets to be read: how far it is, and the way to end it."""

from data.intake.pipeline import Reading
from data.intake.session import Files, Order, Session
from pages import waiting
from views.labels import label
from views.manage import upload

_EVERY = 0.2  # seconds after which the bar is drawn again; a click of the clerk's is taken then


def of(session: Session, files: Files, order: Order) -> Reading | None:
    """Return what the files come to, drawing how far the reading is; None where the clerk has ended it."""
    with waiting():
        process = session.begin(files, order)
        if process and not process.wait(_EVERY):
            with upload.reading(session.cancel) as draw:
                while not process.wait(_EVERY):
                    step = process.step
                    draw(step.share, label(f"reading.{step.name}", file=step.file))
        reading = session.finish()
    if reading is None:
        upload.cancelled(session.drop)
    return reading

"""The files of a briefing by what they are: deck, document, workbook, and all of them in one archive."""

from collections.abc import Callable
from functools import partial

from views.briefing.bundle import archive
from views.briefing.content import Briefing
from views.briefing.deck import deck
from views.briefing.document import document
from views.briefing.workbook import workbook

Writer = Callable[[Briefing], bytes]
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SINGLE: dict[str, Writer] = {"deck": deck, "document": document, "workbook": workbook}
ENDINGS = {"deck": "pptx", "document": "docx", "workbook": "xlsx", "bundle": "zip"}
MIMES = {
    "deck": f"{_OFFICE}.presentationml.presentation",
    "document": f"{_OFFICE}.wordprocessingml.document",
    "workbook": f"{_OFFICE}.spreadsheetml.sheet",
    "bundle": "application/zip",
}


def bundle(briefing: Briefing) -> bytes:
    """Return every file of a briefing as one ZIP."""
    return archive(briefing, {f".{ENDINGS[what]}": partial(write, briefing) for what, write in _SINGLE.items()})


WRITERS: dict[str, Writer] = {**_SINGLE, "bundle": bundle}

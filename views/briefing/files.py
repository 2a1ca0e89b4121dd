"""The files of a briefing by what they are."""

from collections.abc import Callable

from views.briefing.content import Briefing
from views.briefing.workbook import workbook

_OFFICE = "application/vnd.openxmlformats-officedocument"
WRITERS: dict[str, Callable[[Briefing], bytes]] = {"workbook": workbook}
ENDINGS = {"deck": "pptx", "document": "docx", "workbook": "xlsx", "bundle": "zip"}
MIMES = {
    "deck": f"{_OFFICE}.presentationml.presentation",
    "document": f"{_OFFICE}.wordprocessingml.document",
    "workbook": f"{_OFFICE}.spreadsheetml.sheet",
    "bundle": "application/zip",
}

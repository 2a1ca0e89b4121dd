"""Write a briefing as a document: A4 in the layout of Chinese official documents, with sentences and tables."""

from collections.abc import Mapping

from views.briefing import document_parts as parts
from views.briefing.content import Briefing
from views.briefing.paper.page import blank, packed
from views.briefing.paper.writer import Writer
from views.text.labels import label

OFFICIAL = "official"


def document(briefing: Briefing, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Return the document: title, 总体情况, 目标进展 claim by claim, 变化, 名单, 口径.

    `pictures` are PNGs by the code of their claim; the map has the key `map`.
    """
    warning = "" if briefing.status == OFFICIAL else label(f"status.{briefing.status}")
    book = blank(briefing.title, briefing.as_of, warning)
    writer, shown = Writer(book), pictures or {}
    parts.title(writer, briefing)
    parts.situation(writer, briefing, shown)
    parts.progress(writer, briefing, shown)
    parts.changes(writer, briefing)
    parts.missing(writer, briefing)
    parts.method(writer, briefing)
    return packed(book)

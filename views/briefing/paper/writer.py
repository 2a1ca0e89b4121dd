"""Write a document from top to bottom: headings numbered on three levels, text, tables and pictures."""

import io

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from views.briefing.paper.numerals import heading, spelled, stopped
from views.briefing.paper.page import HEIGHT_MM, WIDTH_MM, said
from views.briefing.paper.table import Grid, table
from views.briefing.paper.type import faces, run_properties
from views.text.labels import label

_LEVELS = 3
_PICTURE_MM = HEIGHT_MM - 60  # leaves room for the caption and the text above


class Writer:
    """Writes a document; it numbers headings, tables and pictures."""

    def __init__(self, book: Document) -> None:
        self._book = book
        self._numbers = [0] * _LEVELS
        self._counts = {"table": 0, "picture": 0}

    def heading(self, level: int, text: str) -> None:
        """Write a heading of a level (1 to 3) with its next number."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (_LEVELS - level)
        self.paragraph(heading(self._numbers[:level], text), f"Heading{level}")

    def sentences(self, text: str, *, lead: str = "") -> None:
        """Write a paragraph of whole sentences, with dates in words; its first words (`lead`) are bold."""
        self.paragraph(spelled(stopped(text)), lead=lead)

    def paragraph(self, text: str, style: str = "Normal", *, lead: str = "") -> None:
        """Write a paragraph, its first words (`lead`) bold; nothing if there is no text."""
        if not text:
            return
        added = self._book.add_paragraph()
        added._p.get_or_add_pPr()._add_pStyle().val = style
        if lead:
            _run(added, lead, style, bold=True)
        _run(added, text, style)

    def table(self, title: str, grid: Grid) -> None:
        """Write a table below its title and number."""
        self.paragraph(self._caption("table", title), "Caption")
        body = self._book.element.body
        body.insert(len(body) - 1, table(grid))
        self.paragraph("\u00a0", "Source")

    def picture(self, title: str, image: bytes, words: str) -> None:
        """Write a picture as wide as the text, with its title below; `words` is the description for screen readers."""
        added = self._book.add_paragraph()
        added._p.get_or_add_pPr()._add_pStyle().val = "Picture"
        added.paragraph_format.keep_with_next = True
        shape = added.add_run().add_picture(io.BytesIO(image), width=Mm(WIDTH_MM))
        if shape.height > Mm(_PICTURE_MM):
            shape.width, shape.height = round(shape.width * Mm(_PICTURE_MM) / shape.height), Mm(_PICTURE_MM)
        shape._inline.docPr.set("descr", said(words))
        self.paragraph(self._caption("picture", title), "Below")

    def _caption(self, kind: str, title: str) -> str:
        self._counts[kind] += 1
        return label(f"document.{kind}", number=self._counts[kind], title=title)


def _run(paragraph: Paragraph, text: str, style: str, *, bold: bool = False) -> None:
    """Add a run with its own fonts, for Chinese letters too."""
    run = paragraph.add_run(said(text))
    look = run_properties(faces()[style], bold=bold)
    run._r.insert(0, parse_xml(look.replace("<w:rPr>", f"<w:rPr {nsdecls('w')}>", 1)))

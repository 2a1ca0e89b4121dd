"""Make an empty A4 document with margins, page numbers, styles and fonts, and return a document's bytes."""

import io
import re
from datetime import date, datetime
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm

from views.briefing.paper.styles import fonts_xml, styles_xml
from views.briefing.paper.type import faces, is_chinese, run_properties
from views.exports.packing import repacked
from views.text.labels import label

WIDTH_MM, HEIGHT_MM = 156, 225  # the text area
_TOP, _LEFT = 37, 28
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNUSED = ("thumbnail", "stylesWithEffects", "customXml")


def said(text: str) -> str:
    """Return a text that XML can hold: control characters become a replacement character."""
    return _UNSAYABLE.sub("\ufffd", text)


def blank(title: str, as_of: date, warning: str) -> Document:
    """Return an empty document; `warning`, if any, is on top of every page."""
    book = docx.Document()
    _restyle(book)
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(_TOP), Mm(_LEFT)
    section.right_margin, section.bottom_margin = Mm(210 - _LEFT - WIDTH_MM), Mm(297 - _TOP - HEIGHT_MM)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    _margins(book, section, warning)
    facts, day = book.core_properties, datetime(as_of.year, as_of.month, as_of.day)
    facts.title, facts.author, facts.comments = said(title)[:255], label("product_version"), ""
    facts.created = facts.modified = day
    facts.last_modified_by, facts.language = label("product_version"), "zh-CN" if is_chinese() else "en"
    return book


def packed(book: Document) -> bytes:
    """Return the document's bytes; the same document always gives the same bytes."""
    written = io.BytesIO()
    book.save(written)
    return repacked(written.getvalue())


def _restyle(book: Document) -> None:
    """Replace the library's styles, fonts and language by ours."""
    styles = book.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in list(parse_xml(styles_xml())):
        styles.append(child)
    for holder in (book.part.package, book.part):
        for key in [key for key, one in holder.rels.items() if one.reltype.endswith(_UNUSED)]:
            del holder.rels[key]
    for relation in book.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation.target_part._blob = fonts_xml().encode()
        elif relation.reltype == RELATIONSHIP_TYPE.THEME:
            relation.target_part._blob = _theme(relation.target_part.blob.decode()).encode()
    language = book.settings.element.find(qn("w:themeFontLang"))
    language.set(qn("w:eastAsia"), "zh-CN")


def _theme(xml: str) -> str:
    """Return the theme with our fonts, for text without fonts of its own."""
    text, head = faces()["Normal"], faces()["Heading1"]
    for kind, face in (("major", head), ("minor", text)):
        fonts = f'<a:latin typeface="{face.latin}"/><a:ea typeface="{face.east}"/><a:cs typeface=""/>'
        xml = re.sub(rf"<a:{kind}Font>.*?</a:{kind}Font>", f"<a:{kind}Font>{fonts}</a:{kind}Font>", xml, flags=re.S)
    return xml


def _margins(book: Document, section: Section, warning: str) -> None:
    """Write the page number at the outer edge, indented by one letter, and the warning on top."""
    book.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _replace(footer, _number(side))
    for header in (section.header, section.even_page_header):
        run = f"<w:r>{run_properties(faces()['Header'])}<w:t>{escape(said(warning))}</w:t></w:r>" if warning else ""
        _replace(header, f'<w:pPr><w:pStyle w:val="Header"/><w:jc w:val="center"/></w:pPr>{run}')


def _number(side: str) -> str:
    look = run_properties(faces()["Footer"])
    dash = f'<w:r>{look}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    field = f'<w:fldSimple w:instr="PAGE"><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/>'
    return f'<w:pPr><w:pStyle w:val="Footer"/>{indent}</w:pPr>{dash.format("— ")}{field}{dash.format(" —")}'


def _replace(margin: _Header | _Footer, paragraph: str) -> None:
    """Replace the content of a header or footer by one paragraph."""
    margin.is_linked_to_previous = False
    element = margin._element
    for child in list(element):
        element.remove(child)
    element.append(parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>"))

"""Write the styles, the font table and the theme of the document as parts of a .docx file."""

from docx.oxml.ns import nsdecls

from views.briefing.paper.type import FALLBACKS, Face, faces, is_chinese, run_properties
from views.theme.palette import BLACK

_LINE = 579  # twentieths of a point: 22 lines in the 225 mm of the text area
_NAMES = {"Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3", "Caption": "caption"}
_NAMES |= {
    "Byline": "Byline",
    "Source": "Source",
    "Below": "Caption Below",
    "TableHead": "Table Head",
    "TableText": "Table Text",
}
_NAMES |= {"Header": "header", "Footer": "footer"}
_KEEP = "<w:keepNext/><w:keepLines/>"
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="{twips}"/>'
_CENTRED = '<w:jc w:val="center"/>'


def styles_xml() -> str:
    """Return all styles: the defaults, one paragraph style for each kind of text, the grid of tables."""
    found = "".join(_style(key, face) for key, face in faces().items())
    normal = run_properties(faces()["Normal"], '<w:kern w:val="0"/>')
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    defaults = normal.replace("</w:rPr>", language)
    return (
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{found}{_TABLES}</w:styles>"
    )


def _style(key: str, face: Face) -> str:
    base = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if key == "Normal" else ""
    # With a sixteenth of a point less between letters, 28 of them fit the 156 mm of a line.
    tight = '<w:spacing w:val="-5"/>' if is_chinese() and face.points == 16 else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{_NAMES.get(key, key)}"/>{base}'
        f'<w:uiPriority w:val="1"/><w:qFormat/><w:pPr>{_paragraph(key, face)}</w:pPr>{run_properties(face, tight)}</w:style>'
    )


def _paragraph(key: str, face: Face) -> str:
    """Return the properties of one kind of paragraph.

    Chinese has 22 lines a page and indents the first line by two letters.
    """
    chinese = is_chinese()
    indent = _INDENT.format(twips=round(face.points * 40)) if chinese else ""
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    if key == "Normal":
        return f'{_lines(0, 0 if chinese else 120)}{indent}<w:jc w:val="{"both" if chinese else "left"}"/>'
    if key.startswith("Heading"):
        level = int(key[-1]) - 1
        before = 0 if chinese else (280, 200, 140)[level]
        return (
            f'{_KEEP}{_lines(before, 0 if chinese else 80)}{indent}<w:jc w:val="left"/><w:outlineLvl w:val="{level}"/>'
        )
    if key == "Title":
        lines = '<w:spacing w:before="{0}" w:after="240" w:line="{1}" w:lineRule="exact"/>'
        return f"{_KEEP}{lines.format(579 if chinese else 0, 720 if chinese else 520)}{flush}{_CENTRED}"
    if key == "Caption":
        return f"{_KEEP}{_auto(160, 60)}{flush}{_CENTRED}"
    if key in ("Byline", "Picture", "Source", "Below"):
        return f"{_auto(0, 80)}{flush}{_CENTRED}"
    return f'{_auto(0, 0)}{flush}<w:jc w:val="left"/>'


def _lines(before: int, after: int) -> str:
    line = f'w:line="{_LINE}" w:lineRule="exact"' if is_chinese() else 'w:line="300" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}" {line}/>'


def _auto(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    "<w:tblPr><w:tblBorders>"
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{BLACK.lstrip("#")}"/>' for side in _SIDES)
    + '</w:tblBorders><w:tblCellMar><w:left w:w="65" w:type="dxa"/><w:right w:w="65" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
)


def fonts_xml() -> str:
    """Return the font table: each font with its substitutes for machines that do not have it."""
    found = [
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/>'
        f'<w:charset w:val="{"86" if name > "z" else "00"}"/><w:family w:val="{"modern" if "体" in name else "roman"}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, others in FALLBACKS.items()
    ]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{"".join(found)}</w:fonts>'

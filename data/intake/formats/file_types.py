"""The table of the known file formats, used by the reader, the browser's uploader and the command line.

A file's format is recognised by its content, never by its extension: the first row whose test matches is the format. A
format that cannot be read has the code of the finding that says what the file is and what to do.
"""

from collections.abc import Callable
from dataclasses import dataclass

from data.intake.findings import Location, finding
from data.intake.formats import compound_file
from data.intake.formats.content import Content
from data.intake.formats.delimited import KnowsTitle, text_table
from data.intake.formats.html import web_tables
from data.intake.formats.ods import document
from data.intake.formats.sheet import Sheet, UnreadableFileError
from data.intake.formats.spreadsheet_xml import xml_workbook
from data.intake.formats.xls import old_workbook
from data.intake.formats.xlsx.workbook import workbook

Test = Callable[[Content], bool]
Reader = Callable[[Content, KnowsTitle], list[Sheet]]
"""Returns the sheets of a file.

The second argument, for text files, returns whether a cell is the title of a column.
"""
_COPY, _SAVE, _UNPACK, _PICTURE = "file_not_table", "file_to_save_again", "file_archive", "file_picture"
_LISTED = 5


@dataclass(frozen=True)
class FileType:
    """One format: its name, its usual endings, how its content is recognised, what reads it or the way out.

    `named` is its place among the formats that the upload box names by their first ending; 0: it is not named there.
    """

    id: str
    zh: str
    en: str
    endings: tuple[str, ...]
    recognised: Test
    read: Reader | None = None
    way_out: str = ""
    named: int = 0

    def refused(self, content: Content) -> UnreadableFileError:
        """Return the error that says what a file of this format is, and what to do instead."""
        inside = [name for name in content.archive.names if not name.endswith("/")] if content.is_archive else []
        value = (", ".join(inside[:_LISTED]) or "—") if self.way_out == _UNPACK else self.id
        return UnreadableFileError(finding(self.way_out, Location(content.name), value, zh=self.zh, en=self.en))


def _begins(*words: str) -> Test:
    return lambda content: content.beginning.startswith(words)


def _starts(*signatures: bytes) -> Test:
    return lambda content: content.data.startswith(signatures)


def _archived(*beginnings: str) -> Test:
    """Return the test for a zip archive that has, for each of these beginnings, a part whose name starts with it."""
    return lambda content: content.is_archive and all(content.archive.has(one) for one in beginnings)


def _compound(*names: str) -> Test:
    return lambda content: bool(content.compound_parts & set(names))


def _open_document(kind: str) -> Test:
    """Return the test for an OpenDocument file of a kind other than a spreadsheet."""
    stated = f"mimetypeapplication/vnd.oasis.opendocument.{kind}".encode()
    return lambda content: content.is_archive and stated in content.data[:200]


def _is_xml_workbook(content: Content) -> bool:
    start = content.beginning
    is_xml = start.startswith(("<?xml", "<?mso", "<workbook", "<ss:workbook"))
    return is_xml and "workbook" in start and "urn:schemas-microsoft-com:office:spreadsheet" in start


def _is_flat_spreadsheet(content: Content) -> bool:
    start = content.beginning
    return start.startswith("<?xml") and ("opendocument.spreadsheet" in start or "<uof:" in start)


def _is_web_page(content: Content) -> bool:
    start = content.beginning
    pages = ("<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<body", "<div", "<tr", "<title")
    return start.startswith(pages) or (start.startswith(("<?xml", "<!--")) and ("<html" in start or "<table" in start))


def _is_web_archive(content: Content) -> bool:
    start = content.beginning
    return start.startswith("mime-version:") or ("\nmime-version:" in start and "multipart/related" in start)


def _is_picture(content: Content) -> bool:
    data = content.data
    return (
        data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"))
        or (data.startswith(b"BM") and data[6:10] == bytes(4))
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")
    )


_PICTURES = ("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic")
FILE_TYPES = (
    # zip archives
    FileType("xlsb", "Excel 二进制工作簿（xlsb）", "a binary Excel workbook (xlsb)", ("xlsb",),
             _archived("xl/workbook.bin"), way_out=_SAVE),
    FileType("xlsx", "Excel 工作簿（xlsx）", "an Excel workbook (xlsx)", ("xlsx", "xlsm", "xltx", "xltm", "et"),
             _archived("[content_types].xml", "xl/"), lambda content, _: workbook(content.archive), named=1),
    FileType("docx", "Word 文档（.docx）", "a Word document (.docx)", ("docx", "docm", "dotx"),
             _archived("[content_types].xml", "word/"), way_out=_COPY),
    FileType("pptx", "PowerPoint 演示文稿（.pptx）", "a PowerPoint presentation (.pptx)", ("pptx", "pptm", "ppsx"),
             _archived("[content_types].xml", "ppt/"), way_out=_COPY),
    FileType("odt", "OpenDocument 文字文档（.odt，与 Word 文档相当）", "an OpenDocument text (.odt, like a Word document)", ("odt", "ott"),
             _open_document("text"), way_out=_COPY),
    FileType("odp", "OpenDocument 演示文稿（.odp）", "an OpenDocument presentation (.odp)", ("odp",),
             _open_document("presentation"), way_out=_COPY),
    FileType("ods", "OpenDocument 电子表格（ods）", "an OpenDocument spreadsheet (ods)", ("ods", "ots"),
             _archived("content.xml"), lambda content, _: document(content.archive), named=4),
    FileType("numbers", "Apple Numbers 表格（.numbers）", "an Apple Numbers spreadsheet (.numbers)", ("numbers",),
             _archived("index/document.iwa"), way_out=_SAVE),
    FileType("zip", "压缩包（zip）", "an archive (zip)", ("zip",), lambda content: content.is_archive, way_out=_UNPACK),
    # compound files
    FileType("encrypted", "设有密码的 Office 文件", "an Office file with a password", (),
             _compound(compound_file.ENCRYPTED), way_out="file_encrypted"),
    FileType("doc", "Word 或 WPS 文字的文档（.doc、.wps）", "a document of Word or WPS Writer (.doc, .wps)", ("doc", "dot", "wps", "wpt"),
             _compound(compound_file.WORD), way_out=_COPY),
    FileType("ppt", "PowerPoint 或 WPS 演示的文稿（.ppt、.dps）", "a presentation of PowerPoint or WPS (.ppt, .dps)", ("ppt", "pps", "dps"),
             _compound(compound_file.SLIDES), way_out=_COPY),
    FileType("xls", "Excel 97–2003 工作簿（xls）", "an Excel 97–2003 workbook (xls)", ("xls", "xlt", "et", "ett"),
             _compound(*compound_file.WORKBOOKS), lambda content, _: old_workbook(content.name, content.data), named=2),
    FileType("compound", "另一种 Office 文件", "another kind of Office file", (),
             lambda content: content.is_compound, way_out=_COPY),
    # markup
    FileType("spreadsheet_xml", "XML 电子表格 2003", "an XML Spreadsheet 2003", ("xml",),
             _is_xml_workbook, lambda content, _: xml_workbook(content)),
    FileType("html", "网页（html）", "a web page (html)", ("html", "htm"), _is_web_page, lambda content, _: web_tables(content)),
    FileType("mhtml", "网页存档（mht、mhtml）", "a web archive (mht, mhtml)", ("mht", "mhtml"),
             _is_web_archive, way_out=_SAVE),
    FileType("flat", "单个 XML 的电子表格（fods、标文通 uof）", "a spreadsheet in one XML file (fods, uof)", ("fods", "uof", "uos"),
             _is_flat_spreadsheet, way_out=_SAVE),
    FileType("xml", "XML 文件", "an XML file", ("xml",), _begins("<?xml", "<!doctype"), way_out=_COPY),
    # all else
    FileType("pdf", "PDF 文件", "a PDF file", ("pdf",), _begins("%pdf-"), way_out=_COPY),
    FileType("rtf", "RTF 文档（与 Word 文档相当）", "an RTF document (like a Word document)", ("rtf",),
             _begins("{\\rtf"), way_out=_COPY),
    FileType("picture", "图片", "a picture", _PICTURES, _is_picture, way_out=_PICTURE),
    FileType("rar", "压缩包（rar）", "an archive (rar)", ("rar",), _starts(b"Rar!"), way_out=_UNPACK),
    FileType("7z", "压缩包（7z）", "an archive (7z)", ("7z",), _starts(b"7z\xbc\xaf\x27\x1c"), way_out=_UNPACK),
    FileType("gz", "压缩包（gz）", "an archive (gz)", ("gz", "tgz"), _starts(b"\x1f\x8b"), way_out=_UNPACK),
    FileType("text", "文本表格（csv、txt、tsv）", "a text table (csv, txt, tsv)", ("csv", "txt", "tsv"),
             lambda _: True, lambda content, knows_title: [text_table(content, knows_title)], named=3),
)  # fmt: skip


def _once(types: list[FileType]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ending for one in types for ending in one.endings))


READABLE = _once([one for one in FILE_TYPES if one.read])
"""The usual extensions of the formats that can be read."""
ENDINGS = _once([*(one for one in FILE_TYPES if one.read), *FILE_TYPES])
"""The usual extensions of all formats. Unreadable files are accepted too, so that a finding can say what to do."""

OFFERED = tuple(one.endings[0].upper() for one in sorted(FILE_TYPES, key=lambda one: one.named) if one.named)
"""What the upload box names: the formats that are sent most."""


def file_type(content: Content) -> FileType:
    """Return the format of a file, recognised by its content."""
    return next(one for one in FILE_TYPES if one.recognised(content))

"""One file becomes its sheets: what it is, is told by its content, never by its ending."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from data.intake.findings import Location, finding
from data.intake.formats.archive import Archive
from data.intake.formats.bounds import UPLOAD
from data.intake.formats.delimited import text_table
from data.intake.formats.file import File
from data.intake.formats.html import web_tables
from data.intake.formats.ods import document
from data.intake.formats.sheet import Sheet, UnreadableFileError
from data.intake.formats.xls import old_workbook
from data.intake.formats.xlsx import workbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
_WEB = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div")
_NO_TABLE = (
    b"<?xml",
    b"<!doc",
    b"%pdf-",
    b"{\\rtf",
    b"mime-version:",
    b"\x89png",
    b"\xff\xd8\xff",
    b"rar!",
    b"7z\xbc\xaf",
)
_OFTEN_CALLED = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".et"),
    "ods": (".ods", ".ots"),
    "xls": (".xls", ".xlt", ".et"),
    "html": (".html", ".htm"),
    "csv": (".csv", ".txt", ".tsv"),
}


def sheets(file: File, knows_title: Callable[[str], bool]) -> list[Sheet]:
    """Read every visible sheet of a file; one that is none, or beyond the bounds, raises `UnreadableFileError`.

    `knows_title` tells whether a cell of a text file is a title of some column.
    """
    where = Location(file.name)
    if isinstance(file, Path) and file.stat().st_size > UPLOAD:
        raise UnreadableFileError(finding("file_too_large", where, limit=UPLOAD // 2**20))
    content = file.read_bytes()
    if len(content) > UPLOAD:
        raise UnreadableFileError(finding("file_too_large", where, limit=UPLOAD // 2**20))
    if not content.strip():
        raise UnreadableFileError(finding("file_empty", where))
    kind, found = _read(file, content, knows_title)
    suffix = PurePosixPath(file.name).suffix.lower()
    if found and suffix not in _OFTEN_CALLED[kind]:
        found[0].findings.insert(0, finding("file_other_format", where, suffix or "—", kind=kind))
    return found


def _read(file: File, content: bytes, knows_title: Callable[[str], bool]) -> tuple[str, list[Sheet]]:
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _zipped(Archive(file.name, content))
    if content.startswith(_OLE):
        return "xls", old_workbook(file.name, content)
    if start.startswith(_WEB) or (start.startswith(b"<?xml") and b"<html" in content[:2000].lower()):
        return "html", web_tables(file, content)
    if start.startswith(_NO_TABLE):
        raise UnreadableFileError(finding("file_not_table", Location(file.name)))
    return "csv", [text_table(file, content, knows_title)]


def _zipped(archive: Archive) -> tuple[str, list[Sheet]]:
    if archive.has("xl/workbook.bin"):
        raise UnreadableFileError(finding("file_binary_workbook", Location(archive.file)))
    if "content.xml" in archive.names:
        return "ods", document(archive)
    if "[Content_Types].xml" in archive.names and archive.has("xl/"):
        return "xlsx", workbook(archive)
    inside = [name for name in archive.names if not name.endswith("/")]
    code = "file_not_table" if "[Content_Types].xml" in archive.names else "file_archive"
    raise UnreadableFileError(finding(code, Location(archive.file), ", ".join(inside[:5])))

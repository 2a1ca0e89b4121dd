"""Read workbooks in Excel's old format (xls, also WPS's et) with xlrd."""

import io
import struct
from datetime import datetime

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from data.intake.findings import Location, finding
from data.intake.formats.numbers import DATE, GENERAL, as_shown, shown_as
from data.intake.formats.sheet import Merge, Sheet, SheetBuilder, UnreadableFileError, check_number
from data.intake.values.cells import Cell

_BROKEN = (
    *(xlrd.XLRDError, CompDocError, struct.error, ArithmeticError, AssertionError, AttributeError, EOFError),
    *(LookupError, MemoryError, NotImplementedError, RecursionError, TypeError, ValueError),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def old_workbook(file: str, content: bytes) -> list[Sheet]:
    """Return the sheets of an old workbook. A hidden sheet has no cells and a finding."""
    location = Location(file)
    if _ENCRYPTED in content:
        raise UnreadableFileError(finding("file_encrypted", location))
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        check_number(file, book.nsheets)
        sheets = [_sheet(file, book, number) for number in range(book.nsheets)]
    except UnreadableFileError:
        raise
    except _BROKEN as error:
        code = "file_encrypted" if "encrypted" in str(error).lower() else "file_broken"
        raise UnreadableFileError(finding(code, location, reason=str(error) or type(error).__name__)) from error
    if sheets and _MACROS in content:
        sheets[0].findings.insert(0, finding("macros_ignored", location))
    return sheets


def _sheet(file: str, book: xlrd.Book, number: int) -> Sheet:
    sheet = book.sheet_by_index(number)
    if sheet.visibility:
        return Sheet(file, sheet.name, [], findings=[finding("sheet_hidden", Location(file, sheet.name))])
    builder = SheetBuilder(file, sheet.name, from_1904=book.datemode == 1)
    formats = [shown_as(book.format_map[style.format_key].format_str) for style in book.xf_list]
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            value = _typed(cell, book.datemode, formats[cell.xf_index])
            if value is None or value == "":
                continue
            builder.put(row, column, value)
            if (indent := book.xf_list[cell.xf_index].alignment.indent_level) > 0:
                builder.indents[row, column] = indent
    builder.merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    builder.hidden_rows = {row for row, shape in sheet.rowinfo_map.items() if shape.hidden}
    builder.hidden_columns = [(column, column) for column, shape in sheet.colinfo_map.items() if shape.hidden]
    return builder.sheet()


def _typed(cell: xlrd.sheet.Cell, datemode: int, shown: str) -> Cell:
    if cell.ctype == _TEXT:
        return str(cell.value)
    if cell.ctype == _DATE:
        return _day(cell.value, datemode)
    if cell.ctype == _NUMBER and shown not in (GENERAL, DATE):
        return as_shown(cell.value, shown)
    if cell.ctype == _NUMBER:
        return int(cell.value) if float(cell.value).is_integer() else float(cell.value)
    if cell.ctype == _BOOLEAN:
        return bool(cell.value)
    if cell.ctype == _ERROR:
        return str(error_text_from_code.get(cell.value, "#VALUE!"))
    return None


def _day(figure: float, datemode: int) -> Cell:
    try:
        day: datetime = xlrd.xldate_as_datetime(figure, datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return figure
    return day if figure >= 1 else figure

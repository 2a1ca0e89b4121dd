"""Files become sheets of cells: xlsx through openpyxl, text in whatever encoding the bureau used."""

import codecs
import csv
import io
import warnings
import zipfile
from dataclasses import dataclass, field

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from data.intake.cells import Cell
from data.intake.choices import Choices
from data.intake.findings import Finding, Place, finding
from data.intake.inbox import File

_ENCODINGS = ("utf-8", "gb18030")
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DELIMITERS = ",\t;|，；"


@dataclass(frozen=True)
class Merge:
    """A merged block: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet: its cells row by row (counted from 0), its merges, and what reading it met."""

    file: str
    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)


class UnreadableFileError(ValueError):
    """A file that is no workbook or text table; carries the finding that says so."""

    def __init__(self, remark: Finding) -> None:
        super().__init__(f"{remark.message} {remark.message_en}")
        self.finding = remark


def sheets(path: File) -> list[Sheet]:
    """Read every visible sheet of an xlsx or text file, told by its content and not its ending."""
    place = Place(path.name)
    content = path.read_bytes()
    if not content.strip():
        raise UnreadableFileError(finding("file_empty", place))
    if content[:4] == b"PK\x03\x04":
        return _workbook(path, content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableFileError(finding("file_old_excel", place))
    if content[:5].lower() in (b"<html", b"<!doc", b"<?xml", b"%pdf-"):
        raise UnreadableFileError(finding("file_not_table", place))
    return [_text_table(path, content)]


def _workbook(path: File, content: bytes) -> list[Sheet]:
    try:
        formulas, book = _load(content, data_only=False), _load(content, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError, OSError, SyntaxError) as error:
        raise UnreadableFileError(finding("file_broken", Place(path.name), reason=error)) from error
    found = []
    for worksheet in book.worksheets:
        sheet = Sheet(path.name, worksheet.title, [list(row) for row in worksheet.iter_rows(values_only=True)])
        if worksheet.sheet_state != "visible":
            sheet.rows, sheet.findings = [], [finding("sheet_hidden", Place(path.name, worksheet.title))]
        else:
            sheet.merges = [
                Merge(block.min_row - 1, block.min_col - 1, block.max_row - 1, block.max_col - 1)
                for block in worksheet.merged_cells.ranges
            ]
            sheet.findings = _hidden(sheet, worksheet) + _uncomputed(sheet, formulas[worksheet.title])
        found.append(sheet)
    return found


def _load(content: bytes, *, data_only: bool) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations it leaves out: none holds a figure
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)


def _hidden(sheet: Sheet, worksheet: openpyxl.worksheet.worksheet.Worksheet) -> list[Finding]:
    rows = [number for number, shape in worksheet.row_dimensions.items() if shape.hidden]
    columns = [letter for letter, shape in worksheet.column_dimensions.items() if shape.hidden]
    place = Place(sheet.file, sheet.name)
    remarks = [finding("rows_hidden", place, rows=", ".join(map(str, rows[:20])), number=len(rows))] if rows else []
    return remarks + ([finding("columns_hidden", place, columns=", ".join(columns))] if columns else [])


def _uncomputed(sheet: Sheet, formulas: openpyxl.worksheet.worksheet.Worksheet) -> list[Finding]:
    remarks = []
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet.rows[cell.row - 1][cell.column - 1] is None:
                place = Place(sheet.file, sheet.name, cell.row, cell.column)
                remarks.append(finding("formula_without_value", place, cell.value))
    return remarks


def _text_table(path: File, content: bytes) -> Sheet:
    words = _decoded(path, content)
    lines = [line for line in words.splitlines() if line.strip()][:50]
    delimiter = max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise UnreadableFileError(finding("file_broken", Place(path.name), reason=error)) from error
    return Sheet(path.name, path.stem, rows)


def _decoded(path: File, content: bytes) -> str:
    marked = [encoding for bom, encoding in _BOMS.items() if content.startswith(bom)]
    for encoding in marked or _ENCODINGS:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in words:
            return words
    raise UnreadableFileError(finding("file_encoding", Place(path.name)))

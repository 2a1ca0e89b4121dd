"""Workbooks in Excel's XML Spreadsheet 2003, which many systems write under the ending xls."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from data.intake.findings import Location, finding
from data.intake.formats.bounds import COLUMNS, MERGES, ROWS
from data.intake.formats.content import Content
from data.intake.formats.numbers import DATE, GENERAL, PERCENT, as_day, as_number, as_shown, shown_as
from data.intake.formats.sheet import Merge, Sheet, SheetBuilder, UnreadableFileError, check_number, is_blank
from data.intake.formats.xml_stream import Attributes, Tags, plain, read_tags
from data.intake.values.cells import Cell

_NAMED_FORMATS = {"Percent": PERCENT, "General Date": DATE, "Long Date": DATE, "Medium Date": DATE, "Short Date": DATE}
_DEFAULT = "Default"
_CHINESE = re.compile(rb"<\?xml[^>]*encoding=[\"'](?:gb2312|gbk|gb18030)[\"']", re.I)


@dataclass(frozen=True)
class _Style:
    """What a style shows numbers as, and how far it sets its cell in."""

    shown: str = GENERAL
    indent: int = 0


@dataclass
class _Cell:
    """The cell that is being read."""

    row: int
    column: int
    style: _Style
    formula: str | None
    kind: str = ""
    words: list[str] | None = None


@dataclass
class WorkbookTags(Tags):
    """The workbook's tags on their way into sheets. Cells without an index stand beside the one before, also a merged one."""

    file: str
    sheets: list[Sheet] = field(default_factory=list)
    _from_1904: bool = False
    _styles: dict[str, _Style] = field(default_factory=lambda: {_DEFAULT: _Style()})
    _style: str = _DEFAULT
    _found: SheetBuilder | None = None
    _in_table: bool = False
    _table_style: str = _DEFAULT
    _columns: dict[int, str] = field(default_factory=dict)
    """The style of each column that has one."""
    _next_column: int = 0
    _row_style: str | None = None
    _row: int = 0
    _next_row: int = 0
    _next_cell: int = 0
    _cell: _Cell | None = None
    _in_comment: bool = False
    _taking: bool = False
    _visible: list[str] | None = None
    _is_hidden: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Meet a style, a sheet, or a part of one."""
        said = plain(attributes)
        if name == "Style":
            self._style = said.get("ID", _DEFAULT)
            self._styles[self._style] = self._styles.get(said.get("Parent", _DEFAULT), _Style())
        elif name in ("NumberFormat", "Alignment") and self._found is None:
            self._styles[self._style] = _styled(self._styles.get(self._style, _Style()), name, said)
        elif name == "Date1904":
            self._from_1904 = True
        elif name == "Worksheet":
            self._found = SheetBuilder(self.file, said.get("Name", ""), from_1904=self._from_1904)
            self._is_hidden = False
        elif name == "Visible" and self._found is not None:
            self._visible = []
        elif name == "Table" and self._found is not None and not self._in_table:
            self._in_table, self._table_style = True, said.get("StyleID", _DEFAULT)
            self._columns, self._next_column, self._next_row = {}, 0, 0
        elif self._in_table and self._found is not None:
            self._inside(name, said, self._found)

    def _inside(self, name: str, said: Attributes, found: SheetBuilder) -> None:
        if name == "Column":
            first = _index(said, self._next_column)
            last = first + _span(said)
            self._next_column = last + 1
            if _is_hidden(said, "Width"):
                found.hidden_columns.append((first, last))
            if "StyleID" in said:
                self._columns |= dict.fromkeys(range(first, min(last + 1, COLUMNS)), said["StyleID"])
        elif name == "Row":
            self._row = _index(said, self._next_row)
            span = _span(said)
            self._next_row, self._next_cell, self._row_style = self._row + span + 1, 0, said.get("StyleID")
            if _is_hidden(said, "Height"):
                found.hidden_rows |= set(range(self._row, min(self._row + span + 1, ROWS)))
        elif name == "Cell":
            self._begin(said, found)
        elif name == "Comment":
            self._in_comment = True
        elif name == "Data" and self._cell is not None and not self._in_comment:
            self._cell.kind, self._cell.words, self._taking = said.get("Type", "String"), [], True

    def _begin(self, said: Attributes, found: SheetBuilder) -> None:
        column = _index(said, self._next_cell)
        across, down = int(said.get("MergeAcross", 0)), int(said.get("MergeDown", 0))
        self._next_cell = column + across + 1
        if across or down:
            if len(found.merges) >= MERGES:
                raise found.too_large()
            found.merges.append(Merge(self._row, column, self._row + down, column + across))
        self._cell = _Cell(self._row, column, self._style_of(said.get("StyleID"), column), said.get("Formula"))

    def _style_of(self, own: str | None, column: int) -> _Style:
        name = own or self._row_style or self._columns.get(column, self._table_style)
        return self._styles.get(name, _Style())

    def words(self, text: str) -> None:
        """Keep the words of a value, or whether the sheet is visible."""
        if self._visible is not None:
            self._visible.append(text)
        elif self._taking and self._cell is not None and self._cell.words is not None:
            self._cell.words.append(text)

    def end(self, name: str) -> None:
        """Finish what was begun."""
        if name == "Data":
            self._taking = False
        elif name == "Comment":
            self._in_comment = False
        elif name == "Cell" and self._cell is not None and self._found is not None:
            self._finish(self._cell, self._found)
            self._cell = None
        elif name == "Visible" and self._visible is not None:
            self._is_hidden, self._visible = "".join(self._visible).strip() != "SheetVisible", None
        elif name == "Table":
            self._in_table = False
        elif name == "Worksheet" and self._found is not None:
            self.sheets.append(self._sheet(self._found))
            check_number(self.file, len(self.sheets))
            self._found = None

    def _finish(self, cell: _Cell, found: SheetBuilder) -> None:
        if cell.formula is not None:
            found.count_formula(
                cell.row, cell.column, f"={cell.formula.removeprefix('=')}" if cell.words is None else None
            )
        if cell.words is None:
            return
        value = _typed(cell, "".join(cell.words), from_1904=self._from_1904)
        if not is_blank(value):
            found.put(cell.row, cell.column, value)
            if cell.style.indent:
                found.indents[cell.row, cell.column] = cell.style.indent

    def _sheet(self, found: SheetBuilder) -> Sheet:
        if self._is_hidden:
            return Sheet(self.file, found.name, [], findings=[finding("sheet_hidden", Location(self.file, found.name))])
        return found.sheet()


def _index(said: Attributes, following: int) -> int:
    """Return where a column, row or cell stands, from 0: behind the one before, or further on where it says so."""
    stated = int(said.get("Index", following + 1)) - 1
    if stated < following:
        raise ValueError(f"ss:Index {stated + 1}")
    return stated


def _span(said: Attributes) -> int:
    """Return how many more columns or rows a tag stands for."""
    further = int(said.get("Span", 0))
    if further < 0:
        raise ValueError(f"ss:Span {further}")
    return further


def _is_hidden(said: Attributes, size: str) -> bool:
    return said.get("Hidden") == "1" or float(said.get(size, 1)) == 0


def _styled(style: _Style, name: str, said: Attributes) -> _Style:
    if name == "Alignment":
        return replace(style, indent=int(said.get("Indent", 0)))
    code = said.get("Format", "General")
    return replace(style, shown=_NAMED_FORMATS.get(code) or shown_as(code))


def _typed(cell: _Cell, words: str, *, from_1904: bool) -> Cell:
    if cell.kind == "Boolean":
        return words.strip() in ("1", "true")
    if cell.kind == "DateTime":
        return datetime.fromisoformat(words.strip().rstrip("Z"))
    if cell.kind != "Number":
        return words
    number, shown = as_number(words.strip()), cell.style.shown
    if shown == GENERAL or isinstance(number, str):
        return number
    return as_day(number, from_1904=from_1904) if shown == DATE else as_shown(number, shown)


def xml_workbook(content: Content) -> list[Sheet]:
    """Return the sheets of an XML workbook; hidden ones come without cells, and a finding says so."""
    tags = WorkbookTags(content.name)
    try:
        read_tags([_decoded(content.data)], tags, content.name)
    except UnreadableFileError:
        raise
    except (KeyError, ValueError, OverflowError) as error:
        raise UnreadableFileError(finding("file_broken", Location(content.name), reason=str(error))) from error
    if not tags.sheets:
        raise UnreadableFileError(finding("file_broken", Location(content.name), reason="no sheet"))
    return tags.sheets


def _decoded(data: bytes) -> bytes | str:
    """Return the markup as the XML parser takes it, which knows UTF-8 and UTF-16 but none of the Chinese encodings."""
    data = data.lstrip()
    return data.decode("gb18030") if _CHINESE.match(data) else data

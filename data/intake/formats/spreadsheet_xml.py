"""Read workbooks in Excel's XML Spreadsheet 2003 format, which many systems save with the extension xls."""

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
    """What a style's number format displays, and its indent level."""

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
    """Builds sheets from the workbook's tags. A cell without an index follows the previous cell, also a merged one."""

    file: str
    sheets: list[Sheet] = field(default_factory=list)
    _from_1904: bool = False
    _styles: dict[str, _Style] = field(default_factory=lambda: {_DEFAULT: _Style()})
    _style: str = _DEFAULT
    _found: SheetBuilder | None = None
    _in_table: bool = False
    _table_style: str = _DEFAULT
    _columns: dict[int, str] = field(default_factory=dict)
    """Column → its style, for columns that have one."""
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
        """Handle the start of a style, a sheet, or a part of one."""
        attrs = plain(attributes)
        if name == "Style":
            self._style = attrs.get("ID", _DEFAULT)
            self._styles[self._style] = self._styles.get(attrs.get("Parent", _DEFAULT), _Style())
        elif name in ("NumberFormat", "Alignment") and self._found is None:
            self._styles[self._style] = _styled(self._styles.get(self._style, _Style()), name, attrs)
        elif name == "Date1904":
            self._from_1904 = True
        elif name == "Worksheet":
            self._found = SheetBuilder(self.file, attrs.get("Name", ""), from_1904=self._from_1904)
            self._is_hidden = False
        elif name == "Visible" and self._found is not None:
            self._visible = []
        elif name == "Table" and self._found is not None and not self._in_table:
            self._in_table, self._table_style = True, attrs.get("StyleID", _DEFAULT)
            self._columns, self._next_column, self._next_row = {}, 0, 0
        elif self._in_table and self._found is not None:
            self._inside(name, attrs, self._found)

    def _inside(self, name: str, attrs: Attributes, builder: SheetBuilder) -> None:
        if name == "Column":
            first = _index(attrs, self._next_column)
            last = first + _span(attrs)
            self._next_column = last + 1
            if _is_hidden(attrs, "Width"):
                builder.hidden_columns.append((first, last))
            if "StyleID" in attrs:
                self._columns |= dict.fromkeys(range(first, min(last + 1, COLUMNS)), attrs["StyleID"])
        elif name == "Row":
            self._row = _index(attrs, self._next_row)
            span = _span(attrs)
            self._next_row, self._next_cell, self._row_style = self._row + span + 1, 0, attrs.get("StyleID")
            if _is_hidden(attrs, "Height"):
                builder.hidden_rows |= set(range(self._row, min(self._row + span + 1, ROWS)))
        elif name == "Cell":
            self._begin(attrs, builder)
        elif name == "Comment":
            self._in_comment = True
        elif name == "Data" and self._cell is not None and not self._in_comment:
            self._cell.kind, self._cell.words, self._taking = attrs.get("Type", "String"), [], True

    def _begin(self, attrs: Attributes, builder: SheetBuilder) -> None:
        column = _index(attrs, self._next_cell)
        across, down = int(attrs.get("MergeAcross", 0)), int(attrs.get("MergeDown", 0))
        self._next_cell = column + across + 1
        if across or down:
            if len(builder.merges) >= MERGES:
                raise builder.too_large()
            builder.merges.append(Merge(self._row, column, self._row + down, column + across))
        self._cell = _Cell(self._row, column, self._style_of(attrs.get("StyleID"), column), attrs.get("Formula"))

    def _style_of(self, own: str | None, column: int) -> _Style:
        name = own or self._row_style or self._columns.get(column, self._table_style)
        return self._styles.get(name, _Style())

    def words(self, text: str) -> None:
        """Add text to the current cell, or to the sheet's visibility."""
        if self._visible is not None:
            self._visible.append(text)
        elif self._taking and self._cell is not None and self._cell.words is not None:
            self._cell.words.append(text)

    def end(self, name: str) -> None:
        """Handle the end of a cell, table or sheet."""
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

    def _finish(self, cell: _Cell, builder: SheetBuilder) -> None:
        if cell.formula is not None:
            builder.count_formula(
                cell.row, cell.column, f"={cell.formula.removeprefix('=')}" if cell.words is None else None
            )
        if cell.words is None:
            return
        value = _typed(cell, "".join(cell.words), from_1904=self._from_1904)
        if not is_blank(value):
            builder.put(cell.row, cell.column, value)
            if cell.style.indent:
                builder.indents[cell.row, cell.column] = cell.style.indent

    def _sheet(self, builder: SheetBuilder) -> Sheet:
        if self._is_hidden:
            return Sheet(
                self.file, builder.name, [], findings=[finding("sheet_hidden", Location(self.file, builder.name))]
            )
        return builder.sheet()


def _index(attrs: Attributes, following: int) -> int:
    """Return the position (from 0) of a column, row or cell: its stated index, or the position after the previous one."""
    stated = int(attrs.get("Index", following + 1)) - 1
    if stated < following:
        raise ValueError(f"ss:Index {stated + 1}")
    return stated


def _span(attrs: Attributes) -> int:
    """Return the number of further columns or rows that a tag represents."""
    further = int(attrs.get("Span", 0))
    if further < 0:
        raise ValueError(f"ss:Span {further}")
    return further


def _is_hidden(attrs: Attributes, size: str) -> bool:
    return attrs.get("Hidden") == "1" or float(attrs.get(size, 1)) == 0


def _styled(style: _Style, name: str, attrs: Attributes) -> _Style:
    if name == "Alignment":
        return replace(style, indent=int(attrs.get("Indent", 0)))
    code = attrs.get("Format", "General")
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
    """Return the sheets of an XML workbook. A hidden sheet has no cells and a finding."""
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
    """Return the markup in a form that the XML parser accepts: it knows UTF-8 and UTF-16 but no Chinese encoding."""
    data = data.lstrip()
    return data.decode("gb18030") if _CHINESE.match(data) else data

"""Read OpenDocument spreadsheets (ods) as a stream."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from data.intake.findings import Location, finding
from data.intake.formats.archive import Archive
from data.intake.formats.bounds import MERGES, ROWS
from data.intake.formats.numbers import PERCENT, as_shown
from data.intake.formats.sheet import Merge, Sheet, SheetBuilder, UnreadableFileError, check_number, is_blank
from data.intake.formats.xml_stream import Attributes, Tags, plain, read_tags
from data.intake.values.cells import Cell

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_HIDDEN = ("collapse", "filter")
_NUMBERS = ("float", "currency")
_LENGTH = re.compile(r"([\d.]+)")
_STEP = 0.35


@dataclass
class _Cell:
    """The cell that is being read."""

    attributes: Attributes
    paragraphs: list[str] = field(default_factory=list)


@dataclass
class DocumentTags(Tags):
    """Builds sheets from the tags of content.xml."""

    file: str
    sheets: list[Sheet] = field(default_factory=list)
    _found: SheetBuilder | None = None
    _row: int = 0
    _rows: int = 1
    _column: int = 0
    _columns: int = 0
    _cell: _Cell | None = None
    _skipping: int = 0
    _style: str = ""
    _hidden_tables: set[str] = field(default_factory=set)
    _indents: dict[str, int] = field(default_factory=dict)
    _is_hidden: bool = False
    _from_1904: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle the start of a sheet, column, row, cell or a part of its text."""
        attrs = plain(attributes)
        if self._skipping or name in ("annotation", "tracked-changes", "shapes"):
            self._skipping += 1
        elif name == "style":
            self._style = attrs.get("name", "")
        elif name == "table-properties" and attrs.get("display") == "false":
            self._hidden_tables.add(self._style)
        elif name == "paragraph-properties" and (length := _LENGTH.match(attrs.get("margin-left", ""))):
            self._indents[self._style] = round(float(length[1]) / _STEP)
        elif name == "null-date":
            self._from_1904 = attrs.get("date-value", "").startswith("1904")
        elif name == "table" and self._found is None:
            self._found, self._row, self._columns = SheetBuilder(self.file, attrs.get("name", "")), 0, 0
            self._found.from_1904 = self._from_1904
            self._is_hidden = attrs.get("style-name") in self._hidden_tables
        elif self._found is not None:
            self._inside(name, attrs, self._found)

    def _inside(self, name: str, attrs: Attributes, builder: SheetBuilder) -> None:
        if name == "table-column":
            number = _repeated(attrs, "columns")
            if attrs.get("visibility") in _HIDDEN:
                builder.hidden_columns.append((self._columns, self._columns + number - 1))
            self._columns += number
        elif name == "table-row":
            self._rows, self._column = _repeated(attrs, "rows"), 0
            if attrs.get("visibility") in _HIDDEN:
                builder.hidden_rows |= set(range(self._row, min(self._row + self._rows, ROWS)))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = _Cell(attrs)
        elif self._cell is not None:
            if name == "p":
                self._cell.paragraphs.append("")
            elif name in ("s", "tab", "line-break") and self._cell.paragraphs:
                self._cell.paragraphs[-1] += {"s": " " * min(int(attrs.get("c", 1)), 99), "tab": "\t"}.get(name, "\n")

    def words(self, text: str) -> None:
        """Add text to the current cell."""
        if self._cell is not None and self._cell.paragraphs and not self._skipping:
            self._cell.paragraphs[-1] += text

    def end(self, name: str) -> None:
        """Handle the end of a cell, row or sheet."""
        if self._skipping:
            self._skipping -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None and self._found is not None:
            self._finish(self._cell, self._found, covered=name != "table-cell")
            self._cell = None
        elif name == "table-row":
            self._row += self._rows
        elif name == "table" and self._found is not None:
            location = Location(self.file, self._found.name)
            shown = self._found.sheet()
            if self._is_hidden:
                shown = Sheet(self.file, self._found.name, [], findings=[finding("sheet_hidden", location)])
            self.sheets.append(shown)
            check_number(self.file, len(self.sheets))
            self._found = None

    def _finish(self, cell: _Cell, builder: SheetBuilder, *, covered: bool) -> None:
        attrs, repeated = cell.attributes, _repeated(cell.attributes, "columns")
        value = None if covered else _typed(attrs, "\n".join(cell.paragraphs))
        if "formula" in attrs:
            unsaved = None if "value-type" in attrs else f"={attrs['formula'].partition('=')[2]}"
            builder.count_formula(self._row, self._column, unsaved)
        if not is_blank(value):
            for row in range(self._row, self._row + self._rows):
                for column in range(self._column, self._column + repeated):
                    builder.put(row, column, value)
            if indent := self._indents.get(attrs.get("style-name", "")):
                builder.indents[self._row, self._column] = indent
        down, across = (int(attrs.get(f"number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down > 1 or across > 1:
            if len(builder.merges) >= MERGES:
                raise builder.too_large()
            builder.merges.append(Merge(self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += repeated


def _repeated(attrs: Attributes, axis: str) -> int:
    """Return the number of rows or columns that a tag represents."""
    number = int(attrs.get(f"number-{axis}-repeated", 1))
    if number < 1:
        raise ValueError(f"number-{axis}-repeated {number}")
    return number


def _typed(attrs: Attributes, words: str) -> Cell:
    kind = attrs.get("value-type", "")
    if kind in _NUMBERS:
        figure = float(attrs["value"])
        return int(figure) if figure.is_integer() else figure
    if kind == "percentage":
        return as_shown(float(attrs["value"]), PERCENT)
    if kind == "date":
        return datetime.fromisoformat(attrs["date-value"].rstrip("Z"))
    if kind == "boolean":
        return attrs["boolean-value"] == "true"
    return words


def document(archive: Archive) -> list[Sheet]:
    """Return the sheets of a document. A hidden sheet has no cells and a finding."""
    if _MANIFEST in archive.names and b"encryption-data" in b"".join(archive.stream(_MANIFEST)):
        raise UnreadableFileError(finding("file_encrypted", Location(archive.file)))
    tags = DocumentTags(archive.file)
    try:
        read_tags(archive.stream(_CONTENT), tags, archive.file)
    except UnreadableFileError:
        raise
    except (KeyError, ValueError, OverflowError) as error:
        raise archive.broken(str(error)) from error
    if not tags.sheets:
        raise archive.broken("no sheet")
    if archive.has("basic/"):
        tags.sheets[0].findings.insert(0, finding("macros_ignored", Location(archive.file)))
    return tags.sheets

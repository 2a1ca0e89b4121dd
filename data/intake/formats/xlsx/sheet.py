"""Read one sheet of an xlsx workbook as a stream. Formatted empty cells are skipped, however many there are."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape

from data.intake.formats.bounds import MERGES, UNFINISHED_ROW
from data.intake.formats.numbers import DATE, GENERAL, as_day, as_number, as_shown
from data.intake.formats.sheet import Merge, SheetBuilder
from data.intake.formats.xlsx.parts import Formats
from data.intake.formats.xml_stream import Attributes, Tags
from data.intake.values.cells import Cell

# Runs of empty cells and rows. All quantifiers are possessive, and no tag matches beyond the next one, so that a part
# is read once, whatever it contains.
_CELL = rb'<c(?: [a-z]+="[A-Za-z0-9]*")*+\s*+(?:/>|></c>)\s*+'
_EMPTY_CELLS = re.compile(rb"(?:" + _CELL + rb")++")
_ROW = rb"<row\b[^<>]*+(?:(?<=/)>|>(?:" + _CELL + rb")*+</row>)\s*+"
_EMPTY_ROWS = re.compile(rb"(?:" + _ROW + rb")++")
_REFERENCED_CELL = re.compile(rb'<c(?: [a-z]+="[A-Za-z0-9]*")*? r="')
_REFERENCED_ROW = re.compile(rb'<row(?:\s[^<>]*?)?\sr="')
_END_OF_ROW = re.compile(rb"</row>\s*+")
_END_OF_ROWS = b"</sheetData>"
_REFERENCED = {_EMPTY_CELLS: _REFERENCED_CELL, _EMPTY_ROWS: _REFERENCED_ROW}
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class Shared:
    """What the sheets of one workbook share: texts, formats, the date system."""

    texts: list[str]
    formats: Formats
    from_1904: bool


@dataclass
class SheetTags(Tags):
    """Adds the content of a sheet's tags to the builder `found`."""

    found: SheetBuilder
    shared: Shared
    _row: int = -1
    _stated_row: str = ""
    _column: int = -1
    _kind: str = "n"
    _style: int = 0
    _formula: str | None = None
    _value: str | None = None
    _taking: str = ""
    _parts: list[str] = field(default_factory=list)
    _spoken: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle the start of a row, a cell or a part of one, hidden columns, or a merge."""
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "f", "t"):
            self._taking, self._parts = "" if self._spoken else name, []
        elif name == "row":
            self._stated_row = attributes.get("r", "")
            self._row = int(self._stated_row or self._row + 2) - 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true") or float(attributes.get("ht", 1)) == 0:
                self.found.hidden_rows.add(self._row)
        elif name == "rPh":
            self._spoken = True
        elif name == "col" and (attributes.get("hidden") in ("1", "true") or float(attributes.get("width", 1)) == 0):
            self.found.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        elif name == "mergeCell":
            if len(self.found.merges) >= MERGES:
                raise self.found.too_large()
            left, top, right, bottom = range_boundaries(attributes["ref"])
            self.found.merges.append(Merge(top - 1, left - 1, bottom - 1, right - 1))

    def words(self, text: str) -> None:
        """Add text to the current value, formula or text."""
        if self._taking:
            self._parts.append(text)

    def end(self, name: str) -> None:
        """Handle the end of a cell or of a part of one."""
        if name == "c":
            self._finish()
        elif name == "rPh":
            self._spoken = False
        elif name in ("v", "f", "t") and self._taking == name:
            text, self._taking = "".join(self._parts), ""
            if name == "f":
                self._formula = text
            else:
                self._value = text if name == "v" else (self._value or "") + text

    def _cell(self, attributes: Attributes) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        if place:
            self._column = _number(place[1]) - 1
            if place[2] != self._stated_row:
                self._at_row(place[2])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self._formula = self._value = None

    def _at_row(self, row: str) -> None:
        """Take the row number from a cell's reference if the row states none. Raises `ValueError` if the two differ."""
        if self._stated_row and int(row) != int(self._stated_row):
            raise ValueError(f"a cell of row {row} in row {self._stated_row}")
        self._row = int(row) - 1

    def _finish(self) -> None:
        if self._formula is not None:
            is_unsaved = not self._value and (self._value is None or self._kind != "str")
            self.found.count_formula(self._row, self._column, f"={self._formula}" if is_unsaved else None)
        if self._value is None or (value := self._typed(self._value)) == "":
            return
        self.found.put(self._row, self._column, value)
        formats = self.shared.formats
        if self._style < len(formats.indents):
            if formats.indents[self._style]:
                self.found.indents[self._row, self._column] = formats.indents[self._style]
            if formats.struck[self._style]:
                self.found.struck.add((self._row, self._column))

    def _typed(self, text: str) -> Cell:
        if self._kind == "s":
            return self.shared.texts[int(text)]
        if self._kind == "b":
            return text.strip() in ("1", "true")
        if self._kind == "d":
            return datetime.fromisoformat(text.rstrip("Z"))
        if self._kind != "n":
            return str(unescape(text))
        figure, formats = as_number(text), self.shared.formats.shown
        shown = formats[self._style] if self._style < len(formats) else GENERAL
        if shown == GENERAL or isinstance(figure, str):
            return figure
        return as_day(figure, from_1904=self.shared.from_1904) if shown == DATE else as_shown(figure, shown)


def without_empty_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a sheet's XML without its formatted empty cells: reading a million of them one by one would take long."""
    rest = b""
    for piece in pieces:
        whole = rest + piece
        end = max(whole.rfind(b"<row"), 0)
        end = len(whole) if len(whole) - end > UNFINISHED_ROW else end  # no row is this long
        part, rest = whole[:end], whole[end:]
        yield (
            part
            if b"<![CDATA[" in part
            else _without_runs(_without_runs(part, _EMPTY_ROWS, _row_follows), _EMPTY_CELLS, _cell_follows)
        )
    yield rest


def _without_runs(part: bytes, run: re.Pattern[bytes], follows: Callable[[bytes, int], bool]) -> bytes:
    """Return a part of a sheet's XML without runs of empty cells or rows.

    A cell or row without a reference comes directly after the previous one. So a run is removed only up to the last
    place after which a cell or row with a reference, or nothing, follows.
    """
    remaining, position = [], 0
    for match in run.finditer(part):
        begin, end = match.span()
        if not follows(part, end):
            end = max((referenced.start() for referenced in _REFERENCED[run].finditer(part, begin, end)), default=begin)
        remaining.append(part[position:begin])
        position = end
    return b"".join([*remaining, part[position:]])


def _row_follows(part: bytes, position: int) -> bool:
    return part.startswith(_END_OF_ROWS, position) or _REFERENCED_ROW.match(part, position) is not None


def _cell_follows(part: bytes, position: int) -> bool:
    end = _END_OF_ROW.match(part, position)
    return _row_follows(part, end.end()) if end else _REFERENCED_CELL.match(part, position) is not None


@cache
def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

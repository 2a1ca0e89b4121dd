"""One sheet of an xlsx workbook, read as a stream: cells with content only, however many empty ones are formatted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.utils.escape import unescape

from data.intake.findings import Location, finding
from data.intake.formats.bounds import MERGES, UNFINISHED_ROW
from data.intake.formats.sheet import Merge, SheetBuilder
from data.intake.formats.xlsx_parts import Formats
from data.intake.formats.xml_stream import Attributes, Tags
from data.intake.values.cells import Cell

_EMPTY_CELL = rb'<c(?: [a-z]+="[A-Za-z0-9]*")*\s*(?:/>|></c>)'
_EMPTY = re.compile(_EMPTY_CELL)
_EMPTY_ROW = re.compile(rb'<row [^>]*?\br="\d+"[^>]*(?:/>|>(?:' + _EMPTY_CELL + rb")*</row>)")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WHOLE = re.compile(r"-?\d{1,18}")


@dataclass(frozen=True)
class Shared:
    """What the sheets of one workbook share: texts, formats, the date system."""

    texts: list[str]
    formats: Formats
    from_1904: bool


@dataclass
class SheetTags(Tags):
    """A sheet's tags on their way into `found`."""

    found: SheetBuilder
    shared: Shared
    formulas: int = 0
    _row: int = -1
    _column: int = -1
    _kind: str = "n"
    _style: int = 0
    _formula: str | None = None
    _value: str | None = None
    _taking: str = ""
    _parts: list[str] = field(default_factory=list)
    _spoken: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Meet a row, a cell or a part of one, hidden columns, a merge."""
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "f", "t"):
            self._taking, self._parts = "" if self._spoken else name, []
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
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
        """Keep the words of a value, formula or text."""
        if self._taking:
            self._parts.append(text)

    def end(self, name: str) -> None:
        """Finish a part of a cell, or the cell."""
        if name == "c":
            self._finish()
        elif name == "rPh":
            self._spoken = False
        elif name in ("v", "f", "t") and self._taking == name:
            said, self._taking = "".join(self._parts), ""
            if name == "f":
                self._formula = said
            else:
                self._value = said if name == "v" else (self._value or "") + said

    def _cell(self, attributes: Attributes) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _number(place[1]) - 1 if place else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self._formula = self._value = None

    def _finish(self) -> None:
        self.formulas += self._formula is not None
        if self._formula is not None and not self._value and (self._value is None or self._kind != "str"):
            where = Location(self.found.file, self.found.name, self._row + 1, self._column + 1)
            self.found.findings.append(finding("formula_without_value", where, f"={self._formula}"))
        value = None if self._value is None else self._typed(self._value)
        if value is not None and value != "":
            self.found.put(self._row, self._column, value)
            indents = self.shared.formats.indents
            if self._style < len(indents) and indents[self._style]:
                self.found.indents[self._row, self._column] = indents[self._style]

    def _typed(self, said: str) -> Cell:
        if self._kind == "s":
            return str(unescape(self.shared.texts[int(said)]))
        if self._kind == "b":
            return said.strip() in ("1", "true")
        if self._kind == "d":
            return datetime.fromisoformat(said.rstrip("Z"))
        if self._kind != "n":
            return str(unescape(said))
        try:
            figure = int(said) if _WHOLE.fullmatch(said) else float(said)
        except ValueError:
            return said
        are_dates = self.shared.formats.are_dates
        return self._day(figure) if self._style < len(are_dates) and are_dates[self._style] else figure

    def _day(self, figure: float) -> Cell:
        epoch = CALENDAR_MAC_1904 if self.shared.from_1904 else CALENDAR_WINDOWS_1900
        try:
            day = from_excel(figure, epoch)
        except (ValueError, OverflowError):
            return figure
        return day if isinstance(day, datetime) else figure


def without_empty_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a sheet without its formatted empty cells: a million of them say nothing, and take long to read one by one."""
    rest = b""
    for piece in pieces:
        whole = rest + piece
        end = max(whole.rfind(b"<row"), 0)
        end = len(whole) if len(whole) - end > UNFINISHED_ROW else end  # no row is so long
        part, rest = whole[:end], whole[end:]
        yield part if b"<![CDATA[" in part else _EMPTY.sub(b"", _EMPTY_ROW.sub(b"", part))
    yield rest


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

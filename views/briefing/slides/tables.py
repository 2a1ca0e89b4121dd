"""Draw native tables that fit: columns by their content, rows by their text, split into parts that fit a slide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pptx.oxml import parse_xml
from pptx.slide import Slide

from views.briefing.slides.boxes import Box
from views.briefing.slides.fitting import ems, filled, inches, line_height, shortened, wrapped
from views.briefing.slides.writing import NAMESPACE, Run, paragraphs
from views.theme.palette import FILE_HEAD, GRID, INK

SIZE = 12.0
_SIDE, _EDGE = 0.08, 0.06  # inches inside a cell: left and right, above and below
_WORDS = 0.2  # part of the width that a column of words keeps beside numbers, if needed
_DATE = 10  # letters; a date such as 2025-12-31 is not broken
_UNBROKEN = 5  # font sizes; a header word up to this width is not broken
_WIDEST = 40  # font sizes; the greatest width of one column
_EMU = 914_400


@dataclass(frozen=True)
class Cell:
    """The words of one cell; without a fill it is as white as the slide."""

    text: str
    colour: str = INK
    fill: str = ""
    bold: bool = False


Cells = Sequence[Cell]


@dataclass(frozen=True)
class Grid:
    """A table with a width in inches; the columns in `numeric` are aligned right."""

    headers: Sequence[str]
    rows: Sequence[Cells]
    width: float
    numeric: frozenset[int] = frozenset()
    size: float = SIZE

    @cached_property
    def widths(self) -> list[float]:
        """The columns' widths in inches: numbers are never broken, columns of words share the rest by need."""
        needs, widths = self._needs, [0.0] * len(self.headers)
        words = sorted({*range(len(needs))} - self.numeric, key=needs.__getitem__)
        kept = sum(min(needs[at], max(_WORDS * self.width, self._word(at))) for at in words)
        left = self.width - kept
        for done, at in enumerate(sorted(self.numeric, key=needs.__getitem__)):
            widths[at] = min(needs[at], left / (len(self.numeric) - done))
            left -= widths[at]
        left += kept
        for done, at in enumerate(words):
            widths[at] = min(needs[at], left / (len(words) - done))
            left -= widths[at]
        return [width * self.width / sum(widths) for width in widths]

    @cached_property
    def _needs(self) -> list[float]:
        return [self._need(at) for at in range(len(self.headers))]

    def _word(self, at: int) -> float:
        """Return the width of the longest word in a column's cells; words longer than a date are ignored."""
        pieces = {
            piece for row in self.rows for piece in row[at].text.split() if len(piece) <= _DATE and piece.isascii()
        }
        return max((inches(piece, self.size) for piece in pieces), default=0.0) + 2 * _SIDE + 0.02

    def _need(self, at: int) -> float:
        """Return the width of a column whose words are on one line; a header of numbers may be broken."""
        heads = _broken(self.headers[at]) if at in self.numeric else [self.headers[at]]
        cells = [inches(row[at].text, self.size, bold=row[at].bold) for row in self.rows]
        widest = max([*cells, *(inches(head, self.size, bold=True) for head in heads)])
        return min(_WIDEST * self.size / 72, widest) + 2 * _SIDE + 0.02

    def enlarged(self, height: float, sizes: Sequence[float]) -> "Grid":
        """Return the table in the largest of `sizes` in which it fits one slide with one line for each row.

        Returns the table unchanged if none fits.
        """
        larger = (replace(self, size=size) for size in sizes)
        fits = (grid for grid in larger if sum(grid._needs) <= grid.width and len(grid.stacks(height)) == 1)
        return next(fits, self)

    @property
    def head(self) -> list[Cell]:
        """The header as a row."""
        return [Cell(header, fill=FILE_HEAD, bold=True) for header in self.headers]

    def row_height(self, row: Cells) -> float:
        """Return the height of a row in inches."""
        lines = max(self._lines(cell, width) for cell, width in zip(row, self.widths, strict=True))
        return lines * line_height(self.size) + 2 * _EDGE

    def _lines(self, cell: Cell, width: float) -> int:
        return len(wrapped(cell.text, self.size, width - 2 * _SIDE, bold=cell.bold))

    def stacks(self, height: float, first: float | None = None) -> list[list[Cells]]:
        """Return the rows in parts no higher than `height`, the first no higher than `first`, header included.

        Returns one empty part if there are no rows.
        """
        head = self.row_height(self.head)
        rows = [self._within(row, min(height, first or height) - head) for row in self.rows]
        groups = filled([self.row_height(row) for row in rows], height - head, first and first - head)
        return [[rows[at] for at in group] for group in groups] or [[]]

    def _within(self, row: Cells, height: float) -> Cells:
        """Return the row cut to fit a slide alone; cut texts end in …."""
        if self.row_height(row) <= height:
            return row
        most = int((height - 2 * _EDGE) / line_height(self.size))
        return [
            replace(cell, text=shortened(cell.text, self.size, width - 2 * _SIDE, most, bold=cell.bold))
            for cell, width in zip(row, self.widths, strict=True)
        ]

    def draw(self, slide: Slide, rows: Sequence[Cells], x: float, y: float, name: str) -> float:
        """Draw the header and rows on a slide as a native table; return its height."""
        heights = [self.row_height(row) for row in (self.head, *rows)]
        box = Box(x, y, self.width, sum(heights))
        frame = slide.shapes.add_table(1, len(self.headers), *box.emu)
        frame.name = name[:100]
        lines = [self._row(row, high) for row, high in zip((self.head, *rows), heights, strict=True)]
        columns = "".join(f'<a:gridCol w="{round(width * _EMU)}"/>' for width in self.widths)
        grid = f'<a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{"".join(lines)}'
        old: Any = frame._element.graphic.graphicData.tbl
        old.getparent().replace(old, parse_xml(f"<a:tbl {NAMESPACE}>{grid}</a:tbl>"))
        return box.h

    def _row(self, row: Cells, height: float) -> str:
        cells = "".join(self._cell(cell, "r" if at in self.numeric else "l") for at, cell in enumerate(row))
        return f'<a:tr h="{round(height * _EMU)}">{cells}</a:tr>'

    def _cell(self, cell: Cell, align: str) -> str:
        text = paragraphs([[Run(cell.text, self.size, cell.colour, cell.bold)]], align)
        side, edge = round(_SIDE * _EMU), round(_EDGE * _EMU)
        none = "".join(f'<a:{line} w="0"><a:noFill/></a:{line}>' for line in ("lnL", "lnR", "lnT"))
        under = f'<a:lnB w="9525"><a:solidFill><a:srgbClr val="{GRID.lstrip("#")}"/></a:solidFill></a:lnB>'
        ground = (
            f'<a:solidFill><a:srgbClr val="{cell.fill.lstrip("#")}"/></a:solidFill>' if cell.fill else "<a:noFill/>"
        )
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
            f'<a:tcPr marL="{side}" marR="{side}" marT="{edge}" marB="{edge}" anchor="ctr">{none}{under}{ground}</a:tcPr></a:tc>'
        )


def _broken(header: str) -> list[str]:
    """Return the lines into which a header of numbers may be broken: its words, long Chinese words in halves."""
    words = header.split()
    halves = [(word[: -(-len(word) // 2)], word[-(-len(word) // 2) :]) for word in words]
    return [
        part
        for word, pair in zip(words, halves, strict=True)
        for part in (pair if ems(word) > _UNBROKEN and not word.isascii() else (word,))
    ]

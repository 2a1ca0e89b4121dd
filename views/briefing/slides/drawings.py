"""Define the content of a chart, and write the small workbook behind it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

import xlsxwriter

from views.briefing.slides.boxes import Box
from views.briefing.slides.fitting import inches, shortened
from views.briefing.slides.writing import printable
from views.exports.cells import AS_TEXT
from views.text.labels import absent, label
from views.theme.palette import COVERED

FORMATS = {"%": "0.0%", "number": "#,##0"}
SMALL = 10  # points; names and legend
_NAME = 2.0  # most inches of a name below the chart
_KEY = 0.9  # inches of a line of the legend before its words


@dataclass(frozen=True)
class Line:
    """A goal's line: its words, its value (0 to 1 for a share), whether it is the slide's own goal, whether it is promised."""

    words: str
    value: float
    own: bool = True
    promised: bool = True


@dataclass(frozen=True)
class Drawing:
    """The content of a chart: a value (None is a gap) for each name, and lines; `form` is the indicator's format."""

    title: str
    names: Sequence[str]
    values: Sequence[float | None]
    form: str
    lines: Sequence[Line] = ()
    colour: str = COVERED
    marked: frozenset[int] = field(default_factory=frozenset)

    @property
    def series(self) -> list[tuple[str, Sequence[float | None]]]:
        """The figure's row and one row for each line, as in the chart's workbook."""
        lines = [(printable(line.words), [line.value] * len(self.names)) for line in self.lines]
        return [(printable(self.title), self.values), *lines]

    def within(self, box: Box) -> "Drawing":
        """Return the drawing with names and title shortened to leave room for the chart.

        The table has the names in full, and the slide's title has the figure's.
        """
        fits = inches(self.title, SMALL) < box.w - _KEY
        names = [shortened(name, SMALL, _NAME, 1) for name in self.names]
        return replace(self, names=names, title=self.title if fits else label("column.figure"))


def workbook(drawing: Drawing, as_of: date) -> bytes:
    """Return the workbook behind a chart, in the layout that python-pptx expects; no name becomes a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, AS_TEXT | {"in_memory": True})
    book.set_properties({"created": datetime.combine(as_of, time())})
    sheet, form = book.add_worksheet("Sheet1"), book.add_format({"num_format": FORMATS[drawing.form]})
    sheet.set_column(0, len(drawing.series), 22)
    for row, name in enumerate(drawing.names, start=1):
        sheet.write_string(row, 0, printable(name))
    for column, (words, values) in enumerate(drawing.series, start=1):
        sheet.write_string(0, column, words)
        for row, value in enumerate(values, start=1):
            if not absent(value):
                sheet.write_number(row, column, value, form)
    book.close()
    return buffer.getvalue()

"""Native charts: an editable chart with its own small workbook, the goals' lines in it, the house's font on every word."""

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from views.briefing.slides.boxes import Box, hue
from views.briefing.slides.fitting import inches, shortened
from views.briefing.slides.writing import FONTS, NAMESPACE, printable, tongue
from views.charts import value_axis
from views.labels import absent, figure, label, share
from views.palette import COVERED, GRID, INK, QUIET

FORMATS = {"%": "0.0%", "number": "#,##0"}
_AXIS_FORMATS = {"%": "0%", "number": "#,##0"}
_SIZE, _SMALL, _LEAST = 12, 10, 7
_SLANT = "-2700000"  # 45 degrees, in the file format's 60,000ths
_AXIS_ROOM = 0.9  # inches the value axis and the margins take
_LINES = 1.8  # lines a name that can be broken may take
_NAME = 2.0  # inches a name below the chart may take
_KEY = 0.9  # inches a line of the legend has before its words


@dataclass(frozen=True)
class Line:
    """A goal's line: its words, where it lies (0 to 1 of a share), whether it is the slide's own goal, whether promised."""

    words: str
    value: float
    own: bool = True
    promised: bool = True


@dataclass(frozen=True)
class Drawing:
    """What a chart shows: a value (None is a gap) at each name, and lines; `form` is the indicator's format."""

    title: str
    names: Sequence[str]
    values: Sequence[float | None]
    form: str
    lines: Sequence[Line] = ()
    colour: str = COVERED
    marked: frozenset[int] = field(default_factory=frozenset)

    @property
    def series(self) -> list[tuple[str, Sequence[float | None]]]:
        """The figure's row and one for each line, as they stand in the chart's workbook."""
        lines = [(printable(line.words), [line.value] * len(self.names)) for line in self.lines]
        return [(printable(self.title), self.values), *lines]


def bars(slide: Slide, box: Box, drawing: Drawing, name: str, as_of: date) -> None:
    """Put columns side by side on a slide, the lines of the goals across them."""
    drawing = _shortened(drawing, box)
    chart = _chart(slide, box, drawing, name, as_of, XL_CHART_TYPE.COLUMN_CLUSTERED)
    columns = chart.plots[0]
    columns.gap_width = 60
    fill = columns.series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = hue(drawing.colour)
    for at in drawing.marked:
        point = columns.series[0].points[at].format.fill
        point.solid()
        point.fore_color.rgb = hue(INK)
    if drawing.lines:
        _lines_apart(chart)
        _draw_lines(list(chart.plots[1].series), drawing)
    _finish(chart, box, drawing)


def course(slide: Slide, box: Box, drawing: Drawing, name: str, as_of: date) -> None:
    """Put a line over the years on a slide, with the lines of the goals."""
    drawing = _shortened(drawing, box)
    chart = _chart(slide, box, drawing, name, as_of, XL_CHART_TYPE.LINE_MARKERS)
    own, *lines = chart.plots[0].series
    own.smooth = False
    own.format.line.width, own.format.line.color.rgb = Pt(3), hue(drawing.colour)
    own.marker.size = 9
    own.marker.format.fill.solid()
    own.marker.format.fill.fore_color.rgb = hue(drawing.colour)
    own.marker.format.line.color.rgb = hue(drawing.colour)
    _draw_lines(lines, drawing)
    _finish(chart, box, drawing)


def _shortened(drawing: Drawing, box: Box) -> Drawing:
    """Shorten names that leave no room for the chart: the table has them whole, the slide's title the figure's."""
    fits = inches(drawing.title, _SMALL) < box.w - _KEY
    names = [shortened(name, _SMALL, _NAME, 1) for name in drawing.names]
    return replace(drawing, names=names, title=drawing.title if fits else label("column.figure"))


def _chart(slide: Slide, box: Box, drawing: Drawing, name: str, as_of: date, kind: XL_CHART_TYPE) -> Chart:
    data: Any = CategoryChartData(number_format=FORMATS[drawing.form])
    data.categories = [printable(one) for one in drawing.names]
    for words, values in drawing.series:
        data.add_series(words, values)
    frame: Any = slide.shapes.add_chart(kind, *box.emu, data)
    frame.name = printable(drawing.title)[:100]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(name))
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(drawing, as_of))
    found: Chart = chart
    return found


def _workbook(drawing: Drawing, as_of: date) -> bytes:
    """Return the sheet behind a chart, laid out as python-pptx refers to it; no name in it can become a formula."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
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


def _lines_apart(chart: Chart) -> None:
    """Move the goals' series from the columns into lines on the same axes."""
    columns = chart._chartSpace.chart.plotArea.find(qn("c:barChart"))
    lines = parse_xml(f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>')
    for series in columns.findall(qn("c:ser"))[1:]:
        for of_columns in series.findall(qn("c:invertIfNegative")):
            series.remove(of_columns)
        lines.append(series)
    lines.append(parse_xml(f'<c:marker {nsdecls("c")} val="1"/>'))
    lines.extend(deepcopy(axis) for axis in columns.findall(qn("c:axId")))
    columns.addnext(lines)


def _draw_lines(series: Sequence[Any], drawing: Drawing) -> None:
    for one, line in zip(series, drawing.lines, strict=True):
        one.smooth, one.marker.style = False, XL_MARKER_STYLE.NONE
        one.format.line.width = Pt(2.25 if line.own else 1.25)
        one.format.line.color.rgb = hue(INK if line.own else QUIET)
        one.format.line.dash_style = MSO_LINE.DASH if line.promised else MSO_LINE.ROUND_DOT


def _finish(chart: Chart, box: Box, drawing: Drawing) -> None:
    """Set what all charts share: axes, numbers beside the points, legend, gaps, fonts."""
    chart.has_title, chart.font.size, chart.font.color.rgb = False, Pt(_SIZE), hue(INK)
    chart.has_legend = bool(drawing.lines)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(_SMALL)
    _scale(chart, drawing)
    _name(chart, box, drawing)
    _number(chart, box, drawing)
    _speak(chart)


def _scale(chart: Chart, drawing: Drawing) -> None:
    """Let shares lie between 0 and 100 %, numbers on a scale of their own from 0."""
    percent = drawing.form == "%"
    reached = [value for _, values in drawing.series for value in values if value is not None]
    axis, scale = chart.value_axis, value_axis(drawing.form, reached)
    unit = scale["tickvals"][1] - scale["tickvals"][0]
    axis.minimum_scale, axis.maximum_scale = 0, scale["range"][1] / (100 if percent else 1)
    axis.major_unit = unit / (100 if percent else 1)
    axis.major_gridlines.format.line.color.rgb = hue(GRID)
    axis.format.line.fill.background()
    labels = axis.tick_labels
    labels.number_format, labels.number_format_is_linked = _AXIS_FORMATS[drawing.form], False
    labels.font.size = Pt(_SMALL)


def _name(chart: Chart, box: Box, drawing: Drawing) -> None:
    """Write the names below, slanted where they do not stand side by side."""
    labels, slot = chart.category_axis.tick_labels, (box.w - _AXIS_ROOM) / max(1, len(drawing.names))
    labels.font.size = Pt(_SMALL if len(drawing.names) > 6 else _SIZE)
    chart.category_axis.format.line.color.rgb = hue(QUIET)
    if any(inches(name, _SMALL) > slot * (_LINES if _breaks(name) else 1) for name in drawing.names):
        chart.category_axis._element.txPr.bodyPr.set("rot", _SLANT)


def _breaks(name: str) -> bool:
    """Tell whether a name may stand on more than one line: a date may not."""
    return " " in name or not name.isascii()


def _number(chart: Chart, box: Box, drawing: Drawing) -> None:
    """Write each value beside its point, as large as the next one allows; of very many none: the table has them."""
    widest = max(inches(figure(value, drawing.form), 1) for value in drawing.values)
    size = min(_SIZE, int((box.w - _AXIS_ROOM) / len(drawing.names) / widest))
    if size < _LEAST:
        return
    series = chart.plots[0].series[0]
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, FORMATS[drawing.form], False
    labels.font.size = Pt(size)
    bars = chart.plots[0]._element.tag == qn("c:barChart")
    labels.position = XL_LABEL_POSITION.OUTSIDE_END if bars else XL_LABEL_POSITION.ABOVE
    for at, value in enumerate(drawing.values):
        if value is not None and drawing.form == "%" and share(value) != f"{value:.1%}":
            series.points[at].data_label.text_frame.text = share(value)  # short of the whole is never 100.0%


def _speak(chart: Chart) -> None:
    """Set the fonts and the language of every word in a chart."""
    for tag in ("a:defRPr", "a:rPr", "a:endParaRPr"):
        for found in list(chart._chartSpace.iter(qn(tag))):
            found.set("lang", tongue()[0])
            for old in [one for one in found if one.tag in (qn("a:latin"), qn("a:ea"), qn("a:cs"))]:
                found.remove(old)
            for font in parse_xml(f"<a:rPr {NAMESPACE}>{FONTS}</a:rPr>"):
                found.append(font)

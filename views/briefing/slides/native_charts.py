"""Add native charts: editable, with their own small workbook, the goals' lines and the house font."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from views.briefing.slides.boxes import Box, hue
from views.briefing.slides.chart_dress import dress
from views.briefing.slides.drawings import FORMATS, Drawing, workbook
from views.briefing.slides.writing import printable
from views.theme.palette import INK, QUIET


def bars(slide: Slide, box: Box, drawing: Drawing, name: str, as_of: date) -> None:
    """Add columns to a slide, with the lines of the goals across them."""
    drawing = drawing.within(box)
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
    dress(chart, box, drawing)


def trend_lines(slide: Slide, box: Box, drawing: Drawing, name: str, as_of: date) -> None:
    """Add a line over the years to a slide, with the lines of the goals."""
    drawing = drawing.within(box)
    chart = _chart(slide, box, drawing, name, as_of, XL_CHART_TYPE.LINE_MARKERS)
    own, *lines = chart.plots[0].series
    own.smooth = False
    own.format.line.width, own.format.line.color.rgb = Pt(3), hue(drawing.colour)
    own.marker.size = 9
    own.marker.format.fill.solid()
    own.marker.format.fill.fore_color.rgb = hue(drawing.colour)
    own.marker.format.line.color.rgb = hue(drawing.colour)
    _draw_lines(lines, drawing)
    dress(chart, box, drawing)


def _chart(slide: Slide, box: Box, drawing: Drawing, name: str, as_of: date, kind: XL_CHART_TYPE) -> Chart:
    data: Any = CategoryChartData(number_format=FORMATS[drawing.form])
    data.categories = [printable(one) for one in drawing.names]
    for words, values in drawing.series:
        data.add_series(words, values)
    frame: Any = slide.shapes.add_chart(kind, *box.emu, data)
    frame.name = printable(drawing.title)[:100]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(name))
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook(drawing, as_of))
    found: Chart = chart
    return found


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

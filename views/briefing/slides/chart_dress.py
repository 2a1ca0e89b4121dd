"""Set what all charts share: axes, numbers beside the points, legend, fonts."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from views.briefing.slides.boxes import Box, hue
from views.briefing.slides.drawings import FORMATS, SMALL, Drawing
from views.briefing.slides.fitting import inches
from views.briefing.slides.writing import FONTS, NAMESPACE, tongue
from views.charts.area_bars import value_axis
from views.text.labels import figure, share
from views.theme.palette import GRID, INK, QUIET, WHITE

_AXIS_FORMATS = {"%": "0%", "number": "#,##0"}
_SIZE, _LEAST = 12, 7
_FEW, _MANY = 6, 25  # up to so many names in large type; above so many in the smallest
_SLANT = "-2700000"  # 45 degrees, in the file format's 60,000ths
_AXIS_ROOM = 0.9  # inches for the value axis and the margins
_ABOVE = 1.1  # axis end, in wholes: the numbers of a full column stay clear of the goal's line and the legend
_BAR = 0.6  # width of a column, as a part of its slot
_TALL = 0.09  # height of the words above a column, as a part of the highest column
_LINES = 1.8  # lines that a name with possible breaks may take


def dress(chart: Chart, box: Box, drawing: Drawing) -> None:
    """Set what all charts share: axes, numbers beside the points, legend, gaps, fonts."""
    chart.has_title, chart.font.size, chart.font.color.rgb = False, Pt(_SIZE), hue(INK)
    chart.has_legend = bool(drawing.lines)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(SMALL)
    _scale(chart, drawing)
    _name(chart, box, drawing)
    _number(chart, box, drawing)
    _speak(chart)


def _scale(chart: Chart, drawing: Drawing) -> None:
    """Set the value axis: for shares from 0 to 100 % with room above, for numbers from 0 in whole steps."""
    percent = drawing.form == "%"
    reached = [value for _, values in drawing.series for value in values if value is not None]
    axis, scale = chart.value_axis, value_axis(drawing.form, reached)
    unit = scale["tickvals"][1] - scale["tickvals"][0]
    axis.minimum_scale, axis.maximum_scale = 0, _ABOVE if percent else scale["range"][1]
    axis.major_unit = unit / (100 if percent else 1)
    axis.major_gridlines.format.line.color.rgb = hue(GRID)
    axis.format.line.fill.background()
    labels = axis.tick_labels
    labels.number_format, labels.number_format_is_linked = _AXIS_FORMATS[drawing.form], False
    labels.font.size = Pt(SMALL)


def _name(chart: Chart, box: Box, drawing: Drawing) -> None:
    """Write all names below the axis, slanted if they do not fit side by side."""
    labels, slot = chart.category_axis.tick_labels, (box.w - _AXIS_ROOM) / max(1, len(drawing.names))
    count, axis = len(drawing.names), chart.category_axis._element
    labels.font.size = Pt(_LEAST + 1 if count > _MANY else SMALL if count > _FEW else _SIZE)
    axis.find(qn("c:noMultiLvlLbl")).addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))
    chart.category_axis.format.line.color.rgb = hue(QUIET)
    if any(inches(name, SMALL) > slot * (_LINES if _breaks(name) else 1) for name in drawing.names):
        axis.txPr.bodyPr.set("rot", _SLANT)


def _breaks(name: str) -> bool:
    """Return whether a name may be broken into lines; a date may not."""
    return " " in name or not name.isascii()


def _number(chart: Chart, box: Box, drawing: Drawing) -> None:
    """Write each value beside its point, as large as the space between points allows; none if it would be too small."""
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
    _keep_clear(series, drawing, size, (box.w - _AXIS_ROOM) / len(drawing.names) * _BAR if bars else 0)
    for at, value in enumerate(drawing.values):
        if value is not None and drawing.form == "%" and share(value) != f"{value:.1%}":
            series.points[at].data_label.text_frame.text = share(value)  # less than the whole is never shown as 100.0%


def _keep_clear(series: Any, drawing: Drawing, size: int, wide: float) -> None:
    """Keep numbers readable where a goal's line crosses them: inside a column that is wide enough, else on white."""
    tall = _TALL * max((value for value in drawing.values if value is not None), default=0)
    for at, value in enumerate(drawing.values):
        if value is None or not any(value < line.value < value + tall for line in drawing.lines):
            continue
        found = series.points[at].data_label
        found.font.size = Pt(size)
        if value > tall and inches(figure(value, drawing.form), size) < wide:
            found.position, found.font.color.rgb = XL_LABEL_POSITION.INSIDE_END, hue(WHITE)
        else:
            fill = f'<a:solidFill><a:srgbClr val="{WHITE.lstrip("#")}"/></a:solidFill>'
            shape = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{fill}</c:spPr>")
            found._dLbl.find(qn("c:txPr")).addprevious(shape)


def _speak(chart: Chart) -> None:
    """Set the fonts and the language of every text in a chart."""
    for tag in ("a:defRPr", "a:rPr", "a:endParaRPr"):
        for found in list(chart._chartSpace.iter(qn(tag))):
            found.set("lang", tongue()[0])
            for old in [one for one in found if one.tag in (qn("a:latin"), qn("a:ea"), qn("a:cs"))]:
                found.remove(old)
            for font in parse_xml(f"<a:rPr {NAMESPACE}>{FONTS}</a:rPr>"):
                found.append(font)

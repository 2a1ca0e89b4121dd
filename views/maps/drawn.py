"""Draw the map as one figure for export: shaded areas, schools and pairings, names, legend, scale and notes.

It uses the same frames as the map page; with too many schools it draws only the areas.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from views.charts.area_bars import dress, plain
from views.charts.caption import Caption, around, captioned
from views.maps.drawn_legend import WIDE as LEGEND
from views.maps.drawn_legend import Entry, areas_entries, draw, height, line_entries, school_entries
from views.maps.drawn_marks import colour, lines, schools_traces
from views.maps.geometry import Bounds, northing, scale_bar, window
from views.maps.ground import Ground, shading
from views.maps.naming import name_rows
from views.maps.outlines import Line
from views.maps.pairings import arc_rows, drawable, tips
from views.maps.picture import DISC, Look, names_wanted, own
from views.maps.schools import end_rows, outside_rows, school_rows
from views.text.labels import label
from views.theme.palette import BORDER, INK, MAP_PLAIN, NO_DATA, QUIET, WHITE, rgb

WIDE, HIGH = 1200, 675
_SIDE, _EDGE, _APART, _NAME = 20, 4, 20, 13
_CANVAS = WIDE - 2 * _SIDE - _APART - LEGEND
_LEAST = 360
HATCHED = {"shape": "/", "bgcolor": NO_DATA, "fgcolor": QUIET, "size": 6, "solidity": 0.15}
Row = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """The frames from which a map is drawn: figures and rosters of the areas; schools and pairings if they are drawn."""

    figures: pd.DataFrame
    rosters: pd.DataFrame
    schools: pd.DataFrame
    pairings: pd.DataFrame


def map_figure(base: Ground, look: Look, shown: Shown, caption: Caption, *, detailed: bool) -> go.Figure:
    """Return the map with its caption; 16:9 unless its legend or its notes need more height."""
    looks = shading(shown.figures, shown.rosters, look.indicator, look.classes)
    fills = {area.code: looks[area.code].fill if area.code in looks else NO_DATA for area in base.shapes.areas}
    fills |= dict.fromkeys(own(base), MAP_PLAIN)
    discs = {code: looks[code].fill for code in base.without_outline if code in looks}
    marks, arcs, dashes = _of_schools(shown, look.width) if detailed else ([], [], [])
    entries = areas_entries(look.indicator, look.classes, {*fills.values(), *discs.values()}, HATCHED)
    entries += school_entries(marks) + line_entries(shown.pairings, arcs, dashes)
    chart = go.Figure()
    _set_out(chart, base, caption, entries)
    _areas(chart, base, fills, look.area)
    _discs(chart, base, discs)
    for trace in [*lines(arcs, dashes), *schools_traces(marks)]:
        chart.add_trace(trace)
    _names(chart, base, shown.figures)
    _scale(chart)
    draw(chart, entries)
    return captioned(chart, caption, WIDE)


def _of_schools(shown: Shown, width: str) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows of marks, active arcs and dashed lines, as on the map page."""
    words, placed = tips(shown.pairings), drawable(shown.pairings)
    arcs, dashes = arc_rows(placed, words, width)
    marks = school_rows(shown.schools)
    marks += end_rows(placed, {row["c"] for row in marks}) + outside_rows(shown.pairings, words)
    return marks, arcs, dashes


def _set_out(chart: go.Figure, base: Ground, caption: Caption, entries: list[Entry]) -> None:
    """Set the axes of the map and its legend side by side, as high as 16:9 allows but at least as high as the legend."""
    dress(chart, height=HIGH)
    chart.update_layout(margin={"l": _SIDE, "r": _SIDE, "t": _EDGE, "b": _EDGE}, plot_bgcolor=WHITE)
    left = 2 * HIGH - around(chart.layout, caption, WIDE)["height"] - 2 * _EDGE
    high = round(max(left, height(entries), _LEAST))
    x, y = window(base.frame, _CANVAS, high)
    whole = WIDE - 2 * _SIDE
    hidden = {"visible": False, "fixedrange": True}
    chart.update_layout(
        height=high + 2 * _EDGE,
        xaxis=hidden | {"range": x, "domain": [0, _CANVAS / whole]}, yaxis=hidden | {"range": y},
        xaxis2=hidden | {"range": [0, LEGEND], "domain": [1 - LEGEND / whole, 1], "anchor": "y2"},
        yaxis2=hidden | {"range": [high, 0], "domain": [0, 1], "anchor": "x2"},
    )  # fmt: skip
    chart.add_shape(
        type="rect", xref="x domain", yref="y domain", x0=0, x1=1, y0=0, y1=1, line={"color": BORDER, "width": 1}
    )


def _areas(chart: go.Figure, base: Ground, fills: dict[str, str], chosen: str | None) -> None:
    """Draw the outlines, all of one shade together, then the outer edge and the outline of the chosen area."""
    for fill in sorted({*fills.values()}):
        rings = [ring for area in base.shapes.areas if fills[area.code] == fill for ring in area.rings]
        look: Row = {"fillpattern": HATCHED} if fill == NO_DATA else {"fillcolor": fill}
        _outline(chart, rings, QUIET, 0.8, fill="toself", **look)
    _outline(chart, base.shapes.edge, INK, 1.6)
    _outline(chart, [ring for area in base.shapes.areas if area.code == chosen for ring in area.rings], INK, 2.4)


def _outline(chart: go.Figure, rings: Iterable[Line], colour: str, wide: float, **look: Any) -> None:
    xs, ys = list[float | None](), list[float | None]()
    for ring in rings:
        xs += [*(x for x, _ in ring), None]
        ys += [*(northing(y) for _, y in ring), None]
    if xs:
        line = {"color": colour, "width": wide}
        chart.add_scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", **look)


def _discs(chart: go.Figure, base: Ground, fills: dict[str, str]) -> None:
    """Draw a disc for each area without an outline, shaded as its outline would be."""
    spots = [base.without_outline[code] for code in fills]
    look = {"size": 2 * DISC, "color": list(fills.values()), "line": {"color": QUIET, "width": 1}}
    chart.add_scatter(x=[x for x, _ in spots], y=[northing(y) for _, y in spots], mode="markers", marker=look)


def _names(chart: go.Figure, base: Ground, figures: pd.DataFrame) -> None:
    """Write the names of areas if there is room, the largest areas first."""
    wanted = names_wanted(base, figures)
    canvas = (_CANVAS, round(chart.layout.height) - 2 * _EDGE)
    for row in name_rows(wanted, base.frame, canvas, _NAME, below=DISC + 8 if base.without_outline else 0):
        chart.add_annotation(
            x=row["p"][0], y=northing(row["p"][1]), yshift=-row["o"][1], text=plain(row["t"]), showarrow=False,
            font={"size": _NAME, "color": INK}, bgcolor=colour(rgb(WHITE, 153)), borderpad=1,
        )  # fmt: skip


def _scale(chart: go.Figure) -> None:
    """Draw the scale bar at the lower left and the north arrow."""
    (west, east), (south, north) = chart.layout.xaxis.range, chart.layout.yaxis.range
    start, end, km = scale_bar(Bounds(west, _latitude(south), east, _latitude(north)))
    x, y = (east - west) * 0.02, south + (north - south) * 0.03
    chart.add_scatter(x=[start[0] + x, end[0] + x], y=[y, y], mode="lines", line={"color": INK, "width": 3})
    ink = {"size": 12, "color": INK}
    chart.add_annotation(
        x=(start[0] + end[0]) / 2 + x, y=y, yshift=11, text=label("km", km=km), showarrow=False, font=ink
    )
    chart.add_annotation(
        x=0.012, xref="x domain", y=0.985, yref="y domain", text="▲<br>N", showarrow=False, font=ink, yanchor="top"
    )


def _latitude(north: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(north))))

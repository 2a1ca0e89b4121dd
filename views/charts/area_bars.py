"""Draw the figures of areas as bars against the lines of goals; also the axis and style that all charts share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from views.text.labels import area_names, counts, figure, label, target
from views.theme.palette import COVERED, GOAL, GRID, INK, MISSING, QUIET, TRACK, TRANSPARENT

FONT = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
MANY = 12
_ROW_PX, _NARROW_ROW_PX = 34, 25
_LINE_PX = 17
_ROOM, _MOST_TICKS = 1.15, 6
_LOWER = "<="
_LONGEST_NAME = 24
_LATIN, _NARROW, _BESIDE = 0x2000, 0.56, 16
_INK = {"size": 14, "color": INK}
Goal = Mapping[str, Any]


def area_bars(
    figures: pd.DataFrame, goals: Sequence[Goal], form: str = "%", unit: str = "", chosen: str | None = None
) -> go.Figure:
    """Return a bullet chart: one bar for each area, best first, with the goals' lines.

    A click in a row chooses its area. `figures` is the result of `measures` without the place's own row; an area
    without data says so. `form` is the indicator's format: shares have an axis from 0 to 100 %, numbers one that fits
    them, with `unit` beside each number.
    """
    fewer = any(goal["comparator"] == _LOWER for goal in goals)
    ranked = figures.sort_values(["value", "denominator"], ascending=[not fewer, True], na_position="first")
    names, shown = area_names(ranked), [goal for goal in goals if has_line(goal, ranked)]
    words = [_beside(row, form, unit) for row in ranked.itertuples()]
    axis = value_axis(form, [*ranked["value"].dropna(), *(goal["target"] for goal in shown)])
    hover = [f"{plain(name)} {text}" for name, text in zip(names, words, strict=True)]
    chart, bar = go.Figure(), {"y": names, "orientation": "h", "width": 0.62, "customdata": ranked["area_code"]}
    bar |= {"hovertext": hover, "hoverinfo": "text"}
    chart.add_bar(x=[axis["range"][1]] * len(ranked), marker_color=TRACK, **bar)
    chart.add_bar(x=drawn(ranked["value"], form), marker_color=MISSING if fewer else COVERED, **bar)
    notes = [
        {"xref": "paper", "x": 1.01, "y": name, "text": text, "showarrow": False, "xanchor": "left", "font": _INK}
        for name, text in zip(names, words, strict=True)
    ]
    lines = [_goal_line(goal, axis["range"][1], place) for place, goal in enumerate(shown)]
    height = (_ROW_PX if len(ranked) <= MANY else _NARROW_ROW_PX) * len(ranked)
    short = [name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…" for name in names]
    dress(chart, height=70 + _LINE_PX * len(shown) + height)
    chart.update_layout(
        barmode="overlay", bargap=0.3, margin={"l": room(short, 14), "r": 140, "t": 17 + _LINE_PX * len(shown), "b": 28},
        annotations=[*notes, *(note for _, note in lines)], shapes=[line for line, _ in lines],
    )  # fmt: skip
    chart.update_xaxes(**axis)
    written = [
        Markup("<b>%s</b>") % plain(name) if code == chosen else plain(name)
        for name, code in zip(short, ranked["area_code"], strict=True)
    ]
    chart.update_yaxes(tickfont={"size": 14}, tickvals=list(names), ticktext=written)
    return chart


def has_line(goal: Goal, areas: pd.DataFrame) -> bool:
    """Return whether a goal's line belongs beside these areas.

    A line for a share always does. A line for a number holds for the whole place or its counties, not for their
    townships.
    """
    return goal["unit"] == "%" or ("level" in areas and set(areas["level"]) <= {"county", "direct"})


def drawn(values: pd.Series, form: str) -> pd.Series:
    """Return values as drawn on the axis: shares as percentages, numbers unchanged."""
    return values * 100 if form == "%" else values


def value_axis(form: str, reached: Sequence[float]) -> dict[str, Any]:
    """Return an axis that starts at 0: to 100 % for a share, beyond the highest value or line for a number, in whole steps."""
    if form == "%":
        ticks = [0, 20, 40, 60, 80, 100]
        return {"range": [0, 100], "tickvals": ticks, "ticktext": [f"{tick}%" for tick in ticks], "gridcolor": GRID}
    top = max([4.0, *reached]) * _ROOM
    step = next(size for size in _steps() if size * _MOST_TICKS >= top)
    return {"range": [0, top], "tickvals": list(range(0, int(top) + 1, step)), "tickformat": ",d", "gridcolor": GRID}


def _steps() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 and so on without end."""
    return (digit * 10**power for power in count() for digit in (1, 2, 5))


def _beside(row: Any, form: str, unit: str) -> str:
    if not row.denominator:
        return label("no_data")
    value = figure(row.value, form)
    return f"{value}  {counts(row.numerator, row.denominator)}" if form == "%" else f"{value} {unit}".strip()


def goal_words(goal: Goal) -> str:
    """Return a goal's line with its kind: 目标 or 参考线."""
    kind = "standing.reference" if goal["kind"] == "reference" else "goal"
    return f"{label(kind)} {target(goal['target'], goal['unit'], goal['comparator'])}"


def _goal_line(goal: Goal, top: float, place: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the shape of a goal's line and the annotation above it."""
    dash, at = "dot" if goal["kind"] == "reference" else "solid", goal["target"] / top
    line = {"type": "line", "x0": goal["target"], "x1": goal["target"], "y0": 0, "y1": 1, "yref": "y domain"}
    note = {
        "x": goal["target"], "y": 1, "yref": "paper", "yanchor": "bottom", "text": goal_words(goal), "showarrow": False,
        "xanchor": "right" if at > 0.6 else "left" if at < 0.1 else "center", "yshift": _LINE_PX * place,
        "font": {"size": 13, "color": GOAL},
    }  # fmt: skip
    return line | {"line": {"color": GOAL, "width": 2, "dash": dash}}, note


def plain(text: str) -> Markup:
    """Return text escaped for the charts' script, so that nothing in a name becomes bold, a link or a line break."""
    return Markup(escape(text.replace("\n", " ")))  # quotes need no escape here


def room(names: Iterable[str], size: int = 13) -> int:
    """Return the pixels needed for names beside an axis; a Chinese character is as wide as the font size.

    Plotly draws a chart with a given margin once, but twice if it must find the margin itself.
    """
    widest = max((sum(1.0 if ord(letter) > _LATIN else _NARROW for letter in name) for name in names), default=0)
    return round(widest * size) + _BESIDE


def dress(figure: go.Figure, *, height: int) -> None:
    """Set the font, the colours and a fixed height for a chart, and turn off zooming and dragging."""
    figure.update_layout(
        height=height,
        showlegend=False,
        plot_bgcolor=TRANSPARENT,
        paper_bgcolor=TRANSPARENT,
        font={"family": FONT, "size": 13, "color": QUIET},
        dragmode=False,
        hovermode="closest",
        hoverlabel={"font": {"family": FONT, "size": 13}},
        separators=".,",
    )
    figure.update_xaxes(fixedrange=True, zeroline=False)
    figure.update_yaxes(fixedrange=True, zeroline=False, ticklabelstandoff=5)

"""One area's figure over the snapshots, with each goal's marker at its date and line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from views.charts import Goal, drawn, dress, goal_words, value_axis
from views.labels import counts, day, figure
from views.palette import COVERED, GOAL, INK, MARKS, MISSING

_HEIGHT = 340
_ABOVE, _BELOW, _ROOM_BELOW = 0.05, 0.09, 0.28
_CLOSE, _NEAR, _LOW, _FLOOR = 0.085, 0.13, 0.2, 0.08
_LEFT, _RIGHT = 0.3, 0.75
_LONG = 9
_VEIL = "rgba(255,255,255,0.82)"


def trajectory(figures: pd.DataFrame, goals: Sequence[Goal], form: str = "%") -> go.Figure:
    """Return one area's figure at every snapshot with a diamond at each goal's due date; a reference is a dotted line.

    `figures` as `trend` returns them for one area, oldest first; `goals` rows as `progress` returns them; `form` is
    the indicator's format. Dates too close together keep their point and lose their words.
    """
    shown = figures.dropna(subset=["value"])
    line = pd.Series(list(drawn(shown["value"], form)), index=list(shown["as_of"]), dtype=float)
    dated = [goal for goal in goals if goal["kind"] != "reference"]
    days = sorted({*line.index, *(goal["due"] for goal in dated)})
    edge = pd.Timedelta(days=max(120, (days[-1] - days[0]).days // 12)) if days else pd.Timedelta(0)
    width = days[-1] - days[0] + 2 * edge if days else edge
    axis = value_axis(form, [*shown["value"], *(goal["target"] for goal in goals)])
    spoken, top = _apart(list(line.index), _CLOSE * width), axis["range"][1]
    chart = go.Figure()
    _line(chart, line, shown, form, top, spoken, [_offset(line, goal, top) for goal in dated])
    under = [_is_above(line, goal) for goal in dated]
    for goal, below in zip(dated, under, strict=True):
        at = (goal["due"] - days[0] + edge) / width
        _mark(chart, goal, below=below, rightwards=at < _RIGHT if below else at < _LEFT)
    for goal in goals:
        if goal["kind"] == "reference":
            _reference(chart, goal)
    dress(chart, height=_HEIGHT)
    chart.update_layout(margin={"l": 8, "r": 40, "t": 48, "b": 44})
    chart.update_xaxes(tickvals=spoken, ticktext=[_two_lines(value) for value in spoken], tickangle=0)
    if days:
        chart.update_xaxes(range=[days[0] - edge, days[-1] + edge])
    deep = any(below and goal["target"] < _LOW * top for goal, below in zip(dated, under, strict=True))
    reach = [-(_ROOM_BELOW if deep else _BELOW) * top, (1 + _ABOVE) * top]
    chart.update_yaxes(automargin=True, **(axis | {"range": reach}))
    return chart


def _line(
    chart: go.Figure,
    line: "pd.Series[float]",
    shown: pd.DataFrame,
    form: str,
    top: float,
    spoken: Sequence[date],
    marks: Sequence[Any],
) -> None:
    """Draw figure and words at every snapshot; words make way for a goal's marker at the same date."""
    offsets = {due: offset for due, offset in marks if offset is not None}
    texts = [text if at in spoken else "" for at, text in zip(line.index, _words(shown, form), strict=True)]
    texts = [
        f"<br>{text}" if text and 0 <= offsets.get(at, -1) < _NEAR else text
        for at, text in zip(line.index, texts, strict=True)
    ]
    above = [y < _FLOOR * top or -2 * _NEAR < offsets.get(at, 0) < 0 for at, y in line.items()]
    chart.add_scatter(
        x=list(line.index), y=list(line), mode="lines+markers+text", text=texts,
        textposition=["top center" if one else "bottom center" for one in above],
        line={"color": COVERED, "width": 3}, marker={"size": 9, "color": COVERED}, cliponaxis=False,
        textfont={"size": 12, "color": INK}, hoverinfo="text",
        hovertext=[f"{day(row.as_of)}<br>{_said(row, form)}" for row in shown.itertuples()],
    )  # fmt: skip


def _offset(line: "pd.Series[float]", goal: Goal, top: float) -> tuple[date, float | None]:
    """Return how far a goal's marker stands above the figure of its own date, as a part of the axis."""
    due = goal["due"]
    return due, (goal["target"] - line[due]) / top if due in line.index else None


def _is_above(line: "pd.Series[float]", goal: Goal) -> bool:
    """Tell whether the figure runs above a goal's marker: then its words stand below."""
    before = line[[at <= goal["due"] for at in line.index]]
    return bool(len(before)) and bool(before.iloc[-1] > goal["target"])


def _mark(chart: go.Figure, goal: Goal, *, below: bool, rightwards: bool) -> None:
    words = f"{day(goal['due'])}<br>{MARKS[goal['standing']]} {goal_words(goal)}"
    chart.add_scatter(
        x=[goal["due"]], y=[goal["target"]], mode="markers", hovertext=[words], hoverinfo="text", cliponaxis=False,
        marker={"symbol": "diamond-open", "size": 15, "line": {"width": 2.5}, "color": MISSING if goal["standing"] == "not_met" else GOAL},
    )  # fmt: skip
    chart.add_annotation(
        x=goal["due"], y=goal["target"], text=words, showarrow=False, bgcolor=_VEIL, font={"size": 13, "color": GOAL},
        align="left" if rightwards else "right", xanchor="left" if rightwards else "right", xshift=4 if rightwards else -4,
        yanchor="top" if below else "bottom", yshift=-15 if below else 9,
    )  # fmt: skip


def _reference(chart: go.Figure, goal: Goal) -> None:
    chart.add_hline(y=goal["target"], line={"color": GOAL, "width": 2, "dash": "dot"})
    chart.add_annotation(
        xref="paper", x=0, y=goal["target"], text=goal_words(goal), showarrow=False, xanchor="left",
        yanchor="bottom", font={"size": 13, "color": GOAL},
    )  # fmt: skip


def _words(shown: pd.DataFrame, form: str) -> list[str]:
    """Return what stands at each point: value and counts; of counts too long to stand side by side, the newest only."""
    said = [_said(row, form) for row in shown.itertuples()]
    if all(len(text.split("<br>")[-1]) <= _LONG for text in said):
        return said
    return [*(text.split("<br>")[0] for text in said[:-1]), *said[-1:]]


def _said(row: Any, form: str) -> str:
    value = figure(row.value, form)
    return f"{value}<br>{counts(row.numerator, row.denominator)}" if form == "%" else value


def _apart(days: list[date], least: pd.Timedelta) -> list[date]:
    """Return the days that can carry words, the newest first of all, none closer to the next than `least`."""
    kept: list[date] = []
    for one in reversed(days):
        if not kept or kept[-1] - one >= least:
            kept.append(one)
    return kept[::-1]


def _two_lines(value: object) -> str:
    return f"{day(value)[:4]}<br>{day(value)[5:]}"

"""Draw one area's figure over the snapshots, with a marker for each goal at its due date and line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from views.charts.area_bars import Goal, drawn, dress, goal_words, room, value_axis
from views.text.labels import counts, day, figure
from views.theme.palette import COVERED, GOAL, INK, MARKS, MISSING

_HEIGHT, _BESIDE = 340, 60  # pixels
_ABOVE, _BELOW = 0.05, 0.12
_CLOSE, _NEAR, _FLOOR = 0.085, 0.15, 0.08
_LEFT, _RIGHT = 0.05, 0.97
_APART, _TWO_LINES_PX = 0.24, 38
_LONG = 9
_WORDS_WIDE, _WORDS_HIGH = 0.16, 0.16  # size of a figure with its counts, as a part of the chart


def trajectory(figures: pd.DataFrame, goals: Sequence[Goal], form: str = "%") -> go.Figure:
    """Return one area's figure at every snapshot, with a diamond at each goal's due date.

    A reference is a dotted line. `figures` is the result of `trend` for one area, oldest first; `goals` are rows of
    `progress`; `form` is the indicator's format. If dates or figures are too close together, their points are drawn
    without words.
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
    labelled = _clear_of_each_other(line, spoken, _WORDS_WIDE * width, _WORDS_HIGH * top) if form == "%" else spoken
    _line(chart, line, shown, form, top, labelled, {goal["due"]: goal["target"] for goal in dated})
    places = [(goal["due"] - days[0] + edge) / width for goal in dated]
    raised = [sum(0 <= at - other < _APART for other in places[:place]) for place, at in enumerate(places)]
    for goal, at, steps in zip(dated, places, raised, strict=True):
        _mark(chart, goal, at, top, steps)
    for goal in goals:
        if goal["kind"] == "reference":
            _reference(chart, goal)
    dress(chart, height=_HEIGHT)
    newest = _said(shown.iloc[-1], form).split("<br>")[-1] if len(shown) else ""
    chart.update_layout(
        margin={
            "l": room([f"{top:,.0f}%"]),
            "r": max(_BESIDE, room([newest], 12)),
            "t": 56 + _TWO_LINES_PX * max(raised, default=0),
            "b": 44,
        }
    )
    chart.update_xaxes(tickvals=spoken, ticktext=[_two_lines(value) for value in spoken], tickangle=0)
    if days:
        chart.update_xaxes(range=[days[0] - edge, days[-1] + edge])
    chart.update_yaxes(**(axis | {"range": [-_BELOW * top, (1 + _ABOVE) * top]}))
    return chart


def _line(
    chart: go.Figure,
    line: "pd.Series[float]",
    shown: pd.DataFrame,
    form: str,
    top: float,
    spoken: Sequence[date],
    marks: dict[date, float],
) -> None:
    """Draw figure and words at every snapshot; the words are on the side free of the line and of goals' markers."""
    words = _words(shown, form)
    chart.add_scatter(
        x=list(line.index), y=list(line), mode="lines+markers+text", cliponaxis=False,
        text=[text if at in spoken else "" for at, text in zip(line.index, words, strict=True)],
        textposition=[_side(line, place, top, marks) for place in range(len(line))],
        line={"color": COVERED, "width": 3}, marker={"size": 9, "color": COVERED},
        textfont={"size": 12, "color": INK}, hoverinfo="text",
        hovertext=[f"{day(row.as_of)}<br>{_said(row, form)}" for row in shown.itertuples()],
    )  # fmt: skip


def _side(line: "pd.Series[float]", place: int, top: float, marks: dict[date, float]) -> str:
    """Return the text position for a point: below a rising line, above a falling one, and clear of markers."""
    value, following = line.iloc[place], line.iloc[place + 1] if place + 1 < len(line) else line.iloc[place]
    rises, away = value <= following, marks.get(line.index[place], value) - value
    if value < _FLOOR * top or (rises and 0 < -away < _NEAR * top):
        return "top left" if rises else "top right"
    if not rises and 0 < away < _NEAR * top:
        return "bottom left"
    return "bottom right" if rises else "top right"


def _mark(chart: go.Figure, goal: Goal, at: float, top: float, raised: int) -> None:
    """Draw a goal's diamond at its date and line, and its words above the chart, joined by a fine line.

    `at` is the position of the date from 0 to 1; `raised` is the number of steps by which the words are raised above
    others.
    """
    words = f"{day(goal['due'])}<br>{MARKS[goal['standing']]} {goal_words(goal)}"
    chart.add_scatter(
        x=[goal["due"]] * 2, y=[goal["target"], top * (1 + _ABOVE)], mode="lines", hoverinfo="skip",
        line={"color": GOAL, "width": 1, "dash": "dot"},
    )  # fmt: skip
    chart.add_scatter(
        x=[goal["due"]], y=[goal["target"]], mode="markers", hovertext=[words], hoverinfo="text", cliponaxis=False,
        marker={"symbol": "diamond-open", "size": 15, "line": {"width": 2.5}, "color": MISSING if goal["standing"] == "not_met" else GOAL},
    )  # fmt: skip
    chart.add_annotation(
        x=goal["due"], y=1, yref="paper", yanchor="bottom", yshift=_TWO_LINES_PX * raised, text=words, showarrow=False,
        xanchor="left" if at < _LEFT else "right" if at > _RIGHT else "center", font={"size": 13, "color": GOAL},
    )  # fmt: skip


def _reference(chart: go.Figure, goal: Goal) -> None:
    chart.add_hline(y=goal["target"], line={"color": GOAL, "width": 2, "dash": "dot"})
    chart.add_annotation(
        xref="paper", x=0, y=goal["target"], text=goal_words(goal), showarrow=False, xanchor="left",
        yanchor="bottom", font={"size": 13, "color": GOAL},
    )  # fmt: skip


def _words(shown: pd.DataFrame, form: str) -> list[str]:
    """Return the words at each point: value and counts; if counts are too long, only the newest point has them."""
    texts = [_said(row, form) for row in shown.itertuples()]
    if all(len(text.split("<br>")[-1]) <= _LONG for text in texts):
        return texts
    return [*(text.split("<br>")[0] for text in texts[:-1]), *texts[-1:]]


def _said(row: Any, form: str) -> str:
    value = figure(row.value, form)
    return f"{value}<br>{counts(row.numerator, row.denominator)}" if form == "%" else value


def _apart(days: list[date], least: pd.Timedelta) -> list[date]:
    """Return the days that can carry words, no two closer than `least`; newer days go first."""
    kept: list[date] = []
    for one_day in reversed(days):
        if not kept or kept[-1] - one_day >= least:
            kept.append(one_day)
    return kept[::-1]


def _clear_of_each_other(line: "pd.Series[float]", days: Sequence[date], wide: pd.Timedelta, high: float) -> list[date]:
    """Return the days whose words do not overlap; newer days go first."""
    kept: list[date] = []
    for one_day in reversed(days):
        if all(other - one_day >= wide or abs(line[other] - line[one_day]) >= high for other in kept):
            kept.append(one_day)
    return kept[::-1]


def _two_lines(value: object) -> str:
    return f"{day(value)[:4]}<br>{day(value)[5:]}"

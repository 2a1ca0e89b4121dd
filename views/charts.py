"""Plotly figures of areas against a goal and of a figure over the snapshots."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from views.labels import area_names, counts, day, label, share, target
from views.palette import COVERED, GOAL, GRID, INK, MISSING, QUIET, TRACK

FONT = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
_ROW_PX = 34
_PERCENT_TICKS = {
    "tickvals": [0, 20, 40, 60, 80, 100],
    "ticktext": ["0%", "20%", "40%", "60%", "80%", "100%"],
    "gridcolor": GRID,
}


def area_bars(figures: pd.DataFrame, goal: Mapping[str, Any] | None) -> go.Figure:
    """Return a bullet chart: one bar an area from 0 to 100 %, best first, with the goal's line.

    `figures` as `measures` returns them, without the place's own row; areas without data say so.
    """
    ranked = figures.sort_values(["value", "denominator"], ascending=[True, True], na_position="first")
    names, values = area_names(ranked), ranked["value"] * 100
    words = [f"{share(row.value)}  {counts(row.numerator, row.denominator)}" for row in ranked.itertuples()]
    words = [
        text if row.denominator else label("no_data") for text, row in zip(words, ranked.itertuples(), strict=True)
    ]
    figure = go.Figure()
    figure.add_bar(y=names, x=[100] * len(ranked), orientation="h", marker_color=TRACK, hoverinfo="skip", width=0.62)
    figure.add_bar(
        y=names,
        x=values,
        orientation="h",
        marker_color=COVERED,
        width=0.62,
        customdata=ranked["area_code"],
        hovertext=[f"{name} {text}" for name, text in zip(names, words, strict=True)],
        hoverinfo="text",
    )
    for name, text in zip(names, words, strict=True):
        figure.add_annotation(
            xref="paper", x=1.01, y=name, text=text, showarrow=False, xanchor="left", font={"size": 14, "color": INK}
        )  # fmt: skip
    if goal is not None and goal["unit"] == "%":
        _goal_line(figure, goal)
    _dress(figure, height=70 + _ROW_PX * len(ranked))
    figure.update_layout(barmode="overlay", bargap=0.3, margin={"l": 8, "r": 140, "t": 34, "b": 28})
    figure.update_xaxes(range=[0, 100], **_PERCENT_TICKS)
    figure.update_yaxes(automargin=True, tickfont={"size": 14})
    return figure


def _goal_line(figure: go.Figure, goal: Mapping[str, Any]) -> None:
    words = f"{label('goal')} {target(goal['target'], goal['unit'], goal['comparator'])}"
    dash = "dot" if goal["kind"] == "reference" else "solid"
    figure.add_vline(x=goal["target"], line={"color": GOAL, "width": 2, "dash": dash})
    figure.add_annotation(
        x=goal["target"], y=1, yref="paper", yanchor="bottom", text=words, showarrow=False,
        xanchor="right" if goal["target"] > 60 else "center", font={"size": 13, "color": GOAL},
    )  # fmt: skip


def trajectory(figures: pd.DataFrame, goals: list[Mapping[str, Any]]) -> go.Figure:
    """Return one area's share at every snapshot with a diamond at each goal's due date and line.

    `figures` as `trend` returns them for one area, oldest first; `goals` rows as `progress` returns them.
    """
    shown = figures.dropna(subset=["value"])
    figure = go.Figure()
    words = [f"{share(row.value)}<br>{counts(row.numerator, row.denominator)}" for row in shown.itertuples()]
    figure.add_scatter(
        x=shown["as_of"], y=shown["value"] * 100, mode="lines+markers+text", text=words, textposition="bottom right",
        line={"color": COVERED, "width": 3}, marker={"size": 9, "color": COVERED}, cliponaxis=False,
        textfont={"size": 12, "color": INK}, hovertext=[day(value) for value in shown["as_of"]], hoverinfo="text+y",
    )  # fmt: skip
    for goal in (goal for goal in goals if goal["unit"] == "%"):
        words_goal = f"{day(goal['due'])}<br>{label('goal')} {target(goal['target'], goal['unit'], goal['comparator'])}"
        figure.add_scatter(
            x=[goal["due"]], y=[goal["target"]], mode="markers+text", text=[words_goal], textposition="top left",
            marker={"symbol": "diamond-open", "size": 15, "line": {"width": 2.5}, "color": MISSING if goal["standing"] == "not_met" else GOAL},
            textfont={"size": 13, "color": GOAL}, hoverinfo="text", cliponaxis=False,
        )  # fmt: skip
    _dress(figure, height=330)
    figure.update_layout(margin={"l": 8, "r": 60, "t": 40, "b": 44})
    days = sorted({*shown["as_of"], *(goal["due"] for goal in goals)})
    figure.update_xaxes(
        tickvals=list(shown["as_of"]), ticktext=[_two_lines(value) for value in shown["as_of"]], tickangle=0
    )
    if days:
        edge = pd.Timedelta(days=max(120, (days[-1] - days[0]).days // 12))
        figure.update_xaxes(range=[days[0] - edge, days[-1] + edge])
    figure.update_yaxes(range=[-9, 105], automargin=True, **_PERCENT_TICKS)
    return figure


def _two_lines(value: object) -> str:
    return f"{day(value)[:4]}<br>{day(value)[5:]}"


def clicked(selection: Mapping[str, Any]) -> str | None:
    """Return the area code of the bar that was clicked, None where none was."""
    for point in selection.get("points", []):
        found = point.get("customdata")
        if found:
            return str(found[0] if isinstance(found, list) else found)
    return None


def _dress(figure: go.Figure, *, height: int) -> None:
    figure.update_layout(
        height=height,
        showlegend=False,
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": QUIET},
        dragmode=False,
        hoverlabel={"font": {"family": FONT, "size": 13}},
        separators=".,",
    )
    figure.update_xaxes(fixedrange=True, zeroline=False)
    figure.update_yaxes(fixedrange=True, zeroline=False)

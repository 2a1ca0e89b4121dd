"""Draw bars of counts: one bar for each group, the largest on top, with its count beside it."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from views.charts.area_bars import dress, plain, room
from views.theme.palette import COVERED, INK, URBAN

SHOWN = 12
_ROW_PX, _ROOM = 34, 0.36
_NAME = 40


def count_bars(groups: pd.DataFrame, series: dict[str, str]) -> go.Figure:
    """Return bars for the first groups.

    `groups` has the columns code, words, text and those of `series` (column → words). Two series are stacked and named
    in a legend. The `customdata` of a bar is its group's code.
    """
    drawn = groups.head(SHOWN).iloc[::-1]
    names = [plain(_short(str(word))) for word in drawn["words"]]
    places = list(range(len(drawn)))
    figure = go.Figure()
    for (column, words), colour in zip(series.items(), (COVERED, URBAN), strict=False):
        hover = [f"{plain(str(name))}  {text}" for name, text in zip(drawn["words"], drawn["text"], strict=True)]
        figure.add_bar(
            y=places, x=drawn[column], name=words, orientation="h", width=0.62, marker_color=colour,
            customdata=drawn["code"], hovertext=hover, hoverinfo="text",
        )  # fmt: skip
    ends = drawn[list(series)].sum(axis=1)
    for place, end, text in zip(places, ends, drawn["text"], strict=True):
        figure.add_annotation(
            x=end, y=place, text=text, showarrow=False, xanchor="left", xshift=6, font={"size": 14, "color": INK}
        )
    _dress(figure, names, legend=len(series) > 1)
    figure.update_xaxes(range=[0, max(ends, default=1) * (1 + _ROOM) or 1], visible=False)
    figure.update_yaxes(
        tickvals=places, ticktext=names, tickfont={"size": 14, "color": INK},
        showgrid=False, range=[-0.6, len(drawn) - 0.4],
    )  # fmt: skip
    return figure


def _dress(figure: go.Figure, names: Sequence[str], *, legend: bool) -> None:
    dress(figure, height=34 + (26 if legend else 0) + _ROW_PX * len(names))
    figure.update_layout(
        barmode="stack",
        showlegend=legend,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        margin={"l": room(names, 14), "r": 8, "t": 34 if legend else 8, "b": 8},
    )


def _short(name: str) -> str:
    """Return a name short enough to leave room for its bar; a Chinese character counts as two."""
    room, kept = _NAME, ""
    for letter in name:
        room -= 2 if ord(letter) > 255 else 1
        if room < 0:
            return f"{kept}…"
        kept += letter
    return name

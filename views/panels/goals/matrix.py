"""Draw the goals × areas of a place by standing, as a grid of buttons that open the list behind a figure."""

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from views.shell import html_buttons
from views.shell.layout import standing_bar, standing_words
from views.text.labels import absent, area_name, day, figure, label, named, number, records, target
from views.text.markdown import plain
from views.text.markup import join, show_html
from views.text.sentences import figure_words, standing_counts
from views.theme.palette import MARKS, STANDINGS
from views.theme.styles import rules

_NAME_WIDTH, _BAR_WIDTH, _SHORT = 4.2, 4.1, 6
_HEAD_REM, _ROW_REM = 1.8, 2.15
_COUNTS = Markup('<div style="display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;font-size:1.3rem"><b>%s</b>%s</div>')
_MATRIX = Markup('<table class="matrix">%s%s<tbody>%s</tbody></table>')
_GOAL = Markup('<th scope="row" data-goal="%s">%s</th>')
_CELL = Markup('<td class="%s" data-cell="%s %s">%s</td>')
_BLANK = Markup('<div class="blank">·</div>')
Judged = Mapping[str, Any]


def legend(standings: pd.Series, shown: Collection[str]) -> None:
    """Draw the number of goals by standing, in large type; this also explains marks and colours of the matrix."""
    count = standings.value_counts()
    one_of = Markup('<span style="color:%s"><b>%s</b>&nbsp;%s</span>')
    words = [one_of % (STANDINGS[one], standing_words(one), count.get(one, 0)) for one in MARKS if one in shown]
    show_html(_COUNTS % (label("goals.total", count=len(standings)), join(words)))


def matrix(rows: pd.DataFrame, spread: pd.DataFrame | None = None) -> None:
    """Draw one row for each goal and one column for each area, the place first; a click sets `goal` and `at`.

    `rows` is the result of `progress`; a goal that is not judged at an area has a blank cell. If only the place is
    judged, a long list has two columns. If there are too many areas for columns, `spread` (rows of `judged_areas`) adds
    a last column with the number of areas by standing.
    """
    bars = None if spread is None else _bars(spread)
    cells = {(row["goal_id"], row["area_code"]): row for row in records(rows)}
    goals = records(rows.drop_duplicates("goal_id"))
    most = rows["goal_id"].value_counts().index[0]
    columns = records(rows[rows["goal_id"] == most])
    folds = 2 if len(columns) == 1 and len(goals) > _SHORT and bars is None else 1
    widths = [_NAME_WIDTH, *[1.0] * len(columns), *([] if bars is None else [_BAR_WIDTH])] * folds
    half = -(-len(goals) // folds)
    lines = zip_longest(*(goals[at * half : (at + 1) * half] for at in range(folds)))
    body = join(
        Markup("<tr>%s</tr>") % join(_goal(goal, columns, cells, bars) for goal in line if goal is not None)
        for line in lines
    )
    heads = _heads(columns, folds, spread=bars is not None)
    html_buttons.draw(_MATRIX % (_widths(widths), heads, body), "matrix", _HEAD_REM + _ROW_REM * half)
    st.caption(plain(_notes(rows, columns) if spread is None else _spread_note(spread)))


def _bars(spread: pd.DataFrame) -> dict[str, Markup]:
    """Return for each goal a bar of the number of areas by standing."""
    counts = {goal: standing_counts(rows) for goal, rows in spread.groupby("goal_id")}
    return {
        str(goal): standing_bar({one: count[one] for one in STANDINGS if one in count})
        for goal, count in counts.items()
    }


def _spread_note(spread: pd.DataFrame) -> str:
    sizes = [sum(standing_counts(rows).values()) for _, rows in spread.groupby("goal_id")]
    return label("goals.spread_note", count=number(max(sizes, default=0)))


def _notes(rows: pd.DataFrame, columns: Sequence[Judged]) -> str:
    keys = ["goals.matrix_note"]
    if len(columns) > 1 and len(rows) < rows["goal_id"].nunique() * len(columns):
        keys.append("goals.blank_note")
    if len(columns) == 1:
        keys.append("goals.place_note")
    return " ".join(label(key, place=area_name(columns[0])) for key in keys)


def _widths(widths: Sequence[float]) -> Markup:
    columns = [Markup('<col style="width:%.2f%%">') % (width / sum(widths) * 100) for width in widths]
    return Markup("<colgroup>%s</colgroup>") % join(columns)


def _heads(columns: Sequence[Judged], folds: int, *, spread: bool) -> Markup:
    names = [*(area_name(column) for column in columns), *([label("goals.spread")] if spread else [])]
    heads = Markup("<td></td>") + join(Markup('<th scope="col">%s</th>') % name for name in names)
    return Markup("<thead><tr>%s</tr></thead>") % (heads * folds)


def _goal(
    goal: Judged, columns: Sequence[Judged], cells: Mapping[tuple[str, str], Judged], bars: Mapping[str, Markup] | None
) -> Markup:
    """Return a goal's name, its cells and, with `bars`, its bar of counts."""
    code, line = goal["goal_id"], f"{target(goal['target'], goal['unit'], goal['comparator'])}　{day(goal['due'])}"
    words = Markup("<b>%s</b> %s <small>%s</small>") % (code, named(goal), line)
    name = _GOAL % (code, html_buttons.button(words, goal=code, units="missing"))
    bar = [] if bars is None else [Markup("<td>%s</td>") % bars.get(code, _BLANK)]
    return join([name, *(_cell(cells.get((code, area["area_code"]))) for area in columns), *bar])


def _cell(row: Judged | None) -> Markup:
    if row is None:
        return Markup("<td>%s</td>") % _BLANK
    value = "" if absent(row["value"]) else f" {figure(row['value'], row['format'])}"
    code, standing = row["goal_id"], label(f"standing.{row['standing']}")
    tip = f"{code} · {area_name(row)}：{standing} · {figure_words(row)}"
    press = html_buttons.button(
        f"{MARKS[row['standing']]}{value}", tip, f"{code} {area_name(row)} {standing}{value}",
        goal=code, at=row["area_code"], units="missing",
    )  # fmt: skip
    return _CELL % (row["standing"], code, row["area_code"], press)


def outline(goal_id: str, area: str) -> None:
    """Outline the cell of a goal at an area and tint the goal, because its details are beside the matrix."""
    cell = f'[data-cell="{goal_id} {area}"] button {{outline: 3px solid var(--ink) !important; outline-offset: -2px !important;}}'
    show_html(rules(f'{cell} [data-goal="{goal_id}"] button {{background: var(--soft) !important;}}'))

"""The goals × areas of a place by standing: a grid of buttons, each opening the list behind its figure."""

import html
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import pandas as pd
import streamlit as st

from views.shell import html_buttons
from views.shell.layout import standing_bar, standing_words
from views.text.labels import absent, area_name, day, figure, label, named, number, records, target
from views.text.markdown import plain
from views.text.sentences import figure_words, standing_counts
from views.theme.palette import INK, MARKS, QUIET, STANDINGS, TINTS

_NAME_WIDTH, _BAR_WIDTH, _SHORT = 4.2, 4.1, 6
_HEAD_REM, _ROW_REM = 1.8, 2.15
_STYLE = """
<style>
table.matrix {border-collapse: separate; border-spacing: .25rem; table-layout: fixed; width: 100%; margin: 0 0 .3rem; color: INK;}
table.matrix th, table.matrix td {border: none; padding: 0; vertical-align: middle;}
table.matrix thead th {font-size: .86rem; font-weight: 600; line-height: 1.2; text-align: center; padding-bottom: .15rem;}
table.matrix button {display: block; width: 100%; min-height: 1.9rem; padding: .05rem .3rem; border: none; border-radius: .25rem;
  background: none; color: inherit; font: inherit; font-size: .88rem; font-variant-numeric: tabular-nums; cursor: pointer;}
table.matrix th button {text-align: left; line-height: 1.25; font-weight: 400;} table.matrix th button:hover {background: #f0f3f7;}
table.matrix small {font-size: .8rem; color: QUIET; white-space: nowrap;}
table.matrix td button {white-space: nowrap; overflow: hidden;} table.matrix td button:hover {filter: brightness(.94);}
table.matrix td + th {padding-left: 1rem;} table.matrix .blank {text-align: center; color: QUIET;} table.matrix .standings {margin: 0;}
CELLS
</style>
""".replace("INK", INK).replace("QUIET", QUIET)
_BLANK = '<div class="blank">·</div>'
Judged = Mapping[str, Any]


def legend(standings: pd.Series, shown: Collection[str]) -> None:
    """Draw how many goals stand where, in large type: the answer, and what mark and colour mean in the matrix."""
    count = standings.value_counts()
    words = "".join(
        f'<span style="color:{STANDINGS[one]}"><b>{html.escape(standing_words(one))}</b>&nbsp;{count.get(one, 0)}</span>'
        for one in MARKS
        if one in shown
    )
    total = f"<b>{html.escape(label('goals.total', count=len(standings)))}</b>"
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;font-size:1.3rem">{total}{words}</div>')


def matrix(rows: pd.DataFrame, spread: pd.DataFrame | None = None) -> None:
    """Draw one row a goal and one column an area, the place first; a click chooses goal and area (`goal`, `at`).

    `rows` as `progress` returns them; a goal that is not judged at an area has a blank cell. Where only the place is
    judged a long list stands in two columns. With `spread` (rows of `judged_areas`), where there are too many areas for
    a column each, a last column counts how they stand.
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
    body = "".join(
        f"<tr>{''.join(_goal(goal, columns, cells, bars) for goal in line if goal is not None)}</tr>" for line in lines
    )
    tints = "".join(f"table.matrix .{one} button {{{_tint(one)}}}" for one in TINTS)
    html_buttons.draw(
        f'{_STYLE.replace("CELLS", tints)}<table class="matrix">{_widths(widths)}{_heads(columns, folds, spread=bars is not None)}'
        f"<tbody>{body}</tbody></table>",
        "matrix",
        _HEAD_REM + _ROW_REM * half,
    )
    st.caption(plain(_notes(rows, columns) if spread is None else _spread_note(spread)))


def _bars(spread: pd.DataFrame) -> dict[str, str]:
    """Return a bar of counts by goal: how many areas stand how."""
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


def _widths(widths: Sequence[float]) -> str:
    columns = "".join(f'<col style="width:{width / sum(widths):.2%}">' for width in widths)
    return f"<colgroup>{columns}</colgroup>"


def _heads(columns: Sequence[Judged], folds: int, *, spread: bool) -> str:
    names = [*(area_name(column) for column in columns), *([label("goals.spread")] if spread else [])]
    heads = "<td></td>" + "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    return f"<thead><tr>{heads * folds}</tr></thead>"


def _goal(
    goal: Judged, columns: Sequence[Judged], cells: Mapping[tuple[str, str], Judged], bars: Mapping[str, str] | None
) -> str:
    """Return a goal's name, its cells and, where there is one, its bar of counts."""
    code, line = goal["goal_id"], f"{target(goal['target'], goal['unit'], goal['comparator'])}　{day(goal['due'])}"
    words = f"<b>{html.escape(code)}</b> {html.escape(named(goal))} <small>{html.escape(line)}</small>"
    name = (
        f'<th scope="row" data-goal="{html.escape(code)}">{html_buttons.button(words, goal=code, units="missing")}</th>'
    )
    bar = [] if bars is None else [f"<td>{bars.get(code, _BLANK)}</td>"]
    return "".join([name, *(_cell(cells.get((code, area["area_code"]))) for area in columns), *bar])


def _cell(row: Judged | None) -> str:
    if row is None:
        return f"<td>{_BLANK}</td>"
    value = "" if absent(row["value"]) else f" {figure(row['value'], row['format'])}"
    code, standing = row["goal_id"], label(f"standing.{row['standing']}")
    tip = f"{code} · {area_name(row)}：{standing} · {figure_words(row)}"
    press = html_buttons.button(
        html.escape(f"{MARKS[row['standing']]}{value}"), tip, f"{code} {area_name(row)} {standing}{value}",
        goal=code, at=row["area_code"], units="missing",
    )  # fmt: skip
    return f'<td class="{row["standing"]}" data-cell="{html.escape(code)} {html.escape(row["area_code"])}">{press}</td>'


def outline(goal_id: str, area: str) -> None:
    """Outline the cell of a goal at an area, and tint its goal: what is told in full beside the matrix."""
    cell = f'[data-cell="{goal_id} {area}"] button {{outline: 3px solid {INK} !important; outline-offset: -2px !important;}}'
    st.html(f'<style>{cell} [data-goal="{goal_id}"] button {{background: #eef2f7 !important;}}</style>')


def _tint(standing: str) -> str:
    back, text = TINTS[standing]
    edge = "1px dashed" if standing == "reference" else "1px solid transparent"
    return f"background: {back}; color: {text}; border: {edge};"

"""The goals × areas of a place by standing: a grid of buttons, each opening the list behind its figure."""

import html
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import pandas as pd
import streamlit as st

from views import choices
from views.frame import standing_bar, standing_words
from views.labels import absent, area_name, day, figure, label, named, number, records, target
from views.palette import INK, MARKS, QUIET, STANDINGS, TINTS
from views.sentences import figure_words, standing_counts

_NAME_WIDTH, _BAR_WIDTH, _SHORT = 4.2, 4.1, 6
_BUTTON = "button:is(:not(:hover), :hover)"  # as strong as the theme's own rule for a button under the mouse
_STYLE = """
<style>
.st-key-matrix button {min-height: 1.9rem; padding: .05rem .3rem; border-radius: .25rem;}
.st-key-matrix button p {font-size: .88rem; white-space: nowrap; font-variant-numeric: tabular-nums;}
.st-key-matrix [class*="st-key-name_"] button {justify-content: flex-start; text-align: left;}
.st-key-matrix [class*="st-key-name_"] button div {justify-content: flex-start; text-align: left; width: 100%;}
.st-key-matrix [class*="st-key-name_"] button p {white-space: normal; line-height: 1.25;}
.st-key-matrix button p span {white-space: nowrap;}
.st-key-matrix [class*="st-key-cell_"] button p span
  {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);} /* for a screen reader only */
.st-key-matrix [class*="st-key-cell_"] button:hover {filter: brightness(.94);}
.st-key-matrix .heads {text-align: center; font-size: .86rem; font-weight: 600; line-height: 1.2; color: INK;}
.st-key-matrix .blank {text-align: center; color: QUIET;}
CELLS
</style>
""".replace("INK", INK).replace("QUIET", QUIET)
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
    with st.container(key="matrix", gap="xxsmall"):
        st.html(_STYLE.replace("CELLS", _colours(cells)))
        _heads(columns, widths)
        for line in zip_longest(*(goals[at * half : (at + 1) * half] for at in range(folds))):
            places = iter(_line(widths))
            for goal in line:
                _goal(goal, columns, cells, places)
                if goal and bars is not None:
                    next(places).html(bars.get(goal["goal_id"], '<div class="blank">·</div>'))
        st.caption(_notes(rows, columns) if spread is None else _spread_note(spread))


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


def _line(widths: Sequence[float]) -> list[st.delta_generator.DeltaGenerator]:
    return st.columns(widths, gap="xxsmall", vertical_alignment="center")


def _heads(columns: Sequence[Judged], widths: Sequence[float]) -> None:
    names = ["", *(area_name(column) for column in columns)]
    if _BAR_WIDTH in widths:
        names.append(label("goals.spread"))
    for place, column in enumerate(_line(widths)):
        if names[place % len(names)]:
            column.html(f'<div class="heads">{html.escape(names[place % len(names)])}</div>')


def _goal(goal: Judged | None, columns: Sequence[Judged], cells: Mapping[tuple[str, str], Judged], places: Any) -> None:
    name = next(places)
    if goal is None:
        return
    line = f"{target(goal['target'], goal['unit'], goal['comparator'])}　{day(goal['due'])}"
    words = f"**{goal['goal_id']}** {named(goal)} :small[:gray[{line}]]"
    name.button(
        words, key=f"name_{goal['goal_id']}", on_click=choices.choose, args=("goal", goal["goal_id"]), kwargs={"units": "missing"},
        type="tertiary", width="stretch", wrap=True,
    )  # fmt: skip
    for area in columns:
        _cell(next(places), cells.get((goal["goal_id"], area["area_code"])))


def _cell(place: st.delta_generator.DeltaGenerator, row: Judged | None) -> None:
    if row is None:
        place.html('<div class="blank">·</div>')
        return
    value = "" if absent(row["value"]) else f" {figure(row['value'], row['format'])}"
    said = f"{row['goal_id']} {area_name(row)} {label('standing.' + row['standing'])}"
    place.button(
        f"{MARKS[row['standing']]}{value} :small[{said}]", key=cell_key(row), on_click=choices.choose,
        args=("goal", row["goal_id"]), kwargs={"at": row["area_code"], "units": "missing"}, width="stretch", wrap=False,
        help=f"{row['goal_id']} · {area_name(row)}：{label('standing.' + row['standing'])} · {figure_words(row)}",
    )  # fmt: skip


def cell_key(row: Judged) -> str:
    """Return the key of a cell's button."""
    return f"cell_{row['goal_id']}_{row['area_code']}"


def outline(goal_id: str, area: str) -> None:
    """Outline the cell of a goal at an area, and tint its goal: what is told in full beside the matrix."""
    cell = f".st-key-cell_{goal_id}_{area} button {{outline: 3px solid {INK} !important; outline-offset: -2px !important;}}"
    st.html(f"<style>{cell} .st-key-name_{goal_id} button {{background: #eef2f7;}}</style>")


def _colours(cells: Mapping[tuple[str, str], Judged]) -> str:
    rules = []
    for standing, (back, text) in TINTS.items():
        keys = [f".st-key-{cell_key(row)} {_BUTTON}" for row in cells.values() if row["standing"] == standing]
        edge = "border: 1px dashed" if standing == "reference" else "border: 1px solid transparent"
        if keys:
            rules.append(f"{','.join(keys)} {{background: {back}; color: {text}; {edge};}}")
    return "\n".join(rules)

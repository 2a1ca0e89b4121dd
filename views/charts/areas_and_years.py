"""Draw two charts side by side: the areas against the goal, and one area over the years."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from data.registry.rows import Row
from views.charts.area_bars import MANY, area_bars
from views.charts.caption import Caption
from views.charts.plot import plot
from views.charts.trajectory import trajectory
from views.text.labels import day, label, named, number
from views.text.markdown import plain, strong

MOST, EACH_END = 40, 15


def areas_and_years(
    areas: pd.DataFrame,
    years: pd.DataFrame,
    goals: Sequence[Mapping[str, Any]],
    indicator: Row,
    key: str,
    of: Hashable,
    captions: tuple[Caption, Caption],
    *,
    clickable: bool = True,
    on_click: Callable[[str], None] | None = None,
    chosen: str | None = None,
) -> str | None:
    """Draw both charts; return the code of an area whose bar was clicked, or pass it to `on_click`.

    `areas` is the result of `measures` without the place's row, `years` of `trend` for one area; `goals` are rows of
    `progress`; all are of one indicator. If no area has a figure of its own, only the chart over the years is drawn.
    `of` identifies what is drawn (the mark of the data, the scope, the indicator), so that equal charts are built once.
    `captions` are the captions of the two charts when they are saved as pictures.
    """
    code, right = None, st.container()
    first, second = captions
    if areas["denominator"].any():
        left, right = st.columns(2)
        with left:
            words = "goals.by_area_to_click" if clickable else "goals.by_area"
            st.markdown(strong(label(words, date=day(first.as_of))))
            code = _areas(areas, goals, indicator, f"{key}_areas", of, first, on_click, chosen)
    else:
        right.caption(label("goals.not_by_area"))
    with right:
        st.markdown(strong(label("goals.trajectory", area=second.place)))
        alt = label("alt.trend", indicator=named(indicator))
        plot(of, lambda: trajectory(years, goals, indicator["format"]), f"{key}_years", alt, second)
    return code if clickable else None


def _areas(
    areas: pd.DataFrame,
    goals: Sequence[Mapping[str, Any]],
    indicator: Row,
    key: str,
    of: Hashable,
    caption: Caption,
    on_click: Callable[[str], None] | None,
    chosen: str | None,
) -> str | None:
    areas, left_out = shown(areas, chosen)
    for line in left_out:
        st.caption(plain(line))
    caption = caption.noting(*left_out)

    def bars() -> go.Figure:
        return area_bars(areas, goals, indicator["format"], named(indicator, "unit"), chosen)

    alt = label("alt.ranked", indicator=named(indicator), date=day(areas["as_of"].iloc[0]))
    return plot((of, chosen), bars, key, alt, caption, on_click)


def shown(areas: pd.DataFrame, chosen: str | None) -> tuple[pd.DataFrame, list[str]]:
    """Return the areas that a chart can show, and sentences on those it leaves out.

    If there are many areas, those without data are left out. If there are still too many for one chart, only both ends
    and the chosen area are shown.
    """
    left_out, silent = list[str](), areas["denominator"] == 0
    if len(areas) > MANY and silent.any():
        left_out.append(label("goals.silent_areas", count=number(silent.sum())))
        areas = areas[~silent]
    if len(areas) <= MOST:
        return areas, left_out
    ranked = areas.sort_values(["value", "denominator"], na_position="first")
    low, high = ranked.head(EACH_END), ranked.tail(EACH_END)
    chosen_row = ranked[(ranked["area_code"] == chosen) & ~ranked.index.isin([*low.index, *high.index])]
    key = "goals.some_and_chosen" if len(chosen_row) else "goals.some_areas"
    left_out.append(label(key, all=number(len(areas)), low=EACH_END, high=EACH_END))
    return pd.concat([low, chosen_row, high]), left_out


def judged_at(rows: pd.DataFrame, area_code: str) -> dict[str, Any]:
    """Return one goal's row at an area, or at the place if the goal is not judged at that area.

    `rows` are rows of `progress` for one goal, the place first.
    """
    chosen_row = rows[rows["area_code"] == area_code]
    found = (chosen_row if len(chosen_row) else rows).iloc[0]
    return {str(key): value for key, value in found.items()}

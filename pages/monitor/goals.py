"""The page 监测 / 目标进度: the standing of each goal, area by area and year by year, and the units that are missing."""

from functools import partial

import pandas as pd
import streamlit as st

import queries
from pages.context import Chosen, indicator
from pages.frame import head, part
from queries import Page, Scope
from views import listings
from views.charts import areas_and_years
from views.panels.goals import filters, matrix
from views.panels.goals import goal as goal_panel
from views.shell import layout, url_state
from views.tables import table
from views.text.labels import day, label, named, records
from views.text.sentences import NAMED, own_line_sentence


def draw(picked: Chosen) -> None:
    """Draw the goals as a matrix, one of them in full, and all of them as a list."""
    goals = queries.progress(picked.scope, own=True)
    head(picked, label("goals.title"))
    if goals.empty:
        st.info(label("goals.none"))
        return
    place, area = picked.place["area_code"], picked.scope.area
    brief = queries.judged_areas(picked.whole, most=NAMED)
    below = brief[brief["level"] != "place"]
    here = filters.filters(goals, brief, area, place)
    listed = {row["area_code"]: named(row) for row in records(queries.places(place))}
    many = area is None and len(listed) > areas_and_years.MOST
    cells = goals if area or many else queries.progress(picked.whole)
    matrix.matrix(cells[cells["goal_id"].isin(here["goal_id"])], below if many else None)
    part(partial(one_goal, picked, goals, here, below, listed))
    title = label("goals.all", area=picked.area_title)
    about = picked.about(filters.words())
    layout.folded(title, "goals", lambda: table.show(listings.standing_listing(title, about, here), "goals"))


def one_goal(
    picked: Chosen, goals: pd.DataFrame, here: pd.DataFrame, below: pd.DataFrame, listed: dict[str, str]
) -> None:
    """Draw one goal at one area in full; both are chosen here or in the matrix.

    `goals` are all rows of `progress` at the scope, `here` those that pass the filters, `below` the rows of the goals' areas,
    `listed` the names of the place's areas by code.
    """
    place, area = picked.place["area_code"], picked.scope.area
    within = {
        code: name for code, name in listed.items() if code in (area, queries.own_county() or place) or area is None
    }
    goal_id, at = filters.one_goal(here, within, picked.area_code)
    matrix.outline(goal_id, at)
    scope = Scope(picked.scope.programme, picked.as_of, at)
    indicator_id = str(here.set_index("goal_id").loc[goal_id, "indicator_id"])
    meaning = indicator(indicator_id)
    same_indicator = queries.progress(scope, own=True).query("indicator_id == @indicator_id")
    figures, years = queries.measures(picked.whole, indicator_id), queries.goal_years(picked.whole)
    judged = {
        str(key): areas_and_years.judged_at(rows, at) for key, rows in same_indicator.groupby("goal_id", sort=False)
    }
    goal, name = judged[goal_id], listed[at]

    left, right = st.columns([2, 3])
    with left.container(border=True, height="stretch"):
        rule = f"{day(picked.as_of)} · {picked.rule_of(meaning)}"
        own = own_line_sentence(goal, *queries.own_line(scope, goal_id, indicator_id))
        goal_panel.answer(f"{name} · {named(meaning)}", queries.figure_of(figures, at), rule, meaning, own)
    with right.container(border=True, height="stretch"):
        goal_panel.standings({goal_id: goal, **judged}, below, picked.programme)
        goal_panel.years(goal, years[years["goal_id"] == goal_id], meaning)
        goal_panel.present(goals["goal_id"], goal_id, area="all" if at == place else at)

    areas_and_years.areas_and_years(
        figures.iloc[1:], queries.area_trend(scope, indicator_id), list(judged.values()),
        meaning, "goal", (picked.data_version, scope, goal_id), picked.captions(meaning, name),
        on_click=lambda code: url_state.choose("at", code, units="missing"), chosen=at,
    )  # fmt: skip
    goal_panel.named_list(
        lambda missing, first, size: queries.units(scope, indicator_id, missing=missing, page=Page(first, size)),
        queries.unit_counts(scope, indicator_id), name, meaning,
        picked.about(f"{goal_id} {named(goal)}", meaning, place=name),
    )  # fmt: skip
    if goal_id in set(below["goal_id"]):
        goal_panel.by_area(
            lambda first, size: queries.judged_areas(picked.whole, goal_id, page=Page(first, size)),
            goal, meaning, picked.about(goal_id, meaning),
        )  # fmt: skip

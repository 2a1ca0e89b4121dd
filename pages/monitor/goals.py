"""监测 / 目标进度: is each goal met, when, where not, and who is still missing?"""

import streamlit as st

import queries
from pages import chosen, head, indicator
from queries import Scope
from views import choices, goal_filters, goal_panel, lists, matrix, panels, tables
from views.labels import day, label, named, records
from views.sentences import own_line_sentence

picked = chosen()
goals = queries.progress(picked.whole)
head(picked, label("goals.title"))
if goals.empty:
    st.info(label("goals.none"))
else:
    place, area = picked.place["area_code"], picked.scope.area
    here, cells = goal_filters.filters(goals, area, place)
    grid = st.container()
    left, right = st.columns([3, 1])
    with left:
        goal_id = goal_filters.one_goal(here)
    listed = {row["area_code"]: named(row) for row in records(queries.places(place))}
    with right:
        within = {code: name for code, name in listed.items() if area is None or code in (place, area)}
        at = choices.choice("at", label("goals.at"), within, picked.area_code)
    with grid:
        matrix.matrix(cells, (goal_id, at))

    indicator_id = str(here.set_index("goal_id").loc[goal_id, "indicator_id"])
    meaning, alike = indicator(indicator_id), goals[goals["indicator_id"] == indicator_id]
    figures, trend = queries.measures(picked.whole, indicator_id), queries.trend(picked.whole, indicator_id)
    units = queries.units(Scope(picked.scope.programme, picked.as_of, at), indicator_id)
    judged = {key: panels.judged_at(rows, at) for key, rows in alike.groupby("goal_id", sort=False)}
    goal, name, key = judged[goal_id], listed[at], f"{goal_id}-{at}"

    left, right = st.columns([2, 3])
    with left.container(border=True, height="stretch"):
        rule = f"{day(picked.as_of)} · {picked.rule_of(meaning)}"
        figure = queries.figure_of(figures, at)
        goal_panel.answer(f"{name} · {named(meaning)}", figure, rule, meaning, own_line_sentence(goal, units))
    with right.container(border=True, height="stretch"):
        for one, rows in alike.groupby("goal_id", sort=False):
            goal_panel.standing(judged[one], rows[rows["level"] != "place"], picked.programme)
        years = queries.goal_years(picked.whole)
        goal_panel.years(goal, years[years["goal_id"] == goal_id], meaning)

    by_area = f"{label('goals.by_area', date=day(picked.as_of))} · {label('goals.click')}"
    panels.areas_and_years(
        figures.iloc[1:], trend[trend["area_code"] == at], list(judged.values()),
        (by_area, label("goals.trajectory", area=name)), meaning, key,
        on_click=lambda code: choices.choose("at", code, units="missing"), chosen=at,
    )  # fmt: skip
    goal_panel.named_list(units, name, meaning, picked.about(f"{goal_id} {named(goal)}", meaning, place=name))
    rows = alike[alike["goal_id"] == goal_id]
    if len(rows) > 1:
        title = label("goals.table", goal=f"{goal_id} {named(goal)}")
        tables.show(lists.goal_listing(title, picked.about(goal_id, meaning), rows, meaning), "goal")
    st.divider()
    title = label("goals.all", area=picked.area_title)
    tables.show(lists.standing_listing(title, picked.about(goal_filters.words()), here), "goals")

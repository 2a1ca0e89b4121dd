"""监测 / 总览: where do we stand, which counties lead, what changed since the last snapshot, where are the others?"""

import streamlit as st

import queries
from data.registries import areas
from pages import chosen, head
from queries import Scope
from views import changes, choices, frame, lists, overview, panels, tables
from views.labels import counted, day, figure, label, named

picked = chosen()
indicators = queries.indicators(picked.programme["programme_id"])
meaning = indicators[0]
indicator_id = meaning["indicator_id"]
figures, trend = queries.measures(picked.whole, indicator_id), queries.trend(picked.whole, indicator_id)
row = queries.figure_of(figures, picked.area_code)
before = max((value for value in picked.others if value < picked.as_of), default=None)
progress = queries.moved(picked.whole, before) if before else queries.progress(picked.whole)
every = [rows for _, rows in progress.groupby("goal_id", sort=False)]
goals = [panels.judged_at(rows, picked.area_code) for rows in every]
headline = [(goal, rows) for goal, rows in zip(goals, every, strict=True) if goal["indicator_id"] == indicator_id]

head(picked, label("overview.title"))
left, middle, right = st.columns([7, 8, 6])
with left.container(border=True, height="stretch"):
    st.markdown(f"**{picked.area_title} · {named(meaning)}**")
    rule = f"{day(picked.as_of)} · {picked.rule_of(meaning)}"
    frame.figure(figure(row["value"], meaning["format"]), counted(row, meaning), rule)
    overview.to_list(meaning, len(queries.units(picked.scope, indicator_id, missing=True)))
with middle.container(border=True, height="stretch"):
    st.markdown(f"**{label('overview.goal')}**")
    overview.headline_goals(headline, picked.programme["document_no"])
    if not headline:
        st.caption(label("goals.none"))
with right.container(border=True, height="stretch"):
    st.markdown(f"**{label('overview.all_goals', count=len(goals))}**")
    overview.goals_by_standing([goal["standing"] for goal in goals])

titles = (
    f"{label('goals.by_area', date=day(picked.as_of))} · {label('goals.click')}",
    label("goals.trajectory", area=picked.area_title),
)
years, judged = trend[trend["area_code"] == picked.area_code], [goal for goal, _ in headline]
code = panels.areas_and_years(figures.iloc[1:], years, judged, titles, meaning, "overview")
if code:
    st.switch_page(overview.COUNTY, query_params=choices.link(area=code, indicator=indicator_id))
then = queries.measures(Scope(picked.scope.programme, before), indicator_id) if before else None
about = picked.about(label("filter.none"), meaning)
title = label("overview.table", indicator=named(meaning))
tables.show(lists.area_listing(title, about, figures, then, meaning), "overview")

st.subheader(label("overview.changes", date=day(before)) if before else label("overview.no_before"))
if before:
    moved = changes.judged(queries.moves(picked.whole, before), indicators)
    frame.points([*changes.goal_lines(changes.goal_changes(progress)), *changes.indicator_lines(moved)])
    with st.expander(label("overview.moves", date=day(before))):
        title = label("overview.moves", date=day(before))
        tables.show(lists.move_listing(title, picked.about(label("filter.moved", date=day(before))), moved), "moves")

st.subheader(label("overview.programmes"))
rows = overview.side_by_side(
    (one, areas()[one["place_code"]], queries.seen_on(scope), queries.progress(scope))
    for one in queries.programmes()
    for scope in [Scope(one["programme_id"])]
)
overview.programmes(rows, picked.scope.programme)
with st.expander(label("overview.programmes_table")):
    title, about = label("overview.programmes_table"), picked.about(label("filter.none"), place=label("all"))
    tables.show(lists.programme_listing(title, about, rows), "programmes")

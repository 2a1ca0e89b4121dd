"""监测 / 总览: where do we stand, which counties lead, what changed since the last snapshot?"""

import streamlit as st

import queries
from pages import chosen, head, indicator
from queries import Scope
from views import choices, frame, lists, panels, tables
from views.labels import area_name, counts, day, label, named, number, share
from views.sentences import county_sentence, goal_sentence

INDICATOR = "rural_pairing_coverage"
picked = chosen()
meaning = indicator(INDICATOR)
figures = queries.measures(picked.whole, INDICATOR)
row = queries.figure_of(figures, picked.area_code)
goals = queries.progress(picked.whole)
goals = goals[goals["indicator_id"] == INDICATOR]
judged = {key: panels.judged_at(rows, picked.area_code) for key, rows in goals.groupby("goal_id", sort=False)}
trend = queries.trend(picked.whole, INDICATOR)
earlier = [value for value in picked.others if value < picked.as_of]
before = queries.measures(Scope(picked.scope.programme, max(earlier)), INDICATOR) if earlier else None

head(picked, label("overview.title"))
left, middle, right = st.columns(3)
with left.container(border=True, height="stretch"):
    st.markdown(f"**{picked.area_title} · {named(meaning)}**")
    frame.figure(
        share(row["value"]), counts(row["numerator"], row["denominator"]), f"{day(picked.as_of)} · {picked.rule}"
    )
with middle.container(border=True, height="stretch"):
    st.markdown(f"**{label('overview.goal')}**")
    for goal_id, rows in goals.groupby("goal_id", sort=False):
        goal = judged[goal_id]
        frame.standing_line(area_name(goal), goal["standing"])
        st.markdown(goal_sentence(goal))
        if goal["level"] == "place" and len(rows) > 1:
            st.markdown(county_sentence(rows.iloc[1:]))
        st.caption(f"{goal_id} · {picked.programme['document_no']} · {label('clause', clause=goal['clause'])}")
    if goals.empty:
        st.caption(label("goals.none"))
with right.container(border=True, height="stretch"):
    st.markdown(f"**{picked.area_title} · {label('overview.missing')}**")
    missing = row["denominator"] - row["numerator"] if row["denominator"] else None
    covered = number(row["numerator"])
    frame.figure(
        number(missing), label("units_unit"), label("overview.missing_note", covered=covered, rule=picked.counting)
    )
    st.page_link(
        "pages/explore/county.py", label=label("overview.to_list"), icon=":material/list:", query_params=choices.link()
    )

titles = (
    f"{label('goals.by_area', date=day(picked.as_of))} · {label('goals.click')}",
    label("goals.trajectory", area=picked.area_title),
)
years = trend[trend["area_code"] == picked.area_code]
code = panels.areas_and_years(figures.iloc[1:], years, list(judged.values()), titles, meaning, "overview")
if code:
    st.switch_page("pages/explore/county.py", query_params=choices.link(area=code))
title = label("overview.table", indicator=named(meaning))
tables.show(
    lists.area_listing(title, picked.about(label("filter.none"), meaning), figures, before, meaning), "overview"
)

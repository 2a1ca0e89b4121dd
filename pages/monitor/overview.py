"""监测 / 总览: where do we stand, which counties lead, what changed since the last snapshot?"""

import streamlit as st

import queries
from pages import chosen, head, indicator
from queries import Scope
from views import frame, lists, panels, tables
from views.labels import counts, day, label, named, number, share
from views.sentences import goal_sentence

INDICATOR = "rural_pairing_coverage"
picked = chosen()
meaning = indicator(INDICATOR)
figures = queries.measures(picked.whole, INDICATOR)
place, areas = figures.iloc[0], figures.iloc[1:]
goals = queries.progress(picked.whole)
goals = goals[(goals["indicator_id"] == INDICATOR) & (goals["level"] == "place")].to_dict("records")
trend = queries.trend(picked.whole, INDICATOR)
earlier = [value for value in picked.others if value < picked.as_of]
before = queries.measures(Scope(picked.scope.programme, max(earlier)), INDICATOR) if earlier else None

head(picked, label("overview.title"))
left, middle, right = st.columns(3)
with left.container(border=True, height="stretch"):
    st.markdown(f"**{named(meaning)}**")
    frame.figure(
        share(place["value"]), counts(place["numerator"], place["denominator"]), f"{day(picked.as_of)} · {picked.rule}"
    )
with middle.container(border=True, height="stretch"):
    st.markdown(f"**{label('overview.goal')}**")
    for goal in goals:
        st.html(f'<div style="font-size:1.35rem">{frame.standing(goal["standing"])}</div>')
        st.markdown(goal_sentence(goal))
        st.caption(f"{goal['goal_id']} · {picked.programme['document_no']} · {label('clause', clause=goal['clause'])}")
    if not goals:
        st.caption(label("goals.none"))
with right.container(border=True, height="stretch"):
    st.markdown(f"**{label('overview.missing')}**")
    missing = place["denominator"] - place["numerator"] if place["denominator"] else None
    frame.figure(
        number(missing), label("units_unit"), label("overview.missing_note", covered=number(place["numerator"]))
    )
    st.page_link("pages/explore/county.py", label=label("overview.to_list"), icon=":material/list:")

titles = (label("goals.by_area", date=day(picked.as_of)), label("goals.trajectory", area=named(picked.place)))
code = panels.areas_and_years(areas, trend[trend["level"] == "place"], goals, titles, named(meaning), "overview")
if code:
    st.switch_page("pages/explore/county.py", query_params=dict(st.query_params) | {"area": code})
title = label("overview.table", indicator=named(meaning))
tables.show(lists.area_listing(title, picked.about(label("filter.none"), meaning), figures, before), "overview")

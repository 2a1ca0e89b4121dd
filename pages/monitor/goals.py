"""监测 / 目标进度: is each goal met, when, where not, and how many schools are still missing?"""

import streamlit as st

import queries
from pages import chosen, head, indicator
from queries import Scope
from views import frame, lists, panels, tables
from views.labels import area_name, counts, day, label, named, share, target
from views.sentences import county_sentence, goal_sentence

picked = chosen()
goals = queries.progress(picked.whole)
head(picked, label("goals.title"))
if goals.empty:
    st.info(label("goals.none"))

for goal_id, rows in goals.groupby("goal_id", sort=False):
    goal = panels.judged_at(rows, picked.area_code)
    meaning = indicator(goal["indicator_id"])
    areas = queries.measures(picked.whole, goal["indicator_id"]).iloc[1:]
    trend = queries.trend(picked.whole, goal["indicator_id"])
    with st.container(border=True):
        st.subheader(f"{goal_id}　{named(goal)}　{target(goal['target'], goal['unit'], goal['comparator'])}")
        frame.standing_line(area_name(goal), goal["standing"])
        st.markdown(goal_sentence(goal))
        if goal["level"] == "place" and len(rows) > 1:
            st.markdown(county_sentence(rows.iloc[1:]))
        source = f"{named(picked.programme, 'title')}（{picked.programme['document_no']}）"
        st.caption(f"{source}{label('clause', clause=goal['clause'])} · {named(goal, 'note')} · {picked.rule}")
        titles = (
            f"{label('goals.by_area', date=day(picked.as_of))} · {label('goals.click')}",
            label("goals.trajectory", area=picked.area_title),
        )
        years = trend[trend["area_code"] == picked.area_code]
        key = f"{goal_id}-{picked.area_code}"
        code = panels.areas_and_years(areas, years, [goal], titles, meaning, key) or picked.scope.area
        opened = areas[areas["area_code"] == code]
        if len(opened):
            area = opened.iloc[0]
            missing = queries.units(
                Scope(picked.scope.programme, picked.as_of, code), goal["indicator_id"], missing=True
            )
            frame.words(
                f"{share(area['value'])} · {counts(area['numerator'], area['denominator'])}", strong=area_name(area)
            )
            about = picked.about(area_name(area), meaning, place=area_name(area))
            tables.show(
                lists.unit_listing(label("county.missing", area=area_name(area)), about, missing, meaning),
                f"units_{goal_id}",
            )
        title = label("goals.table", goal=named(goal))
        tables.show(
            lists.goal_listing(title, picked.about(label("filter.none"), meaning), rows, meaning), f"goal_{goal_id}"
        )

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
    goal = rows.iloc[0].to_dict()
    meaning = indicator(goal["indicator_id"])
    areas = queries.measures(picked.whole, goal["indicator_id"]).iloc[1:]
    trend = queries.trend(picked.whole, goal["indicator_id"])
    with st.container(border=True):
        st.subheader(f"{goal_id}　{named(goal)}　{target(goal['target'], goal['unit'], goal['comparator'])}")
        st.html(f'<div style="font-size:1.2rem">{frame.standing(goal["standing"])}</div>')
        st.markdown(goal_sentence(goal) + ("\n\n" + county_sentence(rows.iloc[1:]) if len(rows) > 1 else ""))
        source = f"{named(picked.programme, 'title')}（{picked.programme['document_no']}）"
        st.caption(f"{source}{label('clause', clause=goal['clause'])} · {named(goal, 'note')} · {picked.rule}")
        shown = picked.scope.area or goal["area_code"]
        mine = rows[rows["area_code"] == shown]
        judged = (mine if len(mine) else rows.iloc[:1]).to_dict("records")
        titles = (
            f"{label('goals.by_area', date=day(picked.as_of))} · {label('goals.click')}",
            label("goals.trajectory", area=picked.area_title),
        )
        clicked = panels.areas_and_years(
            areas, trend[trend["area_code"] == shown], judged, titles, named(meaning), f"{goal_id}-{shown}"
        )
        title = label("goals.table", goal=named(goal))
        tables.show(lists.goal_listing(title, picked.about(label("filter.none"), meaning), rows), f"goal_{goal_id}")
        code = clicked or picked.scope.area
        if code is not None and (chosen_area := areas[areas["area_code"] == code]).size:
            area = chosen_area.iloc[0]
            missing = queries.units(
                Scope(picked.scope.programme, picked.as_of, code), goal["indicator_id"], missing=True
            )
            st.markdown(
                f"**{area_name(area)}** {share(area['value'])} · {counts(area['numerator'], area['denominator'])}"
            )
            about = picked.about(area_name(area), meaning, place=area_name(area))
            tables.show(
                lists.unit_listing(label("county.missing", area=area_name(area)), about, missing), f"units_{goal_id}"
            )

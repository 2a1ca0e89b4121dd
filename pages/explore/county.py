"""下钻 / 县区: one county's figure of any indicator, the units behind it by name, its goals, pairings and roster."""

import pandas as pd
import streamlit as st

import queries
from pages import chosen, head
from views import choices, county, frame, lists, panels, tables
from views.labels import counted, day, figure, label, named, state

picked = chosen()
indicators = {row["indicator_id"]: row for row in queries.indicators(picked.programme["programme_id"])}
area = picked.area_title
head(picked, label("county.title", area=area))
with st.columns([2, 3])[0]:
    names = {code: named(row) for code, row in indicators.items()}
    meaning = indicators[choices.choice("indicator", label("county.indicator"), names, next(iter(names)))]
indicator_id = meaning["indicator_id"]
figures = queries.measures(picked.whole, indicator_id)
row = queries.figure_of(figures, picked.area_code)
units = queries.units(picked.scope, indicator_id)
schools, pairings = queries.schools(picked.scope), queries.pairings(picked.scope)
goals = [rows for _, rows in queries.progress(picked.whole).groupby("goal_id", sort=False)]
judged = [panels.judged_at(rows, picked.area_code) for rows in goals]

if picked.scope.area is None:
    county.others(figures.iloc[1:], meaning)
first, *facts = st.columns([2, 1, 1, 1])
with first.container(border=True, height="stretch"):
    st.markdown(f"**{named(meaning)}**")
    rule = f"{day(picked.as_of)} · {picked.rule_of(meaning)}"
    frame.figure(figure(row["value"], meaning["format"]), counted(row, meaning), rule)
parts = [(key, pair, queries.share(*pair)) for key, pair in county.rural_parts(schools).items()]
county.profile(facts, parts, pairings[pairings["is_active"]])

about = picked.about(f"{area} · {named(meaning)}", meaning, place=area)
open_ones, done = units[units["is_missing"]], units[~units["is_missing"]]
views = county.views(meaning, {"missing": open_ones, "in": done}, len(judged), len(pairings), len(schools))
view = choices.segments("view", label("county.view"), views, next(iter(views)))
if view in ("missing", "in"):
    title = label("county.units", area=area, indicator=named(meaning), state=state(meaning, view == "missing"))
    tables.show(lists.unit_listing(title, about, open_ones if view == "missing" else done, meaning), view)
elif view == "goals":
    plain = picked.about(area, place=area)
    tables.show(lists.standing_listing(label("county.goals", area=area), plain, pd.DataFrame(judged)), view)
elif view == "pairings":
    tables.show(
        lists.pairing_listing(label("county.pairings", area=area), picked.about(area, place=area), pairings), view
    )
elif view == "roster":
    tables.show(lists.roster_listing(label("county.roster", area=area), picked.about(area, place=area), schools), view)
else:
    trend = queries.trend(picked.whole, indicator_id)
    mine = [goal for goal in judged if goal["indicator_id"] == indicator_id]
    titles = (label("goals.by_area", date=day(picked.as_of)), label("goals.trajectory", area=area))
    years = trend[trend["area_code"] == picked.area_code]
    panels.areas_and_years(figures.iloc[1:], years, mine, titles, meaning, "county", clickable=False)

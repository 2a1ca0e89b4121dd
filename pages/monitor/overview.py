"""监测 / 总览: where do we stand, which counties lead, what changed since the last snapshot?"""

import streamlit as st

import queries
from pages import chosen, indicator
from queries import Scope
from views import charts, frame, tables
from views.exports.listing import Column, Listing
from views.labels import area_names, counts, day, label, named, number, share
from views.sentences import goal_sentence

INDICATOR = "rural_pairing_coverage"
picked = chosen()
meaning = indicator(INDICATOR)
figures = queries.measures(picked.whole, INDICATOR)
place, areas = figures.iloc[0], figures.iloc[1:]
goals = queries.progress(picked.whole)
mine = goals[(goals["indicator_id"] == INDICATOR) & (goals["level"] == "place")].to_dict("records")
earlier = [value for value in picked.others if value < picked.as_of]
before = queries.measures(Scope(picked.scope.programme, max(earlier)), INDICATOR) if earlier else None

frame.head(
    label("overview.title"), named(picked.place), picked.status, [named(picked.programme, "short"), day(picked.as_of)]
)
left, middle, right = st.columns([2, 2, 2])
with left.container(border=True, height="stretch"):
    st.markdown(f"**{named(meaning)}**")
    frame.figure(
        share(place["value"]), counts(place["numerator"], place["denominator"]), f"{day(picked.as_of)} · {picked.rule}"
    )
with middle.container(border=True, height="stretch"):
    st.markdown(f"**{label('overview.goal')}**")
    for goal in mine:
        st.html(f'<div style="font-size:1.35rem">{frame.standing(goal["standing"])}</div>')
        st.markdown(goal_sentence(goal))
        st.caption(f"{goal['goal_id']} · {picked.programme['document_no']} · {label('clause', clause=goal['clause'])}")
with right.container(border=True, height="stretch"):
    st.markdown(f"**{label('overview.missing')}**")
    missing = place["denominator"] - place["numerator"]
    frame.figure(
        number(missing), label("units_unit"), label("overview.missing_note", covered=number(place["numerator"]))
    )
    st.page_link("pages/explore/county.py", label=label("overview.to_list"), icon=":material/list:")

left, right = st.columns([3, 2])
with left:
    st.subheader(label("overview.ranked"))
    st.plotly_chart(
        charts.area_bars(areas, mine[0] if mine else None), config=charts.CONFIG, key="ranked", theme=None,
        alt=label("alt.ranked", indicator=named(meaning), date=day(picked.as_of)),
    )  # fmt: skip
with right:
    st.subheader(label("overview.trend"))
    trend = queries.trend(picked.whole, INDICATOR)
    trend = trend[trend["level"] == "place"]
    st.plotly_chart(
        charts.trajectory(trend, mine), config=charts.CONFIG, key="trend", theme=None, alt=label("alt.trend")
    )

change = figures.assign(area=area_names(figures))
columns = [
    Column("area", label("column.area")),
    Column("numerator", label("column.covered"), "count"),
    Column("denominator", label("column.units"), "count"),
    Column("value", label("column.coverage"), "share"),
]
if before is not None:
    change = change.merge(
        before[["area_code", "numerator", "value"]], on="area_code", how="left", suffixes=("", "_before")
    )
    change["gained"] = change["numerator"] - change["numerator_before"]
    change["moved"] = (change["value"] - change["value_before"]) * 100
    columns += [
        Column("value_before", label("column.before", date=day(max(earlier))), "share"),
        Column("gained", label("column.gained"), "count"),
        Column("moved", label("column.moved"), "decimal"),
    ]
title = label("overview.table", indicator=named(meaning))
notes = picked.notes(title, label("filter.none"), meaning)
tables.show(Listing(title, named(picked.place), picked.as_of, columns, change, notes), "overview")

"""下钻 / 县区: one county's figure, the schools behind it by name, its pairings and its roster."""

import streamlit as st

import queries
from pages import chosen, indicator
from views import charts, frame, tables
from views.exports.listing import Column, Listing
from views.labels import area_name, counts, day, label, named, number, share, term
from views.lists import roster_listing, unit_listing

INDICATOR = "rural_pairing_coverage"
picked = chosen()
meaning = indicator(INDICATOR)
figures = queries.measures(picked.whole, INDICATOR)
units = queries.units(picked.scope, INDICATOR)
schools = queries.schools(picked.scope)
pairings = queries.pairings(picked.scope)
row = figures[figures["area_code"] == (picked.scope.area or picked.place["area_code"])].iloc[0]

frame.head(
    label("county.title", area=picked.area_title),
    named(picked.place),
    picked.status,
    [named(picked.programme, "short"), day(picked.as_of)],
)
if picked.scope.area is None:
    st.caption(label("county.choose"))
    with st.container(horizontal=True):
        for other in figures.iloc[1:].itertuples():
            st.page_link(
                "pages/explore/county.py", label=f"{area_name(other._asdict())} {share(other.value)}",
                query_params=dict(st.query_params) | {"area": other.area_code},
            )  # fmt: skip

first, second, third, fourth = st.columns(4)
with first.container(border=True, height="stretch"):
    st.markdown(f"**{named(meaning)}**")
    frame.figure(
        share(row["value"]), counts(row["numerator"], row["denominator"]), f"{day(picked.as_of)} · {picked.rule}"
    )
compulsory = schools[schools["is_compulsory"]]
rural = compulsory[compulsory["unit_id"].notna()]
second.metric(label("county.schools"), number(len(compulsory)), border=True, height="stretch",
              delta=label("county.rural_share", share=share(len(rural) / len(compulsory) if len(compulsory) else None)), delta_color="off", delta_arrow="off")  # fmt: skip
pupils = compulsory["pupils"].sum(min_count=1)
third.metric(label("county.pupils"), number(pupils), border=True, height="stretch",
             delta=label("county.rural_share", share=share(rural["pupils"].sum() / pupils if pupils else None)), delta_color="off", delta_arrow="off")  # fmt: skip
active = pairings[pairings["is_active"]]
fourth.metric(label("county.partnerships"), number(active["partnership_id"].nunique()), border=True, height="stretch",
              delta=label("county.distance", km=f"{active['distance_km'].median():.1f}") if active["distance_km"].notna().any() else None,
              delta_color="off", delta_arrow="off")  # fmt: skip

missing, paired = units[units["numerator"] < units["denominator"]], units[units["numerator"] >= units["denominator"]]
tabs = st.tabs([f"{label('tab.missing')} {len(missing)}", f"{label('tab.paired')} {len(paired)}",
                f"{label('tab.pairings')} {len(pairings)}", f"{label('tab.roster')} {len(schools)}", label("tab.compare")])  # fmt: skip
with tabs[0]:
    title = label("county.missing", area=picked.area_title)
    tables.show(
        unit_listing(title, picked.area_title, picked.as_of, missing, picked.notes(title, picked.area_title, meaning)),
        "missing",
    )
with tabs[1]:
    title = label("county.paired", area=picked.area_title)
    tables.show(
        unit_listing(title, picked.area_title, picked.as_of, paired, picked.notes(title, picked.area_title, meaning)),
        "paired",
    )
with tabs[2]:
    title = label("county.pairings", area=picked.area_title)
    listed = pairings.assign(
        mode=[term("mode", value) for value in pairings["mode"]],
        state=[label("active") if value else label("ended") for value in pairings["is_active"]],
        counted=[label("yes") if value else label("no") for value in pairings["is_active"] & pairings["is_qualifying"]],
        border=[
            label("crosses_city") if city else label("crosses_area") if area else "—"
            for city, area in zip(pairings["crosses_city"], pairings["crosses_area"], strict=True)
        ],
    )
    columns = [Column("core_name", label("column.core")), Column("member_name", label("column.member")), Column("mode", label("column.mode")),
               Column("started_on", label("column.start"), "day"), Column("ended_on", label("column.end"), "day"), Column("state", label("column.state")),
               Column("counted", label("column.counted")), Column("border", label("column.border")), Column("distance_km", label("column.distance"), "decimal"),
               Column("source", label("column.source"))]  # fmt: skip
    tables.show(
        Listing(title, picked.area_title, picked.as_of, columns, listed, picked.notes(title, picked.area_title)),
        "pairings",
    )
with tabs[3]:
    title = label("county.roster", area=picked.area_title)
    tables.show(
        roster_listing(title, picked.area_title, picked.as_of, schools, picked.notes(title, picked.area_title)),
        "roster",
    )
with tabs[4]:
    goals = queries.progress(picked.whole)
    goal = goals[goals["indicator_id"] == INDICATOR]
    st.plotly_chart(
        charts.area_bars(figures.iloc[1:], goal.iloc[0].to_dict() if len(goal) else None),
        config=charts.CONFIG,
        key="compare",
        theme=None,
    )
    trend = queries.trend(picked.whole, INDICATOR)
    st.plotly_chart(charts.trajectory(trend[trend["area_code"] == row["area_code"]], goal[goal["area_code"] == row["area_code"]].to_dict("records")),
                    config=charts.CONFIG, key="trend", theme=None)  # fmt: skip

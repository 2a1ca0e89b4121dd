"""监测 / 结对地图: who helps whom, and which rural schools has nobody reached?"""

import streamlit as st

import queries
from pages import chosen, indicator
from views import frame, maps, tables
from views.exports.listing import Column, Listing
from views.labels import area_names, day, label, named, number, term
from views.map_side import explain, map_legend, map_notes

INDICATOR = "rural_pairing_coverage"
picked = chosen()
meaning = indicator(INDICATOR)
figures = queries.measures(picked.whole, INDICATOR).iloc[1:]
schools = queries.schools(picked.scope)
pairings = queries.pairings(picked.scope)

frame.head(label("map.title"), picked.area_title, picked.status, [named(picked.programme, "short"), day(picked.as_of)])
modes = {"all": label("all"), **{mode: term("mode", mode) for mode in sorted(set(pairings["mode"].dropna()))}}
stages = {"all": label("all"), **{stage: term("stage", stage) for stage in schools["stage"].drop_duplicates()}}
bands = {"all": label("all"), **{band: term("band", band) for band in ("城区", "镇区", "乡村")}}
states = {"all": label("all"), "missing": label("is_missing"), "paired": label("is_paired")}
with st.container(horizontal=True):
    mode = frame.choice("mode", label("column.mode"), modes, "all")
    stage = frame.choice("stage", label("column.stage"), stages, "all")
    band = frame.choice("band", label("column.band"), bands, "all")
    state = frame.choice("state", label("column.standing"), states, "all")

shown = schools[schools["is_compulsory"]]
shown = shown if stage == "all" else shown[shown["stage"] == stage]
shown = shown if band == "all" else shown[shown["band"] == band]
if state != "all":
    shown = shown[shown["unit_id"].notna() & (shown["is_covered"] == (state == "paired"))]
arcs = pairings if mode == "all" else pairings[pairings["mode"] == mode]
arcs = arcs if stage == "all" else arcs[arcs["member_stage"] == stage]
arcs = arcs if band == "all" else arcs[arcs["member_band"] == band]
arcs = arcs if state != "missing" else arcs.iloc[:0]

left, right = st.columns([3, 1])
with left:
    outlines = queries.outlines(picked.place["area_code"])
    event = st.pydeck_chart(
        maps.pairings_map(outlines, figures, shown, arcs, picked.scope.area), height=maps.HEIGHT, on_select="rerun",
        selection_mode="single-object", key=f"map-{picked.scope}-{mode}-{stage}-{band}-{state}", alt=label("alt.map"),
    )  # fmt: skip
    map_legend(sorted(set(arcs["mode"].dropna())))
    map_notes()
with right:
    explain(event.selection, figures, schools, pairings)
    unplaced = shown[shown["lon"].isna()]
    placed_arcs = arcs.dropna(subset=["core_lon", "member_lon"])
    st.metric(label("map.schools_shown"), number(len(shown) - len(unplaced)), border=True)
    st.metric(
        label("map.pairings_shown"), f"{len(placed_arcs)}/{len(arcs)}", border=True, help=label("map.pairings_help")
    )
    st.metric(label("map.unplaced"), number(len(unplaced)), border=True, help=label("map.unplaced_help"))

listed = arcs.assign(
    mode=[term("mode", value) for value in arcs["mode"]], band=[term("band", value) for value in arcs["member_band"]]
)
columns = [
    Column("core_name", label("column.core")), Column("member_name", label("column.member")),
    Column("band", label("column.band")), Column("mode", label("column.mode")), Column("started_on", label("column.start"), "day"),
    Column("ended_on", label("column.end"), "day"), Column("distance_km", label("column.distance"), "decimal"),
]  # fmt: skip
filters = label(
    "filter.map", area=picked.area_title, mode=modes[mode], stage=stages[stage], band=bands[band], state=states[state]
)
notes = picked.notes(label("map.list"), filters, meaning)
tables.show(Listing(label("map.list"), picked.area_title, picked.as_of, columns, listed, notes), "pairings", height=320)
names = unplaced.assign(area=area_names(unplaced), stage=[term("stage", value) for value in unplaced["stage"]])
columns = [Column("name", label("column.school")), Column("area", label("column.area")), Column("town_name", label("column.town")),
           Column("stage", label("column.stage")), Column("school_id", label("column.school_id"), "code")]  # fmt: skip
notes = picked.notes(label("map.unplaced_list"), filters)
with st.expander(f"{label('map.unplaced_list')} · {number(len(unplaced))}"):
    tables.show(
        Listing(label("map.unplaced_list"), picked.area_title, picked.as_of, columns, names, notes),
        "unplaced",
        height=320,
    )

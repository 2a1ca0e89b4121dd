"""监测 / 结对地图: who helps whom, and which rural schools has nobody reached?"""

import streamlit as st

import queries
from pages import chosen, head, indicator
from views import choices, lists, map_side, maps, tables
from views.labels import label, number, term

picked = chosen()
figures = queries.measures(picked.whole, map_side.SHADED)
schools = queries.schools(picked.scope)
schools = schools[schools["is_compulsory"]]
pairings = queries.pairings(picked.scope)

head(picked, label("map.title"))
everything = {"all": label("all")}
modes = everything | {value: term("mode", value) for value in sorted(set(pairings["mode"].dropna()))}
stages = everything | {value: term("stage", value) for value in schools["stage"].drop_duplicates()}
bands = everything | {value: term("band", value) for value in ("城区", "镇区", "乡村")}
states = everything | {"missing": label("is_missing"), "paired": label("is_paired")}
with st.container(horizontal=True):
    mode = choices.choice("mode", label("column.mode"), modes, "all")
    stage = choices.choice("stage", label("column.stage"), stages, "all")
    band = choices.choice("band", label("column.band"), bands, "all")
    state = choices.choice("state", label("column.standing"), states, "all")

shown, arcs = schools, pairings
if mode != "all":
    arcs = arcs[arcs["mode"] == mode]
if stage != "all":
    shown, arcs = shown[shown["stage"] == stage], arcs[arcs["member_stage"] == stage]
if band != "all":
    shown, arcs = shown[shown["band"] == band], arcs[arcs["member_band"] == band]
if state != "all":
    shown = shown[shown["unit_id"].notna() & (shown["is_covered"] == (state == "paired"))]
    arcs = arcs[arcs["member_id"].isin(shown["school_id"])]

map_side.legends(sorted(set(arcs["mode"].dropna())))
left, right = st.columns([3, 1])
with left:
    event = st.pydeck_chart(
        maps.pairings_map(queries.outlines(picked.place["area_code"]), figures, shown, arcs, picked.scope.area),
        height=maps.HEIGHT, on_select="rerun", selection_mode="single-object", alt=label("alt.map"),
        key=f"map-{picked.scope}-{mode}-{stage}-{band}-{state}-{st.session_state['language']}",
    )  # fmt: skip
    map_side.notes(picked.counting)
with right:
    unplaced = shown[shown["lon"].isna()]
    drawn = arcs.dropna(subset=["core_lon", "member_lon"])
    map_side.explain(event.selection, figures, schools, pairings)
    st.metric(label("map.schools_shown"), number(len(shown) - len(unplaced)), border=True)
    st.metric(label("map.pairings_shown"), f"{len(drawn)}/{len(arcs)}", border=True, help=label("map.pairings_help"))
    st.metric(label("map.unplaced"), number(len(unplaced)), border=True, help=label("map.unplaced_help"))

chosen_words = {"mode": modes[mode], "stage": stages[stage], "band": bands[band], "state": states[state]}
about = picked.about(
    label("filter.map", area=picked.area_title, **chosen_words), indicator(map_side.SHADED), place=picked.area_title
)
tables.show(lists.pairing_listing(label("map.list"), about, arcs), "pairings", height=320)
with st.expander(f"{label('map.unplaced_list')} · {number(len(unplaced))}"):
    tables.show(lists.unplaced_listing(label("map.unplaced_list"), about, unplaced), "unplaced", height=320)

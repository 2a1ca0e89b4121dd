"""下钻 / 县区: one county's figure, the schools behind it by name, its pairings and its roster."""

import streamlit as st

import queries
from pages import chosen, head, indicator
from views import frame, lists, panels, tables
from views.labels import area_name, counts, day, label, named, number, share

INDICATOR = "rural_pairing_coverage"
picked = chosen()
meaning = indicator(INDICATOR)
figures = queries.measures(picked.whole, INDICATOR)
row = queries.figure_of(figures, picked.scope.area or picked.place["area_code"])
units = queries.units(picked.scope, INDICATOR)
schools = queries.schools(picked.scope)
pairings = queries.pairings(picked.scope)
missing, paired = units[units["numerator"] < units["denominator"]], units[units["numerator"] >= units["denominator"]]
compulsory, active = schools[schools["is_compulsory"]], pairings[pairings["is_active"]]
rural = compulsory[compulsory["unit_id"].notna()]

area = picked.area_title
head(picked, label("county.title", area=area))
if picked.scope.area is None:
    st.caption(label("county.choose"))
    with st.container(horizontal=True):
        for other in figures.iloc[1:].to_dict("records"):
            link = dict(st.query_params) | {"area": other["area_code"]}
            st.page_link(
                "pages/explore/county.py", label=f"{area_name(other)} {share(other['value'])}", query_params=link
            )

first, second, third, fourth = st.columns([2, 1, 1, 1])
with first.container(border=True, height="stretch"):
    st.markdown(f"**{named(meaning)}**")
    frame.figure(
        share(row["value"]), counts(row["numerator"], row["denominator"]), f"{day(picked.as_of)} · {picked.rule}"
    )
pupils, rural_pupils = compulsory["pupils"].sum(min_count=1), rural["pupils"].sum()
rural_schools = label("county.rural_share", share=share(queries.share(len(rural), len(compulsory))))
rural_share = label("county.rural_share", share=share(queries.share(rural_pupils, pupils)))
far = active["distance_km"].median()
with second:
    frame.fact(label("county.schools"), number(len(compulsory)), rural_schools)
with third:
    frame.fact(label("county.pupils"), number(pupils), rural_share)
with fourth:
    distance = label("county.distance", km=f"{far:.1f}") if far == far else label("county.no_distance")
    frame.fact(label("county.partnerships"), number(active["partnership_id"].nunique()), distance)

about = picked.about(area, meaning, place=area)
names = {"missing": len(missing), "paired": len(paired), "pairings": len(pairings), "roster": len(schools)}
tabs = st.tabs([f"{label(f'tab.{name}')} {number(size)}" for name, size in names.items()] + [label("tab.compare")])
with tabs[0]:
    tables.show(lists.unit_listing(label("county.missing", area=area), about, missing), "missing")
with tabs[1]:
    tables.show(lists.unit_listing(label("county.paired", area=area), about, paired), "paired")
with tabs[2]:
    tables.show(lists.pairing_listing(label("county.pairings", area=area), about, pairings), "pairings")
with tabs[3]:
    tables.show(lists.roster_listing(label("county.roster", area=area), about, schools), "roster")
with tabs[4]:
    goals, trend = queries.progress(picked.whole), queries.trend(picked.whole, INDICATOR)
    mine = goals[(goals["indicator_id"] == INDICATOR) & (goals["area_code"] == row["area_code"])].to_dict("records")
    titles = (label("goals.by_area", date=day(picked.as_of)), label("goals.trajectory", area=area))
    panels.areas_and_years(
        figures.iloc[1:], trend[trend["area_code"] == row["area_code"]], mine, titles, named(meaning), "county"
    )

"""下钻 / 县区: one county's figure, the schools behind it by name, its pairings and its roster."""

import streamlit as st

import queries
from pages import chosen, head, indicator
from views import choices, frame, lists, panels, tables
from views.labels import area_name, counts, day, label, named, number, share

INDICATOR = "rural_pairing_coverage"
picked = chosen()
meaning = indicator(INDICATOR)
figures = queries.measures(picked.whole, INDICATOR)
row = queries.figure_of(figures, picked.area_code)
units = queries.units(picked.scope, INDICATOR)
schools = queries.schools(picked.scope)
pairings = queries.pairings(picked.scope)
missing, paired = units[units["is_missing"]], units[~units["is_missing"]]
compulsory, active = schools[schools["is_compulsory"]], pairings[pairings["is_active"]]
rural = compulsory[compulsory["unit_id"].notna()]

area = picked.area_title
head(picked, label("county.title", area=area))
if picked.scope.area is None:
    st.caption(label("county.choose"))
    with st.container(horizontal=True):
        for other in figures.iloc[1:].to_dict("records"):
            words = f"{area_name(other)} {share(other['value'])}"
            st.button(
                words, key=f"open_{other['area_code']}", on_click=choices.choose, args=("area", other["area_code"])
            )

first, second, third, fourth = st.columns([2, 1, 1, 1])
with first.container(border=True, height="stretch"):
    st.markdown(f"**{named(meaning)}**")
    rule = f"{day(picked.as_of)} · {picked.rule}"
    frame.figure(share(row["value"]), counts(row["numerator"], row["denominator"]), rule)
for column, key, part, whole in (
    (second, "county.schools", len(rural), len(compulsory)),
    (third, "county.pupils", rural["pupils"].sum(), compulsory["pupils"].sum(min_count=1)),
):
    with column:
        frame.fact(label(key), number(whole), panels.rural_part(part, whole, queries.share(part, whole)))
with fourth:
    frame.fact(label("county.partnerships"), number(active["partnership_id"].nunique()), panels.distance(active))

about = picked.about(area, meaning, place=area)
sizes = {"missing": len(missing), "paired": len(paired), "pairings": len(pairings), "roster": len(schools)}
views = {name: f"{label(f'tab.{name}')} {number(size)}" for name, size in sizes.items()} | {
    "compare": label("tab.compare")
}
view = choices.segments("view", label("county.view"), views, "missing")
if view in ("missing", "paired"):
    shown = missing if view == "missing" else paired
    tables.show(lists.unit_listing(label(f"county.{view}", area=area), about, shown, meaning), view)
elif view == "pairings":
    tables.show(lists.pairing_listing(label("county.pairings", area=area), about, pairings), view)
elif view == "roster":
    tables.show(lists.roster_listing(label("county.roster", area=area), about, schools), view)
else:
    goals, trend = queries.progress(picked.whole), queries.trend(picked.whole, INDICATOR)
    mine = goals[(goals["indicator_id"] == INDICATOR) & (goals["area_code"] == picked.area_code)].to_dict("records")
    titles = (label("goals.by_area", date=day(picked.as_of)), label("goals.trajectory", area=area))
    years = trend[trend["area_code"] == picked.area_code]
    panels.areas_and_years(figures.iloc[1:], years, mine, titles, meaning, "county", clickable=False)

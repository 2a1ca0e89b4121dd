"""The page 下钻 / 县区: one county's figure of an indicator, the units behind it by name, its townships, goals, pairings and roster."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import queries
from pages.context import Chosen
from pages.frame import head
from queries import Page
from views import listings
from views.charts import areas_and_years, rank_strips
from views.panels import county, other_areas
from views.shell import url_state
from views.tables import paged_linked_table, table
from views.text.labels import day, label, named, records


def draw(picked: Chosen) -> None:
    """Draw a county's figure of one indicator and the chosen view of it."""
    top, (left, right, _) = st.container(), st.columns([2, 1, 2])
    indicators = queries.indicators(picked.scope.programme)
    with left:
        meaning = county.indicator({row["indicator_id"]: row for row in indicators})
    code, of_area, towns = meaning["indicator_id"], picked.scope, None
    if picked.has_townships:
        towns = queries.area_towns(of_area)
        with right:
            picked = picked.within(county.township(towns))
    scope, area = picked.scope, picked.area_title
    with top:
        head(picked, label("county.title", area=area))

    years = queries.area_trend(of_area, code)
    row: Mapping[str, object] = dict(queries.figure_of(years[years["as_of"] == picked.as_of], picked.area_code))
    row = county.town_figure(queries.towns(of_area, code), picked.town) if picked.town else row
    facts = queries.profile(scope)
    county.figures(row, meaning, f"{day(picked.as_of)} · {picked.rule_of(meaning)}", facts)
    figures = None if scope.area else queries.measures(picked.whole, code)
    if figures is not None:
        other_areas.draw(figures.iloc[1:], meaning)

    sizes = county.sizes(picked.programme, facts, towns, figures, in_town=bool(picked.town))
    views = county.views(meaning, queries.unit_counts(scope, code), sizes)
    view = url_state.segments("view", label("county.view"), views, next(iter(views)))
    about, plain = picked.about(f"{area} · {named(meaning)}", meaning, place=area), picked.about(area, place=area)
    title, of = county.title(view, area, meaning), (picked.data_version, scope, code, view)

    def page(first: int, size: int) -> listings.Listing:
        """Return `size` rows of the chosen view from row `first`."""
        part = Page(first, size)
        if view == "pairings":
            return listings.pairing_listing(title, plain, queries.pairings(scope, page=part))
        if view == "roster":
            return listings.roster_listing(title, plain, queries.schools(scope, page=part))
        return listings.unit_listing(
            title, about, queries.units(scope, code, missing=view == "missing", page=part), meaning
        )

    if view in ("goals", "compare"):
        goals = county.judged(queries.progress(of_area, own=True), picked.area_code)
    if view in (*county.UNITS, "pairings", "roster"):
        paged_linked_table.table(county.kept(of, page), view, of)
    elif view == "goals":
        table.show(listings.standing_listing(title, plain, goals), view)
    elif view == "towns":
        county.townships(
            picked.area_code, meaning, listings.town_listing(title, about, queries.towns(of_area, code), meaning)
        )
    elif view == "areas" and figures is not None:
        table.show(listings.area_listing(title, about, figures, None, meaning), view)
    else:
        if scope.area:
            among = partial(rank_strips.ranks, queries.area_values(of_area), indicators, scope.area)
            county.against(title, among, scope.area, code, (picked.data_version, of_area, code, view))
        mine = [goal for goal in records(goals) if goal["indicator_id"] == code]
        every, said = queries.measures(picked.whole, code).iloc[1:], picked.captions(meaning)
        areas_and_years.areas_and_years(
            every, years, mine, meaning, "county", of, said, clickable=False, chosen=scope.area
        )

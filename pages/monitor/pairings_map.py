"""The page 监测 / 结对地图: which school helps which, and which rural schools no one helps; with many schools, area by area."""

import streamlit as st

import queries
from pages.context import Chosen
from pages.frame import head
from pages.monitor.map_areas import map_areas_of
from queries import Filters
from views import maps
from views.maps import notes
from views.panels.pairings_map import filters as map_filters
from views.panels.pairings_map import lists, pictures, selected, timeline
from views.text.labels import label, named


def draw(picked: Chosen) -> None:
    """Draw the filters, the map with legend and notes, and the lists of schools or areas."""
    head(picked, label("map.title"))
    scope, ground = picked.scope, map_areas_of(picked)
    base, detailed = ground.base, ground.detailed
    whole = queries.map_pairings(scope) if detailed else queries.no_pairings()
    shades = {row["indicator_id"]: row for row in queries.indicators(picked.programme["programme_id"])}
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_choices"):
        indicator = shades[map_filters.indicator_choice(list(shades.values()))]
        asked = map_filters.draw(picked.programme["stage_scope"], whole, detailed=detailed)

    filters = Filters(**asked.narrowing())
    figures = queries.measures(picked.whole, indicator["indicator_id"])
    counted, flows = queries.rosters(picked.whole, filters), queries.flows(picked.whole, filters)
    schools = queries.map_schools(scope, filters) if detailed else queries.no_schools()
    pairings = queries.map_pairings(scope, filters) if detailed else whole
    classes = maps.classes_of(list(figures["value"].iloc[1:]), indicator["format"])
    look = maps.Look(indicator, classes, scope.area, selected.focus(), asked.width)
    deck, left = maps.cached_map(
        ("deck", ground.mark, scope, filters, indicator["indicator_id"], look.focus, look.width),
        lambda: (
            maps.school_picture(base, look, figures, counted, schools, pairings)
            if detailed
            else maps.area_picture(base, look, figures, counted, flows)
        ),
    )

    about = picked.about(label("map.filtered", filters="；".join([picked.area_title, *asked.said])), indicator)
    canvas, side = st.columns([5, 2])
    with canvas:
        st.pydeck_chart(
            deck, height=maps.HEIGHT, on_select=selected.clicked, selection_mode="single-object", alt=label("alt.map"), key="map"
        )  # fmt: skip
        map_filters.clear(asked)
        timeline.timeline(str(picked.as_of), sorted(map(str, [picked.as_of, *picked.others])))
        notes.notes(picked.counting)
        shown = maps.Shown(figures, counted, schools, pairings)
        pictures.offer(about, picked.area_title, base, look, shown, detailed=detailed)
    with side:
        seen = selected.Seen(
            indicator, figures, counted, queries.map_schools(scope) if detailed else schools, whole, flows
        )
        selected.explain(look.focus, seen, inside=bool(scope.area))
        modes = notes.modes_of(pairings if detailed else flows)
        notes.legend(named(indicator), classes, modes, detailed=detailed)
        notes.counts(ground.inside, pairings, schools, left, detailed=detailed)

    if detailed:
        lists.of_schools(about, schools, pairings)
    else:
        lists.of_areas(about, counted)

"""The map of a briefing: the scope's first indicator, all its schools and pairings, as a figure to be sent on."""

from typing import Any

import queries
from pages import Chosen
from views import map_pictures, maps
from views.labels import area_kind, label, language


def drawn_map(picked: Chosen) -> Any:
    """Return the map of a scope as a Plotly figure with its caption; above some thousand schools only the areas."""
    scope, here = picked.scope, picked.place["area_code"]
    indicator = queries.indicators(picked.programme["programme_id"])[0]
    figures, rosters = queries.measures(picked.whole, indicator["indicator_id"]), queries.rosters(picked.whole)
    inside = rosters[rosters["area_code"] == scope.area] if scope.area else rosters
    detailed = int(inside["schools"].sum()) <= maps.MOST_SCHOOLS
    schools = queries.map_schools(scope) if detailed else queries.no_schools()
    pairings = queries.map_pairings(scope) if detailed else queries.no_pairings()
    mark = (queries.mark(), here, language(), area_kind(), maps.tile_source())
    base = maps.ground(mark, queries.outlines(here), rosters, scope.area if detailed else None)
    classes = maps.classes_of(list(figures["value"].iloc[1:]), indicator["format"])
    look, shown = maps.Look(indicator, classes, scope.area), maps.Shown(figures, rosters, schools, pairings)
    about = picked.about(label("filter.none"), indicator, place=picked.area_title)
    said = map_pictures.caption(about, picked.area_title, indicator, shown, detailed=detailed)
    return maps.map_figure(base, look, shown, said, detailed=detailed)

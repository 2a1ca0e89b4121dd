"""Draws the map of a briefing: the programme's first indicator, with the scope's schools and pairings."""

from typing import Any

import queries
from pages.context import Chosen
from pages.monitor.map_areas import map_areas_of
from views import maps
from views.panels.pairings_map import pictures
from views.text.labels import label


def drawn_map(picked: Chosen) -> Any:
    """Return the map of a scope as a Plotly figure with its caption; above `maps.MOST_SCHOOLS` schools it shows only areas."""
    scope, ground = picked.scope, map_areas_of(picked)
    indicator = queries.indicators(picked.programme["programme_id"])[0]
    figures = queries.measures(picked.whole, indicator["indicator_id"])
    schools = queries.map_schools(scope) if ground.detailed else queries.no_schools()
    pairings = queries.map_pairings(scope) if ground.detailed else queries.no_pairings()
    classes = maps.classes_of(list(figures["value"].iloc[1:]), indicator["format"])
    look, shown = maps.Look(indicator, classes, scope.area), maps.Shown(figures, ground.rosters, schools, pairings)
    about = picked.about(label("filter.none"), indicator, place=picked.area_title)
    caption = pictures.caption(about, picked.area_title, indicator, shown, detailed=ground.detailed)
    return maps.map_figure(ground.base, look, shown, caption, detailed=ground.detailed)

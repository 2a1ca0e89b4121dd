"""The base of a scope's map: the outlines, the number of schools in each area, and whether schools are drawn one by one."""

from dataclasses import dataclass

import pandas as pd

import queries
from pages.context import Chosen
from views import maps
from views.text.labels import area_kind, language


@dataclass(frozen=True)
class MapAreas:
    """The rosters of all areas and of the scope's area (`inside`), whether single schools are drawn (`detailed`), and the base map.

    `mark` is the cache key of the base map.
    """

    rosters: pd.DataFrame
    inside: pd.DataFrame
    detailed: bool
    mark: tuple[object, ...]
    base: maps.Ground


def map_areas_of(picked: Chosen) -> MapAreas:
    """Return the base of a scope's map; above `maps.MOST_SCHOOLS` schools, single schools are not drawn."""
    scope, here = picked.scope, picked.place["area_code"]
    rosters = queries.rosters(picked.whole)
    inside = rosters[rosters["area_code"] == scope.area] if scope.area else rosters
    detailed = int(inside["schools"].sum()) <= maps.MOST_SCHOOLS
    mark = (queries.data_version(), here, language(), area_kind(), maps.tile_source())
    area = scope.area if detailed else None
    base = maps.cached_map(("ground", mark, area), lambda: maps.ground(mark, queries.outlines(here), rosters, area))
    return MapAreas(rosters, inside, detailed, mark, base)

"""The ground of a scope's map: how many schools there are where, whether they are drawn one by one, and the outlines."""

from dataclasses import dataclass

import pandas as pd

import queries
from pages.context import Chosen
from views import maps
from views.text.labels import area_kind, language


@dataclass(frozen=True)
class MapAreas:
    """The areas' rosters (those of the scope's area `inside`), whether schools are drawn (`detailed`), and the ground."""

    rosters: pd.DataFrame
    inside: pd.DataFrame
    detailed: bool
    mark: tuple[object, ...]
    base: maps.Ground


def map_areas_of(picked: Chosen) -> MapAreas:
    """Return the ground of a scope's map; above some thousand schools they are not drawn one by one."""
    scope, here = picked.scope, picked.place["area_code"]
    rosters = queries.rosters(picked.whole)
    inside = rosters[rosters["area_code"] == scope.area] if scope.area else rosters
    detailed = int(inside["schools"].sum()) <= maps.MOST_SCHOOLS
    mark = (queries.data_version(), here, language(), area_kind(), maps.tile_source())
    area = scope.area if detailed else None
    base = maps.cached_map(("ground", mark, area), lambda: maps.ground(mark, queries.outlines(here), rosters, area))
    return MapAreas(rosters, inside, detailed, mark, base)

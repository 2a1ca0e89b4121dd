"""The data of the map: filtered schools and pairings, and counts and flows by area."""

from dataclasses import dataclass

import pandas as pd

from queries.engine.arithmetic import distance_km
from queries.engine.cached_verbs import cached_verb
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.parameters import of_date, of_scope, of_town
from queries.scope import Scope


@dataclass(frozen=True)
class Filters:
    """The filters of the map; None means all.

    `near_km` and `far_km` bound the distance from core to member. `standing` is missing or paired (a school's counting unit);
    `state` is active, ended or upcoming (a pairing); `core_quality` is whether the core is a quality school; `quality` is whether
    the school, or the core or the member of the pairing, is one.
    """

    mode: str | None = None
    stage: str | None = None
    band: str | None = None
    standing: str | None = None
    state: str | None = None
    core_quality: bool | None = None
    quality: bool | None = None
    partnership: str | None = None
    near_km: float | None = None
    far_km: float | None = None


EVERYTHING = Filters()
_NOWHERE: dict[str, Parameter] = {"programme": "", "as_of": None, "area": None, "town": None}


@cached_verb
def rosters(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return the numbers of schools, units and pairings (filtered by mode and state) of each area.

    Columns as in lists/map_layers/rosters.sql.
    """
    chosen: dict[str, Parameter] = {"mode": filters.mode, "state": filters.state}
    return engine().frame("rosters", of_scope(scope) | chosen)


@cached_verb
def flows(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return the number of pairings from area to area (filtered by mode and state), largest first.

    Columns as in lists/map_layers/flows.sql.
    """
    return engine().frame("flows", of_date(scope) | {"mode": filters.mode, "state": filters.state})


@cached_verb
def map_schools(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return the schools that pass the filters, with or without coordinates; columns as in lists/map_layers/map_schools.sql.

    The filters of pairings (mode, state, partnership, core_quality, distance) do not apply to schools.
    """
    return _schools(of_town(scope), filters)


@cached_verb
def map_pairings(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return the pairings that pass the filters; columns as in lists/map_layers/map_pairings.sql plus `distance_km`.

    The distance is NaN if a school has no coordinates; a filter on the distance leaves such pairings out.
    """
    return _pairings(of_town(scope), filters)


@cached_verb
def no_schools() -> pd.DataFrame:
    """Return the columns of `map_schools` without rows."""
    return _schools(_NOWHERE, EVERYTHING)


@cached_verb
def no_pairings() -> pd.DataFrame:
    """Return the columns of `map_pairings` without rows."""
    return _pairings(_NOWHERE, EVERYTHING)


def data_version() -> str:
    """Return the version of the data in use, which changes with every publication; used in cache keys."""
    return engine().data_version


def _schools(where: dict[str, Parameter], filters: Filters) -> pd.DataFrame:
    chosen: dict[str, Parameter] = {
        "stage": filters.stage, "band": filters.band, "quality": filters.quality, "covered": _covered(filters),
    }  # fmt: skip
    return engine().frame("map_schools", where | chosen)


def _pairings(where: dict[str, Parameter], filters: Filters) -> pd.DataFrame:
    chosen: dict[str, Parameter] = {
        "mode": filters.mode, "state": filters.state, "stage": filters.stage, "band": filters.band,
        "partnership": filters.partnership, "core_quality": filters.core_quality, "quality": filters.quality,
        "covered": _covered(filters),
    }  # fmt: skip
    found = engine().frame("map_pairings", where | chosen)
    far = distance_km(found["core_lon"], found["core_lat"], found["member_lon"], found["member_lat"])
    found = found.assign(distance_km=far)
    if filters.near_km is not None:
        found = found[found["distance_km"] >= filters.near_km]
    if filters.far_km is not None:
        found = found[found["distance_km"] < filters.far_km]
    return found.reset_index(drop=True)


def _covered(filters: Filters) -> bool | None:
    return None if filters.standing is None else filters.standing == "paired"

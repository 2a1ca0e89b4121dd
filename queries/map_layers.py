"""What the map draws: schools and pairings by the choices of its filters, and counts and flows by area."""

from dataclasses import dataclass

import pandas as pd

from queries.catalogue import programme, seen_on
from queries.engine.arithmetic import distance_km
from queries.engine.cached_verbs import cached
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.scope import Scope


@dataclass(frozen=True)
class Filters:
    """What the map is narrowed to; None leaves all. `near_km` and `far_km` bound the distance core to member.

    `standing` is missing or paired (of a school's counting unit), `state` active, ended or upcoming (of a pairing);
    `core_quality` asks for cores that are quality schools, or are not, `quality` for quality schools themselves.
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


@cached
def rosters(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return how many schools, units and pairings (of a mode and state) each area has; columns as in lists/map_layers/rosters.sql."""
    chosen: dict[str, Parameter] = {"mode": filters.mode, "state": filters.state}
    return engine().frame("rosters", _where(scope) | chosen)


@cached
def flows(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return the pairings between areas (of a mode and state), the strongest first; columns as in lists/map_layers/flows.sql."""
    where = {key: value for key, value in _where(scope).items() if key != "area"}
    return engine().frame("flows", where | {"mode": filters.mode, "state": filters.state})


@cached
def map_schools(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return the schools the filters leave, placed or not; columns as in lists/map_layers/map_schools.sql.

    Mode, state, partnership and distance are of pairings: they leave the schools as they are.
    """
    return _schools(_where(scope) | {"town": scope.town}, filters)


@cached
def map_pairings(scope: Scope, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """Return the pairings the filters leave; columns as in lists/map_layers/map_pairings.sql plus `distance_km` (NaN: not placed).

    A bound on the distance leaves out what has none.
    """
    return _pairings(_where(scope) | {"town": scope.town}, filters)


@cached
def no_schools() -> pd.DataFrame:
    """Return `map_schools` of nothing: its columns without a row."""
    return _schools(_NOWHERE, EVERYTHING)


@cached
def no_pairings() -> pd.DataFrame:
    """Return `map_pairings` of nothing: its columns without a row."""
    return _pairings(_NOWHERE, EVERYTHING)


def data_version() -> str:
    """Return a mark of all that is published: what was made from it holds as long as the mark stays."""
    return engine().mark


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


def _where(scope: Scope) -> dict[str, Parameter]:
    whole = scope.area == programme(scope.programme)["place_code"]
    return {"programme": scope.programme, "as_of": seen_on(scope), "area": None if whole else scope.area}

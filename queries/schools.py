"""Schools: the roster, one school over time, and the schools near it."""

import pandas as pd

from queries.engine.arithmetic import distance_km
from queries.engine.cached_verbs import cached_verb
from queries.engine.pool import engine
from queries.parameters import Parameters, of_date, of_town
from queries.scope import Page, Scope

NEIGHBOURHOOD_KM = 20.0


@cached_verb
def schools(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the roster of a snapshot with band, counting unit and whether it is paired; columns as in lists/schools/schools.sql."""
    return engine().frame("schools", of_town(scope), page)


@cached_verb
def school(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return a school at every snapshot that lists it, oldest first, also after the scope's date; no rows for an unknown id.

    Columns as in lists/schools/one_school.sql.
    """
    parameters: Parameters = {"programme": scope.programme, "school": school_id}
    return engine().frame("one_school", parameters)


@cached_verb
def school_facts(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return everything that the snapshot states about a school, one row or none; columns as in lists/schools/school_facts.sql."""
    return engine().frame("school_facts", of_date(scope) | {"school": school_id})


@cached_verb
def nearest(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return up to ten nearest schools that could lead a partnership with a school and lead none yet, with `distance_km`.

    Columns as in lists/schools/nearest.sql; no rows if the school has no coordinates.
    """
    return _with_distance(engine().frame("nearest", of_date(scope) | {"school": school_id}))


@cached_verb
def neighbours(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return up to ten nearest schools within 20 km, with `distance_km`; columns as in lists/schools/neighbours.sql."""
    found = _with_distance(engine().frame("neighbours", of_date(scope) | {"school": school_id}))
    return found[found["distance_km"] <= NEIGHBOURHOOD_KM].reset_index(drop=True)


def _with_distance(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(distance_km=distance_km(found["from_lon"], found["from_lat"], found["lon"], found["lat"]))

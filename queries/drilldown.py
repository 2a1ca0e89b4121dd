"""One partnership and one school, at a snapshot and over all of them; who could help a school next."""

from datetime import date

import pandas as pd

from queries.catalogue import programme, seen_on
from queries.engine.arithmetic import distance_km
from queries.engine.pool import engine
from queries.remembered import remembered
from queries.scope import Page, Scope

NEIGHBOURHOOD_KM = 20.0
Parameters = dict[str, str | date | bool | None]


@remembered
def partnership(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return a partnership at every snapshot that lists it, later ones too, oldest first; no rows for an unknown id.

    Columns as in lists/one_partnership.sql.
    """
    parameters: Parameters = {"programme": scope.programme, "partnership": partnership_id}
    return engine().frame("one_partnership", parameters)


@remembered
def partnership_members(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return the schools a partnership has listed up to the scope's date, with `distance_km` to its core (NaN: not placed).

    Columns as in lists/members.sql.
    """
    found = engine().frame("members", _at(scope) | {"partnership": partnership_id})
    return found.assign(distance_km=distance_km(found["core_lon"], found["core_lat"], found["lon"], found["lat"]))


@remembered
def partnership_activities(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return what a partnership reported to have done; columns as in lists/partnership_activities.sql."""
    return engine().frame("partnership_activities", _at(scope) | {"partnership": partnership_id})


@remembered
def partnership_funds(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return the money reported for a partnership, in 元; columns as in lists/partnership_funds.sql."""
    return engine().frame("partnership_funds", _at(scope) | {"partnership": partnership_id})


@remembered
def partnerships(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the partnerships filed under the scope's area; columns as in lists/partnerships.sql."""
    whole = scope.area == programme(scope.programme)["place_code"]
    return engine().frame("partnerships", _at(scope) | {"area": None if whole else scope.area}, page)


@remembered
def school(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return a school at every snapshot that lists it, later ones too, oldest first; no rows for an unknown id.

    Columns as in lists/one_school.sql.
    """
    parameters: Parameters = {"programme": scope.programme, "school": school_id}
    return engine().frame("one_school", parameters)


@remembered
def school_facts(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return all that the scope's snapshot states of a school, one row or none; columns as in lists/school_facts.sql."""
    return engine().frame("school_facts", _at(scope) | {"school": school_id})


@remembered
def school_partnerships(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return the partnerships a school led or belonged to up to the scope's date.

    Columns as in lists/school_partnerships.sql.
    """
    return engine().frame("school_partnerships", _at(scope) | {"school": school_id})


@remembered
def nearest(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return the ten nearest schools that could help a school and help nobody yet, with `distance_km`.

    Columns as in lists/nearest.sql; no rows where the school is not placed.
    """
    return _with_distance(engine().frame("nearest", _at(scope) | {"school": school_id}))


@remembered
def neighbours(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return up to ten nearest schools within 20 km, with `distance_km`; columns as in lists/neighbours.sql."""
    found = _with_distance(engine().frame("neighbours", _at(scope) | {"school": school_id}))
    return found[found["distance_km"] <= NEIGHBOURHOOD_KM].reset_index(drop=True)


def _at(scope: Scope) -> Parameters:
    return {"programme": scope.programme, "as_of": seen_on(scope)}


def _with_distance(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(distance_km=distance_km(found["from_lon"], found["from_lat"], found["lon"], found["lat"]))

"""Partnerships: the list, one partnership with members and years, pairings, activities and funds."""

import pandas as pd

from queries.engine.arithmetic import distance_km
from queries.engine.cached_verbs import cached_verb
from queries.engine.pool import engine
from queries.parameters import Parameters, of_date, of_scope, of_town
from queries.scope import Page, Scope


@cached_verb
def partnerships(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the partnerships filed under the scope's area; columns as in lists/partnerships/partnerships.sql."""
    return engine().frame("partnerships", of_scope(scope), page)


@cached_verb
def partnership(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return a partnership at every snapshot that lists it, oldest first, also after the scope's date; no rows for an unknown id.

    Columns as in lists/partnerships/one_partnership.sql.
    """
    parameters: Parameters = {"programme": scope.programme, "partnership": partnership_id}
    return engine().frame("one_partnership", parameters)


@cached_verb
def partnership_members(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return the schools that a partnership listed up to the scope's date, with `distance_km` to its core (NaN: not placed).

    Columns as in lists/partnerships/members.sql.
    """
    found = engine().frame("members", of_date(scope) | {"partnership": partnership_id})
    return found.assign(distance_km=distance_km(found["core_lon"], found["core_lat"], found["lon"], found["lat"]))


@cached_verb
def partnership_activities(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return the activities of a partnership, as reported; columns as in lists/partnerships/partnership_activities.sql."""
    return engine().frame("partnership_activities", of_date(scope) | {"partnership": partnership_id})


@cached_verb
def partnership_funds(scope: Scope, partnership_id: str) -> pd.DataFrame:
    """Return the funds of a partnership, as reported, in 元; columns as in lists/partnerships/partnership_funds.sql."""
    return engine().frame("partnership_funds", of_date(scope) | {"partnership": partnership_id})


@cached_verb
def school_partnerships(scope: Scope, school_id: str) -> pd.DataFrame:
    """Return the partnerships that a school led or belonged to up to the scope's date.

    Columns as in lists/partnerships/school_partnerships.sql.
    """
    return engine().frame("school_partnerships", of_date(scope) | {"school": school_id})


@cached_verb
def pairings(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the pairings of the scope; columns as in lists/partnerships/pairings.sql plus `distance_km` (NaN: not placed)."""
    found = engine().frame("pairings", of_town(scope), page)
    return found.assign(
        distance_km=distance_km(found["core_lon"], found["core_lat"], found["member_lon"], found["member_lat"])
    )


@cached_verb
def partnership_modes(scope: Scope) -> pd.DataFrame:
    """Return the active partnerships by mode; columns as in lists/partnerships/modes.sql."""
    return engine().frame("modes", of_scope(scope))


@cached_verb
def chains(scope: Scope) -> pd.DataFrame:
    """Return the partnerships that join two or more steps of schooling; columns as in lists/partnerships/chains.sql."""
    return engine().frame("chains", of_scope(scope))


@cached_verb
def activities(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the activities up to the snapshot's date, as reported; columns as in lists/partnerships/activities.sql."""
    return engine().frame("activities", of_scope(scope), page)


@cached_verb
def funds(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the funds by school and task, as reported, in 元; columns as in lists/partnerships/funds.sql."""
    return engine().frame("funds", of_scope(scope), page)

"""The questions the product answers, each a frame; `Scope` says of what."""

from datetime import date

import pandas as pd

from queries.catalogue import programme, seen_on
from queries.engine.arithmetic import distance_km, gap_units, needed_a_year, pace_a_year, values, with_value
from queries.engine.pool import engine
from queries.remembered import remembered
from queries.scope import Page, Scope

FIRST_DAY = date(1900, 1, 1)
Parameters = dict[str, str | date | bool | int | None]


@remembered
def measures(scope: Scope, indicator: str, *, own: bool = False) -> pd.DataFrame:
    """Return an indicator's figure for the place (first row) and each of its areas at one snapshot.

    With `own` only for the place and the scope's area. Columns as in lists/measures.sql plus `value` (share, NaN is no data).
    """
    asked = within(scope) | {"indicator": indicator, "own": own}
    return with_value(engine().frame("measures", asked | {"since": asked["as_of"]}))


@remembered
def trend(scope: Scope, indicator: str, *, own: bool = False) -> pd.DataFrame:
    """Return `measures` at every snapshot up to the scope's, oldest first."""
    asked = within(scope) | {"indicator": indicator, "own": own}
    return with_value(engine().frame("measures", asked | {"since": FIRST_DAY}))


@remembered
def units(scope: Scope, indicator: str, *, missing: bool | None = None, page: Page | None = None) -> pd.DataFrame:
    """Return the named list behind a figure, missing units first; with `missing` only those that are, or are not.

    Columns as in lists/units.sql; `attrs["of"]` is how many rows there are beyond the page.
    """
    asked = _where(scope) | {"indicator": indicator, "missing": missing}
    stretch = {"first": page.first if page else 0, "size": page.size if page else None}
    found = engine().frame("units", asked | stretch)
    if page and (page.first or len(found) == page.size):
        del asked["missing"]
        counts = engine().frame("unit_counts", asked).iloc[0]
        kinds = {True: counts["missing"], False: counts["present"], None: counts.sum()}
        found.attrs["of"] = int(kinds[missing])
    return found


@remembered
def towns(scope: Scope, indicator: str) -> pd.DataFrame:
    """Return an indicator's figure in each township of the scope's area, where schools are what it counts; else no rows.

    Columns as in lists/towns.sql plus `value` (share, NaN is no data). They add up to the area's figure.
    """
    return with_value(engine().frame("towns", within(scope) | {"indicator": indicator}))


@remembered
def pairings(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the pairings as lists/pairings.sql has them, plus `distance_km` core to member (NaN: not placed)."""
    found = engine().frame("pairings", _where(scope), page)
    return found.assign(
        distance_km=distance_km(found["core_lon"], found["core_lat"], found["member_lon"], found["member_lat"])
    )


@remembered
def schools(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the roster of a snapshot with band, counting unit and standing; columns as in lists/schools.sql."""
    return engine().frame("schools", _where(scope), page)


@remembered
def progress(scope: Scope, *, own: bool = False) -> pd.DataFrame:
    """Return where each goal of a programme stands, at the place and at each area it is judged at.

    With `own` only at the place and at the scope's area. Columns as in lists/progress.sql plus `value`, `due_value`,
    `last_value` (share, or the number itself), `gap_units` (units still to win, or to lose; none of a reference),
    `needed_a_year` (until the due date), `pace_a_year` (of three figures).
    """
    found = with_value(engine().frame("progress", within(scope) | {"own": own}))
    found = found.assign(
        due_value=values(found, "due_numerator", "due_denominator"),
        last_value=values(found, "last_numerator", "last_denominator"),
        gap_units=gap_units(found),
        pace_a_year=pace_a_year(found),
    )
    return found.assign(needed_a_year=needed_a_year(found))


@remembered
def goal_years(scope: Scope) -> pd.DataFrame:
    """Return the goals that stand anew every year, year by year; columns as in lists/years.sql."""
    return engine().frame("years", {"programme": scope.programme, "as_of": seen_on(scope)})


@remembered
def progress_since(scope: Scope, before: date, *, own: bool = False) -> pd.DataFrame:
    """Return `progress` with what it was at an earlier snapshot: standing_before, numerator_before, value_before …

    The figures compared are the newest known at either date, whatever the standing rests on.
    """
    now = progress(scope, own=own)
    then = progress(Scope(scope.programme, before, scope.area), own=own)
    keys = ["goal_id", "area_code"]
    kept = [*keys, "standing", "last_as_of", "last_numerator", "last_denominator", "last_value"]
    return now.merge(then[kept], on=keys, how="left", suffixes=("", "_before"))


@remembered
def figures_since(scope: Scope, before: date) -> pd.DataFrame:
    """Return the figures of every indicator the programme has a goal on, beside those of an earlier snapshot.

    Columns as in lists/moves.sql plus `value` and `value_before` (NaN is no data).
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "since": before}
    found = with_value(engine().frame("moves", parameters))
    return found.assign(value_before=values(found, "numerator_before", "denominator_before"))


@remembered
def partnership_modes(scope: Scope) -> pd.DataFrame:
    """Return the active partnerships by mode; columns as in lists/modes.sql."""
    return engine().frame("modes", within(scope))


@remembered
def chains(scope: Scope) -> pd.DataFrame:
    """Return the partnerships that join two or more steps of schooling; columns as in lists/chains.sql."""
    return engine().frame("chains", within(scope))


@remembered
def activities(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the activities reported up to the snapshot; columns as in lists/activities.sql."""
    return engine().frame("activities", within(scope), page)


@remembered
def funds(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the money reported, by school and task; columns as in lists/funds.sql, amounts in 元."""
    return engine().frame("funds", within(scope), page)


def _where(scope: Scope) -> Parameters:
    return within(scope) | {"town": scope.town}


def within(scope: Scope) -> Parameters:
    """Return what most lists ask for: programme, day and area, none for the whole place."""
    whole = scope.area == programme(scope.programme)["place_code"]
    return {"programme": scope.programme, "as_of": seen_on(scope), "area": None if whole else scope.area}

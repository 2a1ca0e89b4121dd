"""Goals: their progress, year by year, since an earlier snapshot, and area by area."""

from datetime import date

import pandas as pd

from queries.catalogue import seen_on
from queries.engine.arithmetic import gap_units, needed_a_year, pace_a_year, values, with_value
from queries.engine.cached_verbs import cached_verb
from queries.engine.pool import engine
from queries.parameters import Parameters, of_scope
from queries.scope import Page, Scope


@cached_verb
def progress(scope: Scope, *, own: bool = False) -> pd.DataFrame:
    """Return the standing of each goal of a programme, for the place and for each area where it is judged.

    With `own`, only for the place and the scope's area. Columns as in lists/goals/progress.sql plus `value`, `due_value` and
    `last_value` (the share, or the number itself), and `gap_units`, `needed_a_year` and `pace_a_year` as defined by the
    functions of the same names in queries/engine/arithmetic.py.
    """
    found = with_value(engine().frame("progress", of_scope(scope) | {"own": own}))
    found = found.assign(
        due_value=values(found, "due_numerator", "due_denominator"),
        last_value=values(found, "last_numerator", "last_denominator"),
        gap_units=gap_units(found),
        pace_a_year=pace_a_year(found),
    )
    return found.assign(needed_a_year=needed_a_year(found))


@cached_verb
def goal_years(scope: Scope) -> pd.DataFrame:
    """Return the goals that are judged each year, year by year; columns as in lists/goals/years.sql."""
    return engine().frame("years", {"programme": scope.programme, "as_of": seen_on(scope)})


@cached_verb
def progress_since(scope: Scope, before: date, *, own: bool = False) -> pd.DataFrame:
    """Return `progress` with that at an earlier snapshot: standing_before, last_value_before and so on (suffix `_before`).

    The compared figures (`last_…`) are the newest known at each date, even if the standing rests on an earlier figure.
    """
    now = progress(scope, own=own)
    then = progress(Scope(scope.programme, before, scope.area), own=own)
    keys = ["goal_id", "area_code"]
    kept = [*keys, "standing", "last_as_of", "last_numerator", "last_denominator", "last_value"]
    return now.merge(then[kept], on=keys, how="left", suffixes=("", "_before"))


@cached_verb
def judged_areas(
    scope: Scope, goal: str | None = None, *, most: int | None = None, page: Page | None = None
) -> pd.DataFrame:
    """Return the standing of one goal, or of every goal, in each area where it is judged, those furthest from the line first.

    With `most`, at most so many areas of each goal and standing; the column `areas` is their full number. Columns as in
    lists/goals/judged_areas.sql plus `value` and `gap_units`.
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "goal": goal, "most": most}
    found = with_value(engine().frame("judged_areas", parameters, page))
    return found.assign(gap_units=gap_units(found))

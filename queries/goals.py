"""Goals: where each of them is, year by year, since an earlier snapshot, and area by area."""

from datetime import date

import pandas as pd

from queries.catalogue import seen_on
from queries.engine.arithmetic import gap_units, needed_a_year, pace_a_year, values, with_value
from queries.engine.cached_verbs import cached
from queries.engine.pool import engine
from queries.parameters import Parameters, of_scope
from queries.scope import Page, Scope


@cached
def progress(scope: Scope, *, own: bool = False) -> pd.DataFrame:
    """Return where each goal of a programme stands, at the place and at each area it is judged at.

    With `own` only at the place and at the scope's area. Columns as in lists/goals/progress.sql plus `value`, `due_value`,
    `last_value` (share, or the number itself), `gap_units` (units still to win, or to lose; none of a reference),
    `needed_a_year` (until the due date), `pace_a_year` (of three figures).
    """
    found = with_value(engine().frame("progress", of_scope(scope) | {"own": own}))
    found = found.assign(
        due_value=values(found, "due_numerator", "due_denominator"),
        last_value=values(found, "last_numerator", "last_denominator"),
        gap_units=gap_units(found),
        pace_a_year=pace_a_year(found),
    )
    return found.assign(needed_a_year=needed_a_year(found))


@cached
def goal_years(scope: Scope) -> pd.DataFrame:
    """Return the goals that stand anew every year, year by year; columns as in lists/goals/years.sql."""
    return engine().frame("years", {"programme": scope.programme, "as_of": seen_on(scope)})


@cached
def progress_since(scope: Scope, before: date, *, own: bool = False) -> pd.DataFrame:
    """Return `progress` with what it was at an earlier snapshot: standing_before, numerator_before, value_before …

    The figures compared are the newest known at either date, whatever the standing rests on.
    """
    now = progress(scope, own=own)
    then = progress(Scope(scope.programme, before, scope.area), own=own)
    keys = ["goal_id", "area_code"]
    kept = [*keys, "standing", "last_as_of", "last_numerator", "last_denominator", "last_value"]
    return now.merge(then[kept], on=keys, how="left", suffixes=("", "_before"))


@cached
def judged_areas(
    scope: Scope, goal: str | None = None, *, most: int | None = None, page: Page | None = None
) -> pd.DataFrame:
    """Return where one goal, or every goal, stands at the areas it is judged at, those furthest from the line first.

    With `most` only so many areas of each goal and standing; `areas` says how many there are. Columns as in
    lists/goals/judged_areas.sql plus `value` and `gap_units`.
    """
    asked: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "goal": goal, "most": most}
    found = with_value(engine().frame("judged_areas", asked, page))
    return found.assign(gap_units=gap_units(found))

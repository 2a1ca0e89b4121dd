"""What pages say of many areas without reading all of them: the first few of each kind, and how many there are."""

from datetime import date

import pandas as pd

from queries.catalogue import seen_on
from queries.engine.arithmetic import gap_units, values, with_value
from queries.engine.pool import engine
from queries.remembered import remembered
from queries.scope import Page, Scope
from queries.verbs import Parameters, within


@remembered
def judged_areas(
    scope: Scope, goal: str | None = None, *, most: int | None = None, page: Page | None = None
) -> pd.DataFrame:
    """Return where one goal, or every goal, stands at the areas it is judged at, those furthest from the line first.

    With `most` only so many areas of each goal and standing; `areas` says how many there are. Columns as in
    lists/judged_areas.sql plus `value` and `gap_units`.
    """
    asked: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "goal": goal, "most": most}
    found = with_value(engine().frame("judged_areas", asked, page))
    return found.assign(gap_units=gap_units(found))


@remembered
def changed_areas(scope: Scope, before: date, *, most: int | None = None, page: Page | None = None) -> pd.DataFrame:
    """Return the figures that moved since an earlier snapshot, area by area; with `most` as in `judged_areas`.

    Columns as in lists/moved_areas.sql plus `value` and `value_before`.
    """
    asked: Parameters = {"programme": scope.programme, "as_of": seen_on(scope), "since": before, "most": most}
    found = with_value(engine().frame("moved_areas", asked, page))
    return found.assign(value_before=values(found, "numerator_before", "denominator_before"))


@remembered
def area_trend(scope: Scope, indicator: str) -> pd.DataFrame:
    """Return an indicator's figure at the scope's area, or at the place, at every snapshot up to the scope's.

    Columns as in lists/course.sql plus `value`.
    """
    return with_value(engine().frame("course", within(scope) | {"indicator": indicator}))


@remembered
def own_line(scope: Scope, goal: str, indicator: str) -> tuple[int, int]:
    """Return how many of an indicator's units reach a goal's line by their own counts, and how many there are."""
    found = engine().frame("own_line", within(scope) | {"goal": goal, "indicator": indicator})
    return int(found["reached"].iloc[0]), int(found["units"].iloc[0])


@remembered
def unit_counts(scope: Scope, indicator: str) -> dict[str, int]:
    """Return how many units behind a figure are `missing` and how many are `in`, as `units` lists them."""
    found = engine().frame("unit_counts", within(scope) | {"indicator": indicator, "town": scope.town})
    return {"missing": int(found["missing"].iloc[0]), "in": int(found["present"].iloc[0])}

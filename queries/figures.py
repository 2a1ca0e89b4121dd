"""Figures of indicators: by area, over time, by township, and the units behind them."""

from datetime import date

import pandas as pd

from queries.engine.arithmetic import with_value
from queries.engine.cached_verbs import cached_verb
from queries.engine.pool import engine
from queries.parameters import of_scope, of_town
from queries.scope import Page, Scope

FIRST_DAY = date(1900, 1, 1)


@cached_verb
def measures(scope: Scope, indicator: str, *, own: bool = False) -> pd.DataFrame:
    """Return an indicator's figure for the place (first row) and each of its areas at the scope's snapshot.

    With `own`, only for the place and the scope's area. Columns as in lists/figures/measures.sql plus `value` (NaN: no data).
    """
    parameters = of_scope(scope) | {"indicator": indicator, "own": own}
    return with_value(engine().frame("measures", parameters | {"since": parameters["as_of"]}))


@cached_verb
def trend(scope: Scope, indicator: str, *, own: bool = False) -> pd.DataFrame:
    """Return `measures` at every snapshot up to the scope's date, oldest first."""
    parameters = of_scope(scope) | {"indicator": indicator, "own": own}
    return with_value(engine().frame("measures", parameters | {"since": FIRST_DAY}))


@cached_verb
def area_trend(scope: Scope, indicator: str) -> pd.DataFrame:
    """Return an indicator's figure for the scope's area, or for the place, at every snapshot up to the scope's date.

    Columns as in lists/figures/area_trend.sql plus `value`.
    """
    return with_value(engine().frame("area_trend", of_scope(scope) | {"indicator": indicator}))


@cached_verb
def towns(scope: Scope, indicator: str) -> pd.DataFrame:
    """Return an indicator's figure in each township of the scope's area; no rows if the indicator does not count by school.

    Columns as in lists/figures/towns.sql plus `value` (NaN: no data). The townships add up to the area's figure.
    """
    return with_value(engine().frame("towns", of_scope(scope) | {"indicator": indicator}))


@cached_verb
def units(scope: Scope, indicator: str, *, missing: bool | None = None, page: Page | None = None) -> pd.DataFrame:
    """Return the units behind a figure by name, missing units first; with `missing` only the missing (or present) ones.

    Columns as in lists/figures/units.sql; `attrs["of"]` is the number of rows without paging.
    """
    parameters = of_town(scope) | {"indicator": indicator, "missing": missing}
    stretch = {"first": page.first if page else 0, "size": page.size if page else None}
    found = engine().frame("units", parameters | stretch)
    if page and (page.first or len(found) == page.size):
        del parameters["missing"]
        counts = engine().frame("unit_counts", parameters).iloc[0]
        kinds = {True: counts["missing"], False: counts["present"], None: counts.sum()}
        found.attrs["of"] = int(kinds[missing])
    return found


@cached_verb
def unit_counts(scope: Scope, indicator: str) -> dict[str, int]:
    """Return the numbers of units behind a figure that are `missing` and that are `in`, as `units` lists them."""
    found = engine().frame("unit_counts", of_town(scope) | {"indicator": indicator})
    return {"missing": int(found["missing"].iloc[0]), "in": int(found["present"].iloc[0])}


@cached_verb
def own_line(scope: Scope, goal: str, indicator: str) -> tuple[int, int]:
    """Return how many of an indicator's units reach a goal's line by their own counts, and how many units count anything."""
    found = engine().frame("own_line", of_scope(scope) | {"goal": goal, "indicator": indicator})
    return int(found["reached"].iloc[0]), int(found["units"].iloc[0])

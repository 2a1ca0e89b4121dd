"""The profile of an area, the figures of all areas, and the townships of an area."""

import pandas as pd

from queries.catalogue import seen_on
from queries.engine.arithmetic import with_value
from queries.engine.cached_verbs import cached_verb
from queries.engine.pool import engine
from queries.parameters import of_scope, of_town
from queries.scope import Scope


@cached_verb
def profile(scope: Scope) -> pd.Series:
    """Return the counts of schools, pupils and pairings in the scope: the row of lists/areas/profile.sql (NaN: not stated)."""
    found = engine().frame("profile", of_town(scope))
    return found.iloc[0]


@cached_verb
def area_values(scope: Scope) -> pd.DataFrame:
    """Return every indicator's figure in each area that has one; columns as in lists/figures/area_values.sql plus `value`."""
    return with_value(engine().frame("area_values", {"programme": scope.programme, "as_of": seen_on(scope)}))


@cached_verb
def area_towns(scope: Scope) -> pd.DataFrame:
    """Return the townships of the scope's area that have a school; columns as in lists/areas/area_towns.sql."""
    return engine().frame("area_towns", of_scope(scope))

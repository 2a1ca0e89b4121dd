"""The quality of the data: how complete each column is, and the schools and partnerships that should be checked."""

from typing import Any

import numpy as np
import pandas as pd

from data.registry.rows import outlines
from data.registry.schema import TABLES
from queries.catalogue import programme
from queries.engine.cached_verbs import cached_verb
from queries.engine.database import Parameter
from queries.engine.pool import engine
from queries.parameters import of_scope
from queries.scope import Page, Scope

CHECKS = (
    *("unplaced", "outside", "namesakes", "odd_figures"),
    *("no_core", "two_cores", "core_not_quality", "core_quality_unknown", "paired_twice"),
)
LEADS = ("no_core", "two_cores", "core_not_quality", "core_quality_unknown")
_AREA = ("area_code", "area_name", "area_name_en")
# Columns that may rightly be blank, or that depend on another column: how often they are stated says nothing of quality.
_NOT_ASKED = {"former_name", "office_id", "managing_school_id", "reported_band", "town_code", "lat", "source"}
STATED = tuple(one.name for one in TABLES["schools"] if one.nullable and one.name not in _NOT_ASKED)


@cached_verb
def completeness(scope: Scope) -> pd.DataFrame:
    """Return how many schools of each area state each column of `STATED`.

    Columns area_code, area_name, area_name_en, column, stated, schools; areas in the order of the registry, columns in that of
    fields.csv. The urban-rural class of a school counts as stated if its band is known.
    """
    found = engine().groups("roster_facts", of_scope(scope), ("area_position", *_AREA), stated=("band", *STATED))
    found["urban_rural_code"] = found.pop("band")
    long = found.melt(["area_position", *_AREA, "entries"], STATED, "column", "stated")
    long["column"] = pd.Categorical(long["column"], STATED)
    long = long.sort_values(["area_position", "column"], ignore_index=True).astype({"column": "str"})
    return long.rename(columns={"entries": "schools"})[[*_AREA, "column", "stated", "schools"]]


@cached_verb
def unstated(scope: Scope, column: str, *, page: Page | None = None) -> pd.DataFrame:
    """Return the schools that leave a column of `STATED` blank; columns as in lists/quality/roster_facts.sql."""
    asked: dict[str, Parameter] = {"band" if column == "urban_rural_code" else column: None}
    return engine().frame("roster_facts", of_scope(scope), page, asked)


@cached_verb
def unplaced(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the schools without coordinates; columns as in lists/quality/roster_facts.sql."""
    return engine().frame("roster_facts", of_scope(scope), page, {"lon": None})


@cached_verb
def outside(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the schools whose coordinates are outside their county's outline; columns as in lists/quality/roster_facts.sql.

    Schools of a county without an outline, and of 市直属, are not checked.
    """
    place = programme(scope.programme)["place_code"]
    found = engine().frame("roster_facts", of_scope(scope))
    found = found[found["lon"].notna() & found["lat"].notna()]
    shapes = {one["properties"]["adcode"]: one["geometry"]["coordinates"] for one in outlines(place)["features"]}
    is_out = pd.Series(False, index=found.index)
    for county, rows in found.groupby("county_code"):
        if county in shapes:
            is_out[rows.index] = ~_inside(rows["lon"].to_numpy(), rows["lat"].to_numpy(), shapes[str(county)])
    return _part(found[is_out], page)


@cached_verb
def namesakes(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the schools that share their name with another school of the county; columns as in lists/quality/namesakes.sql."""
    return engine().frame("namesakes", of_scope(scope), page)


@cached_verb
def odd_figures(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the schools with implausible numbers of pupils or teachers; columns as in lists/quality/odd_figures.sql."""
    return engine().frame("odd_figures", of_scope(scope), page)


@cached_verb
def doubtful_leads(scope: Scope, reason: str, *, page: Page | None = None) -> pd.DataFrame:
    """Return the active partnerships whose core school is doubtful for one reason of `LEADS`.

    Columns as in lists/quality/doubtful_leads.sql.
    """
    return engine().frame("doubtful_leads", of_scope(scope), page, {"reason": reason})


@cached_verb
def paired_twice(scope: Scope, *, page: Page | None = None) -> pd.DataFrame:
    """Return the schools that are members of two or more active partnerships of one mode; columns as in lists/quality/paired_twice.sql."""
    return engine().frame("paired_twice", of_scope(scope), page)


@cached_verb
def quality_counts(scope: Scope) -> pd.DataFrame:
    """Return how many schools or partnerships each of `CHECKS` finds, each counted once; columns check, found."""
    asked = of_scope(scope)
    leads = engine().groups("doubtful_leads", asked, ("reason",)).set_index("reason")["entries"]
    counts = {
        "unplaced": len(unplaced(scope)),
        "outside": len(outside(scope)),
        "namesakes": len(namesakes(scope)),
        "odd_figures": odd_figures(scope)["school_id"].nunique(),
        **{reason: int(leads.get(reason, 0)) for reason in LEADS},
        "paired_twice": paired_twice(scope)["school_id"].nunique(),
    }
    return pd.DataFrame([{"check": check, "found": counts[check]} for check in CHECKS])


def _part(found: pd.DataFrame, page: Page | None) -> pd.DataFrame:
    rows = found.iloc[page.first : page.first + page.size] if page else found
    rows = rows.reset_index(drop=True)
    rows.attrs["of"] = len(found)
    return rows


def _inside(lon: np.ndarray[Any, Any], lat: np.ndarray[Any, Any], shape: list[list[list[list[float]]]]) -> Any:
    """Return which points are inside a MultiPolygon: a ray to the east crosses its rings an odd number of times."""
    odd = np.zeros(len(lon), dtype=bool)
    for ring in (ring for polygon in shape for ring in polygon):
        x, y = np.asarray(ring, dtype=float).T[:2]
        for x1, y1, x2, y2 in zip(x[:-1], y[:-1], x[1:], y[1:], strict=True):
            if y1 != y2:
                odd ^= ((y1 > lat) != (y2 > lat)) & (lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1))
    return odd

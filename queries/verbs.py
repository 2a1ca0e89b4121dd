"""The questions the product answers, each a frame; `Scope` says of what."""

from datetime import date
from pathlib import Path

import pandas as pd

from queries.catalogue import programme, seen_on
from queries.engine import engine
from queries.figures import distance_km, gap_units, with_value
from queries.scope import Scope

FIRST_DAY = date(1900, 1, 1)
Parameters = dict[str, str | date | bool | None]


def measures(scope: Scope, indicator: str, data: Path | None = None) -> pd.DataFrame:
    """Return an indicator's figure for the place (first row) and each of its areas at one snapshot.

    Columns as in lists/measures.sql plus `value` (share, NaN is no data).
    """
    day = seen_on(scope, data)
    parameters: Parameters = {"programme": scope.programme, "indicator": indicator, "as_of": day, "since": day}
    return with_value(engine(data).frame("measures", parameters))


def trend(scope: Scope, indicator: str, data: Path | None = None) -> pd.DataFrame:
    """Return `measures` at every snapshot up to the scope's, oldest first."""
    day = seen_on(scope, data)
    parameters: Parameters = {"programme": scope.programme, "indicator": indicator, "as_of": day, "since": FIRST_DAY}
    return with_value(engine(data).frame("measures", parameters))


def units(scope: Scope, indicator: str, *, missing: bool = False, data: Path | None = None) -> pd.DataFrame:
    """Return the named list behind a figure, missing units first; only those with `missing`.

    Columns as in lists/units.sql.
    """
    parameters = _where(scope, data) | {"indicator": indicator}
    found = engine(data).frame("units", parameters)
    return found[found["numerator"] < found["denominator"]].reset_index(drop=True) if missing else found


def pairings(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the pairings as lists/pairings.sql has them, plus `distance_km` core to member (NaN: not placed)."""
    found = engine(data).frame("pairings", _where(scope, data))
    return found.assign(
        distance_km=distance_km(found["core_lon"], found["core_lat"], found["member_lon"], found["member_lat"])
    )


def schools(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the roster of a snapshot with band, counting unit and standing; columns as in lists/schools.sql."""
    return engine(data).frame("schools", _where(scope, data))


def progress(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return where each goal of a programme stands, at the place and at each area it is judged at.

    Columns as in lists/progress.sql plus `value`, `due_value` (shares) and `gap_units` (units still to win).
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope, data)}
    found = with_value(engine(data).frame("progress", parameters))
    due = with_value(found[["due_numerator", "due_denominator"]].set_axis(["numerator", "denominator"], axis=1))
    gaps = [
        gap_units(row["numerator"], row["denominator"], row["target"], row["scale"], row["comparator"])
        if row["denominator"] > 0
        else None
        for row in found.to_dict("records")
    ]
    return found.assign(due_value=due["value"], gap_units=pd.array(gaps, dtype="Int64"))


def _where(scope: Scope, data: Path | None) -> Parameters:
    whole = scope.area == programme(scope.programme)["place_code"]
    return {"programme": scope.programme, "as_of": seen_on(scope, data), "area": None if whole else scope.area}

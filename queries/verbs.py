"""The questions the product answers, each a frame; `Scope` says of what."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from queries.catalogue import programme, seen_on
from queries.engine import engine
from queries.figures import distance_km, gap_units, needed_a_year, pace_a_year, values, with_value
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
    return found[found["is_missing"]].reset_index(drop=True) if missing else found


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

    Columns as in lists/progress.sql plus `value`, `due_value`, `last_value` (share, or the number itself), `gap_units`
    (units still to win, or to lose; none of a reference), `needed_a_year` (until the due date), `pace_a_year` (of three figures).
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope, data)}
    found = with_value(engine(data).frame("progress", parameters))
    rows = [{str(key): _known(value) for key, value in row.items()} for row in found.to_dict("records")]
    gaps = [gap_units(row) if row["denominator"] is not None and row["kind"] == "target" else None for row in rows]
    needed = [needed_a_year(gap, row["last_as_of"], row["due"]) for gap, row in zip(gaps, rows, strict=True)]
    return found.assign(
        due_value=values(found, "due_numerator", "due_denominator"),
        last_value=values(found, "last_numerator", "last_denominator"),
        gap_units=pd.array(gaps, dtype="Int64"),
        needed_a_year=pd.array(needed, dtype="Float64"),
        pace_a_year=pd.array([pace_a_year(row) for row in rows], dtype="Float64"),
    )


def goal_years(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the goals that stand anew every year, year by year; columns as in lists/years.sql."""
    return engine(data).frame("years", {"programme": scope.programme, "as_of": seen_on(scope, data)})


def moved(scope: Scope, before: date, data: Path | None = None) -> pd.DataFrame:
    """Return `progress` with what it was at an earlier snapshot: standing_before, numerator_before, value_before …

    The figures compared are the newest known at either date, whatever the standing rests on.
    """
    now = progress(scope, data)
    then = progress(Scope(scope.programme, before, scope.area), data)
    keys = ["goal_id", "area_code"]
    kept = [*keys, "standing", "last_as_of", "last_numerator", "last_denominator", "last_value"]
    return now.merge(then[kept], on=keys, how="left", suffixes=("", "_before"))


def moves(scope: Scope, before: date, data: Path | None = None) -> pd.DataFrame:
    """Return the figures of every indicator the programme has a goal on, beside those of an earlier snapshot.

    Columns as in lists/moves.sql plus `value` and `value_before` (NaN is no data).
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope, data), "since": before}
    found = with_value(engine(data).frame("moves", parameters))
    return found.assign(value_before=values(found, "numerator_before", "denominator_before"))


def partnership_modes(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the active partnerships by mode; columns as in lists/modes.sql."""
    return engine(data).frame("modes", _where(scope, data))


def chains(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the partnerships that join two or more steps of schooling; columns as in lists/chains.sql."""
    return engine(data).frame("chains", _where(scope, data))


def activities(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the activities reported up to the snapshot; columns as in lists/activities.sql."""
    return engine(data).frame("activities", _where(scope, data))


def funds(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the money reported, by school and task; columns as in lists/funds.sql, amounts in 元."""
    return engine(data).frame("funds", _where(scope, data))


def _known(value: Any) -> Any:
    return None if value is None or value is pd.NaT or value != value else value


def _where(scope: Scope, data: Path | None) -> Parameters:
    whole = scope.area == programme(scope.programme)["place_code"]
    return {"programme": scope.programme, "as_of": seen_on(scope, data), "area": None if whole else scope.area}

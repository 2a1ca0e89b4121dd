"""The one place that divides: shares from counts, gaps to a goal, distances between schools."""

from typing import Any

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0088
DAYS_A_YEAR = 365.25
_PARTS = 1_000_000  # figures are exact to six decimals
_STEPS = _PARTS * 1_000_000  # targets to four, of a hundred: a line is a whole number of these


def with_value(figures: pd.DataFrame) -> pd.DataFrame:
    """Add `value`: numerator ÷ denominator of a share, the numerator of a number; NaN (no data) where the denominator is 0.

    `format` says which (`%` or `number`); without that column all are shares.
    """
    return figures.assign(value=values(figures, "numerator", "denominator"))


def values(figures: pd.DataFrame, numerator: str, denominator: str) -> "pd.Series[float]":
    """Return what two named columns of counts come to, as `with_value` says."""
    part, whole = (figures[name].to_numpy(dtype=float, na_value=np.nan) for name in (numerator, denominator))
    some = whole > 0
    found = np.divide(part, whole, out=np.full(len(figures), np.nan), where=some)
    if "format" in figures:
        found = np.where((figures["format"] == "%") | ~some, found, part)
    return pd.Series(found, index=figures.index)


def figure_of(figures: pd.DataFrame, area_code: str) -> pd.Series:
    """Return one area's row of `measures`; an area that counts nothing there comes back as 0 of 0, no data."""
    found = figures[figures["area_code"] == area_code]
    if len(found):
        return found.iloc[0]
    return pd.Series({"area_code": area_code, "numerator": 0.0, "denominator": 0.0, "value": float("nan")})


def share(part: float, whole: float) -> float | None:
    """Return part ÷ whole; None (no data) where the whole is 0 or missing."""
    return part / whole if whole > 0 else None


def gap_units(goals: pd.DataFrame) -> pd.Series:
    """Return how many more units (fewer, for `<=`) would meet each goal; 0 where it is met, none without data or line.

    `goals` as rows of `progress`. Counted in whole numbers, so that 60 % of 15 is 9 and not 8.999…
    """
    known = ((goals["denominator"] > 0) & (goals["kind"] == "target")).to_numpy()
    short = _short(goals)
    gaps = [max(0, -(-units // _STEPS)) for units in short[known]]
    found = pd.Series(pd.NA, index=goals.index, dtype="Int64")
    found[known] = gaps
    return found


def needed_a_year(goals: pd.DataFrame) -> pd.Series:
    """Return the units a year that close each goal's gap by its due date; none where it is due, unknown or already closed.

    `goals` as rows of `progress` with their `gap_units`.
    """
    years = _years(goals["last_as_of"], goals["due"])
    return (goals["gap_units"].astype("Float64") / years).where((goals["gap_units"] > 0) & (years > 0))


def pace_a_year(goals: pd.DataFrame) -> pd.Series:
    """Return the units a year each goal has moved towards its line over its last three figures; none with fewer than two.

    `goals` as rows of `progress`: positive is forward, whether more or fewer is better. Of a share the line moves with
    the denominator, so that schools merged away are no step back.
    """
    years = _years(goals["pace_as_of"], goals["last_as_of"])
    nearer = (_short(goals, "pace_") - _short(goals, "last_")).astype(float) / _STEPS
    return (pd.Series(nearer, index=goals.index, dtype="Float64") / years).where(years > 0)


def _years(first: pd.Series, last: pd.Series) -> pd.Series:
    days = (pd.to_datetime(last) - pd.to_datetime(first)).dt.days
    return days.astype("Float64") / DAYS_A_YEAR


def _short(goals: pd.DataFrame, front: str = "") -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Return how far each figure is short of its goal's line, in whole numbers of 1/`_STEPS` unit; negative is beyond it."""
    reached, whole = (_exact(goals[f"{front}{column}"], _PARTS) for column in ("numerator", "denominator"))
    target = _exact(goals["target"], _STEPS // _PARTS)
    scale = _exact(goals["scale"], 1)
    line = target * np.where(goals["format"] == "%", whole, _PARTS) // scale
    short = line - reached * (_STEPS // _PARTS)
    found: np.ndarray[Any, np.dtype[np.object_]] = np.where(goals["comparator"] == ">=", short, -short)
    return found


def _exact(values: pd.Series, parts: int) -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Return decimals as whole numbers of 1/`parts`, unlimited in size; 0 where there is none."""
    return np.array([round(value * parts) for value in values.fillna(0).tolist()], dtype=object)


def distance_km(lon: pd.Series, lat: pd.Series, other_lon: pd.Series, other_lat: pd.Series) -> pd.Series:
    """Return great-circle distances in km between WGS-84 points in degrees (haversine); NaN where one is missing."""
    x1, y1, x2, y2 = (np.radians(pd.to_numeric(column)) for column in (lon, lat, other_lon, other_lat))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return pd.Series(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), index=lon.index)


def effects(parts: pd.DataFrame, form: str) -> "pd.Series[float]":
    """Return what each part of a change adds to a figure; together exactly what it changed by, NaN without data at both ends.

    Of a share: (numerator's change − earlier share × denominator's change) ÷ later denominator; of a number the first alone.
    """
    before, after = parts["denominator_before"].sum(), parts["denominator"].sum()
    known = before > 0 and after > 0
    gained = parts["numerator"] - parts["numerator_before"]
    if form == "%" and known:
        gained -= parts["numerator_before"].sum() / before * (parts["denominator"] - parts["denominator_before"])
        gained /= after
    return gained.astype(float) if known else gained.astype(float) * float("nan")

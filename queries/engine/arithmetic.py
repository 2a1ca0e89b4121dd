"""All divisions of the product: shares from counts, gaps to goals, pace, distances between schools."""

from typing import Any

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0088
DAYS_A_YEAR = 365.25
_PARTS = 1_000_000  # figures are exact to six decimals
# Targets have four decimals and may be per hundred, so every line is a whole number of these.
_STEPS = _PARTS * 1_000_000


def with_value(figures: pd.DataFrame) -> pd.DataFrame:
    """Add `value`: for a share numerator ÷ denominator, for a number the numerator; NaN (no data) where the denominator is 0.

    The column `format` says which (`%` or `number`); without it all rows are shares.
    """
    return figures.assign(value=values(figures, "numerator", "denominator"))


def values(figures: pd.DataFrame, numerator: str, denominator: str) -> "pd.Series[float]":
    """Return the values of two named columns of counts, computed as in `with_value`."""
    part, whole = (figures[name].to_numpy(dtype=float, na_value=np.nan) for name in (numerator, denominator))
    some = whole > 0
    found = np.divide(part, whole, out=np.full(len(figures), np.nan), where=some)
    if "format" in figures:
        found = np.where((figures["format"] == "%") | ~some, found, part)
    return pd.Series(found, index=figures.index)


def figure_of(figures: pd.DataFrame, area_code: str) -> pd.Series:
    """Return one area's row of `measures`; if the area has no row, 0 of 0 with NaN (no data)."""
    found = figures[figures["area_code"] == area_code]
    if len(found):
        return found.iloc[0]
    return pd.Series({"area_code": area_code, "numerator": 0.0, "denominator": 0.0, "value": float("nan")})


def share(part: float, whole: float) -> float | None:
    """Return part ÷ whole; None (no data) if the whole is 0 or NaN."""
    return part / whole if whole > 0 else None


def gap_units(goals: pd.DataFrame) -> pd.Series:
    """Return how many more units (fewer for `<=`) would meet each goal: 0 if it is met, NA without data or for a reference.

    `goals` are rows of `progress`. Computed in whole numbers, so that 60 % of 15 is 9 and not 8.999….
    """
    known = ((goals["denominator"] > 0) & (goals["kind"] == "target")).to_numpy()
    short = _short(goals)
    gaps = [max(0, -(-units // _STEPS)) for units in short[known]]
    found = pd.Series(pd.NA, index=goals.index, dtype="Int64")
    found[known] = gaps
    return found


def needed_a_year(goals: pd.DataFrame) -> pd.Series:
    """Return the units a year needed to close each goal's gap by its due date; NA if it is due, unknown or already closed.

    `goals` are rows of `progress` with `gap_units`. Formula: gap ÷ years from the last figure to the due date.
    """
    years = _years(goals["last_as_of"], goals["due"])
    return (goals["gap_units"].astype("Float64") / years).where((goals["gap_units"] > 0) & (years > 0))


def pace_a_year(goals: pd.DataFrame) -> pd.Series:
    """Return the units a year by which each goal came nearer to its line over its last three figures; NA with fewer than two.

    `goals` are rows of `progress`; positive is progress, whether more or fewer is better. For a share, the line in units
    changes with the denominator, so that closed or merged schools do not count as a step back.
    """
    years = _years(goals["pace_as_of"], goals["last_as_of"])
    nearer = (_short(goals, "pace_") - _short(goals, "last_")).astype(float) / _STEPS
    return (pd.Series(nearer, index=goals.index, dtype="Float64") / years).where(years > 0)


def _years(first: pd.Series, last: pd.Series) -> pd.Series:
    days = (pd.to_datetime(last) - pd.to_datetime(first)).dt.days
    return days.astype("Float64") / DAYS_A_YEAR


def _short(goals: pd.DataFrame, front: str = "") -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Return by how much each figure misses its goal's line, in whole multiples of 1/`_STEPS` unit; negative is beyond the line."""
    reached, whole = (_exact(goals[f"{front}{column}"], _PARTS) for column in ("numerator", "denominator"))
    target = _exact(goals["target"], _STEPS // _PARTS)
    scale = _exact(goals["scale"], 1)
    line = target * np.where(goals["format"] == "%", whole, _PARTS) // scale
    short = line - reached * (_STEPS // _PARTS)
    found: np.ndarray[Any, np.dtype[np.object_]] = np.where(goals["comparator"] == ">=", short, -short)
    return found


def _exact(values: pd.Series, parts: int) -> "np.ndarray[Any, np.dtype[np.object_]]":
    """Return decimals as integers in multiples of 1/`parts`, unlimited in size; 0 for missing values."""
    return np.array([round(value * parts) for value in values.fillna(0).tolist()], dtype=object)


def distance_km(lon: pd.Series, lat: pd.Series, other_lon: pd.Series, other_lat: pd.Series) -> pd.Series:
    """Return great-circle distances in km between WGS-84 points in degrees (haversine formula); NaN if a coordinate is missing."""
    x1, y1, x2, y2 = (np.radians(pd.to_numeric(column)) for column in (lon, lat, other_lon, other_lat))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return pd.Series(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), index=lon.index)


def effects(parts: pd.DataFrame, form: str) -> "pd.Series[float]":
    """Return the effect of each part of a change on a figure; the effects add up exactly to the change of the figure.

    For a share: (change of numerator − earlier share × change of denominator) ÷ later denominator; for a number: the change
    of the numerator. NaN if there is no data at one of the two dates.
    """
    before, after = parts["denominator_before"].sum(), parts["denominator"].sum()
    known = before > 0 and after > 0
    gained = parts["numerator"] - parts["numerator_before"]
    if form == "%" and known:
        gained -= parts["numerator_before"].sum() / before * (parts["denominator"] - parts["denominator_before"])
        gained /= after
    return gained.astype(float) if known else gained.astype(float) * float("nan")

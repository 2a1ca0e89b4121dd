"""The one place that divides: shares from counts, gaps to a goal, distances between schools."""

import math
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0088
DAYS_A_YEAR = 365.25


def with_value(figures: pd.DataFrame) -> pd.DataFrame:
    """Add `value`: numerator ÷ denominator of a share, the numerator of a number; NaN (no data) where the denominator is 0.

    `format` says which (`%` or `number`); without that column all are shares.
    """
    return figures.assign(value=values(figures, "numerator", "denominator"))


def values(figures: pd.DataFrame, numerator: str, denominator: str) -> "pd.Series[float]":
    """Return what two named columns of counts come to, as `with_value` says."""
    whole = figures[denominator].where(figures[denominator] > 0)
    shares: pd.Series[float] = figures[numerator] / whole
    if "format" not in figures:
        return shares
    numbers = figures[numerator].where(whole.notna())
    return shares.where(figures["format"] == "%", numbers).astype(float)


def figure_of(figures: pd.DataFrame, area_code: str) -> pd.Series:
    """Return one area's row of `measures`; an area that counts nothing there comes back as 0 of 0, no data."""
    found = figures[figures["area_code"] == area_code]
    if len(found):
        return found.iloc[0]
    return pd.Series({"area_code": area_code, "numerator": 0.0, "denominator": 0.0, "value": float("nan")})


def share(part: float, whole: float) -> float | None:
    """Return part ÷ whole; None (no data) where the whole is 0 or missing."""
    return part / whole if whole > 0 else None


def gap_units(goal: Mapping[str, Any]) -> int | None:
    """Return how many more units (fewer, for `<=`) would meet a goal; 0 where it is met, None without data.

    `goal` as a row of `progress`. Exact fractions, so that 60 % of 15 is 9 and not 8.999…
    """
    if not goal["denominator"] > 0:
        return None
    beyond = _beyond(goal)
    return max(0, math.ceil(-beyond if goal["comparator"] == ">=" else beyond))


def needed_a_year(gap: int | None, last: date | None, due: date) -> float | None:
    """Return the units a year that close a gap by the due date; None where it is due, unknown or already closed."""
    if not gap or last is None or last >= due:
        return None
    return gap / ((due - last).days / DAYS_A_YEAR)


def pace_a_year(goal: Mapping[str, Any]) -> float | None:
    """Return the units a year a goal has moved towards its line over its last three figures; None with fewer than two.

    `goal` as a row of `progress`: positive is forward, whether more or fewer is better. Of a share the line moves with
    the denominator, so that schools merged away are no step back.
    """
    first, last = goal["pace_as_of"], goal["last_as_of"]
    if first is None or last is None or not first < last:
        return None
    moved = float(_beyond(goal, "last_") - _beyond(goal, "pace_"))
    towards = moved if goal["comparator"] == ">=" else -moved
    return float(towards / ((last - first).days / DAYS_A_YEAR))


def _beyond(goal: Mapping[str, Any], front: str = "") -> Fraction:
    """Return how far a figure lies beyond its goal's line, in units; negative is short of it."""
    line = Fraction(str(goal["target"])) / Fraction(str(goal["scale"]))
    if goal["format"] == "%":
        line *= Fraction(str(goal[f"{front}denominator"]))
    return Fraction(str(goal[f"{front}numerator"])) - line


def distance_km(lon: pd.Series, lat: pd.Series, other_lon: pd.Series, other_lat: pd.Series) -> pd.Series:
    """Return great-circle distances in km between WGS-84 points in degrees (haversine); NaN where one is missing."""
    x1, y1, x2, y2 = (np.radians(pd.to_numeric(column)) for column in (lon, lat, other_lon, other_lat))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return pd.Series(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), index=lon.index)

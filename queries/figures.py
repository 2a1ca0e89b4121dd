"""The one place that divides: shares from counts, gaps to a goal, distances between schools."""

import math
from fractions import Fraction

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0088


def with_value(figures: pd.DataFrame) -> pd.DataFrame:
    """Add `value` = numerator ÷ denominator; NaN (no data) where the denominator is 0."""
    denominator = figures["denominator"].where(figures["denominator"] > 0)
    return figures.assign(value=figures["numerator"] / denominator)


def figure_of(figures: pd.DataFrame, area_code: str) -> pd.Series:
    """Return one area's row of `measures`; an area that counts nothing there comes back as 0 of 0, no data."""
    found = figures[figures["area_code"] == area_code]
    if len(found):
        return found.iloc[0]
    return pd.Series({"area_code": area_code, "numerator": 0.0, "denominator": 0.0, "value": float("nan")})


def share(part: float, whole: float) -> float | None:
    """Return part ÷ whole; None (no data) where the whole is 0 or missing."""
    return part / whole if whole > 0 else None


def gap_units(numerator: float, denominator: float, target: float, scale: float, comparator: str) -> int:
    """Return how many more units (fewer, for `<=`) would meet a goal; 0 where it is met.

    Exact fractions, so that 60 % of 15 is 9 and not 8.999…
    """
    line = Fraction(str(target)) / Fraction(str(scale)) * Fraction(str(denominator))
    have = Fraction(str(numerator))
    return max(0, math.ceil(line - have if comparator == ">=" else have - line))


def distance_km(lon: pd.Series, lat: pd.Series, other_lon: pd.Series, other_lat: pd.Series) -> pd.Series:
    """Return great-circle distances in km between WGS-84 points in degrees (haversine); NaN where one is missing."""
    x1, y1, x2, y2 = (np.radians(pd.to_numeric(column)) for column in (lon, lat, other_lon, other_lat))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return pd.Series(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), index=lon.index)

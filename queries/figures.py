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


def share(part: float, whole: float) -> float | None:
    """Return part ÷ whole; None (no data) where the whole is 0 or missing."""
    return part / whole if whole > 0 else None


def gap_units(numerator: float, denominator: float, target: float, scale: float, comparator: str) -> int:
    """Return how many more units (fewer, for `<=`) would meet a goal; 0 where it is met.

    Exact fractions, so that 60 % of 15 is 9 and not 8.999…
    """
    line = Fraction(str(target)) / Fraction(str(scale)) * Fraction(str(denominator))
    missing = math.ceil(line) - numerator if comparator == ">=" else numerator - math.floor(line)
    return max(0, math.ceil(missing))


def distance_km(lon: pd.Series, lat: pd.Series, other_lon: pd.Series, other_lat: pd.Series) -> pd.Series:
    """Return great-circle distances in km between WGS-84 points in degrees (haversine); NaN where one is missing."""
    x1, y1, x2, y2 = (np.radians(pd.to_numeric(column)) for column in (lon, lat, other_lon, other_lat))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return pd.Series(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), index=lon.index)

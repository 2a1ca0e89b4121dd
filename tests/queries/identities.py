"""What must hold of every indicator on any data: the parts equal the whole, whatever they are."""

import math
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.registry.rows import Row, registry
from queries import Scope, measures, progress, units
from tests.folder import in_folder

INDICATORS = {row["indicator_id"]: row for row in registry("indicators")}
NAMED = ("award", "event", "family")  # counted one by one, of no whole
Figure = tuple[float, float]


def figures(frame: pd.DataFrame) -> dict[str, Figure]:
    """Return numerator and denominator by area of measures."""
    assert frame["area_code"].is_unique
    return {row.area_code: (row.numerator, row.denominator) for row in frame.itertuples()}


def summed(frame: pd.DataFrame) -> Figure:
    return float(frame["numerator"].sum()), float(frame["denominator"].sum())


def check_list(listed: pd.DataFrame, row: Row) -> None:
    """In and missing are all; each unit stands once, missing ones first, and a part is never more than its whole."""
    assert not listed.duplicated(["area_code", "unit_id"]).any()
    assert (listed["numerator"] >= 0).all()
    assert (listed["denominator"] > 0).all()
    assert listed["unit_name"].notna().all()
    if row["unit_counted"] not in NAMED:
        assert (listed["numerator"] <= listed["denominator"]).all()
    full = listed["numerator"] == 0 if row["direction"] == "lower" else listed["numerator"] >= listed["denominator"]
    assert list(listed["is_missing"]) == list(~full)
    assert list(listed["is_missing"]) == sorted(listed["is_missing"], reverse=True)


def check_sums(measured: pd.DataFrame, listed: pd.DataFrame, place: str, row: Row) -> None:
    """Areas follow from their units, the place is the sum over its areas (and over what it reported itself)."""
    found = figures(measured)
    assert measured["area_code"].iloc[0] == place
    whole, own = found.pop(place), summed(listed[listed["area_code"] == place])
    assert whole == summed(listed)
    assert whole == (own[0] + sum(n for n, _ in found.values()), own[1] + sum(d for _, d in found.values()))
    assert found == {area: summed(listed[listed["area_code"] == area]) for area in found}
    for one in measured.itertuples():
        share = one.numerator / one.denominator if one.denominator else math.nan
        expected = share if row["format"] == "%" or not one.denominator else one.numerator
        assert one.value == expected or (math.isnan(one.value) and math.isnan(expected))


def check_missing(listed: pd.DataFrame, scope: Scope, indicator: str, data: Path) -> None:
    """The list of the missing is the part of the whole list that is not in."""
    missing = in_folder(data, units, scope, indicator, missing=True)
    expected = listed[listed["is_missing"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(missing, expected, check_dtype=False)


def check_slices(listed: pd.DataFrame, scope: Scope, indicator: str, areas: Iterable[str], data: Path) -> None:
    """The lists of the areas are the list of the place, cut into pieces."""
    for area in areas:
        piece = in_folder(data, units, Scope(scope.programme, scope.as_of, area), indicator)
        expected = listed[listed["area_code"] == area].reset_index(drop=True)
        pd.testing.assert_frame_equal(piece, expected, check_dtype=False)


def check_indicator(scope: Scope, indicator: str, place: str, data: Path, *, by_area: bool = False) -> Figure:
    """Check one indicator at one snapshot; return the place's figure."""
    row = INDICATORS[indicator]
    measured, listed = in_folder(data, measures, scope, indicator), in_folder(data, units, scope, indicator)
    check_list(listed, row)
    check_sums(measured, listed, place, row)
    if by_area:
        check_missing(listed, scope, indicator, data)
        check_slices(listed, scope, indicator, measured["area_code"].iloc[1:], data)
    return summed(listed)


def check_progress(scope: Scope, data: Path) -> int:
    """The figures of progress are those measured at the snapshot a standing rests on; return how many were compared."""
    known: dict[tuple[str, date], pd.DataFrame] = {}

    def measured(row: Any, day: date) -> Any:
        if (row.indicator_id, day) not in known:
            found = in_folder(data, measures, Scope(scope.programme, day), row.indicator_id)
            known[row.indicator_id, day] = found.set_index("area_code")
        return known[row.indicator_id, day].loc[row.area_code]

    compared = 0
    for row in in_folder(data, progress, scope).itertuples():
        if row.standing == "no_data":
            assert pd.isna(row.numerator)
            assert row.gap_units is pd.NA
            continue
        figure = measured(row, row.as_of)
        assert (row.numerator, row.denominator, row.value) == (figure.numerator, figure.denominator, figure.value)
        assert row.last_value == measured(row, row.last_as_of).value
        compared += 1
    return compared

"""The one division, the gap to a goal and the distance, worked by hand."""

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from queries import Scope, progress
from queries.engine.arithmetic import distance_km, gap_units, with_value
from tests.folder import in_folder
from tests.queries.city import registries
from tests.queries.counted import FIRST, PROGRAMME, at_place, goal, publish_counts


def share_of(numerator: float, denominator: float, target: float = 60.0, comparator: str = ">=") -> dict[str, Any]:
    """Return what `gap_units` reads of a row of progress, of a goal in percent."""
    figure = {"numerator": numerator, "denominator": denominator, "target": target, "comparator": comparator}
    return figure | {"scale": 100.0, "format": "%", "kind": "target"}


def number_of(numerator: float, denominator: float, target: float, comparator: str = ">=") -> dict[str, Any]:
    """Return what `gap_units` reads of a row of progress, of a goal in units."""
    return share_of(numerator, denominator, target, comparator) | {"scale": 1.0, "format": "number"}


def test_nothing_of_nothing_has_no_value() -> None:
    found = with_value(pd.DataFrame({"numerator": [0.0, 0.0, 3.0, 4.0], "denominator": [0.0, 5.0, 4.0, 4.0]}))
    assert math.isnan(found["value"].iloc[0])
    assert list(found["value"].iloc[1:]) == [0, 0.75, 1]


@pytest.mark.parametrize(
    ("row", "gap"),
    [
        (share_of(9.0, 15.0), 0),
        (share_of(8.0, 15.0), 1),
        (share_of(0.0, 7.0), 5),  # 4.2 schools: five
        (share_of(7.0, 7.0, 100.0), 0),
        (share_of(11.0, 100.0, 11.1), 1),
        (share_of(1110.0, 10000.0, 11.1), 0),
        (share_of(9.5, 15.5), 0),  # the line is 9.3
        (share_of(9.0, 15.0, comparator="<="), 0),
        (share_of(10.0, 15.0, comparator="<="), 1),
        (share_of(5.0, 7.0, comparator="<="), 1),  # 4.2 schools: four at most
        (share_of(0.0, 0.0), None),
        (number_of(3.0, 1.0, 8.0), 5),  # awards: eight a year
        (number_of(3.0, 5.0, 8.0), 5),  # however many records report them
        (number_of(8.0, 8.0, 8.0), 0),
        (number_of(9.0, 1.0, 8.0), 0),
        (number_of(0.0, 1.0, 8.0), 8),
        (number_of(4.0, 90.0, 0.0, "<="), 4),
        (number_of(0.0, 90.0, 0.0, "<="), 0),
        (number_of(0.0, 0.0, 8.0), None),
    ],
)
def test_the_gap_is_exact(row: Mapping[str, Any], gap: int | None) -> None:
    found = gap_units(pd.DataFrame([row, dict(row) | {"kind": "reference"}]))
    assert list(found) == [pd.NA if gap is None else gap, pd.NA]


def test_exactly_on_a_target_with_a_decimal_is_met(tmp_path: Path) -> None:
    # 33 of 750 is 4.4 % to the school.
    publish_counts(tmp_path, date(2020, 12, 31), {FIRST: (33, 750)})
    with registries({"goals": [goal("decimal", target="4.4")]}):
        row = at_place(in_folder(tmp_path, progress, Scope(PROGRAMME)))["decimal"]
    assert (row.standing, row.gap_units) == ("met_on_time", 0)


def test_distances_are_great_circles_and_unknown_where_a_point_is_missing() -> None:
    # A degree of the equator, a quarter of a meridian, no way at all; the Earth's mean radius is 6371.0088 km.
    lon, lat = pd.Series([0.0, 120.0, 120.5, None]), pd.Series([0.0, 0.0, 40.0, 40.0])
    other_lon, other_lat = pd.Series([1.0, 120.0, 120.5, 120.0]), pd.Series([0.0, 90.0, 40.0, 40.0])
    found = distance_km(lon, lat, other_lon, other_lat)
    assert list(found.iloc[:3]) == pytest.approx([111.19508, 10007.5572, 0.0], abs=1e-4)
    assert math.isnan(found.iloc[3])

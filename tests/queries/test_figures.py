"""The one division, the gap to a goal and the distance, worked by hand."""

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from queries import Scope, progress
from queries.figures import distance_km, gap_units, with_value
from tests.queries.city import registries
from tests.queries.counted import FIRST, PROGRAMME, at_place, goal, publish_counts


def test_nothing_of_nothing_has_no_value() -> None:
    found = with_value(pd.DataFrame({"numerator": [0.0, 0.0, 3.0, 4.0], "denominator": [0.0, 5.0, 4.0, 4.0]}))
    assert math.isnan(found["value"].iloc[0])
    assert list(found["value"].iloc[1:]) == [0, 0.75, 1]


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "scale", "comparator", "gap"),
    [
        (9.0, 15.0, 60.0, 100.0, ">=", 0),
        (8.0, 15.0, 60.0, 100.0, ">=", 1),
        (0.0, 7.0, 60.0, 100.0, ">=", 5),  # 4.2 schools: five
        (7.0, 7.0, 100.0, 100.0, ">=", 0),
        (11.0, 100.0, 11.1, 100.0, ">=", 1),
        (1110.0, 10000.0, 11.1, 100.0, ">=", 0),
        (3.0, 1.0, 8.0, 1.0, ">=", 5),  # awards: eight a year
        (9.0, 15.0, 60.0, 100.0, "<=", 0),
        (10.0, 15.0, 60.0, 100.0, "<=", 1),
        (5.0, 7.0, 60.0, 100.0, "<=", 1),  # 4.2 schools: four at most
        (4.0, 1.0, 0.0, 1.0, "<=", 4),
    ],
)
def test_the_gap_is_exact(
    numerator: float, denominator: float, target: float, scale: float, comparator: str, gap: int
) -> None:
    assert gap_units(numerator, denominator, target, scale, comparator) == gap


def test_a_fractional_figure_past_its_goal_has_no_gap() -> None:
    assert gap_units(9.5, 15.5, 60.0, 100.0, ">=") == 0  # the line is 9.3


def test_exactly_on_a_target_with_a_decimal_is_met(tmp_path: Path) -> None:
    # 33 of 750 is 4.4 % to the school.
    publish_counts(tmp_path, date(2020, 12, 31), {FIRST: (33, 750)})
    with registries({"goals": [goal("decimal", target="4.4")]}):
        row = at_place(progress(Scope(PROGRAMME), tmp_path))["decimal"]
    assert (row.standing, row.gap_units) == ("met_on_time", 0)


def test_distances_are_great_circles_and_unknown_where_a_point_is_missing() -> None:
    # A degree of the equator, a quarter of a meridian, no way at all; the Earth's mean radius is 6371.0088 km.
    lon, lat = pd.Series([0.0, 120.0, 120.5, None]), pd.Series([0.0, 0.0, 40.0, 40.0])
    other_lon, other_lat = pd.Series([1.0, 120.0, 120.5, 120.0]), pd.Series([0.0, 90.0, 40.0, 40.0])
    found = distance_km(lon, lat, other_lon, other_lat)
    assert list(found.iloc[:3]) == pytest.approx([111.19508, 10007.5572, 0.0], abs=1e-4)
    assert math.isnan(found.iloc[3])

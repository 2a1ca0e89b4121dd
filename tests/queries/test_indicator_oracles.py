"""Every indicator, on random towns with everything stated: units, areas and place equal a plain-Python oracle."""

import tempfile
from datetime import date
from itertools import product
from pathlib import Path

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.registry.rows import registry
from tests.oracle import COUNTING_RULES, LEAD_RULES, RURAL_SCOPES
from tests.oracles import ORACLES
from tests.oracles.seen import Units, View
from tests.queries.city import computed_model, publish_town, registries, with_rules
from tests.queries.stated import history
from tests.town import Town
from tests.towns import PLACES

RULES = tuple(product(COUNTING_RULES, LEAD_RULES, RURAL_SCOPES))
# A seed is as simple as any other: nothing is won by shrinking it.
some = settings(
    phases=(Phase.generate,),
    deadline=None,
    max_examples=14,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def found_units(model: duckdb.DuckDBPyConnection, indicator: str, town: Town) -> Units:
    """Return an indicator's units at a snapshot; each stands there once."""
    rows = [row for row in model.table(indicator).fetchall() if row[1] == town.as_of]
    found = {(area, unit): (numerator, denominator) for _, _, area, unit, numerator, denominator in rows}
    assert len(found) == len(rows), f"{indicator}: a unit stands twice"
    return found


def found_figures(model: duckdb.DuckDBPyConnection) -> dict[tuple[str, date], dict[str, tuple[float, float]]]:
    """Return the figures by area of every indicator and snapshot."""
    found: dict[tuple[str, date], dict[str, tuple[float, float]]] = {}
    for _, indicator, as_of, area, _, numerator, denominator in model.table("area_figures").fetchall():
        found.setdefault((indicator, as_of), {})[area] = (numerator, denominator)
    return found


def added_up(units: Units, area: str | None = None) -> tuple[float, float]:
    """Return the sums over the units of an area, or over all."""
    mine = [figure for (where, _), figure in units.items() if area in (None, where)]
    return sum(numerator for numerator, _ in mine), sum(denominator for _, denominator in mine)


def check(
    model: duckdb.DuckDBPyConnection, indicator: str, view: View, figures: dict[str, tuple[float, float]]
) -> None:
    """Compare one indicator with its oracle: unit by unit, area by area, and the place."""
    expected, place = ORACLES[indicator](view), view.town.place
    assert found_units(model, indicator, view.town) == expected, indicator
    assert figures.pop(place) == added_up(expected), indicator
    assert figures == {area: added_up(expected, area) for area in figures}, indicator
    assert {area for area, _ in expected} - {place} <= set(figures), indicator


@given(seed=st.integers(0, 2**32 - 1), place=st.sampled_from(PLACES), rules=st.sampled_from(RULES))
@some
def test_every_indicator_equals_its_oracle_at_both_snapshots(
    seed: int, place: str, rules: tuple[str, str, str]
) -> None:
    towns = history(seed, place)
    with tempfile.TemporaryDirectory() as folder, registries({"programmes": with_rules(place, [rules])}):
        for town in towns:
            publish_town(Path(folder), town)
        with computed_model(Path(folder)) as model:
            figures = found_figures(model)
            for indicator, known in product(ORACLES, (towns[:1], towns)):
                check(model, indicator, View(known, *rules), figures[indicator, known[-1].as_of])


def test_every_indicator_of_the_registry_has_an_oracle() -> None:
    assert set(ORACLES) == {row["indicator_id"] for row in registry("indicators")}

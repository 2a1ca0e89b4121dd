"""All goals of all programmes on random histories: standing, date, gap and pace equal the oracles', seen from every day."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.registry.rows import Row, registry
from queries import Scope, progress
from tests.folder import in_folder
from tests.oracles import ORACLES
from tests.oracles.seen import View
from tests.oracles.standings import Figure, gap, needed_a_year, pace_a_year, standing
from tests.queries.city import publish_town, registries
from tests.queries.stated import history
from tests.queries.test_indicator_oracles import added_up
from tests.town import Town
from tests.towns import counties

PROGRAMMES = {row["programme_id"]: row for row in registry("programmes")}
Series = dict[tuple[str, str], list[Figure]]  # by indicator and area
# A seed is as simple as any other: nothing is won by shrinking it.
some = settings(
    phases=(Phase.generate,), deadline=None, max_examples=3, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def goals_of(programme: str) -> list[Row]:
    return [row for row in registry("goals") if row["programme_id"] == programme]


def days_of(programme: str) -> list[date]:
    """Return days on and around the due dates of a programme."""
    dues = {date.fromisoformat(row["due"]) for row in goals_of(programme)}
    return sorted({due + timedelta(days=by) for due in dues for by in (-300, -1, 0, 1, 200)})


def series_of(towns: tuple[Town, ...], programme: Row) -> Series:
    """Return every indicator's figures at the place and each area, from the oracles."""
    rules = (programme["counting_rule"], programme["lead_rule"], programme["rural_scope"])
    found: Series = {}
    for number, town in enumerate(towns, start=1):
        for indicator in {row["indicator_id"] for row in goals_of(programme["programme_id"])}:
            counted = ORACLES[indicator](View(towns[:number], *rules))
            for area in {town.place, *(row["area_code"] for row in counties(town.place))}:
                sums = added_up(counted, None if area == town.place else area)
                found.setdefault((indicator, area), []).append(Figure(town.as_of, *sums))
    return found


def judged_at(goal: Row, place: str) -> set[str]:
    """Return where a goal is judged: at the place, and at its counties unless it speaks of the city only."""
    below = {row["area_code"] for row in counties(place)} if goal["scope"] != "city" else set()
    return {place} | below


def known(value: Any) -> Any:
    return None if pd.isna(value) else value


def check(goal: Row, figures: list[Figure], seen: date, got: Any) -> None:
    """Compare one row of progress with the oracle."""
    expected = standing(goal, figures, seen)
    stands = (got.standing, known(got.met_on), known(got.as_of))
    assert stands == (expected.name, expected.met_on, expected.as_of), goal["goal_id"]
    if expected.as_of is None:
        assert got.gap_units is pd.NA
        return
    rests = next(figure for figure in figures if figure.as_of == expected.as_of)
    last = [figure for figure in figures if figure.as_of <= seen and figure.denominator][-1]
    missing = gap(goal, rests)
    assert (got.numerator, got.denominator, known(got.gap_units)) == (rests.numerator, rests.denominator, missing)
    assert (got.last_as_of, got.last_numerator) == (last.as_of, last.numerator)
    assert known(got.needed_a_year) == pytest.approx(needed_a_year(goal, missing, last.as_of))
    assert known(got.pace_a_year) == pytest.approx(pace_a_year(goal, figures, seen))


@pytest.mark.parametrize("programme", PROGRAMMES)
@given(seed=st.integers(0, 2**32 - 1), draw=st.data())
@some
def test_every_goal_stands_as_the_oracles_say(programme: str, seed: int, draw: st.DataObject) -> None:
    place = PROGRAMMES[programme]["place_code"]
    some_days = st.lists(st.sampled_from(days_of(programme)), min_size=2, max_size=4, unique=True)
    towns = history(seed, place, sorted(draw.draw(some_days)))
    with tempfile.TemporaryDirectory() as folder, registries({}):
        for town in towns:
            publish_town(Path(folder), town)
        series = series_of(towns, PROGRAMMES[programme])
        for town in towns:
            found = in_folder(Path(folder), progress, Scope(programme, town.as_of))
            rows = {(row.goal_id, row.area_code): row for row in found.itertuples()}
            expected = {(goal["goal_id"], area) for goal in goals_of(programme) for area in judged_at(goal, place)}
            assert set(rows) == expected
            for goal in goals_of(programme):
                for area in judged_at(goal, place):
                    check(goal, series[goal["indicator_id"], area], town.as_of, rows[goal["goal_id"], area])

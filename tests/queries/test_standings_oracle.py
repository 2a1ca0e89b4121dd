"""Random histories against the standing rule of domain.md in plain Python, from every day they can be seen."""

import tempfile
from datetime import date
from itertools import product
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import Scope, progress
from tests.folder import in_folder
from tests.oracles.standings import Figure, gap, standing
from tests.queries.city import registries
from tests.queries.counted import FIRST, PLACE, PROGRAMME, SECOND, goal, publish_counts

DAYS = [date(2019, 12, 31), date(2020, 6, 30), date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31)]
DUES = ["2019-12-30", "2020-06-30", "2020-12-31", "2021-06-30", "2022-12-31"]
GOALS = [
    goal("-".join(choice), comparator=choice[0], target=choice[1], due=choice[2], kind=choice[3])
    for choice in product((">=", "<="), ("60", "37.5"), DUES, ("target", "reference"))
]
figures = st.integers(0, 10).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))
histories = st.dictionaries(st.sampled_from(DAYS), st.tuples(figures, figures), min_size=1)


def day(value: object) -> date | None:
    return value if isinstance(value, date) and not pd.isna(value) else None


@given(history=histories)
@settings(deadline=None, max_examples=8, database=None)
def test_every_goal_stands_as_the_rule_says_from_every_day(
    history: dict[date, tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    days = sorted(history)
    series = {
        FIRST: [Figure(on, *history[on][0]) for on in days],
        SECOND: [Figure(on, *history[on][1]) for on in days],
        PLACE: [Figure(on, *(a + b for a, b in zip(*history[on], strict=True))) for on in days],
    }
    with tempfile.TemporaryDirectory() as folder, registries({"goals": GOALS}):
        for on in days:
            publish_counts(Path(folder), on, {FIRST: history[on][0], SECOND: history[on][1]})
        for seen in days:
            found = in_folder(Path(folder), progress, Scope(PROGRAMME, seen)).set_index(["goal_id", "area_code"])
            for row, area in product(GOALS, series):
                got = found.loc[(row["goal_id"], area)]
                expected = standing(row, series[area], seen)
                stands = (got["standing"], day(got["met_on"]), day(got["as_of"]))
                assert stands == (expected.name, expected.met_on, expected.as_of)
                rests = [figure for figure in series[area] if figure.as_of == expected.as_of]
                if rests:
                    counted = (rests[0].numerator, rests[0].denominator, gap(row, rests[0]))
                    missing = None if pd.isna(got["gap_units"]) else got["gap_units"]
                    assert (got["numerator"], got["denominator"], missing) == counted

"""What moved between two snapshots: every promised indicator, the figures of both dates side by side."""

from datetime import date

import pandas as pd
import pytest

import queries
from data.paths import PROJECT
from data.registry.rows import registry
from queries import Scope
from tests.folder import in_folder

DATA = PROJECT / "data"
CASES = [
    ("huludao-2020", date(2020, 12, 31), date(2020, 4, 20)),
    ("baoshan-2016", date(2018, 12, 31), date(2017, 12, 31)),
    ("kaiyuan-2024", date(2025, 12, 31), date(2024, 12, 31)),
]


@pytest.mark.parametrize(("programme", "day", "before"), CASES)
def test_the_figures_of_both_dates_are_those_of_measures(programme, day, before):
    rows = in_folder(DATA, queries.figures_since, Scope(programme, day), before)
    promised = dict.fromkeys(row["indicator_id"] for row in registry("goals") if row["programme_id"] == programme)
    assert list(dict.fromkeys(rows["indicator_id"])) == list(promised), "in the order of the goals"
    for code, found in rows.groupby("indicator_id"):
        for end, at in (("", day), ("_before", before)):
            expected = in_folder(DATA, queries.measures, Scope(programme, at), str(code)).set_index("area_code")
            mine = found.set_index("area_code")[[f"numerator{end}", f"denominator{end}", f"value{end}"]]
            known = expected.index.intersection(mine.index)
            pd.testing.assert_frame_equal(
                mine.loc[known].set_axis(["numerator", "denominator", "value"], axis=1),
                expected.loc[known, ["numerator", "denominator", "value"]],
                check_names=False,
            )


def test_a_date_without_a_snapshot_leaves_nothing_to_compare_with():
    rows = in_folder(DATA, queries.figures_since, Scope("huludao-2020", date(2018, 12, 31)), date(2017, 1, 1))
    assert len(rows) and rows["value_before"].isna().all() and rows["numerator_before"].isna().all()


def test_the_indicators_of_a_programme_follow_the_registry_and_end_with_the_one_of_the_map():
    order = [row["indicator_id"] for row in registry("indicators")]
    for programme in registry("programmes"):
        found = [row["indicator_id"] for row in queries.indicators(programme["programme_id"])]
        promised = {
            goal["indicator_id"] for goal in registry("goals") if goal["programme_id"] == programme["programme_id"]
        }
        ranked = sorted(promised, key=order.index)
        assert found == (ranked if order[0] in promised else [*ranked, order[0]])

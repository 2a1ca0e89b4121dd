"""The parts equal the whole: for every indicator, on random towns and on the embedded sample."""

from pathlib import Path

import pytest

from data.paths import PROJECT
from data.registry.rows import registry
from queries import Scope, programmes, snapshots
from queries.engine.database import Engine
from tests.folder import in_folder
from tests.queries.city import publish_town
from tests.queries.identities import INDICATORS, check_indicator, check_progress
from tests.queries.stated import history

PROGRAMME_OF = {row["place_code"]: row["programme_id"] for row in registry("programmes")}
# Cut into its areas as well: one that is computed and one that is reported.
CUT = ("rural_pairing_coverage", "famous_teachers")
SAMPLE = PROJECT / "data"
PUBLISHED = [row["programme_id"] for row in in_folder(SAMPLE, programmes)]


@pytest.mark.parametrize(("place", "seed"), [("211400", 5), ("211282", 8)])
def test_the_parts_equal_the_whole_in_a_random_town(place: str, seed: int, tmp_path: Path) -> None:
    for town in history(seed, place):
        publish_town(tmp_path, town)
    scope = Scope(PROGRAMME_OF[place])
    found = {name: check_indicator(scope, name, place, tmp_path, by_area=name in CUT) for name in INDICATORS}
    # Enough of it is about something: of the 41 some are not reported by chance.
    assert sum(denominator > 0 for _, denominator in found.values()) > 30
    assert check_progress(scope, tmp_path) > 0


@pytest.mark.parametrize("programme", PUBLISHED)
def test_the_parts_equal_the_whole_in_the_sample(programme: str) -> None:
    place = next(row["place_code"] for row in registry("programmes") if row["programme_id"] == programme)
    days = list(in_folder(SAMPLE, snapshots, place)["as_of"])
    wanted = {row["indicator_id"] for row in registry("goals") if row["programme_id"] == programme}
    found = {name: check_indicator(Scope(programme, days[-1]), name, place, SAMPLE) for name in sorted(wanted)}
    assert any(denominator > 0 for _, denominator in found.values())
    assert check_progress(Scope(programme), SAMPLE) > 0


def test_every_snapshot_of_the_sample_can_be_read() -> None:
    assert in_folder(SAMPLE, Engine).damages == []

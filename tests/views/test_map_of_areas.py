"""The map of a whole nation stays light: the largest discs, no border of each of thousands, no query for nothing."""

import pandas as pd

import queries
from queries import Scope
from views.maps import deck
from views.maps.flows import MOST_DISCS, missing_discs
from views.theme.palette import MISSING, rgb

WHITE = [255, 255, 255, 230]


def rosters(areas: int) -> tuple[pd.DataFrame, dict[str, tuple[float, float]]]:
    """Return areas of which the n-th has n unpaired units, and where they lie."""
    codes = [f"{number:06d}" for number in range(areas)]
    frame = pd.DataFrame({"area_code": codes, "units": [number + 5 for number in range(areas)], "covered": 5})
    return frame, dict.fromkeys(codes, (100.0, 30.0))


def test_of_many_areas_those_with_the_most_unpaired_units_have_discs():
    frame, spots = rosters(2000)
    tips = dict(zip(spots, spots, strict=True))
    found = missing_discs(frame, spots, tips)
    assert sorted(row["c"] for row in found) == [f"{number:06d}" for number in range(2000 - MOST_DISCS, 2000)]
    assert len(missing_discs(*rosters(40), {})) == 39, "a few have one each, but for the one that misses none"


def test_a_disc_on_an_outline_says_nothing_of_its_own_and_leaves_the_click_to_it():
    found = missing_discs(*rosters(40), {})
    assert all(row.keys().isdisjoint({"c", "t", "k"}) for row in found)
    assert deck.discs(found, pickable=False)["pickable"] is False
    assert all(row["f"] == rgb(MISSING, 190) and row["l"] == WHITE for row in found)


def test_nothing_has_the_columns_of_something():
    scope = Scope("huludao-2020")
    for nothing, all_of_it in (
        (queries.no_schools(), queries.map_schools(scope)),
        (queries.no_pairings(), queries.map_pairings(scope)),
    ):
        assert nothing.empty and not all_of_it.empty
        assert list(nothing.columns) == list(all_of_it.columns)

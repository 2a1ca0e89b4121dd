"""Random towns: what an area is like, and where it stands among the others, counted school by school in plain Python."""

import math
import random
import statistics
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from data.registry.rows import registry
from queries import Scope, area_towns, area_values, measures, profile, unit_counts, units
from tests.folder import in_folder
from tests.oracle import area_of, is_active
from tests.queries.city import INDICATOR, publish_town
from tests.town import School, Town
from tests.towns import COMPULSORY, PLACES, random_town
from views.charts.rank_strips import ranks

PROGRAMMES = {row["place_code"]: row for row in registry("programmes")}
every_town = pytest.mark.parametrize(
    "town", [random_town(random.Random(seed), place) for seed, place in enumerate(PLACES)], ids=PLACES
)
Expected = dict[str, float | None]


def apart(one: School, other: School) -> float | None:
    """Return the kilometres between two schools by the angle of their directions from the middle of the earth."""
    if None in (one.lon, one.lat, other.lon, other.lat):
        return None
    (x, y), (u, v) = ((math.radians(school.lon), math.radians(school.lat)) for school in (one, other))
    a = (math.cos(y) * math.cos(x), math.cos(y) * math.sin(x), math.sin(y))
    b = (math.cos(v) * math.cos(u), math.cos(v) * math.sin(u), math.sin(v))
    return 2 * 6371.0088 * math.asin(min(1, math.dist(a, b) / 2))


def told(town: Town, area: str | None, code: str | None) -> Expected:
    """Return what the profile of an area or of one of its townships must be."""

    def inside(school: School | None) -> bool:
        return school is not None and area in (None, area_of(school)) and code in (None, school.town_code)

    rural = PROGRAMMES[town.place]["rural_scope"].split("+")
    here = [school for school in town.schools if inside(school)]
    basic = [school for school in here if school.stage in COMPULSORY]
    country = [school for school in basic if school.band in rural]
    pupils = [school.pupils for school in basic if school.pupils is not None]
    rows, active, far = 0, set(), []
    for number, pairing in town.numbered_pairings():
        core = town.school(pairing.core) if pairing.core else None
        for member in map(town.school, pairing.members):
            if not inside(member) and not inside(core):
                continue
            rows += 1
            if is_active(pairing, town.as_of):
                active.add(number)
                far.append(apart(core, member) if core else None)
    placed = [distance for distance in far if distance is not None]
    return {
        "roster": len(here), "schools": len(basic), "rural_schools": len(country),
        "pupils": sum(pupils) if pupils else None, "rural_pupils": sum(school.pupils or 0 for school in country),
        "pairings": rows, "partnerships": len(active), "placed_pairings": len(placed),
        "distance_km": statistics.median(placed) if placed else None,
    }  # fmt: skip


@every_town
def test_a_profile_counts_the_schools_and_pairings_of_its_area_and_township(town: Town) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        publish_town(data, town)
        programme = PROGRAMMES[town.place]["programme_id"]
        every: set[tuple[str | None, str | None]] = {(area_of(school), school.town_code) for school in town.schools}
        for area, code in {(None, None)} | {(area, None) for area, _ in every} | set(sorted(every, key=str)[:4]):
            found = in_folder(data, profile, Scope(programme, None, area, code))
            for name, value in told(town, area, code).items():
                assert (None if found[name] != found[name] else found[name]) == pytest.approx(value, abs=1e-6), name


@every_town
def test_the_townships_offered_are_those_with_a_school(town: Town) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        publish_town(data, town)
        for area in {area_of(school) for school in town.schools}:
            found = in_folder(data, area_towns, Scope(PROGRAMMES[town.place]["programme_id"], None, area))
            here = Counter(school.town_code for school in town.schools if area_of(school) == area and school.town_code)
            assert dict(zip(found["town_code"], found["schools"], strict=True)) == here


@every_town
def test_an_area_stands_where_a_count_of_the_better_ones_puts_it(town: Town) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        publish_town(data, town)
        scope = Scope(PROGRAMMES[town.place]["programme_id"])
        rows, values = registry("indicators"), in_folder(data, area_values, scope)
        for area in {area_of(school) for school in town.schools}:
            found = {one.indicator["indicator_id"]: one for one in ranks(values, rows, area)}
            for row in rows:
                figures = in_folder(data, measures, scope, row["indicator_id"]).iloc[1:]
                known = {one.area_code: one.value for one in figures.itertuples() if one.denominator > 0}
                assert (row["indicator_id"] in found) == bool(known)
                if known:
                    one, mine = found[row["indicator_id"]], known.get(area)
                    assert one.value == (None if mine is None else pytest.approx(mine))
                    assert one.median == pytest.approx(statistics.median(known.values()))
                    if mine is not None:
                        lower = row["direction"] == "lower"
                        better = [value for value in known.values() if (value < mine if lower else value > mine)]
                        assert (one.rank, len(one.values)) == (len(better) + 1, len(known))
                        assert one.tied == (list(known.values()).count(mine) > 1)


@every_town
def test_the_lengths_of_the_lists_are_those_of_the_lists(town: Town) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        publish_town(data, town)
        for area, code in sorted({(area_of(school), school.town_code) for school in town.schools}, key=str)[:4]:
            scope = Scope(PROGRAMMES[town.place]["programme_id"], None, area, code)
            listed = in_folder(data, units, scope, INDICATOR)["is_missing"]
            expected = {"missing": int(listed.sum()), "in": int((~listed).sum())}
            assert in_folder(data, unit_counts, scope, INDICATOR) == expected

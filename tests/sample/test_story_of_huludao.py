"""The story of 葫芦岛市 in the sample, counted from its tables: coverage, cases and histories."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from data.sample.huludao import COUNTIES, PLACE
from data.sample.huludao import YEAR_ENDS as DATES
from data.store.snapshots import Snapshot
from tests.sample.published import COMPULSORY, committed, is_rural, rows, schools_by_id

# Covered and all rural counting units by county; 2018 to 2023.
STORY = {
    2018: ((4, 20), (1, 4), (5, 21), (9, 50), (6, 47), (7, 33)),
    2019: ((8, 20), (2, 4), (9, 21), (18, 50), (15, 47), (15, 33)),
    2020: ((12, 20), (3, 4), (15, 21), (28, 50), (24, 47), (27, 33)),
    2021: ((14, 20), (3, 4), (13, 21), (32, 51), (26, 47), (28, 33)),
    2022: ((16, 20), (3, 4), (16, 21), (37, 51), (28, 48), (29, 33)),
    2023: ((17, 20), (4, 4), (18, 21), (42, 51), (28, 48), (30, 33)),
}


def coverage(snapshot: Snapshot) -> tuple[Counter[str], Counter[str]]:
    """Covered and all rural units by county: counted plainly from the tables, apart from the sample's own code."""
    everyone = schools_by_id(snapshot)
    schools = {school_id: row for school_id, row in everyone.items() if row["stage"] in COMPULSORY}
    counting = set()
    for row in rows(snapshot, "partnerships"):
        core = everyone.get(row["core_school_id"])
        is_quality = core["is_quality"] if core else row["core_is_quality"]
        has_begun = row["started_on"] is None or row["started_on"] <= snapshot.as_of
        is_over = row["is_ended"] or (row["ended_on"] is not None and row["ended_on"] < snapshot.as_of)
        if is_quality and has_begun and not is_over:
            counting.add(row["partnership_id"])
    helped = {row["school_id"] for row in rows(snapshot, "members") if row["partnership_id"] in counting}
    units: dict[str, bool] = {}
    for school in schools.values():
        if is_rural(school):
            manager = schools.get(school["managing_school_id"])
            unit = manager["school_id"] if manager and is_rural(manager) else school["school_id"]
            units[unit] = units.get(unit, False) or school["school_id"] in helped
    total = Counter(schools[unit]["county_code"] for unit in units)
    covered = Counter(schools[unit]["county_code"] for unit, is_covered in units.items() if is_covered)
    return covered, total


def test_the_published_shares_of_the_end_of_2019() -> None:
    snapshot = committed(PLACE, date(2019, 12, 31))
    schools = [row for row in rows(snapshot, "schools") if row["stage"] in COMPULSORY]
    rural = [row for row in schools if is_rural(row)]
    assert 100 * len(rural) / len(schools) == pytest.approx(87.4, abs=0.5)
    assert 100 * sum(row["pupils"] for row in rural) / sum(row["pupils"] for row in schools) == pytest.approx(
        55.7, abs=0.5
    )


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_coverage_follows_the_story(as_of: date) -> None:
    covered, total = coverage(committed(PLACE, as_of))
    assert tuple((covered[county], total[county]) for county in COUNTIES) == STORY[as_of.year]
    assert set(total) == set(COUNTIES), "schools directly under the city are urban"


def test_the_story_meets_the_goal_on_time_late_exactly_and_not_at_all() -> None:
    share = {
        year: dict(zip(COUNTIES, [100 * covered / total for covered, total in figures], strict=True))
        for year, figures in STORY.items()
    }
    city = {year: 100 * sum(a for a, _ in figures) / sum(b for _, b in figures) for year, figures in STORY.items()}
    assert 16 <= city[2018] <= 20 and 36 <= city[2019] <= 40 and 61 <= city[2020] <= 66 and 75 <= city[2023] <= 80
    assert share[2020]["211402"] == 60
    assert share[2020]["211421"] < 60 < share[2021]["211421"]
    assert 57 <= share[2022]["211422"] <= 59
    assert share[2021]["211404"] < share[2020]["211404"]


def test_the_partnerships_hold_the_cases_a_reader_must_trust() -> None:
    snapshot = committed(PLACE, DATES[-1])
    schools = schools_by_id(snapshot)
    partnerships = rows(snapshot, "partnerships")
    members = rows(snapshot, "members")
    cores = {row["partnership_id"]: schools.get(row["core_school_id"]) for row in partnerships}
    outside = [row for row in partnerships if row["core_school_id"] is None]
    assert [(row["partnership_id"], row["core_place"], row["core_is_quality"]) for row in outside] == [
        ("211400-outside-202009", "沈阳市", True)
    ]
    crossing = {
        row["partnership_id"]
        for row in members
        if (core := cores[row["partnership_id"]])
        and {core["county_code"], schools[row["school_id"]]["county_code"]} <= set(COUNTIES)
        and core["county_code"] != schools[row["school_id"]]["county_code"]
    }
    assert len(crossing) >= 2
    assert any(row["partnership_id"].endswith("-2") for row in partnerships)
    assert sum(1 for core in cores.values() if core and not core["is_quality"]) >= 3
    assert [row["ended_on"] for row in partnerships if row["is_ended"]].count(None) == 1
    assert {row["ended_on"] for row in partnerships} == {None, date(2021, 8, 31), date(2022, 8, 31)}
    assert sum(1 for core in cores.values() if core and not is_rural(core)) > len(cores) / 2


def test_schools_keep_their_codes_through_renames_and_some_disappear() -> None:
    by_year = [schools_by_id(committed(PLACE, as_of)) for as_of in DATES]
    for before, after in pairwise(by_year):
        gone = [before[school_id] for school_id in before.keys() - after.keys()]
        assert 4 <= sum(1 for school in gone if school["stage"] == "教学点") <= 6
        for school_id in before.keys() & after.keys():
            if before[school_id]["name"] != after[school_id]["name"]:
                assert after[school_id]["former_name"] == before[school_id]["name"]
    first, last = by_year[0], by_year[-1]
    kept = first.keys() & last.keys()
    assert sum(1 for school_id in kept if first[school_id]["name"] != last[school_id]["name"]) == 2
    assert sum(1 for key in kept if first[key]["urban_rural_code"] != last[key]["urban_rural_code"]) == 2
    assert sum(1 for key in kept if last[key]["is_quality"] and not first[key]["is_quality"]) == 2

"""The map's counts and lists on random towns: schools and units by area, flows between areas, and every filter."""

import math
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from queries import Filters, Scope, flows, map_pairings, map_schools, rosters
from tests.folder import in_folder
from tests.oracle import area_of, coverage, is_active, leads
from tests.queries.city import pairing, publish_city, publish_town, registries, school, with_rules
from tests.town import Pairing, School, Town
from tests.towns import COMPULSORY, towns

RULES = ("under_managing_school", "quality", "镇区+乡村")
PROGRAMME = " ".join(RULES)
some = settings(deadline=None, max_examples=8, database=None, suppress_health_check=[HealthCheck.too_slow])
STATES = ("active", "ended", "upcoming")


def state(row: Pairing, day: date) -> str:
    if is_active(row, day):
        return "active"
    return "upcoming" if row.start and row.start > day else "ended"


def arms(town: Town) -> list[tuple[str, Pairing, School]]:
    """Return every member with its pairing and its id."""
    return [(code, row, town.school(member)) for code, row in town.numbered_pairings() for member in row.members]


def core(town: Town, row: Pairing) -> School | None:
    return town.school(row.core) if row.core else None


def kilometres(one: School, other: School) -> float:
    """Return the distance by the spherical law of cosines, unlike the haversine of queries; NaN where one is not placed."""
    if None in (one.lon, other.lon) or one is other:
        return math.nan if None in (one.lon, other.lon) else 0.0
    lon, lat, lon2, lat2 = (math.radians(value or 0.0) for value in (one.lon, one.lat, other.lon, other.lat))
    inside = math.sin(lat) * math.sin(lat2) + math.cos(lat) * math.cos(lat2) * math.cos(lon2 - lon)
    return 6371.0088 * math.acos(min(1.0, inside))


def check_rosters(town: Town, data: Path) -> None:
    counted = coverage(town, *RULES)
    found = {row.area_code: row for row in in_folder(data, rosters, Scope(PROGRAMME)).itertuples()}
    schools: dict[str, list[School]] = {}
    for one in town.schools:
        if one.stage in COMPULSORY:
            schools.setdefault(area_of(one), []).append(one)
    assert set(found) == set(schools)
    for area, known in schools.items():
        placed = [one for one in known if one.lon is not None]
        row = found[area]
        assert (row.schools, row.placed) == (len(known), len(placed))
        assert (row.covered, row.units) == counted.by_area.get(area, (0, 0))
        reached = [row for _, row, member in arms(town) if area_of(member) == area]
        assert row.pairings == len(reached)
        assert row.outside == sum(row.core is None and row.core_name is not None for row in reached)
        if placed:
            assert (row.west, row.north) == (min(one.lon or 0 for one in placed), max(one.lat or 0 for one in placed))


def check_flows(town: Town, data: Path) -> None:
    expected = Counter(
        (area_of(lead), area_of(member), row.mode, state(row, town.as_of))
        for _, row, member in arms(town)
        if (lead := core(town, row))
    )
    found = in_folder(data, flows, Scope(PROGRAMME))
    assert {(row.core_area, row.area_code, row.mode, row.state): row.pairings for row in found.itertuples()} == expected
    assert list(found["pairings"]) == sorted(found["pairings"], reverse=True)
    for chosen in STATES:
        some_of = in_folder(data, flows, Scope(PROGRAMME), Filters(state=chosen, mode="集团式"))
        wanted = sum(count for (_, _, mode, at), count in expected.items() if (mode, at) == ("集团式", chosen))
        assert some_of["pairings"].sum() == wanted


def check_schools(town: Town, data: Path) -> None:
    counted = coverage(town, *RULES)
    known = [one for one in town.schools if one.stage in COMPULSORY]

    def listed(filters: Filters) -> set[str]:
        return set(in_folder(data, map_schools, Scope(PROGRAMME), filters)["school_id"])

    assert listed(Filters()) == {one.school_id for one in known}
    assert listed(Filters(stage="小学", band="乡村")) == {
        one.school_id for one in known if (one.stage, one.band) == ("小学", "乡村")
    }
    assert listed(Filters(quality=True)) == {one.school_id for one in known if one.quality}
    missing = {site for site, unit in counted.unit_of.items() if unit in counted.missing}
    assert listed(Filters(standing="missing")) == missing
    assert listed(Filters(standing="paired")) == set(counted.unit_of) - missing


def check_pairings(town: Town, data: Path) -> None:
    counted = coverage(town, *RULES)

    def listed(filters: Filters, area: str | None = None) -> list[tuple[str, str]]:
        found = in_folder(data, map_pairings, Scope(PROGRAMME, None, area), filters)
        return sorted(zip(found["partnership_id"], found["member_id"], strict=True))

    def wanted(keep: object) -> list[tuple[str, str]]:
        assert callable(keep)
        return sorted((code, member.school_id) for code, row, member in arms(town) if keep(row, member))

    everything = listed(Filters())
    assert everything == wanted(lambda _, __: True)
    for chosen in STATES:
        assert listed(Filters(state=chosen)) == wanted(lambda row, _, at=chosen: state(row, town.as_of) == at)
    assert listed(Filters(mode="学区")) == wanted(lambda row, _: row.mode == "学区")
    assert listed(Filters(stage="小学", band="乡村")) == wanted(lambda _, m: (m.stage, m.band) == ("小学", "乡村"))
    good = wanted(lambda row, _: leads(town, row, "quality"))
    assert listed(Filters(core_quality=True)) == good
    assert sorted(listed(Filters(core_quality=False)) + good) == everything
    assert listed(Filters(quality=True)) == wanted(lambda row, m: bool(leads(town, row, "quality") or m.quality))
    units = counted.unit_of
    assert listed(Filters(standing="missing")) == wanted(lambda _, m: units.get(m.school_id) in counted.missing)
    near = wanted(lambda row, m: bool((lead := core(town, row)) and 5 <= kilometres(lead, m) < 20))
    assert listed(Filters(near_km=5, far_km=20)) == near
    for code, _ in everything[:1]:
        assert {found for found, _ in listed(Filters(partnership=code))} == {code}
    area = area_of(town.schools[0])
    assert listed(Filters(), area) == wanted(
        lambda row, m: area in (area_of(m), *([area_of(lead)] if (lead := core(town, row)) else []))
    )


@some
@given(towns())
def test_the_maps_counts_flows_and_lists_are_the_oracles(town: Town) -> None:
    with tempfile.TemporaryDirectory() as folder, registries({"programmes": with_rules(town.place, [RULES])}):
        data = Path(folder)
        publish_town(data, town)
        for check in (check_rosters, check_flows, check_schools, check_pairings):
            check(town, data)


@pytest.fixture(scope="module")
def exchanging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("exchange")
    schools = [
        school("Q", "211402", "111", is_quality=True),
        school("A", "211403", "220"),
        school("B", "211402", "220"),
    ]
    sent = {"kind": "教师交流", "county_code": "211402", "partnership_id": "211400-001", "school_id": "A"}
    activities = [
        {"activity_id": "1", "held_on": date(2020, 9, 1), "teachers": 3} | sent,
        {"activity_id": "2", "held_on": date(2019, 9, 1), "teachers": 2} | sent,
        {"activity_id": "3", "held_on": date(2021, 9, 1), "teachers": 50} | sent,  # not yet
        {"activity_id": "4", "held_on": date(2020, 9, 1), "teachers": 7} | sent | {"kind": "集体备课"},
    ]
    publish_city(data, "211400", schools, [pairing("Q", "A", "B"), pairing(None, "B")], activities=activities)
    return data


def test_an_arc_knows_its_partnerships_members_and_the_teachers_sent_to_the_member(exchanging: Path) -> None:
    found = in_folder(exchanging, map_pairings, Scope("huludao-2020"))
    rows = {(row.partnership_id, row.member_id): row for row in found.itertuples()}
    assert {key: (row.members, row.exchanged) for key, row in rows.items()} == {
        ("211400-001", "A"): (2, 5),
        ("211400-001", "B"): (2, 0),
        ("211400-002", "B"): (1, 0),
    }
    assert [row.crosses_area for row in rows.values()] == [True, False, False]
    assert [row.crosses_city for row in rows.values()] == [False, False, True]

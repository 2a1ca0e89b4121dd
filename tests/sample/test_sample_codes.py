"""Every code and reference of the sample resolves, and every placed school lies inside its county."""

import csv
import json
from datetime import date
from functools import cache

import pytest

from data.paths import GEOGRAPHY
from data.registry.rows import areas, registry
from data.registry.schema import MODES, TABLES, allowed
from data.sample.places import STORIES
from tests.sample.published import KEYS, committed, rows, schools_by_id

# Streets that no source places: the sample draws points near the seat, and the note says so.
NEAR_THE_SEAT = {"211282001", "211282002"}
Outline = list[list[list[float]]]


@cache
def outline(county: str) -> Outline:
    features = json.loads((GEOGRAPHY / "counties.geojson").read_text(encoding="utf-8"))["features"]
    shape = next(feature["geometry"] for feature in features if feature["properties"]["adcode"] == county)
    return [ring for polygon in shape["coordinates"] for ring in polygon]


def winding(ring: list[list[float]], lon: float, lat: float) -> int:
    """Winding number: another algorithm than the sample's ray casting, so that both must agree."""
    turns = 0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        side = (x1 - x0) * (lat - y0) - (lon - x0) * (y1 - y0)
        turns += (y0 <= lat < y1 and side > 0) - (y1 <= lat < y0 and side < 0)
    return turns


@pytest.mark.parametrize("place", STORIES)
def test_every_placed_school_lies_in_its_county_and_township_box(place: str) -> None:
    with (GEOGRAPHY / "townships.csv").open(encoding="utf-8-sig", newline="") as handle:
        towns = {row["town_code"]: row for row in csv.DictReader(handle)}
    schools = {
        (row["town_code"], row["lon"], row["lat"])
        for as_of in STORIES[place].dates
        for row in rows(committed(place, as_of), "schools")
    }
    assert sum(1 for _, lon, _ in schools if lon is not None) > 50
    for code, lon, lat in schools:
        assert (lon is None) == (lat is None)
        if lon is not None:
            town = towns[code]
            assert sum(winding(ring, lon, lat) for ring in outline(code[:6])) != 0, f"{code} {lon} {lat}"
            assert town["point_quality"] != "none" or code in NEAR_THE_SEAT, f"{code}: a point was invented"
            if town["west"]:
                assert float(town["west"]) <= lon <= float(town["east"]), code
                assert float(town["south"]) <= lat <= float(town["north"]), code


def test_schools_have_codes_of_their_place() -> None:
    for place, as_of in KEYS:
        check_schools_have_codes_of_their_place(place, as_of)


def check_schools_have_codes_of_their_place(place: str, as_of: date) -> None:
    snapshot = committed(place, as_of)
    schools = schools_by_id(snapshot)
    assert len(schools) == snapshot.table("schools").num_rows == len({row["name"] for row in schools.values()})
    ours = {code: row for code, row in areas().items() if row["place_code"] == place}
    towns = {code for code, row in ours.items() if row["level"] == "township"}
    assert {row["town_code"] for row in schools.values()} - {None} == towns, "every township has a school"
    for school in schools.values():
        assert len(school["school_id"]) == 10 and school["school_id"][2:4] == place[:2]
        assert school["stage"] in {row["stage"] for row in registry("stages")} and school["teachers"] > 0
        assert school["county_code"] in (place, f"{place}-0") or ours[school["county_code"]]["level"] == "county"
        assert school["town_code"] is None or school["county_code"] in (school["town_code"][:6], f"{place}-0")
        assert (school["office_id"] == "211402-yjzz") == (school["town_code"] == "211402400")
        assert school["managing_school_id"] is None or school["managing_school_id"] in schools


def test_partnerships_and_members_resolve() -> None:
    for place, as_of in KEYS:
        check_partnerships_and_members_resolve(place, as_of)


def check_partnerships_and_members_resolve(place: str, as_of: date) -> None:
    snapshot = committed(place, as_of)
    schools = schools_by_id(snapshot)
    partnerships = {row["partnership_id"]: row for row in rows(snapshot, "partnerships")}
    assert len(partnerships) == snapshot.table("partnerships").num_rows
    for row in partnerships.values():
        assert row["started_on"] <= as_of and row["mode"] in MODES and row["county_code"] in areas()
        assert row["core_school_id"] is None or row["core_school_id"] in schools
        assert (row["core_name"] is not None) == (row["core_school_id"] is not None or row["core_place"] is not None)
    members = rows(snapshot, "members")
    assert {row["partnership_id"] for row in members} == set(partnerships), "no partnership is empty"
    assert len({(row["partnership_id"], row["school_id"]) for row in members}) == len(members)
    for row in members:
        assert row["school_id"] in schools
        assert row["school_id"] != partnerships[row["partnership_id"]]["core_school_id"]


def test_returns_activities_and_funds_resolve() -> None:
    for place, as_of in KEYS:
        check_returns_activities_and_funds_resolve(place, as_of)


def check_returns_activities_and_funds_resolve(place: str, as_of: date) -> None:
    snapshot = committed(place, as_of)
    schools, partnerships = schools_by_id(snapshot), {row["partnership_id"] for row in rows(snapshot, "partnerships")}
    indicators = {row["indicator_id"] for row in registry("indicators")}
    returned = rows(snapshot, "returns")
    keys = [(row["indicator_id"], row["area_code"], row["unit_id"], row["period_end"]) for row in returned]
    assert len(set(keys)) == len(keys)
    for row in returned:
        assert row["indicator_id"] in indicators and areas()[row["area_code"]]["place_code"] == place
        assert row["period_start"] <= row["period_end"] <= as_of
    activities, funds = rows(snapshot, "activities"), rows(snapshot, "funds")
    assert activities and funds
    for table, found in (("activities", activities), ("funds", funds)):
        assert len({row[TABLES[table].names[2]] for row in found}) == len(found)
        for row in found:
            assert row["school_id"] is None or row["school_id"] in schools
            assert row["partnership_id"] in partnerships and row["county_code"] in areas()
    assert {row["kind"] for row in activities} <= set(allowed("activities", "kind"))
    assert all(row["held_on"] <= as_of for row in activities)
    assert {row["task"] for row in funds} <= set(allowed("funds", "task"))
    assert all(row["amount"] > 0 and row["period_end"] <= as_of for row in funds)


PARTS = (
    ("demo_experiments_done", "demo_experiments_planned"),
    ("group_experiments_done", "group_experiments_planned"),
    ("left_behind_paired", "left_behind_children"),
    ("left_behind_children", "pupils"),
    ("boarders", "pupils"),
    ("teachers_unrotated", "teachers"),
    ("teachers_72_hours", "teachers"),
    ("teachers_training_passed", "teachers"),
    ("teachers_it_passed", "teachers"),
)


def test_no_part_is_larger_than_its_whole() -> None:
    for place, as_of in KEYS:
        check_no_part_is_larger_than_its_whole(place, as_of)


def check_no_part_is_larger_than_its_whole(place: str, as_of: date) -> None:
    for school in rows(committed(place, as_of), "schools"):
        for part, whole in PARTS:
            if school[part] is not None:
                assert 0 <= school[part] <= school[whole], f"{school['name']} {part}"
        assert school["principal_years"] is None or 0 < school["principal_years"] < 30
        assert school["supervised_on"] is None or school["supervised_on"] <= as_of
        assert school["weak_plan_done"] is None or school["is_weak"]

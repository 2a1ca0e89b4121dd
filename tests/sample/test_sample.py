"""The embedded sample: reproducible, small, inside its place, and every code and reference resolves."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from data.paths import GEOGRAPHY
from data.registries import areas, registry
from data.sample import OfficialSnapshotError, publish_sample, published_at
from data.sample.huludao import DATES, STORY
from data.schema import MODES, TABLES
from data.store import Snapshot, publish, snapshot_folders
from tests.sample.published import COMMITTED, COUNTIES, PLACE, committed, rows, schools_by_id

PUBLISHED_AT = published_at(STORY)
Built = tuple[Path, list[Snapshot]]


def rings(county: str) -> list[list[list[float]]]:
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


def test_a_fresh_build_equals_the_committed_snapshots(built: Built) -> None:
    for fresh, stored in zip(built[1], [committed(as_of) for as_of in DATES], strict=True):
        for table in TABLES:
            assert fresh.table(table).equals(stored.table(table)), f"{stored.as_of} {table}: run python -m data.sample"
        assert fresh.fingerprint == stored.fingerprint, f"{stored.as_of}: run python -m data.sample"
        assert dict(fresh.manifest) == dict(stored.manifest)


def test_the_manifests_say_synthetic_in_both_languages() -> None:
    for as_of in DATES:
        manifest = committed(as_of).manifest
        assert (manifest["status"], manifest["datum"]) == ("synthetic", ["wgs84"])
        assert manifest["sources"] == manifest["findings"] == []
        assert "合成" in manifest["note_zh"] and "ynthetic" in manifest["note_en"]
        assert manifest["published_at"] == PUBLISHED_AT.isoformat(timespec="seconds")


def test_a_build_leaves_nothing_outside_its_place_and_is_small(built: Built) -> None:
    files = [path for path in built[0].rglob("*") if path.is_file()]
    assert {path.relative_to(built[0]).parts[:2] for path in files} == {("snapshots", f"place={PLACE}")}
    assert [folder.name for folder in snapshot_folders(built[0])] == [f"as_of={as_of}" for as_of in DATES]
    assert sum(path.stat().st_size for path in COMMITTED.rglob("*") if path.is_file()) < 3_000_000


def test_a_rebuild_replaces_the_sample_without_an_archive(built: Built, tmp_path: Path) -> None:
    shutil.copytree(built[0], tmp_path, dirs_exist_ok=True)
    again = publish_sample(tmp_path)
    assert [snapshot.fingerprint for snapshot in again] == [snapshot.fingerprint for snapshot in built[1]]
    assert [path.name for path in tmp_path.iterdir()] == ["snapshots"]


def test_official_data_is_never_overwritten(built: Built, tmp_path: Path) -> None:
    source = built[1][2]
    tables = {name: source.table(name) for name in TABLES}
    official = publish(tmp_path, PLACE, source.as_of, tables, {"status": "official"}, published_at=PUBLISHED_AT)
    with pytest.raises(OfficialSnapshotError, match="2020-04-20"):
        publish_sample(tmp_path)
    assert snapshot_folders(tmp_path) == [official.folder]


def test_every_placed_school_lies_in_its_county_and_township_box() -> None:
    with (GEOGRAPHY / "townships.csv").open(encoding="utf-8-sig", newline="") as handle:
        towns = {row["town_code"]: row for row in csv.DictReader(handle)}
    outlines = {county: rings(county) for county in COUNTIES}
    schools = {
        (row["town_code"], row["lon"], row["lat"]) for as_of in DATES for row in rows(committed(as_of), "schools")
    }
    for code, lon, lat in schools:
        town = towns[code]
        assert (lon is None) == (lat is None)
        if lon is not None:
            assert town["point_quality"] != "none", f"{code}: a point was invented"
            assert sum(winding(ring, lon, lat) for ring in outlines[code[:6]]) != 0, f"{code} {lon} {lat}"
            if town["west"]:
                assert float(town["west"]) <= lon <= float(town["east"]), code
                assert float(town["south"]) <= lat <= float(town["north"]), code


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_codes_and_references_resolve(as_of: date) -> None:
    snapshot = committed(as_of)
    schools = schools_by_id(snapshot)
    assert len(schools) == snapshot.table("schools").num_rows == len({row["name"] for row in schools.values()})
    towns = {code for code, row in areas().items() if row["place_code"] == PLACE and row["level"] == "township"}
    assert {row["town_code"] for row in schools.values()} == towns, "every township has a school"
    for school in schools.values():
        assert len(school["school_id"]) == 10 and school["stage"] in {row["stage"] for row in registry("stages")}
        assert school["county_code"] in (school["town_code"][:6], "211400-0")
        assert (school["office_id"] == "211402-yjzz") == (school["town_code"] == "211402400")
        assert school["managing_school_id"] is None or school["managing_school_id"] in schools
    partnerships = {row["partnership_id"]: row for row in rows(snapshot, "partnerships")}
    assert len(partnerships) == snapshot.table("partnerships").num_rows
    for row in partnerships.values():
        assert row["started_on"] <= as_of and row["mode"] in MODES and row["county_code"] in areas()
        assert (row["core_school_id"] is None) == (row["core_place"] is not None)
        assert row["core_school_id"] is None or row["core_school_id"] in schools
    members = rows(snapshot, "members")
    assert {row["partnership_id"] for row in members} == set(partnerships), "no partnership is empty"
    for row in members:
        assert row["school_id"] in schools
        assert row["school_id"] != partnerships[row["partnership_id"]]["core_school_id"]

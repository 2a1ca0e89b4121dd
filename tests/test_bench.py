"""The bench builds what it says, at a size small enough for the normal suite."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pyarrow.compute as pc
import pytest

from data.store.snapshots import Snapshot, read_snapshot, snapshot_folders
from pages.registry import PAGES
from tests.bench import verbs
from tests.bench.build import built
from tests.bench.pages import page_names
from tests.bench.plain import PLAIN, SQL
from tests.bench.report import Report, Row, p95, timed
from tests.bench.sizes import SIZES

TINY = replace(SIZES["city"], schools=90, partnerships=40, counties=3, years=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(TINY, tmp_path_factory.mktemp("bench") / "tiny")


@pytest.fixture(scope="module")
def snapshots(folder: Path) -> list[Snapshot]:
    return [read_snapshot(one) for one in snapshot_folders(folder)]


def ids(snapshot: Snapshot, table: str, column: str) -> set[str]:
    return set(snapshot.table(table).column(column).drop_null().to_pylist())


def test_the_newest_snapshot_has_the_numbers_asked_for(snapshots: list[Snapshot]) -> None:
    assert [one.as_of.year for one in snapshots] == [2023, 2024, 2025]
    newest = snapshots[-1]
    assert newest.table("schools").num_rows == TINY.schools
    assert newest.table("partnerships").num_rows == TINY.partnerships
    assert len(ids(newest, "schools", "county_code")) == TINY.counties


def test_every_reference_points_at_a_school_of_the_snapshot(snapshots: list[Snapshot]) -> None:
    for one in snapshots:
        schools = ids(one, "schools", "school_id")
        assert len(schools) == one.table("schools").num_rows
        for table, column in (
            ("schools", "managing_school_id"),
            ("partnerships", "core_school_id"),
            ("members", "school_id"),
            ("activities", "school_id"),
        ):
            assert ids(one, table, column) <= schools, (one.as_of, table)
        for table in ("members", "activities", "funds"):
            assert ids(one, table, "partnership_id") <= ids(one, "partnerships", "partnership_id")


def test_schools_stand_in_county_order_and_something_changes_each_year(snapshots: list[Snapshot]) -> None:
    for before, after in pairwise(snapshots):
        county = after.table("schools").column("county_code").to_pylist()
        assert county == sorted(county)
        assert before.table("partnerships").num_rows < after.table("partnerships").num_rows
        assert before.fingerprint != after.fingerprint


def test_some_schools_are_not_placed_and_none_lies_far_away(snapshots: list[Snapshot]) -> None:
    lon = snapshots[-1].table("schools").column("lon")
    assert 0 < lon.null_count < TINY.schools / 4
    assert pc.min(lon).as_py() > 122.4 and pc.max(lon).as_py() < 124


def test_the_same_parameters_are_built_once(folder: Path) -> None:
    before = [one.stat().st_mtime_ns for one in snapshot_folders(folder)]
    assert built(TINY, folder) == folder
    assert [one.stat().st_mtime_ns for one in snapshot_folders(folder)] == before


def test_other_parameters_are_built_anew_and_foreign_folders_are_left_alone(tmp_path: Path) -> None:
    smaller = replace(TINY, schools=45, partnerships=10, years=1)
    built(smaller, tmp_path / "one")
    built(replace(smaller, schools=60), tmp_path / "one")
    assert read_snapshot(snapshot_folders(tmp_path / "one")[0]).table("schools").num_rows == 60
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(AssertionError, match="something else"):
        built(smaller, tmp_path / "two")


def test_every_county_has_an_outline_with_a_label_point(folder: Path) -> None:
    features = json.loads((folder / "geography" / "counties.geojson").read_text(encoding="utf-8"))["features"]
    assert [one["properties"]["adcode"] for one in features] == ["211002", "211003", "211004"]
    assert all(one["properties"]["city_code"] == TINY.place for one in features)
    assert all(121 < one["properties"]["label_lon"] < 125 for one in features)


def test_every_verb_is_asked_and_the_plain_query_beside_it(folder: Path) -> None:
    rows = {row["what"]: row for row in verbs.asked(folder, "verbs", "--repeats", "2")}
    for about in ("county", "place"):
        for verb in ("measures", "units", "pairings", "schools", "progress", "figures_since"):
            row = rows[f"verb {verb} ({about})"]
            assert len(row["times"]) == len(row["base"]) == 2 and min(row["times"] + row["base"]) > 0
    assert all(row["times"] or row["unknown"] for row in rows.values())


def test_every_plain_query_has_a_file() -> None:
    assert {name for name, _ in PLAIN.values()} <= {path.stem for path in SQL.glob("*.sql")}


def test_the_pages_are_those_of_the_app() -> None:
    scripts = set(PAGES)
    assert page_names()[0] == "overview" and set(page_names()) <= scripts


def test_a_row_says_its_ratio_and_whether_its_target_is_met() -> None:
    row = timed("click", [10.0, 30.0, 20.0], [5.0, 10.0, 20.0], "empty page", limits=(("ratio", 2.0),))
    assert (row.median_ms, row.p95_ms, row.ratio, row.is_met) == (20.0, 30.0, 2.0, True)
    assert timed("click", [21.0], [10.0], "empty page", limits=(("ratio", 2.0),)).is_met is False
    assert Row("open", bytes=5, limits=(("bytes", 4),)).is_met is False
    assert Row("open").is_met is None
    assert p95(range(1, 31)) == 29 and p95([7]) == 7


def test_the_json_has_the_keys_a_reader_expects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = Report("city", rss_mb=1.0, cold_open_s=2.0)
    report.add(Row("open", bytes=5, limits=(("bytes", 4),)))
    report.write(tmp_path / "found.json")
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert set(found) == {"size", "rows", "rss_mb", "cold_open_s"}
    assert set(found["rows"][0]) == {"what", "median_ms", "p95_ms", "ratio", "against", "bytes"}
    assert "NOT MET" in report.table() and "NOT MET" in capsys.readouterr().out

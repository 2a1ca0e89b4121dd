"""The embedded sample: reproducible, small, marked as synthetic, and it never takes the place of official data."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.registry.schema import TABLES
from data.sample import OfficialSnapshotError, publish_sample, published_at
from data.sample.places import STORIES
from data.store.publishing import publish
from data.store.snapshots import Snapshot, snapshot_folders
from tests.queries.city import NOTES
from tests.sample.published import COMMITTED, KEYS, committed

Built = tuple[Path, list[Snapshot]]
NAMES = {"211000": "辽阳", "211400": "葫芦岛", "370300": "淄博", "530500": "保山", "211282": "开原"}


def test_all_five_places_are_told() -> None:
    assert set(STORIES) == set(NAMES)
    years = {place: {as_of.year for as_of in story.dates} for place, story in STORIES.items()}
    assert years == {
        "211000": set(range(2018, 2024)),
        "211400": set(range(2018, 2024)),
        "370300": set(range(2019, 2026)),
        "530500": set(range(2016, 2021)),
        "211282": set(range(2022, 2026)),
    }
    # The days plans and returns were due have a snapshot of their own.
    assert date(2020, 4, 20) in STORIES["211400"].dates and date(2019, 6, 30) in STORIES["370300"].dates


def test_a_fresh_build_equals_the_committed_snapshots(built: Built) -> None:
    for fresh, stored in zip(built[1], [committed(*key) for key in KEYS], strict=True):
        for table in TABLES:
            assert fresh.table(table).equals(stored.table(table)), (
                f"{stored.place} {stored.as_of} {table}: run python -m data.sample"
            )
        assert fresh.fingerprint == stored.fingerprint, f"{stored.place} {stored.as_of}: run python -m data.sample"
        assert dict(fresh.manifest) == dict(stored.manifest)


@pytest.mark.parametrize("place", STORIES)
def test_the_manifests_say_synthetic_in_both_languages(place: str) -> None:
    story = STORIES[place]
    for as_of in story.dates:
        manifest = committed(place, as_of).manifest
        assert (manifest["status"], manifest["datum"]) == ("synthetic", ["wgs84"])
        assert manifest["sources"] == manifest["findings"] == []
        assert "合成" in manifest["note_zh"] and "ynthetic" in manifest["note_en"]
        assert NAMES[place] in manifest["note_zh"] and story.name_en in manifest["note_en"]
        assert manifest["published_at"] == published_at(story).isoformat(timespec="seconds")


def test_a_build_leaves_nothing_outside_its_places_and_is_small(built: Built) -> None:
    files = [path for path in built[0].rglob("*") if path.is_file()]
    places = {path.relative_to(built[0]).parts[:2] for path in files}
    log = {("access", name) for name in ("audit-0-head.json", f"audit-{datetime.now(UTC).year}.jsonl")}
    assert places - log == {("snapshots", f"place={place}") for place in STORIES}
    assert len(snapshot_folders(built[0])) == len(KEYS)
    assert sum(path.stat().st_size for path in COMMITTED.rglob("*") if path.is_file()) < 4_000_000


def test_a_rebuild_of_one_place_replaces_it_without_an_archive(built: Built, tmp_path: Path) -> None:
    shutil.copytree(built[0], tmp_path, dirs_exist_ok=True)
    again = publish_sample(tmp_path, ("530500",))
    before = [snapshot.fingerprint for snapshot in built[1] if snapshot.place == "530500"]
    assert [snapshot.fingerprint for snapshot in again] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["access", "snapshots"]
    assert len(snapshot_folders(tmp_path)) == len(KEYS)


def test_official_data_is_never_overwritten(built: Built, tmp_path: Path) -> None:
    source = next(snapshot for snapshot in built[1] if snapshot.place == "530500")
    tables = {name: source.table(name) for name in TABLES}
    told = published_at(STORIES["530500"])
    official = publish(tmp_path, "530500", source.as_of, tables, NOTES | {"status": "official"}, published_at=told)
    with pytest.raises(OfficialSnapshotError, match="2016-12-31"):
        publish_sample(tmp_path)
    assert snapshot_folders(tmp_path) == [official.folder]

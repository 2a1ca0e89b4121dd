"""Returns, activities and funds added later to a published date: everything else is carried over, nothing is lost."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.intake import check
from data.intake.publish import BaseChangedError, publish
from data.store.snapshots import read_snapshot, snapshot_folder, snapshot_folders
from tests.folder import in_folder
from tests.intake.commands import contents, run
from tests.intake.reported import ACTIVITY_TITLES, AS_OF, FUND_TITLES, RETURN_TITLES, sheet_file
from tests.intake.small_town import DAY, PLACE, ROSTER, command, write

RETENTION = ["巩固率", "兴城市", None, None, None, "2020年", 1942, 2000]
EXCHANGE = ["教师交流", "2020-09-01", None, "兴城市", "兴城市第一小学", "曹庄镇中心小学", 3, 1, None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the town published."""
    (tmp_path / "town").mkdir()
    assert run("data.intake", "publish", *command(write(tmp_path / "town"), tmp_path / "data")).code == 0
    return tmp_path / "data"


def returns(folder: Path, *rows: list[object]) -> Path:
    return sheet_file(folder, "填报表", RETURN_TITLES, rows)


def standing(data: Path):
    return read_snapshot(snapshot_folder(data, PLACE, AS_OF))


def codes(done) -> set[str]:
    return {remark["code"] for remark in done.json["findings"]}


def test_returns_alone_join_what_is_published(tmp_path, data):
    before = standing(data)
    file = returns(tmp_path, RETENTION)
    done = run("data.intake", "publish", *command([file], data, "--replace"))
    assert done.code == 0, done.out
    assert codes(done) == {"tables_carried"}
    after = standing(data)
    for name in ("schools", "partnerships", "members"):
        assert after.table(name).equals(before.table(name)), name
    assert after.table("returns").column("numerator").to_pylist() == [1942]
    assert [source["file"] for source in after.manifest["sources"]] == ["roster.xlsx", "pairings.xlsx", "填报表.xlsx"]
    assert after.manifest["counts"].items() >= {"schools": 9, "returns": 1}.items()
    assert after.manifest["status"] == "official" and after.manifest["datum"] == before.manifest["datum"]
    assert [path for path in contents(data) if path.startswith("archive") and path.endswith("manifest.json")]


def test_a_standing_date_needs_the_word_replace(tmp_path, data):
    before = contents(data)
    done = run("data.intake", "publish", *command([returns(tmp_path, RETENTION)], data))
    assert done.code == 1 and "snapshot_exists" in codes(done)
    (error,) = [remark for remark in done.json["findings"] if remark["severity"] == "error"]
    assert "--replace" in error["mend"] and "--replace" in error["mend_en"]
    assert contents(data) == before


def test_tables_are_added_one_after_another_and_each_replaces_only_itself(tmp_path, data):
    activities = sheet_file(tmp_path, "活动表", ACTIVITY_TITLES, [EXCHANGE])
    funds = sheet_file(
        tmp_path, "经费表", FUND_TITLES, [["教师培训", 5000, "2020年", "兴城市", None, "兴城市第一小学"]]
    )
    for file in (returns(tmp_path, RETENTION), activities, funds):
        assert run("data.intake", "publish", *command([file], data, "--replace")).code == 0
    again = returns(tmp_path, [*RETENTION[:6], 1950, 2000])
    again = again.rename(tmp_path / "填报表二.xlsx")
    assert run("data.intake", "publish", *command([again], data, "--replace")).code == 0
    after = standing(data)
    assert [after.table(name).num_rows for name in ("returns", "activities", "funds")] == [1, 1, 1]
    assert after.table("returns").column("numerator").to_pylist() == [1950]
    files = [source["file"] for source in after.manifest["sources"]]
    assert files == ["roster.xlsx", "pairings.xlsx", "活动表.xlsx", "经费表.xlsx", "填报表二.xlsx"]


def test_schools_and_communities_are_those_of_the_published_roster(tmp_path, data):
    file = sheet_file(tmp_path, "活动表", ACTIVITY_TITLES, [EXCHANGE, [*EXCHANGE[:5], "曹庄镇第九小学", 1, 1, 1]])
    done = run("data.intake", "check", *command([file], data))
    assert done.code == 1
    (error,) = [remark for remark in done.json["findings"] if remark["severity"] == "error"]
    assert (error["code"], error["row"]) == ("school_unknown", 3)
    assert "曹庄镇" in error["message"]


def test_returns_without_anything_published_block(tmp_path):
    done = run("data.intake", "publish", *command([returns(tmp_path, RETENTION)], tmp_path / "data", "--replace"))
    assert done.code == 1 and codes(done) == {"roster_missing"}
    assert not (tmp_path / "data").exists()


def test_returns_are_not_added_to_sample_data(tmp_path, data):
    manifest = standing(data).folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"status": "synthetic"}))
    done = run("data.intake", "publish", *command([returns(tmp_path, RETENTION)], data, "--replace"))
    assert done.code == 1 and "base_not_official" in codes(done)


def test_a_new_roster_says_what_it_leaves_behind(tmp_path, data):
    assert run("data.intake", "publish", *command([returns(tmp_path, RETENTION)], data, "--replace")).code == 0
    done = run("data.intake", "publish", *command(write(tmp_path), data, "--replace"))
    assert done.code == 0
    (warning,) = [remark for remark in done.json["findings"] if remark["code"] == "tables_left_behind"]
    assert "填报表" in warning["message"]
    assert standing(data).table("returns").num_rows == 0


def test_everything_may_be_given_at_once(tmp_path):
    files = [
        *write(tmp_path),
        returns(tmp_path, RETENTION),
        sheet_file(tmp_path, "活动表", ACTIVITY_TITLES, [EXCHANGE]),
    ]
    done = run("data.intake", "publish", *command(files, tmp_path / "data"))
    assert done.code == 0 and codes(done) == set()
    (folder,) = snapshot_folders(tmp_path / "data")
    assert read_snapshot(folder).table("activities").num_rows == 1


def test_a_base_replaced_in_the_meantime_is_not_overwritten(tmp_path, data):
    old = standing(data)
    reading = check([returns(tmp_path, RETENTION)], PLACE, AS_OF, standing=old)
    other = write(tmp_path, {(ROSTER, 4, "在校"): 1300})
    assert run("data.intake", "publish", *command(other, data, "--replace")).code == 0
    before = contents(data)
    with pytest.raises(BaseChangedError):
        in_folder(data, publish, reading, [], replace=True, published_at=datetime.now(UTC))
    assert contents(data) == before


def test_an_empty_sheet_of_the_template_takes_nothing_away(tmp_path, data):
    assert run("data.intake", "publish", *command([returns(tmp_path, RETENTION)], data, "--replace")).code == 0
    empty = sheet_file(tmp_path, "填报表", RETURN_TITLES, [])
    activities = sheet_file(tmp_path, "活动表", ACTIVITY_TITLES, [EXCHANGE])
    assert run("data.intake", "publish", *command([empty, activities], data, "--replace")).code == 0
    after = standing(data)
    assert (after.table("returns").num_rows, after.table("activities").num_rows) == (1, 1)
    assert after.as_of.isoformat() == DAY

"""The snapshots page: every version is listed, restored and removed only when agreed to, its sources come back byte by byte."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.intake.pipeline import check
from data.intake.publish import publish_or_tell, standing_snapshot
from data.store.archive import versions
from data.store.snapshots import snapshot_folder
from tests.intake.commands import contents
from tests.pages.intake import DAY, PAIRS, ROSTER, sheet
from tests.pages.published import MARKUP
from tests.pages.screens import LANGUAGES, opened, troubles, words

SNAPSHOTS = "pages/manage/snapshots.py"


def publish(data: Path, folder: Path, pupils: str, day: date = DAY) -> None:
    """Publish the small town with a number of pupils at its first school."""
    folder.mkdir(exist_ok=True)
    files = [folder / "名册.csv", folder / "名单.csv"]
    for path, content in zip(files, (sheet(ROSTER, {(1, 7): pupils}), sheet(PAIRS)), strict=True):
        path.write_bytes(content)
    standing = standing_snapshot("211400", day)
    reading = check(files, "211400", day, standing=standing)
    now = datetime.now(UTC)
    assert publish_or_tell(reading, files, standing, replace=standing is not None, now=now) == []


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    publish(folder, tmp_path / "a", "1000", date(2019, 12, 31))
    publish(folder, tmp_path / "a", "1200")
    publish(folder, tmp_path / "b", "1700")
    return folder


def pupils(data: Path) -> int:
    found = standing_snapshot("211400", DAY)
    return sum(found.table("schools")["pupils"].to_pylist()) if found else 0


def show(at, name: str):
    at.selectbox(key="choose_version").select(name).run()
    assert troubles(at) == []
    return at


def name(data: Path, *, standing: bool) -> str:
    return next(
        f"{one.as_of}_{one.key}" for one in versions("211400") if one.as_of == DAY and one.is_current is standing
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_version_is_listed_with_what_it_holds_and_was_read_from(data, language):
    at = opened(SNAPSHOTS, lang=language)
    assert troubles(at) == []
    said = " ".join(words(at))
    known = versions("211400")
    assert len(known) == 3 and all(one.manifest["fingerprint"][:12] in said for one in known)
    assert hashlib.sha256(sheet(ROSTER, {(1, 7): "1700"})).hexdigest() in said, "the newest is shown with its sources"


def test_an_archived_version_is_restored_once_it_is_said_what_changes(data):
    before = contents(data)
    at = show(opened(SNAPSHOTS), name(data, standing=False))
    assert "学校数字变动 1" in " ".join(words(at))
    assert at.button(key="do_restore").disabled and contents(data) == before
    at.checkbox[0].check().run()
    at.button(key="do_restore").click().run()
    assert troubles(at) == [] and [box.value for box in at.success] == ["2020-12-31 的快照已恢复。"]
    assert pupils(data) == 1860 and len(versions("211400")) == 4, "nothing leaves the archive"


def test_a_standing_one_is_removed_into_the_archive_and_the_pages_follow(data):
    at = show(opened(SNAPSHOTS, date="2020-12-31"), name(data, standing=True))
    assert at.button(key="do_remove").disabled
    at.checkbox[0].check().run()
    at.button(key="do_remove").click().run()
    assert troubles(at) == [] and pupils(data) == 0
    assert len(versions("211400")) == 3
    assert at.selectbox(key="choose_date").options == ["2019-12-31"], "the frame offers the date no more"


def test_a_broken_snapshot_is_named_and_the_others_stay(data):
    (snapshot_folder(data, "211400", DAY) / "schools.parquet").write_bytes(b"")
    at = opened(SNAPSHOTS)
    assert troubles(at) == []
    assert "损坏，未采用" in " ".join(words(at))
    show(at, name(data, standing=False))
    assert at.button(key="do_restore")


def test_the_last_one_removed_leaves_a_page_that_restores_it(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path / "data"))
    publish(tmp_path / "data", tmp_path / "a", "1000")
    at = opened(SNAPSHOTS)
    at.checkbox[0].check().run()
    at.button(key="do_remove").click().run()
    assert troubles(at) == []
    again = opened(SNAPSHOTS, into="211400")
    assert troubles(again) == []
    assert again.button(key="do_restore")


def test_hostile_names_of_files_stay_text(tmp_path, monkeypatch):
    data = tmp_path / "data"
    monkeypatch.setenv("LIANXIAO_DATA", str(data))
    publish(data, tmp_path / "a", "1000")
    path = snapshot_folder(data, "211400", DAY) / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("名册.csv", f"../{MARKUP}"), encoding="utf-8")
    at = opened(SNAPSHOTS)
    assert troubles(at) == []
    assert not any(MARKUP in element.proto.body for element in at.get("html"))

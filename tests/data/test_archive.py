"""The archive: every version listed, an earlier one restored, one removed, source files kept and handed out."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.damages import damage
from data.files.locking import BeingWrittenError, writing
from data.store import archive, publishing, snapshots
from data.store.archive import Source, Version, original, remove, restore, sources, versions
from data.store.publishing import SourceChangedError
from data.store.snapshots import (
    SOURCES,
    Snapshot,
    SnapshotBrokenError,
    read_snapshot,
    snapshot_folder,
    snapshot_folders,
)
from tests.data.published import DAY, NEW, OLD, PLACE, files, publish
from tests.folder import in_folder
from tests.queries.city import NOTES, tables

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HOSTILE = ["../../etc/passwd", "/etc/passwd", "a\0b.xlsx", "名" * 85 + ".xlsx", "CON.xlsx", "=1+1.csv", "a\\b|c?.csv"]


def replaced(data: Path) -> list[Version]:
    publish(data, OLD)
    publish(data, NEW, replace=True)
    return in_folder(data, versions, PLACE)


def test_versions_list_what_stands_and_what_stood(tmp_path: Path) -> None:
    standing, archived = replaced(tmp_path)
    assert (standing.is_current, standing.reason, standing.archived_at, standing.trouble) == (True, "", None, "")
    assert (archived.is_current, archived.reason, archived.trouble) == (False, "replaced", "")
    assert archived.archived_at == standing.published_at == datetime(2024, 1, 3, 8, tzinfo=UTC)
    assert [one.manifest["tables"]["schools"]["rows"] for one in (standing, archived)] == [3, 2]
    assert {one.as_of for one in (standing, archived)} == {DAY}
    assert in_folder(tmp_path, versions, "530500") == []


def test_versions_are_hashed_once_and_again_where_a_file_is_another(tmp_path, monkeypatch) -> None:
    replaced(tmp_path)
    read: list[str] = []
    look = snapshots._read_and_checked
    monkeypatch.setattr(snapshots, "_read_and_checked", lambda folder: (read.append(folder.name), look(folder))[1])
    in_folder(tmp_path, versions, PLACE)
    assert read == []
    path = snapshot_folder(tmp_path, PLACE, DAY) / "schools.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    standing, archived = in_folder(tmp_path, versions, PLACE)
    assert read == ["as_of=2020-12-31"]
    assert "schools.parquet" in standing.trouble and not archived.trouble


def test_trouble_that_passes_is_not_kept(tmp_path, monkeypatch) -> None:
    publish(tmp_path, OLD)

    def refuse(folder: Path, *_: str) -> Snapshot:
        raise SnapshotBrokenError(damage("unreadable", folder.name, why="busy"))

    with monkeypatch.context() as busy:
        busy.setattr(archive, "read_version_of", refuse)
        assert "busy" in in_folder(tmp_path, versions, PLACE)[0].trouble
    assert in_folder(tmp_path, versions, PLACE)[0].trouble == ""


def test_restoring_publishes_a_copy_and_keeps_everything(tmp_path: Path) -> None:
    standing, archived = replaced(tmp_path)
    content = files(archived.folder)
    restored = in_folder(tmp_path, restore, archived, at=NOW, by="王")
    assert restored.fingerprint == archived.manifest["fingerprint"] != standing.manifest["fingerprint"]
    assert restored.table("schools").num_rows == 2
    assert restored.manifest["restored_from"] == archived.manifest["published_at"]
    assert (restored.manifest["published_at"], restored.manifest["published_by"]) == (NOW.isoformat(), "王")
    assert files(archived.folder) == content
    now = in_folder(tmp_path, versions, PLACE)
    assert [one.manifest["tables"]["schools"]["rows"] for one in now] == [2, 3, 2]
    assert not list((tmp_path / "snapshots").glob(".*"))


def test_a_removed_snapshot_is_gone_and_can_be_restored(tmp_path: Path) -> None:
    before = publish(tmp_path, OLD)
    removed = in_folder(tmp_path, remove, PLACE, DAY, at=NOW)
    assert (removed.reason, removed.archived_at, removed.trouble) == ("removed", NOW, "")
    assert snapshot_folders(tmp_path) == []
    with pytest.raises(FileNotFoundError, match="2020-12-31"):
        in_folder(tmp_path, remove, PLACE, DAY, at=NOW)
    assert in_folder(tmp_path, restore, removed, at=NOW).fingerprint == before.fingerprint
    assert [one.is_current for one in in_folder(tmp_path, versions, PLACE)] == [True, False]


def test_a_broken_version_is_listed_with_its_trouble_and_not_restored(tmp_path: Path) -> None:
    _, archived = replaced(tmp_path)
    (archived.folder / "schools.parquet").write_bytes(b"rot")
    before = files(tmp_path)
    assert "schools.parquet" in in_folder(tmp_path, versions, PLACE)[1].trouble
    with pytest.raises(SnapshotBrokenError, match=r"schools\.parquet"):
        in_folder(tmp_path, restore, archived, at=NOW)
    assert files(tmp_path) == before
    (archived.folder / "manifest.json").write_text("[", encoding="utf-8")
    assert in_folder(tmp_path, versions, PLACE)[1].manifest == {}


def test_a_broken_standing_snapshot_can_be_removed_and_replaced(tmp_path: Path) -> None:
    _, archived = replaced(tmp_path)
    (snapshot_folder(tmp_path, PLACE, DAY) / "members.parquet").unlink()
    assert in_folder(tmp_path, restore, archived, at=NOW).table("schools").num_rows == 2
    broken = in_folder(tmp_path, versions, PLACE)[1]
    assert (broken.reason, "members.parquet" in broken.trouble) == ("replaced", True)


def test_what_somebody_is_writing_is_neither_restored_over_nor_removed(tmp_path: Path) -> None:
    _, archived = replaced(tmp_path)
    before = files(tmp_path)
    with writing(tmp_path / "snapshots", PLACE, DAY):
        with pytest.raises(BeingWrittenError):
            in_folder(tmp_path, restore, archived, at=NOW)
        with pytest.raises(BeingWrittenError):
            in_folder(tmp_path, remove, PLACE, DAY, at=NOW)
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_a_source_file_is_kept_under_its_hash_whatever_its_name(tmp_path: Path, name: str) -> None:
    data, given, content = tmp_path / "data", tmp_path / "given", name.encode()
    given.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    notes = NOTES | {"sources": [{"file": name, "bytes": len(content), "sha256": digest, "tables": ["schools"]}]}
    found = publishing.publish(
        data, PLACE, DAY, tables(PLACE, DAY, OLD, []), notes, published_at=NOW, originals={digest: given}
    )
    (source,) = sources(read_snapshot(found.folder))
    assert source == Source(name, digest, len(content), found.folder / SOURCES / digest)
    assert original(source) == content
    (archived,) = [in_folder(data, remove, PLACE, DAY, at=NOW)]
    restored = in_folder(data, restore, archived, at=NOW)
    assert [original(one) for one in (*sources(archived), *sources(restored))] == [content, content]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "given"]


def test_a_kept_file_that_changed_or_went_is_not_handed_out(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_bytes(b"1")
    digest = hashlib.sha256(b"1").hexdigest()
    notes = NOTES | {"sources": [{"file": "a.csv", "bytes": 1, "sha256": digest, "tables": []}]}
    found = publishing.publish(
        tmp_path, PLACE, DAY, tables(PLACE, DAY, OLD, []), notes, published_at=NOW, originals={digest: given}
    )
    (source,) = sources(found)
    (found.folder / SOURCES / digest).write_bytes(b"2")
    with pytest.raises(SnapshotBrokenError, match=digest):
        original(source)
    (found.folder / SOURCES / digest).unlink()
    (source,) = sources(found)
    assert source.path is None
    with pytest.raises(SnapshotBrokenError, match=r"a\.csv"):
        original(source)


def test_a_source_that_changed_since_it_was_read_is_not_published(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_bytes(b"2")
    digest = hashlib.sha256(b"1").hexdigest()
    with pytest.raises(SourceChangedError, match="given"):
        publishing.publish(
            tmp_path, PLACE, DAY, tables(PLACE, DAY, OLD, []), NOTES, published_at=NOW, originals={digest: given}
        )
    assert files(tmp_path) == {"given": b"2"}


def test_the_archive_of_an_older_product_is_listed_too(tmp_path: Path) -> None:
    _, archived = replaced(tmp_path)
    archived.folder.rename(archived.folder.with_name("2024-01-02T080000+0000-0a1b2c3d"))
    found = in_folder(tmp_path, versions, PLACE)[1]
    assert (found.archived_at, found.reason, found.trouble) == (None, "replaced", "")
    assert in_folder(tmp_path, restore, found, at=NOW).as_of == date(2020, 12, 31)

"""Publishing: the old snapshot or the new one, and the old one kept."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.registry.schema import TABLES
from data.store import snapshots
from data.store.publishing import SnapshotExistsError
from data.store.snapshots import (
    MANIFEST,
    SnapshotBrokenError,
    fingerprint,
    read_snapshot,
    snapshot_folder,
    snapshot_folders,
)
from tests.data.published import DAY, NEW, OLD, PLACE, archived, files, publish
from tests.queries.city import NOTES, pairing, tables


def test_what_is_published_is_what_is_read(tmp_path: Path) -> None:
    published = publish(tmp_path, OLD)
    assert published.folder == snapshot_folder(tmp_path, PLACE, DAY)
    assert snapshot_folders(tmp_path) == [published.folder]
    found = read_snapshot(published.folder)
    assert (found.place, found.as_of, found.fingerprint) == (PLACE, DAY, published.fingerprint)
    for name, table in tables(PLACE, DAY, OLD, [pairing("A", "B")]).items():
        assert found.table(name).equals(table)
        assert found.table(name).schema.equals(TABLES[name])
    assert not list((tmp_path / "snapshots").glob(".*"))


def test_the_manifest_names_counts_hashes_and_what_was_noted(tmp_path: Path) -> None:
    manifest = json.loads((publish(tmp_path, OLD).folder / MANIFEST).read_text(encoding="utf-8"))
    assert NOTES.items() <= manifest.items()
    assert (manifest["place"], manifest["as_of"], manifest["format"]) == (PLACE, "2020-12-31", 2)
    assert manifest["published_at"] == "2024-01-02T08:00:00+00:00"
    assert {name: entry["rows"] for name, entry in manifest["tables"].items()} == {
        **{"schools": 2, "partnerships": 1, "members": 1, "returns": 0},
        **{"activities": 0, "funds": 0},
    }
    assert all(len(entry["sha256"]) == 64 for entry in manifest["tables"].values())


def test_the_same_content_has_the_same_fingerprint_and_other_content_another(tmp_path: Path) -> None:
    marks = [publish(tmp_path / name, rows).fingerprint for name, rows in (("a", OLD), ("b", OLD), ("c", NEW))]
    assert marks[0] == marks[1] != marks[2]


def test_the_mark_of_a_folder_changes_with_every_publication_and_removal(tmp_path: Path) -> None:
    marks = [fingerprint(tmp_path)]
    publish(tmp_path, OLD)
    marks.append(fingerprint(tmp_path))
    assert fingerprint(tmp_path) == marks[-1]
    publish(tmp_path, OLD, date(2021, 12, 31))
    marks.append(fingerprint(tmp_path))
    publish(tmp_path, OLD, replace=True)
    marks.append(fingerprint(tmp_path))
    (snapshot_folder(tmp_path, PLACE, DAY) / MANIFEST).unlink()
    marks.append(fingerprint(tmp_path))
    assert len(set(marks)) == len(marks)


def test_a_published_date_stands_unless_replacing_is_asked_for(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    before = files(tmp_path)
    with pytest.raises(SnapshotExistsError):
        publish(tmp_path, NEW)
    assert files(tmp_path) == before


def test_replacing_moves_the_old_one_to_the_archive(tmp_path: Path) -> None:
    old = publish(tmp_path, OLD)
    content = {path.name: path.read_bytes() for path in old.folder.iterdir()}
    new = publish(tmp_path, NEW, replace=True)
    assert new.table("schools").num_rows == 3
    (manifest,) = archived(tmp_path)
    assert manifest.parent.parent.relative_to(tmp_path).as_posix() == f"archive/place={PLACE}/as_of={DAY}"
    assert {path.name: path.read_bytes() for path in manifest.parent.iterdir()} == content
    publish(tmp_path, OLD, replace=True)
    assert len(archived(tmp_path)) == 2
    assert not list((tmp_path / "snapshots").glob(".*"))


def test_a_broken_snapshot_is_refused_by_its_name(tmp_path: Path) -> None:
    folder = publish(tmp_path, OLD).folder
    (folder / "schools.parquet").write_bytes(b"other")
    with pytest.raises(SnapshotBrokenError, match=r"schools\.parquet"):
        read_snapshot(folder)


def test_a_snapshot_replaced_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, fits = publish(tmp_path, OLD).folder, snapshots._fits

    def overtaken(*arguments: Any) -> bool:
        monkeypatch.setattr(snapshots, "_fits", fits)
        publish(tmp_path, NEW, replace=True)
        return fits(*arguments)

    monkeypatch.setattr(snapshots, "_fits", overtaken)
    snapshots._checked.cache_clear()
    assert read_snapshot(folder).table("schools").num_rows == 3

"""The files a snapshot was read from lie beside it, byte for byte, and go on with it."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.intake import check
from data.intake.publish import publish_or_tell
from data.intake.uploads import Uploads
from data.store.archive import original, restore, sources, versions
from data.store.snapshots import SnapshotBrokenError, read_snapshot, snapshot_folder
from tests.folder import in_folder
from tests.intake.commands import run
from tests.intake.reported import AS_OF, RETURN_TITLES, sheet_file
from tests.intake.small_town import PLACE, command, write

NOW = datetime(2026, 1, 2, tzinfo=UTC)
RETENTION = ["巩固率", "兴城市", None, None, None, "2020年", 1942, 2000]
HOSTILE = [
    "../../../etc/cron.d/x.xlsx",
    "/etc/x.xlsx",
    "..\\..\\CON.xlsx",
    "a\0b.xlsx",
    f"{'名' * 85}.xlsx",
    "=1+1.xlsx",
]


@pytest.fixture
def town(tmp_path: Path) -> list[Path]:
    (tmp_path / "town").mkdir()
    return write(tmp_path / "town")


def standing(data: Path):
    return read_snapshot(snapshot_folder(data, PLACE, AS_OF))


def test_files_are_kept_carried_over_and_restored(tmp_path: Path, town: list[Path]) -> None:
    data = tmp_path / "data"
    assert run("data.intake", "publish", *command(town, data)).code == 0
    first = {one.name: original(one) for one in sources(standing(data))}
    assert first == {path.name: path.read_bytes() for path in town}
    more = sheet_file(tmp_path, "填报表", RETURN_TITLES, [RETENTION])
    assert run("data.intake", "publish", *command([more], data, "--replace")).code == 0
    assert {one.name: original(one) for one in sources(standing(data))} == first | {more.name: more.read_bytes()}
    restored = in_folder(data, restore, in_folder(data, versions, PLACE)[1], at=NOW)
    assert {one.name: original(one) for one in sources(restored)} == first


def test_a_damaged_source_file_hinders_neither_adding_nor_restoring(tmp_path: Path, town: list[Path]) -> None:
    data = tmp_path / "data"
    assert run("data.intake", "publish", *command(town, data)).code == 0
    damaged = sources(standing(data))[0]
    assert damaged.path is not None
    damaged.path.write_bytes(b"rot")
    more = sheet_file(tmp_path, "填报表", RETURN_TITLES, [RETENTION])
    assert run("data.intake", "publish", *command([more], data, "--replace")).code == 0
    gone, *others = sources(standing(data))
    with pytest.raises(SnapshotBrokenError):
        original(gone)
    assert len([original(one) for one in others]) == len(town)
    assert in_folder(data, restore, in_folder(data, versions, PLACE)[1], at=NOW).place == PLACE


def test_a_file_that_changed_since_it_was_checked_is_not_published(tmp_path: Path, town: list[Path]) -> None:
    data = tmp_path / "data"
    reading = check(town, PLACE, AS_OF)
    town[0].write_bytes(town[0].read_bytes() + b" ")
    (told,) = in_folder(data, publish_or_tell, reading, town, None, replace=False, now=NOW)
    assert told.code == "disk_refuses" and town[0].name in told.message
    assert not snapshot_folder(data, PLACE, AS_OF).exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_of_a_file_becomes_a_path(tmp_path: Path, town: list[Path], name: str) -> None:
    data, uploads = tmp_path / "data", Uploads()
    sent = uploads.keep({str(at): (name if not at else path.name, path.read_bytes) for at, path in enumerate(town)})
    reading = check(sent, PLACE, AS_OF)
    assert in_folder(data, publish_or_tell, reading, sent, None, replace=False, now=NOW) == []
    uploads.close()
    kept = sources(standing(data))
    assert [original(one) for one in kept] == [path.read_bytes() for path in town]
    assert {one.path.name for one in kept if one.path} == {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in town
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "town"]

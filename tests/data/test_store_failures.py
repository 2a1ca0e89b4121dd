"""Publishing on a bad day: nothing half-published, an existing snapshot never harmed."""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest

from data.files import exchange as exchange_module
from data.files.locking import BeingWrittenError
from data.registry.schema import TABLES
from data.store import publishing, snapshots
from data.store.archive import remove, restore, versions
from data.store.snapshots import MANIFEST, fingerprint, snapshot_folder, snapshot_folders
from tests.data.faults import Meddle, counted, refused_from
from tests.data.published import DAY, NEW, OLD, PLACE, archived, files, publish, rows_noted
from tests.folder import in_folder
from tests.queries.city import NOTES, tables

NOBODY = 65534
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def fail(*_: object) -> None:
    raise OSError(errno.ENOSPC, "disk full")


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("act", ["publish", "replace", "restore", "remove"])
def test_a_disk_that_is_full_at_any_step_changes_nothing_or_is_not_missed(
    tmp_path: Path, act: str, for_good: bool
) -> None:
    """Each step is refused in turn: either the act fails and every file is as before, or it is done in full."""
    start, data = tmp_path / "start", tmp_path / "data"
    start.mkdir()
    if act != "publish":
        publish(start, OLD)
    if act == "restore":
        publish(start, NEW, replace=True)
    acts: dict[str, Callable[[], object]] = {
        "publish": lambda: publish(data, OLD),
        "replace": lambda: publish(data, NEW, replace=True),
        "restore": lambda: in_folder(data, restore, in_folder(data, versions, PLACE)[1], at=NOW),
        "remove": lambda: in_folder(data, remove, PLACE, DAY, at=NOW),
    }

    def done(meddle: Meddle) -> tuple[bool, list[str]]:
        """Do it on a copy; return whether it was done, and the steps it took."""
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(start, data)
        with counted(meddle) as taken:
            try:
                acts[act]()
            except OSError as error:
                assert error.errno == errno.ENOSPC
                return False, taken
        return True, taken

    _, steps = done(lambda _, __, step: step)
    before, after, refused = _kept(start), _kept(data), 0
    for number in range(1, len(steps) + 1):
        is_done, _ = done(refused_from(number, for_good=for_good))
        refused += not is_done
        assert _kept(data) == (after if is_done else before), steps[number - 1]
    assert before != after
    assert refused >= (4 if act == "remove" else 15)


def _kept(data: Path) -> list[tuple[str, bytes]]:
    """Return every file but the log, whose own writing may fail too; an archive folder's name is another every time."""
    found = files(data).items()
    return sorted((name.rsplit("/", 1)[-1] if name.startswith("archive") else name, content) for name, content in found)


@pytest.mark.parametrize("step", ["write", "exchange"])
def test_a_failing_replacement_leaves_the_old_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(tmp_path, OLD)
    before = files(tmp_path)
    monkeypatch.setattr(publishing, step, fail)
    with pytest.raises(OSError, match="disk full"):
        publish(tmp_path, NEW, replace=True)
    assert files(tmp_path) == before


def test_an_interrupted_publication_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "sync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, OLD)
    assert files(tmp_path) == {}


def test_a_failing_archive_never_loses_the_old_snapshot(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "archive").write_text("a file where the folder should be", encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(OSError, match="archive"):
        publish(tmp_path, NEW, replace=True)
    assert files(tmp_path) == before


def test_a_data_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        publish(tmp_path / "file" / "data", OLD)
    assert files(tmp_path) == {"file": b"x"}


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody for a while where the tests run as root, to whom nothing is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_refused_and_unharmed() -> None:
    with TemporaryDirectory() as folder:
        data = Path(folder)
        publish(data, OLD)
        before = files(data)
        data.chmod(0o777)
        (data / "snapshots").chmod(0o555)
        try:
            with without_privileges(), pytest.raises(PermissionError):
                publish(data, NEW, replace=True)
        finally:
            (data / "snapshots").chmod(0o755)
        assert files(data) == before


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_does_not_fit_the_schema_is_not_published(tmp_path: Path, table: str) -> None:
    content = tables(PLACE, DAY, OLD) | {table: pa.table({"other": [1]})}
    with pytest.raises((pa.ArrowException, ValueError)):
        publishing.publish(tmp_path, PLACE, DAY, content, NOTES, published_at=datetime(2024, 1, 1, tzinfo=UTC))
    assert files(tmp_path) == {}


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
def test_without_an_atomic_exchange_two_renames_follow_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    publish(tmp_path, OLD)
    monkeypatch.setattr(exchange_module, "_renameat2", lambda *_: number)
    assert publish(tmp_path, NEW, replace=True).table("schools").num_rows == 3
    assert rows_noted(archived(tmp_path)[0]) == 2
    assert not list((tmp_path / "snapshots").glob(".*"))


def test_a_refused_exchange_names_the_paths_and_moves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, OLD)
    before = files(tmp_path)
    monkeypatch.setattr(exchange_module, "_renameat2", lambda *_: errno.EACCES)
    with pytest.raises(PermissionError, match="as_of=2020-12-31"):
        publish(tmp_path, NEW, replace=True)
    assert files(tmp_path) == before


def test_a_failing_second_rename_puts_the_old_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, OLD)
    rename, calls = os.rename, list[int]()

    def fails_second(*arguments: object) -> object:
        calls.append(1)
        return fail() if len(calls) == 2 else rename(*arguments)

    monkeypatch.setattr(exchange_module, "_renameat2", lambda *_: errno.ENOSYS)
    monkeypatch.setattr(os, "rename", fails_second)
    with pytest.raises(OSError, match="disk full"):
        publish(tmp_path, NEW, replace=True)
    assert rows_noted(snapshot_folder(tmp_path, PLACE, DAY) / MANIFEST) == 2


def test_of_two_publishers_at_once_one_wins_and_the_other_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = publishing.write

    def disturbed(*arguments: Any) -> None:
        monkeypatch.setattr(publishing, "write", write)
        with pytest.raises(BeingWrittenError):
            publish(tmp_path, OLD, replace=True)
        publish(tmp_path, OLD, date(2021, 12, 31))  # another date is nobody's business
        write(*arguments)

    monkeypatch.setattr(publishing, "write", disturbed)
    publish(tmp_path, NEW)
    assert rows_noted(snapshot_folder(tmp_path, PLACE, DAY) / MANIFEST) == 3
    assert len(snapshot_folders(tmp_path)) == 2
    assert not list((tmp_path / "snapshots").glob(".*"))


def test_an_interruption_right_after_the_exchange_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    exchange = publishing.exchange

    def interrupted(first: Path, second: Path) -> None:
        exchange(first, second)
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "exchange", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, NEW, replace=True)
    assert sorted(rows_noted(path) for path in tmp_path.rglob(MANIFEST)) == [2, 3]


def test_a_snapshot_withdrawn_while_marks_are_taken_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = snapshot_folder(tmp_path, PLACE, DAY)
    monkeypatch.setattr(snapshots, "snapshot_folders", lambda _: [gone])
    assert fingerprint(tmp_path)


@pytest.mark.parametrize("act", ["publish", "replace", "restore", "remove"])
def test_everything_is_written_through_before_it_is_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """Whatever is renamed or exchanged was synced, all its files and folders; afterwards so are the folders it left and came to."""
    synced, sync, originals = set[int](), os.fsync, {_sha(b"a"): Sent(b"a")}
    if act != "publish":
        publish(tmp_path, OLD)
    if act == "restore":
        publish(tmp_path, NEW, replace=True)
    moves: list[tuple[Path, Path]] = []
    before = {tmp_path, *tmp_path.rglob("*")}

    def noted(handle: int) -> None:
        synced.add(os.fstat(handle).st_ino)
        sync(handle)

    def moving(move: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def run(old: Path, new: Path) -> None:
            old, new = Path(old), Path(new)
            if not old.name.endswith("-0") and ".lock" not in old.name and not _is_old(old, moves):
                assert [one.name for one in (old, *old.rglob("*")) if one.stat().st_ino not in synced] == []
            synced.difference_update(one.stat().st_ino for one in {old.parent, new.parent})
            moves.append((old, new))
            move(old, new)

        return run

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(os, "rename", moving(os.rename))
    monkeypatch.setattr(publishing, "exchange", moving(publishing.exchange))
    rows = tables(PLACE, DAY, NEW)
    acts: dict[str, Callable[[], object]] = {
        "publish": lambda: _publish(tmp_path, rows, originals),
        "replace": lambda: _publish(tmp_path, rows, originals),
        "restore": lambda: in_folder(tmp_path, restore, in_folder(tmp_path, versions, PLACE)[1], at=NOW),
        "remove": lambda: in_folder(tmp_path, remove, PLACE, DAY, at=NOW),
    }
    if act == "remove":
        synced.update(one.stat().st_ino for one in tmp_path.rglob("*"))
    acts[act]()
    assert moves
    touched = {parent for old, new in moves for parent in (old.parent, new.parent)}
    every = {one for parent in touched for one in (parent, *parent.parents) if one.is_relative_to(tmp_path)}
    required = touched | {one.parent for one in every - before}
    assert [one for one in sorted(required) if one.stat().st_ino not in synced] == []


class Sent:
    """A source file in memory."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def read_bytes(self) -> bytes:
        return self.content


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_old(path: Path, moves: list[tuple[Path, Path]]) -> bool:
    """Tell whether a staging folder holds, after the exchange, the snapshot that stood."""
    return any(old == path for old, new in moves if new.name.startswith("as_of="))


def _publish(data: Path, rows: dict[str, pa.Table], originals: dict[str, Any]) -> object:
    at = datetime(2024, 1, 5, tzinfo=UTC)
    return publishing.publish(data, PLACE, DAY, rows, NOTES, replace=True, published_at=at, originals=originals)

"""Large data: the model lies in a file beside the data, made once, and answers exactly as the one in memory does."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data.paths import PROJECT
from queries import Page, Scope, damages, measures, pairings, places, progress, schools, snapshots, units
from queries.__main__ import main
from queries.engine import database as engine_module
from queries.engine import pool, stored_model
from queries.engine.database import Engine
from queries.engine.pool import engine
from queries.engine.stored_model import is_sound, prepare
from tests.folder import in_folder
from tests.queries.city import INDICATOR
from tests.queries.counted import DUE, FIRST, PROGRAMME, SECOND, publish_counts

NEXT = date(2021, 12, 31)
SCOPE = Scope(PROGRAMME)
MAKING = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("CREATE TABLE half AS SELECT 1")
print(flush=True)
time.sleep(60)
"""


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose ten schools count as too many for memory, here and in the process that makes the model."""
    monkeypatch.setattr(stored_model, "IN_MEMORY", 5)
    monkeypatch.setenv("LIANXIAO_IN_MEMORY", "5")
    publish_counts(tmp_path, DUE, {FIRST: (3, 7), SECOND: (1, 3)})
    return tmp_path


@pytest.fixture
def prepared_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the engine's command run in this process: starting another takes seconds."""

    def run(asked: list[str], **_: object) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.CompletedProcess(asked, main(asked[3:]))

    monkeypatch.setattr(engine_module.subprocess, "run", run)


def files(data: Path) -> list[str]:
    return sorted(path.name for path in (data / ".model").iterdir() if path.suffix != ".sha256")


def digests(data: Path) -> list[str]:
    return sorted(path.stem for path in (data / ".model").glob("*.sha256"))


def figure(data: Path) -> tuple[date, float, float]:
    row = in_folder(data, measures, SCOPE, INDICATOR).iloc[0]
    return row["as_of"], row["numerator"], row["denominator"]


def test_a_model_in_a_file_answers_as_the_one_in_memory(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verbs: list[Callable[[], pd.DataFrame]] = [
        lambda: in_folder(large, measures, SCOPE, INDICATOR),
        lambda: in_folder(large, units, SCOPE, INDICATOR),
        lambda: in_folder(large, progress, SCOPE),
        lambda: in_folder(large, schools, SCOPE),
        lambda: in_folder(large, pairings, SCOPE),
        lambda: in_folder(large, snapshots, "211400"),
        lambda: in_folder(large, places, "211400"),
    ]
    kept = [verb() for verb in verbs]
    assert len(files(large)) == 1
    monkeypatch.setattr(stored_model, "IN_MEMORY", 100)
    monkeypatch.setattr(pool, "_engines", {})
    for one, verb in zip(kept, verbs, strict=True):
        pd.testing.assert_frame_equal(one, verb())


def test_the_file_is_made_once_and_named_by_what_it_follows_from(large: Path) -> None:
    first = in_folder(large, prepare)
    assert first is not None
    made = first.stat().st_mtime_ns
    assert figure(large) == (DUE, 4, 10)
    assert (in_folder(large, prepare), first.stat().st_mtime_ns) == (first, made)
    publish_counts(large, NEXT, {FIRST: (5, 7)})
    second = in_folder(large, prepare)
    assert second is not None
    assert files(large) == sorted([first.name, second.name]), "a server may still be opening the one before"
    os.utime(first, (0, 0))
    publish_counts(large, date(2022, 12, 31), {FIRST: (6, 7)})
    third = in_folder(large, prepare)
    assert third is not None
    assert files(large) == digests(large) == sorted([second.name, third.name])


def test_what_a_killed_maker_left_is_removed_an_hour_later_and_never_what_is_still_written(large: Path) -> None:
    folder = large / ".model"
    folder.mkdir()
    names = [".making-1", ".making-2", ".making-3", ".making-4"]
    makers = [
        subprocess.Popen([sys.executable, "-c", MAKING, folder / name], stdout=subprocess.PIPE) for name in names[:3]
    ]
    (folder / ".making-4").touch()
    try:
        for maker in makers:
            assert maker.stdout is not None and maker.stdout.readline()
        for maker in makers[:2]:
            maker.kill()
            maker.wait()
        for name in (".making-1", ".making-3", ".making-4"):
            os.utime(folder / name, (0, 0))
        file = in_folder(large, prepare)
        assert file is not None
        assert {name for name in files(large) if "." not in name[1:]} == {".making-2", ".making-3"}
        assert not (folder / ".making-1.wal").exists() and file.exists()
    finally:
        for maker in makers:
            maker.kill()
            maker.wait()
            assert maker.stdout is not None
            maker.stdout.close()


def test_the_engine_before_goes_on_answering_until_the_new_model_is_made(large: Path) -> None:
    assert figure(large) == (DUE, 4, 10)
    publish_counts(large, NEXT, {FIRST: (5, 7)})
    before = figure(large)
    until = time.monotonic() + 60
    while figure(large)[0] != NEXT and time.monotonic() < until:
        time.sleep(0.05)
    assert before == (DUE, 4, 10)
    assert figure(large) == (NEXT, 5, 7)


def test_the_command_prepares_and_says_where(large: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", "--data", str(large)]) == 0
    assert capsys.readouterr().out.strip().endswith(files(large)[0])
    assert main(["prepare", "--data", str(PROJECT / "tests" / "none")]) == 0
    assert "in memory" in capsys.readouterr().out


def test_a_process_that_dies_leaves_no_half_model(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(stored_model, "build", die)
        with pytest.raises(OSError, match="disk full"):
            in_folder(large, prepare)
    assert files(large) == digests(large) == []
    assert figure(large) == (DUE, 4, 10)


def test_pages_of_a_list_are_the_list(large: Path) -> None:
    whole = in_folder(large, units, SCOPE, INDICATOR)
    assert whole.attrs["of"] == 10
    parts = [in_folder(large, units, SCOPE, INDICATOR, page=Page(first, 4)) for first in (0, 4, 8, 12)]
    assert [len(part) for part in parts] == [4, 4, 2, 0]
    assert {part.attrs["of"] for part in parts} == {10}
    pd.testing.assert_frame_equal(pd.concat(parts[:3], ignore_index=True), whole)
    missing = in_folder(large, units, SCOPE, INDICATOR, missing=True, page=Page(0, 4))
    assert (len(missing), missing.attrs["of"], missing["is_missing"].all()) == (4, 6, True)
    assert len(in_folder(large, units, SCOPE, INDICATOR, missing=False)) == 4


def test_an_answer_is_kept_until_something_is_published(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = in_folder(large, measures, SCOPE, INDICATOR)
    first["numerator"] = -1.0
    assert in_folder(large, measures, SCOPE, INDICATOR)["numerator"].iloc[0] == 4, "what is kept cannot be spoiled"
    asked, frame = [], Engine.frame

    def counted(self: Engine, name: str, *rest: Any) -> pd.DataFrame:
        asked.append(name)
        return frame(self, name, *rest)

    monkeypatch.setattr(Engine, "frame", counted)
    in_folder(large, measures, SCOPE, INDICATOR)
    assert asked == []
    in_folder(large, engine).answers.cache_clear()
    in_folder(large, measures, SCOPE, INDICATOR)
    assert asked == ["measures"]


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def another_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))


def of_another_version(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[12:20] = (1).to_bytes(8, "little")
    file.write_bytes(bytes(content))


def a_folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


def a_loop(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def without_a_table(file: Path) -> None:
    connection = duckdb.connect(file)
    connection.execute("DROP TABLE area_figures CASCADE")
    connection.close()


def without_its_digest(file: Path) -> None:
    file.with_name(f"{file.name}.sha256").unlink()


def digest_no_text(file: Path) -> None:
    file.with_name(f"{file.name}.sha256").write_bytes(b"\xff")


def folder_a_file(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_bytes(b"x")


SPOILT = [
    *(cut_short, emptied, another_byte, of_another_version, a_folder, a_loop, a_pipe, without_a_table),
    *(without_its_digest, digest_no_text, folder_a_file),
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_damaged_model_is_computed_again_and_answers_the_same(
    large: Path, prepared_here: None, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    file = in_folder(large, prepare)
    assert file is not None and is_sound(file)
    spoil(file)
    assert not is_sound(file)
    monkeypatch.setattr(pool, "_engines", {})
    assert figure(large) == (DUE, 4, 10)
    assert is_sound(file) and files(large) == digests(large) == [file.name]
    assert in_folder(large, damages) == []


def test_the_log_says_that_a_model_was_damaged(large: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = in_folder(large, prepare)
    assert file is not None
    assert caplog.messages == []
    cut_short(file)
    assert in_folder(large, prepare) == file
    assert [file.name in one and "damaged" in one for one in caplog.messages] == [True]


def test_a_model_that_another_process_writes_to_is_no_obstacle(
    large: Path, prepared_here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = in_folder(large, prepare)
    assert file is not None
    code = "import sys, duckdb, time; c = duckdb.connect(sys.argv[1]); print(flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code, file], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None and holder.stdout.readline()
        monkeypatch.setattr(pool, "_engines", {})
        assert figure(large) == (DUE, 4, 10)
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()


def test_a_model_damaged_under_a_running_server_is_computed_again_at_the_next_question(
    large: Path, prepared_here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert figure(large) == (DUE, 4, 10)
    one, file = in_folder(large, engine), in_folder(large, prepare)
    assert file is not None
    one._connection.close()  # as if none of its blocks had been read yet
    file.unlink()
    monkeypatch.setattr(one, "_connection", duckdb.connect(":memory:"))
    assert in_folder(large, engine) is one
    one.answers.cache_clear()
    assert figure(large) == (DUE, 4, 10)
    assert is_sound(file)


def test_a_model_that_cannot_be_stored_is_computed_in_memory_and_named(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "PROJECT", large)  # there is no such program
    assert figure(large) == (DUE, 4, 10)
    assert [(one.kind, one.file.startswith(".model/")) for one in in_folder(large, damages)] == [
        ("model_not_kept", True)
    ]


def test_the_command_says_why_a_model_is_not_stored(
    large: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(stored_model, "build", full)
    assert main(["prepare", "--data", str(large)]) == 1
    assert "disk full" in capsys.readouterr().err


def test_a_model_is_written_through_before_it_is_put_in_place(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[str, str]] = []
    sync, replace = stored_model.sync, Path.replace
    monkeypatch.setattr(stored_model, "sync", lambda path: (done.append(("sync", path.name)), sync(path)))
    monkeypatch.setattr(stored_model, "settle", lambda path: done.append(("settle", path.name)))
    monkeypatch.setattr(Path, "replace", lambda one, to: (done.append(("replace", one.name)), replace(one, to))[1])
    assert in_folder(large, prepare) is not None
    making = f".making-{os.getpid()}"
    assert done == [
        ("sync", making), ("sync", f"{making}.sha256"), ("replace", f"{making}.sha256"), ("replace", making),
        ("settle", ".model"),
    ]  # fmt: skip

"""The data folder in use: named once, for this thread and those that copy its context, and not for registries."""

import inspect
import threading
from contextvars import copy_context
from pathlib import Path

import pytest

import queries
from data.paths import PROJECT, configured_folder, data_folder, registry_file, using_data
from data.rights import audit


def seen_by_a_thread(*, copying: bool) -> Path:
    found: list[Path] = []
    run = copy_context().run if copying else lambda call: call()
    thread = threading.Thread(target=run, args=(lambda: found.append(data_folder()),))
    thread.start()
    thread.join()
    return found[0]


def test_the_folder_in_use_comes_before_the_configured_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIANXIAO_DATA", raising=False)
    assert data_folder() == configured_folder() == PROJECT / "data"
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    with using_data(tmp_path / "a"):
        with pytest.raises(LookupError), using_data(tmp_path / "b"):
            assert data_folder() == tmp_path / "b"
            raise LookupError
        assert data_folder() == tmp_path / "a"
        assert configured_folder() == tmp_path
    assert data_folder() == tmp_path


def test_a_thread_uses_the_folder_where_it_copies_the_context(tmp_path: Path) -> None:
    with using_data(tmp_path):
        assert seen_by_a_thread(copying=True) == tmp_path
        assert seen_by_a_thread(copying=False) == configured_folder() != tmp_path


def test_registries_are_those_of_the_configured_folder(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "goals.csv").write_text("", encoding="utf-8")
    before = registry_file("goals")
    with using_data(tmp_path):
        assert registry_file("goals") == before


def test_the_log_is_that_of_the_folder_in_use_when_it_was_asked_for(tmp_path: Path) -> None:
    with using_data(tmp_path):
        audit.write("exported", what="一览.csv")
        events = audit.events()
    assert [one.what for one in events] == ["一览.csv"]


def test_no_verb_takes_the_data_folder() -> None:
    verbs = {name: found for name in queries.__all__ if inspect.isfunction(found := getattr(queries, name))}
    assert len(verbs) > 50
    assert [name for name, verb in verbs.items() if "data" in inspect.signature(verb).parameters] == []

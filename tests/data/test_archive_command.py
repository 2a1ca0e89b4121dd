"""`python -m data.archive`: what stands and what stood, compared, restored, removed from the shell."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.archive import main
from data.files.locking import writing
from data.paths import PROJECT
from tests.data.published import DAY, NEW, OLD, PLACE, files, publish

WHERE = ["--place", PLACE, "--as-of", str(DAY)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    publish(tmp_path, OLD)
    publish(tmp_path, NEW, replace=True)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *asked: str, data: Path, code: int = 0) -> list[dict[str, Any]]:
    assert main([*asked, "--data", str(data), "--json"]) == code
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_the_list_tells_both_versions(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    standing, archived = told(capsys, "list", "--place", PLACE, data=data)
    assert (standing["version"], archived["reason"]) == ("standing", "replaced")
    assert [one["rows"]["schools"] for one in (standing, archived)] == [3, 2]
    assert archived["archived_at"] == standing["published_at"]


def test_restoring_removing_and_comparing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archived = told(capsys, "list", "--place", PLACE, data=data)[1]["version"]
    rows = told(capsys, "compare", *WHERE, "--version", archived, data=data)
    assert [(row["kind"], row["code"]) for row in rows] == [("gone", "C")]
    (restored,) = told(capsys, "restore", *WHERE, "--version", archived, data=data)
    assert (restored["rows"]["schools"], restored["version"], restored["restored_from"] != "") == (2, "standing", True)
    (removed,) = told(capsys, "remove", *WHERE, data=data)
    assert removed["reason"] == "removed"
    assert [one["version"] == "standing" for one in told(capsys, "list", "--place", PLACE, data=data)] == [False] * 3


def test_what_cannot_be_done_is_said_and_changes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(data)
    assert main(["restore", *WHERE, "--version", "../../etc", "--data", str(data)]) == 1
    assert "没有这个版本" in capsys.readouterr().err
    assert main(["remove", "--place", PLACE, "--as-of", "1999-01-01", "--data", str(data)]) == 1
    assert "1999-01-01" in capsys.readouterr().err
    with writing(data / "snapshots", PLACE, DAY):
        assert main(["remove", *WHERE, "--data", str(data)]) == 1
    assert "正在写入" in capsys.readouterr().err
    assert files(data) == before


def test_it_runs_as_the_readme_says(data: Path) -> None:
    command = [sys.executable, "-m", "data.archive", "list", "--place", PLACE, "--data", str(data)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.count("as_of=2020-12-31") == 2 and done.stderr == ""

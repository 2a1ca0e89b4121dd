"""The command lines on damaged folders: they say what is damaged, and end without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.paths import PROJECT
from tests.damaged import ARCHIVED, CASES, PLACE, damaged

BY_NAME = {case.name: case for case in CASES}
FIGURES = ["queries", "progress", "--programme", "huludao-2020", "--json"]
LISTED = ["data.archive", "list", "--place", PLACE]
RESTORED = ["data.archive", "restore", "--place", PLACE, "--as-of", "2021-12-31", "--version", ARCHIVED.name]
CHECKED = [
    "data.intake",
    "check",
    "tests/fixtures/zibo-2019/学校名册_2019.csv",
    "--place",
    "370300",
    "--as-of",
    "2019-12-31",
]
LOGGED = ["data.rights", "log"]


@pytest.mark.parametrize(
    ("name", "asked", "code", "said"),
    [
        ("manifest_deep", FIGURES, 0, "manifest.json"),
        ("registry_programmes_empty", FIGURES, 2, "registry/programmes.csv"),
        ("registry_a_file", FIGURES, 2, "registry/programmes.csv"),
        ("folder_all_a_file", FIGURES, 1, "snapshots: 不是文件夹"),
        ("folder_all_a_file", RESTORED, 1, "Not a directory"),
        ("folder_date_bad", CHECKED, 0, ""),
        ("other_archived_manifest", RESTORED, 1, "manifest.json"),
        ("other_archive_a_file", RESTORED, 1, "no such version"),
        ("other_log_a_folder", RESTORED, 1, "cannot be done, nothing has changed"),
        ("other_log_no_events", LOGGED, 0, ""),
        ("other_log_a_folder", LOGGED, 0, ""),
        ("folder_a_loop", LISTED, 0, ""),
    ],
)
def test_a_command_on_a_damaged_folder_ends_with_a_message(
    tmp_path: Path, name: str, asked: list[str], code: int, said: str
) -> None:
    folder = damaged(BY_NAME[name], tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-m", *asked], cwd=PROJECT, env=os.environ | {"LIANXIAO_DATA": str(folder), "PYTHONUTF8": "1"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode == code, done.stderr
    assert said in done.stderr

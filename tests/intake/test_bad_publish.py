"""What publishing must survive: wrong usage, doubtful figures, a standing date, a full disk, a sudden death."""

import hashlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.paths import PROJECT
from data.registry.schema import TABLES
from data.store.snapshots import read_snapshot, snapshot_folder, snapshot_folders
from tests.intake.commands import contents, run
from tests.intake.small_town import DAY, NOTE, PAIRINGS, PLACE, ROSTER, Cell, command, write

TOTAL: list[Cell] = ["合计", None, None, "9所", None, None, None, None, 4456]
REPUBLISH_FOREVER = f"""
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from data.intake import check
from data.store.publishing import publish
data, *files = map(Path, sys.argv[1:])
first, second = check(files[:2], "{PLACE}", date.fromisoformat("{DAY}")), check(files[2:], "{PLACE}", date.fromisoformat("{DAY}"))
print("ready", flush=True)
while True:
    for reading in (first, second):
        publish(data, "{PLACE}", date.fromisoformat("{DAY}"), reading.tables, {{"status": "official"}}, replace=True,
                published_at=datetime.now(timezone.utc))
"""


@pytest.fixture
def two(tmp_path) -> tuple[list[Path], list[Path], Path]:
    """Files of a town, files of the same town with other figures, and a data folder where the first is published."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    old, new = write(tmp_path / "old"), write(tmp_path / "new", {(ROSTER, 4, "在校"): 1300})
    assert run("data.intake", "publish", *command(old, tmp_path / "data")).code == 0
    return old, new, tmp_path / "data"


def pupils_of_whole_snapshot(data: Path) -> int:
    """Return the pupils of the one snapshot, after checking each of its files against its manifest."""
    (folder,) = snapshot_folders(data)
    snapshot = read_snapshot(folder)
    for name in TABLES:
        table, noted = snapshot.table(name), snapshot.manifest["tables"][name]
        assert table.num_rows == noted["rows"]
        assert hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest() == noted["sha256"]
    return sum(snapshot.table("schools").column("pupils").to_pylist())


def test_the_unspoiled_town_is_published_and_counted(two):
    old, _, data = two
    checked = run("data.intake", "check", *command(old, data))
    assert checked.code == 0
    assert checked.json["counts"].items() >= {"schools": 9, "pupils": 4456, "partnerships": 3, "members": 4}.items()
    assert (checked.json["place"], checked.json["as_of"]) == (PLACE, DAY)
    assert pupils_of_whole_snapshot(data) == 4456


def test_check_writes_nothing(two):
    _, new, data = two
    before = contents(data.parent)
    assert run("data.intake", "check", *command(new, data)).code == 0
    assert contents(data.parent) == before


def test_a_standing_date_is_replaced_only_on_request(two):
    _, new, data = two
    before = contents(data)
    refused = run("data.intake", "publish", *command(new, data))
    assert refused.code == 1
    assert any(finding["severity"] == "error" for finding in refused.json["findings"])
    assert contents(data) == before
    assert run("data.intake", "publish", *command(new, data, "--replace")).code == 0
    assert pupils_of_whole_snapshot(data) == 4556
    kept = [value for path, value in contents(data).items() if "archive" in path]
    assert {value for value in before.values() if value != "folder"} <= set(kept), "the old snapshot is archived whole"


@pytest.mark.parametrize(
    ("changes", "extra"),
    [
        ({(ROSTER, 2, ""): NOTE.replace("2020-12-31", "2019-12-31")}, {}),
        ({(ROSTER, 2, ""): "填报单位:市教育局    统计时点:2019年12月31日"}, {}),
        ({}, {ROSTER: [*TOTAL[:-1], 4400]}),
        ({}, {ROSTER: ["合计", None, None, "12所"]}),
        ({}, {PAIRINGS: ["合计", "3所", "7所"]}),
        ({(ROSTER, 8, "学校标"): "/"}, {}),
        ({(ROSTER, 4, "经度"): None}, {}),
        ({(ROSTER, 9, "学段"): None}, {}),
    ],
    ids=[
        "another day in the note",
        "the day in words",
        "合计 of pupils is not the sum",
        "合计 of schools is not the count",
        "合计 of members is not the count",
        "no school code",
        "a latitude without longitude",
        "no stage, but the name says it",
    ],
)
def test_a_doubt_is_a_warning_and_blocks_nothing(changes, extra, tmp_path):
    done = run("data.intake", "check", *command(write(tmp_path, changes, extra), tmp_path / "data"))
    assert done.code == 0, done.out
    warnings = [finding for finding in done.json["findings"] if finding["severity"] == "warning"]
    assert warnings
    assert all(finding["file"] and finding["message"] and finding["message_en"] for finding in warnings)


def test_a_sheet_without_a_doubt_has_no_warning(tmp_path):
    done = run("data.intake", "check", *command(write(tmp_path, extra={ROSTER: TOTAL}), tmp_path / "data"))
    assert [finding for finding in done.json["findings"] if finding["severity"] != "info"] == []


def test_a_data_folder_that_cannot_be_is_told_and_not_a_crash(tmp_path):
    (tmp_path / "occupied").write_text("a file", encoding="utf-8")
    done = run("data.intake", "publish", *command(write(tmp_path), tmp_path / "occupied" / "data"))
    assert done.code == 1
    assert any(finding["severity"] == "error" and finding["message_en"] for finding in done.json["findings"])
    assert (tmp_path / "occupied").read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--place", "999999"],
        ["--place", "211402"],
        ["--as-of", "2020-13-01"],
        ["--as-of", "去年"],
        ["--datum", "beijing54"],
        ["missing.xlsx"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(wrong, two):
    _, new, data = two
    before = contents(data)
    for verb in ("check", "publish"):
        assert run("data.intake", verb, *command(new, data, "--replace"), *wrong).code == 2
    assert contents(data) == before


def test_wrong_verbs_and_no_files_end_with_two(two):
    _, new, data = two
    assert run("data.intake", "erase", *command(new, data)).code == 2
    assert run("data.intake", "publish", "--place", PLACE, "--as-of", DAY, "--data", data).code == 2
    assert run("data.intake").code == 2


def test_a_process_killed_between_any_two_steps_leaves_the_old_or_the_new(two):
    old, new, data = two
    rng = random.Random(9)
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", REPUBLISH_FOREVER, data, *old, *new], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0.005, 0.12))
        child.send_signal(signal.SIGKILL)
        child.stdout.close()
        assert child.wait() == -signal.SIGKILL
        assert pupils_of_whole_snapshot(data) in (4456, 4556)


def test_the_command_killed_at_any_moment_leaves_the_old_or_the_new(two):
    old, new, data = two
    given = [sys.executable, "-m", "data.intake", "publish"]
    started = time.monotonic()
    subprocess.run([*given, *map(str, command(new, data, "--replace"))], cwd=PROJECT, check=True, capture_output=True)
    whole = time.monotonic() - started
    rng = random.Random(10)
    for files in (old, new, old, new):
        quiet = subprocess.DEVNULL
        child = subprocess.Popen(
            [*given, *map(str, command(files, data, "--replace"))], cwd=PROJECT, stdout=quiet, stderr=quiet
        )
        time.sleep(whole * rng.uniform(0.6, 1.05))
        child.kill()
        child.wait()
        assert pupils_of_whole_snapshot(data) in (4456, 4556)
    assert run("data.intake", "publish", *command(new, data, "--replace")).code == 0, (
        "what a dead process left is no obstacle"
    )
    assert snapshot_folder(data, PLACE, read_snapshot(snapshot_folders(data)[0]).as_of) == snapshot_folders(data)[0]

"""What a reading would change against what is published, told row by row before anything is written."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from data.intake.checks.removed_schools import removed_schools
from data.intake.difference import KINDS, difference
from data.intake.pipeline import Reading, check
from data.intake.publish import last_snapshot, publish_or_tell, standing_snapshot
from tests.folder import in_folder
from tests.intake.commands import run
from tests.intake.small_town import DAY, PAIRINGS, PLACE, ROSTER, Changes, write

TODAY, NOW = date.fromisoformat(DAY), datetime(2021, 1, 5, tzinfo=UTC)


def read(folder: Path, changes: Changes | None = None, day: date = TODAY) -> tuple[Reading, list[Path]]:
    folder.mkdir(exist_ok=True)
    files = write(folder, changes)
    return check(files, PLACE, day), files


@pytest.fixture
def data(tmp_path: Path) -> Path:
    reading, files = read(tmp_path / "first")
    assert in_folder(tmp_path / "data", publish_or_tell, reading, files, None, replace=False, now=NOW) == []
    return tmp_path / "data"


def told(data: Path, folder: Path, changes: Changes) -> list[tuple[object, ...]]:
    reading, _ = read(folder / "next", changes)
    before = in_folder(data, last_snapshot, PLACE, TODAY)
    assert before is not None
    rows = difference(reading.tables, before)
    assert [KINDS.index(row["kind"]) for row in rows] == sorted(KINDS.index(row["kind"]) for row in rows)
    return [(row["kind"], row["name"], row["column"], row["was"], row["becomes"]) for row in rows]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({(ROSTER, 7, "学校名"): "曹庄镇大岭希望小学"}, [("renamed", "曹庄镇大岭希望小学", None, "曹庄镇大岭小学", "曹庄镇大岭希望小学")]),
        ({(ROSTER, 7, "在校"): 72}, []),
        ({(ROSTER, 7, "在校"): 73}, [("figure", "曹庄镇大岭小学", "pupils", 60, 73)]),
        ({(ROSTER, 7, "在校"): 47}, [("figure", "曹庄镇大岭小学", "pupils", 60, 47)]),
        ({(ROSTER, 7, "在校"): None}, [("figure", "曹庄镇大岭小学", "pupils", 60, None)]),
        (
            {(ROSTER, 10, "在校"): 1300},
            [("area_figure", None, "pupils", 1012, 1512), ("figure", "建昌镇第一小学", "pupils", 800, 1300)],
        ),
        (
            {(PAIRINGS, 3, "成员"): "曹庄镇中心小学、曹庄镇大岭小学"},
            [("joined", "曹庄镇大岭小学", None, None, "兴城市第一小学"), ("left", "红崖子镇中心小学", None, "兴城市第一小学", None)],
        ),
        (
            {(PAIRINGS, 4, "开始"): "2020.4"},
            [
                ("begun", "兴城市第二初级中学", None, None, None),
                ("dropped", "兴城市第二初级中学", None, None, None),
                ("joined", "徐大堡镇初级中学", None, None, "兴城市第二初级中学"),
                ("left", "徐大堡镇初级中学", None, "兴城市第二初级中学", None),
            ],
        ),
        (
            {(ROSTER, 7, "学校标"): "2121000099"},
            [("new", "曹庄镇大岭小学", None, None, None), ("gone", "曹庄镇大岭小学", None, None, None)],
        ),
    ],
    ids=["nothing", "renamed", "exactly a fifth more", "more", "less", "blank", "a county", "members", "start", "code"],
)  # fmt: skip
def test_what_differs_is_told_and_nothing_else(data, tmp_path, changes, expected):
    assert told(data, tmp_path, changes) == expected


def test_it_is_compared_with_its_own_date_else_with_the_last_before(data, tmp_path):
    later = date(2022, 12, 31)
    assert in_folder(data, last_snapshot, PLACE, date(2019, 12, 31)) is None
    found = in_folder(data, last_snapshot, PLACE, later)
    assert found is not None and found.as_of == TODAY and in_folder(data, standing_snapshot, PLACE, later) is None
    (data / "snapshots" / f"place={PLACE}" / f"as_of={DAY}" / "manifest.json").write_text("{", encoding="utf-8")
    assert in_folder(data, last_snapshot, PLACE, later) is None, "a broken one is nothing to compare with"


def test_what_somebody_published_meanwhile_is_not_replaced_unseen(data, tmp_path):
    mine, files = read(tmp_path / "mine", {(ROSTER, 7, "在校"): 70})
    seen = in_folder(data, standing_snapshot, PLACE, TODAY)
    other, others = read(tmp_path / "other", {(ROSTER, 7, "在校"): 71})
    assert in_folder(data, publish_or_tell, other, others, seen, replace=True, now=NOW) == []
    (told,) = in_folder(data, publish_or_tell, mine, files, seen, replace=True, now=NOW)
    assert (told.severity, told.code) == ("error", "base_changed")
    standing = in_folder(data, standing_snapshot, PLACE, TODAY)
    assert standing is not None and 71 in standing.table("schools")["pupils"].to_pylist()
    assert in_folder(data, publish_or_tell, mine, files, standing, replace=True, now=NOW) == [], (
        "whoever has seen it may"
    )


def test_a_date_published_meanwhile_is_told_to_whoever_thought_it_free(data, tmp_path):
    mine, files = read(tmp_path / "mine")
    assert [one.code for one in in_folder(data, publish_or_tell, mine, files, None, replace=False, now=NOW)] == [
        "snapshot_exists"
    ]
    assert [one.code for one in in_folder(data, publish_or_tell, mine, files, None, replace=True, now=NOW)] == [
        "base_changed"
    ]


def test_a_blocked_reading_publishes_nothing_and_names_its_errors(tmp_path):
    reading, files = read(tmp_path / "bad", {(ROSTER, 7, "学段"): "大学"})
    told = in_folder(tmp_path / "data", publish_or_tell, reading, files, None, replace=False, now=NOW)
    assert told and all(one.severity == "error" for one in told)
    assert not (tmp_path / "data").exists()


def keep(path: Path, county: str) -> None:
    """Leave only the rows of one county in a sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(sheet.max_row, 3 if sheet.title == ROSTER else 2, -1):
        if sheet.cell(row, 1).value != county:
            sheet.delete_rows(row)
    book.save(path)


@pytest.mark.parametrize("day", [TODAY, date(2021, 12, 31)])
def test_a_county_left_out_of_the_roster_is_named_with_its_schools(data, tmp_path, day):
    files = read(tmp_path / "next")[1]
    for path in files:
        keep(path, "兴城市")
    done = run("data.intake", "check", *files, "--place", PLACE, "--as-of", day, "--data", data, "--json")
    found = {one["code"]: one for one in done.json["findings"]}
    assert "建昌县（" in found["counties_gone"]["value"]
    assert found["counties_gone"]["severity"] == "warning"
    assert "2020-12-31" in found["counties_gone"]["message"]
    whole = read(tmp_path / "whole")[1]
    done = run("data.intake", "check", *whole, "--place", PLACE, "--as-of", day, "--data", data, "--json")
    assert not {"counties_gone", "schools_gone"} & {one["code"] for one in done.json["findings"]}


def test_a_fifth_of_the_schools_gone_is_told(data, tmp_path):
    reading, _ = read(tmp_path / "next")
    reading.tables["schools"] = reading.tables["schools"].slice(0, 7)
    before = in_folder(data, last_snapshot, PLACE, TODAY)
    assert "schools_gone" in {
        one.code for one in removed_schools(reading.tables["schools"], before, "名册", carried=False)
    }
    reading.tables["schools"] = read(tmp_path / "again")[0].tables["schools"].slice(0, 8)
    assert "schools_gone" not in {
        one.code for one in removed_schools(reading.tables["schools"], before, "名册", carried=False)
    }

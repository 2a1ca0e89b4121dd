"""Communities of a pairing list: rated, filed, without a core, with two; and activities that name them."""

from pathlib import Path

import openpyxl
import pytest

from data.intake import Reading, check
from tests.intake.reported import AS_OF, codes, told
from tests.intake.small_town import PLACE, write

TITLES = ["县区", "共同体名称", "核心校", "成员校", "开始时间"]
BIG, SECOND = "兴城市第一小学", "兴城市第二初级中学"
ONE, TWO, THREE = "曹庄镇中心小学", "红崖子镇中心小学", "徐大堡镇初级中学"


def read(folder: Path, rows: list[list[object]], titles: list[str] = TITLES, merge: str = "") -> Reading:
    """Read the town's roster with a pairing list of its own."""
    roster, pairings = write(folder)
    book = openpyxl.Workbook()
    for row in (titles, *rows):
        book.worksheets[0].append(list(row))
    if merge:
        book.worksheets[0].merge_cells(merge)
    book.save(pairings)
    return check([roster, pairings], PLACE, AS_OF)


def communities(reading: Reading) -> list[tuple[str | None, str | None, list[str]]]:
    members = reading.tables["members"].to_pylist()
    schools = {row["school_id"]: row["name"] for row in reading.tables["schools"].to_pylist()}
    return [
        (
            row["name"],
            row["core_name"],
            [schools[m["school_id"]] for m in members if m["partnership_id"] == row["partnership_id"]],
        )
        for row in reading.tables["partnerships"].to_pylist()
    ]


REPEATED = [
    ["兴城市", "甲共同体", BIG, ONE, "2019.9"],
    ["兴城市", "甲共同体", BIG, TWO, "2019.9"],
    ["兴城市", "乙共同体", None, THREE, "2019.9"],
    ["兴城市", "乙共同体", None, "曹庄镇大岭小学", "2019.9"],
]
FOUND = [("甲共同体", BIG, [ONE, TWO]), ("乙共同体", None, [THREE, "曹庄镇大岭小学"])]


def test_a_named_community_without_a_core_is_kept_without_one(tmp_path):
    reading = read(tmp_path, REPEATED)
    assert [(f.code, f.row) for f in told(reading)] == [("core_unnamed", 4)]
    assert communities(reading) == FOUND
    assert reading.tables["partnerships"].column("core_school_id").to_pylist() == ["2121000001", None]


def test_the_same_list_with_names_and_cores_written_once_is_the_same(tmp_path):
    rows = [[*REPEATED[0]], [None, None, None, TWO, None], [*REPEATED[2]], [None, None, None, "曹庄镇大岭小学", None]]
    assert communities(read(tmp_path, rows)) == FOUND
    rows = [row if at % 2 == 0 else [row[0], row[1], None, row[3], row[4]] for at, row in enumerate(REPEATED)]
    assert communities(read(tmp_path, rows)) == FOUND, "the name in every row, the core in the first"
    rows = [[*REPEATED[0]], [REPEATED[0][0], *REPEATED[1][1:2], None, TWO, None], *REPEATED[2:]]
    assert communities(read(tmp_path, rows, merge="C2:C3")) == FOUND


def test_a_core_that_is_missing_without_a_name_stays_an_error(tmp_path):
    rows = [[*REPEATED[0]], ["兴城市", None, "/", TWO, "2019.9"]]
    assert [(f.code, f.row) for f in told(read(tmp_path, rows), "error")] == [("core_missing", 3)]


def test_two_cores_under_one_name_stay_two_partnerships_and_are_told(tmp_path):
    rows = [["兴城市", "甲共同体", BIG, ONE, "2019.9"], ["兴城市", "甲共同体", SECOND, THREE, "2019.9"]]
    reading = read(tmp_path, rows)
    assert [(f.code, f.row) for f in told(reading)] == [("community_two_cores", 3)]
    assert communities(reading) == [("甲共同体", BIG, [ONE]), ("甲共同体", SECOND, [THREE])]


def test_one_name_in_two_counties_is_two_communities_without_a_word(tmp_path):
    rows = [
        ["兴城市", "共同体", BIG, ONE, "2019.9"],
        ["建昌县", "共同体", "建昌镇第一小学", "石佛乡中心小学", "2019.9"],
    ]
    assert codes(read(tmp_path, rows)) == []


@pytest.mark.parametrize("title", ["是否优质集团", "优质教育集团", "集团等级", "是否优质教育集团"])
def test_a_group_is_rated_quality_or_not(title, tmp_path):
    rows = [[*REPEATED[0], "集团化办学", "优质"], ["兴城市", "丙集团", SECOND, THREE, "2019.9", "集团式", "合格"]]
    reading = read(tmp_path, rows, [*TITLES, "办学模式", title])
    assert told(reading) == []
    assert reading.tables["partnerships"].column("is_quality_group").to_pylist() == [True, False]


@pytest.mark.parametrize("mode", [None, "联盟式"])
def test_a_rating_of_what_is_no_group_is_told_not_to_count(mode, tmp_path):
    reading = read(tmp_path, [[*REPEATED[0], mode, "优质"]], [*TITLES, "办学模式", "集团等级"])
    assert [(f.code, f.row) for f in told(reading)] == [("group_not_a_group", 2)]
    assert reading.tables["partnerships"].column("is_quality_group").to_pylist() == [True]


def test_a_group_whose_rating_nobody_understands_blocks(tmp_path):
    reading = read(tmp_path, [[*REPEATED[0], "甲等"]], [*TITLES, "集团等级"])
    assert codes(reading) == ["yes_no_unreadable"]


def test_the_identity_of_a_community_without_a_core_does_not_depend_on_its_place_in_the_list(tmp_path):
    ids = [
        sorted(read(tmp_path, rows).tables["partnerships"].column("partnership_id").to_pylist())
        for rows in (REPEATED, [*REPEATED[2:], *REPEATED[:2]])
    ]
    assert ids[0] == ids[1]

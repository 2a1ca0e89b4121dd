"""Search: names old and new, codes and pinyin, the best first; what stands only at another date says so."""

import random
from datetime import date
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from data.registry.rows import registry
from queries import Scope, search
from queries.engine.spellings import spellings
from tests.folder import in_folder
from tests.oracles.found import found
from tests.queries.city import YEAR_END, pairing, publish_city, publish_town, school
from tests.queries.stated import history
from tests.town import Town

PLACE, SCOPE = "211400", Scope("huludao-2020")
BEFORE = date(2019, 12, 31)
PROGRAMME_OF = {row["place_code"]: row["programme_id"] for row in registry("programmes")}


def words_about(rng: random.Random, towns: tuple[Town, ...]) -> list[str]:
    """Return words a user might type: whole names, pieces, two pieces, codes and their beginnings, and nonsense."""
    every = [one for town in towns for one in town.schools]
    names = [rng.choice(every).name for _ in range(4)]
    code = rng.choice(every).school_id
    return [*names, names[0][:3], names[1][2:4], f"{names[2][:2]} {names[2][-2:]}", code, code[:7], "%", "没有的名字"]


@pytest.mark.parametrize(("place", "seed"), [("211400", 3), ("211282", 4), ("370300", 5)])
def test_what_is_found_is_what_a_reader_finds_in_the_sheets(place: str, seed: int, tmp_path: Path) -> None:
    towns = history(seed, place)
    for town in towns:
        publish_town(tmp_path, town)
    for at, words in [(town.as_of, words) for town in towns for words in words_about(random.Random(seed), towns)]:
        rows = in_folder(tmp_path, search, Scope(PROGRAMME_OF[place], at), words, most=5000)
        rows = rows[rows["kind"].isin(["school", "partnership"])]
        expected = found(towns, words)
        listed = list(zip(rows["kind"], rows["id"], strict=True))
        assert set(listed) == set(expected) and len(listed) == len(expected), words
        ranks = [expected[thing][0] for thing in listed]
        assert ranks == sorted(ranks), "best matches first"
        for thing, seen_on in zip(listed, rows["seen_on"], strict=True):
            assert (seen_on == at) is (at in expected[thing][1])
            assert seen_on in expected[thing][1]


def test_most_cuts_the_list_and_not_the_count(tmp_path: Path) -> None:
    publish_city(tmp_path, PLACE, [school(f"S{number}", "211402", "220") for number in range(30)])
    rows = in_folder(tmp_path, search, SCOPE, "校", most=7)
    assert len(rows) == 7 and set(rows["found"]) == {30}


@pytest.mark.parametrize(
    "words",
    [
        "huludaoshishiyanxiaoxue",
        "HuLuDao ShiYan"[:7],
        "hu lu dao shi",
        "hu'lu'dao",
        "hldssyxx",
        "HLDS",
        "葫芦 实验",
        "2121000001",
    ],
)
def test_full_pinyin_initials_pieces_and_codes_lead_to_the_school(words: str, tmp_path: Path) -> None:
    publish_city(
        tmp_path, PLACE, [school("2121000001", "211402", "111", name="葫芦岛市实验小学"), school("B", "211402", "220")]
    )
    rows = in_folder(tmp_path, search, SCOPE, words)
    assert "葫芦岛市实验小学" in set(rows["name"]) and "B校" not in set(rows["name"])


@pytest.mark.parametrize("words", ["changhai", "zhanghai", "chxx"])
def test_a_character_read_in_two_ways_is_found_by_both(words: str, tmp_path: Path) -> None:
    publish_city(tmp_path, PLACE, [school("A", "211402", "111", name="长海小学")])
    assert list(in_folder(tmp_path, search, SCOPE, words)["id"]) == ["A"]


def test_a_former_name_finds_the_school_under_its_name_of_today(tmp_path: Path) -> None:
    publish_city(tmp_path, PLACE, [school("A", "211402", "111", name="红旗小学")], as_of=BEFORE)
    publish_city(tmp_path, PLACE, [school("A", "211402", "111", name="新城小学", former_name="向阳小学")])
    for words in ("红旗", "向阳"):
        row = in_folder(tmp_path, search, SCOPE, words).iloc[0]
        assert (row["name"], row["matched_name"], row["seen_on"]) == ("新城小学", f"{words}小学", YEAR_END)
    earlier = in_folder(tmp_path, search, Scope(SCOPE.programme, BEFORE), "新城").iloc[0]
    assert (earlier["name"], earlier["matched_name"]) == ("红旗小学", "新城小学")


def test_a_school_of_another_date_comes_after_those_of_this_and_names_its_date(tmp_path: Path) -> None:
    gone, here = school("A", "211402", "111", name="柳树小学"), school("B", "211402", "111", name="柳树第二小学")
    publish_city(tmp_path, PLACE, [gone, here], as_of=BEFORE)
    publish_city(tmp_path, PLACE, [here])
    rows = in_folder(tmp_path, search, SCOPE, "柳树")
    assert list(zip(rows["id"], rows["seen_on"], strict=True)) == [("B", YEAR_END), ("A", BEFORE)]


def test_areas_townships_and_core_schools_are_found_too(tmp_path: Path) -> None:
    town = {"town_code": "211402206", "town_name": "塔山乡"}
    pairs = [pairing("Q", "A", core_name="外地名校", name="希望共同体", county_code="211402")]
    publish_city(tmp_path, PLACE, [school("A", "211402", "220", **town), school("Q", "211402", "111")], pairs)
    by_words = {
        words: in_folder(tmp_path, search, SCOPE, words).iloc[0] for words in ("211402", "tashan", "外地", "xwgtt")
    }
    assert [row["kind"] for row in by_words.values()] == ["area", "town", "partnership", "partnership"]
    assert (by_words["tashan"]["area_code"], by_words["tashan"]["id"]) == ("211402", "211402206")
    assert by_words["外地"]["matched_name"] == "外地名校"


@pytest.mark.parametrize("words", ["", "   ", "'", "\\", "_", "%%"])
def test_signs_find_nothing_by_themselves(words: str, tmp_path: Path) -> None:
    publish_city(tmp_path, PLACE, [school("A", "211402", "111")])
    assert in_folder(tmp_path, search, SCOPE, words).empty


def test_pinyin_is_that_of_the_library_read_with_its_phrases():
    names = [row["name_zh"] for row in registry("areas")]
    table = spellings(names).to_pylist()
    read = {(row["name"], row["pinyin"]) for row in table}
    missed = [name for name in set(names) if (name, "".join(lazy_pinyin(name))) not in read]
    assert len(missed) <= len(set(names)) // 50, missed[:20]
    assert all(len(row["initials"]) == len(row["term"]) for row in table if row["term"].isalnum())


@pytest.mark.parametrize("words", ["|", "\ud83d", "甲|校", "||甲校"])
def test_the_mark_between_names_and_half_characters_are_nothing_to_look_for(words: str, tmp_path: Path) -> None:
    publish_city(
        tmp_path, PLACE, [school("A", "211402", "220", name="甲校"), school("B", "211402", "220", name="乙校")]
    )
    kept = words.strip("|\ud83d").replace("|", " ")
    assert list(in_folder(tmp_path, search, SCOPE, words)["name"]) == list(
        in_folder(tmp_path, search, SCOPE, kept)["name"]
    )

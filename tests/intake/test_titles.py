"""Titles of columns: every one that was ever known keeps its meaning, and none is taken of which a word is unknown."""

import csv
from datetime import date
from pathlib import Path

import pytest

from data.intake.tables.titles.meaning import meaning
from data.intake.tables.titles.vocabulary import patterns, roles
from data.registry.rows import registry

KNOWN = Path(__file__).parents[1] / "fixtures" / "titles.csv"
SIDES = {"core": "core_name", "member": "member_name"}
PARTIES = {"核心校": "core", "帮扶学校": "core", "成员校": "member", "被帮扶学校": "member"}
ELSEWHERE = {
    ("returns", "期间自"): "period",
    ("funds", "期间自"): "period",
    ("returns", "期间至"): "period",
    ("funds", "期间至"): "period",
    ("returns", "获评单位"): "school",
    ("activities", "活动项目"): "title",
    ("activities", "主办单位"): "school",
}
"""Titles that mean something else than they once did."""
AS_OF = date(2020, 12, 31)


def known() -> list[tuple[str, tuple[str, ...], str]]:
    """Return table, path and field of every title that the reader has known."""
    found = []
    with KNOWN.open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            field = ELSEWHERE.get((row["table"], row["written"]), SIDES.get(row["column"], row["column"]))
            if row["table"] == "party":
                found += [("pairings", (side, row["written"]), f"{of}_{field}") for side, of in PARTIES.items()]
            else:
                found.append((row["table"], (row["written"],), field))
    return found


def test_every_title_that_was_known_keeps_its_meaning():
    wrong = [(table, path, field, meaning(table, path)) for table, path, field in known()]
    assert [each for each in wrong if each[3].field != each[2]] == []


def test_the_vocabulary_says_it_in_a_fifth_of_the_rows():
    assert 5 * (len(registry("vocabulary")) + len(registry("titles"))) < len(known())


READ = {
    "county": ("县区代码", "所属辖区", "county_code", "所属县（市、区）"),
    "town": ("街道/乡镇", "镇(街)", "所在镇(街道)"),
    "school_id": ("school_id", "学校标识码(10位)"),
    "name": ("school_name", "单位全称", "基本信息/学校名称"),
    "pupils": (
        "在校学生合计",
        "现有在校生",
        "学生总人数",
        "学生情况/在校生数",
        "2020年在校生数",
        "2020-2021学年/学生数",
    ),
    "teachers": ("师资情况/专任教师", "教师(人)"),
    "boarders": ("学生情况/其中：寄宿生",),
    "lon": ("GPS经度", "高德经度", "lng", "经度(GCJ-02)"),
    "datum": ("坐标系",),
}


def test_titles_of_other_bureaus_are_read():
    found = []
    for field, path in [(field, path) for field, paths in READ.items() for path in paths]:
        parts = (path,) if "(" in path or path.startswith(("街道", "所属县")) else tuple(path.split("/"))
        found.append((path, field, meaning("schools", parts, AS_OF).field))
    assert [one for one in found if one[1] != one[2]] == []


NOT_TAKEN = {
    "subset": (
        "2021年秋季招生计划/学生数",
        "随迁子女/学生数",
        "设计规模/学生数",
        "学生情况/其中：女生",
        "附设幼儿园/人数",
    ),
    "doubt": ("上学年在校生数", "2019年在校生数", "2019-2020学年/学生数", "在校生数（计划）", "在校生数（不含教学点）"),
    "part": ("小学部/在校生数", "初中/学生数"),
    "multiple": ("在校生数（百人）",),
    "unknown": ("是否示范校", "办学规模(人)", "学生机房数", "驻地", "人数"),
    "other": ("班级数", "联系电话", "占地面积", "教职工数", "建校时间", "校长姓名"),
}


def test_a_title_with_a_word_that_changes_it_is_not_taken():
    asked = [(reason, path) for reason, paths in NOT_TAKEN.items() for path in paths]
    found = [(path, reason, meaning("schools", tuple(path.split("/")), AS_OF)) for reason, path in asked]
    assert [one for one in found if (one[2].field, one[2].reason) != ("", one[1])] == []


def test_the_likeliest_field_comes_first():
    asked = {"是否示范校": "is_quality", "办学规模(人)": "pupils", "驻地": "urban_rural", "学校名秤": "name"}
    asked["学校评定等级"] = "is_quality"
    assert {title: meaning("schools", (title,), AS_OF).near[0] for title in asked} == asked
    assert meaning("pairings", ("协作时间",), AS_OF).near[0] == "started_on"


def test_a_title_of_something_else_suggests_nothing():
    assert [meaning("schools", (title,), AS_OF).near for title in ("集团内角色", "校舍面积", "填表人")] == [(), (), ()]


def test_every_pattern_names_concepts_of_the_vocabulary():
    names = set(roles())
    wrong = [
        (p.field, p.allowed - names) for table in ("schools", "pairings") for p in patterns(table) if p.allowed - names
    ]
    assert wrong == []


@pytest.mark.parametrize("dropped", ["pupils", "county", "core", "managing", "plans", "migrants"])
def test_without_one_of_its_words_a_title_is_asked_about_or_left_out_never_bent(dropped, monkeypatch):
    """Mutants of the vocabulary: drop a concept's words; no title may then mean another field than before."""
    from data.intake.tables.titles import meaning as meanings
    from data.intake.tables.titles import title_words, vocabulary

    before = {(table, path): meaning(table, path).field for table, path, _ in known()}
    words = {word: tuple(c for c in concepts if c != dropped) for word, concepts in vocabulary.known_words().items()}
    caches = (meanings.meaning, title_words.title, vocabulary.words_of)
    monkeypatch.setattr(
        vocabulary, "known_words", lambda: {word: concepts for word, concepts in words.items() if concepts}
    )
    for cached in caches:
        cached.cache_clear()
    try:
        after = {key: meaning(*key).field for key in before}
    finally:
        monkeypatch.undo()
        for cached in caches:
            cached.cache_clear()
    changed = {key for key in before if before[key] != after[key]}
    bent = {key: (before[key], after[key]) for key in changed if after[key]}
    assert bool(changed) == (dropped != "migrants")
    assert bent == {}

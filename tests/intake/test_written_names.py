"""Names, marks and counts as clerks write them, and the closest school where a name is unknown."""

from datetime import date

import pytest

from data.intake import Reading, check
from data.intake.resolve.areas import Areas
from data.intake.resolve.schools import KnownSchool, SchoolDirectory
from data.intake.resolve.written_names import split_names
from data.intake.values.cells import UnreadableCellError
from data.intake.values.school_kinds import class_written, quality
from tests.intake.commands import run
from tests.intake.small_town import DAY, PAIRINGS, PLACE, ROSTER, Changes, command, write


def checked(folder, changes: Changes) -> Reading:
    return check(write(folder, changes), PLACE, date.fromisoformat(DAY))


@pytest.mark.parametrize("mark", ["市级", "省级", "县级", "区级", "国家级", "★", "优质校", "市级优质学校", "√", "是"])
def test_marks_of_quality(mark):
    assert quality(mark) is True


@pytest.mark.parametrize("mark", ["非优质学校", "一般", "普通校", "薄弱学校", "不是优质校", "否", "×"])
def test_marks_of_no_quality(mark):
    assert quality(mark) is False


@pytest.mark.parametrize("mark", ["拟创建优质学校", "申报优质校", "待定", "未评优质学校"])
def test_quality_is_not_guessed(mark, tmp_path):
    with pytest.raises(UnreadableCellError):
        quality(mark)
    (remark,) = checked(tmp_path, {(ROSTER, 6, "是否"): mark}).findings
    assert (remark.code, remark.severity, remark.value) == ("quality_unreadable", "error", mark)


def test_the_county_seat_is_a_town():
    assert class_written("县城") == (None, "镇区")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("曹庄镇中心小学、红崖子镇中心小学（2所）", ["曹庄镇中心小学", "红崖子镇中心小学"]),
        ("曹庄镇中心小学、红崖子镇中心小学等2所", ["曹庄镇中心小学", "红崖子镇中心小学"]),
        ("曹庄镇中心小学 红崖子镇中心小学 共2所", ["曹庄镇中心小学", "红崖子镇中心小学"]),
        ("曹庄镇中心小学\u3000石佛乡西山教学点", ["曹庄镇中心小学", "石佛乡西山教学点"]),
        ("①曹庄镇中心小学\n②大岭小学", ["曹庄镇中心小学", "大岭小学"]),
        ("曹庄镇中心小 学", ["曹庄镇中心小学"]),
        ("曹庄镇 中心小学", ["曹庄镇中心小学"]),
        ("兴城市第一小学 东校区", ["兴城市第一小学东校区"]),
        ("兴城市第一小学(东校区)", ["兴城市第一小学(东校区)"]),
    ],
)
def test_names_of_a_members_cell(cell, names):
    assert split_names(cell) == names


def test_a_name_the_roster_writes_with_a_space_stays_one():
    assert split_names("曹庄镇中心小学 大岭教学点", {"曹庄镇中心小学大岭教学点"}.__contains__) == [
        "曹庄镇中心小学大岭教学点"
    ]


@pytest.mark.parametrize(("count", "codes"), [("等2所", []), ("（共3所）", ["members_differ"])])
def test_a_count_that_differs_from_the_names_is_a_warning(count, codes, tmp_path):
    reading = checked(tmp_path, {(PAIRINGS, 3, "成员"): f"曹庄镇中心小学、红崖子镇中心小学{count}"})
    assert [remark.code for remark in reading.findings] == codes
    assert reading.counts["members"] == 4


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("白塔区一小", "第一小学（白塔区"),
        ("辽阳县第一小学（首山校区）", "辽阳县第一小学（辽阳县"),
        ("辽阳县二中", "第二中学（辽阳县"),
    ],
)
def test_the_closest_school_is_found_by_its_short_name(written, first):
    schools = [
        KnownSchool("1", "第一小学", "211002"),
        KnownSchool("2", "辽阳县第一小学", "211021"),
        KnownSchool("3", "第二中学", "211021"),
    ]
    match = SchoolDirectory(schools, Areas("211000"), set(), set()).find(written, None)
    assert match.school_id is None
    assert match.candidates[0].name == first.partition("（")[0]


def test_no_close_school_is_a_dash(tmp_path):
    (remark,) = checked(tmp_path, {(PAIRINGS, 4, "成员"): "博雅书苑"}).findings
    assert remark.code == "school_unknown"
    assert "—" in remark.message
    assert "none" not in remark.message


def test_findings_alike_are_told_once_and_counted_or_all_written_out(tmp_path):
    files = write(tmp_path, {(ROSTER, row, "学校标"): None for row in (5, 8, 9, 10, 12)})
    arguments = [part for part in command(files, tmp_path) if part != "--json"]
    done = run("data.intake", "check", *arguments)
    assert done.out.count("没有学校标识码") == 1
    assert "[提醒 warning ×5]" in done.out
    assert run("data.intake", "check", *arguments, "--all").out.count("没有学校标识码") == 5
    assert len(run("data.intake", "check", *arguments, "--json").json["findings"]) >= 5


def test_what_blocks_is_told_first(tmp_path):
    files = write(tmp_path, {(ROSTER, 5, "学校标"): None, (ROSTER, 6, "学段"): "大学"})
    arguments = [part for part in command(files, tmp_path) if part != "--json"]
    out = run("data.intake", "check", *arguments).out
    assert out.index("大学") < out.index("■") < out.index("没有学校标识码")

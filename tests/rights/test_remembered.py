"""Names and profiles that intake remembers: by whom, how far, never above a code or a name, each taken back and logged."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.intake import check, profiles
from data.intake.choices import Alias, Choices, ColumnChoice, KnownName
from data.intake.known_names import confirm_name, forget_name, keep_name, known_names
from data.intake.publish import publish_or_tell, school_names, standing_snapshot
from data.intake.session import Order, Session
from data.rights import RefusedError, acting, audit
from data.store.snapshots import read_snapshot, snapshot_folder
from tests.intake.commands import contents
from tests.intake.reported import FUND_TITLES, RETURN_TITLES, sheet_file
from tests.intake.small_town import PAIRINGS, PLACE, write
from tests.rights.people import CHIEF, CITY, COUNTY, OWN, ROWS, STRANGER, VIEWER, register, signed_in

DAY, NOW, NEIGHBOUR = date(2020, 12, 31), datetime(2026, 1, 1, tzinfo=UTC), "211481"
NEIGHBOURS = signed_in("xingcheng")
OTHER_CITY = signed_in("zibo")
OWN_SCHOOL, OTHER_SCHOOL = (
    "2121000008",
    "2121000005",
)  # 石佛乡中心小学 of the own county, 红崖子镇中心小学 of the neighbour
UNKNOWN = {(PAIRINGS, 3, "成员"): "曹庄镇中心小学、中心小学校"}  # written in a row of the neighbour
UNKNOWN_OWN = {(PAIRINGS, 5, "成员"): "中心小学校"}
REMEMBERED = ("school_remembered", "school_remembered_before")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with a register; nothing is published."""
    folder = tmp_path / "data"
    monkeypatch.setenv("LIANXIAO_DATA", str(folder))
    register(
        folder, f"{ROWS}zibo@edu.example,,,city_editor,370300,\nxingcheng@edu.example,,,county_editor,{NEIGHBOUR},\n"
    )
    return folder


def read(data, files, user=CITY, **decided):
    """Read sheets as the page does for a user, with what is remembered."""
    with acting(user):
        known = known_names(PLACE)
        return check(files, PLACE, DAY, choices=Choices(aliases=(*decided.get("aliases", ()), *known)))


def members(reading):
    return {row["school_id"] for row in reading.tables["members"].to_pylist()}


def told(reading, *codes):
    return [one for one in reading.findings if one.code in codes]


def kept(data, written, school, county, school_county, user=CITY):
    with acting(user):
        keep_name(PLACE, written, school, county, school_county)
        return next(one for one in known_names(PLACE) if (one.written, one.county) == (written, county))


def refusals(data):
    return [(one.who, one.what) for one in audit.events() if one.did == "refused"]


# What was proven: a county editor's name outranked code and name, and moved a pairing in the city's next publication.


@pytest.mark.parametrize("written", ["2121000003", "曹庄镇中心小学", "兴城市曹庄镇中心小学"])
def test_what_a_county_remembers_moves_no_pairing_of_another_in_the_citys_publication(data, tmp_path, written):
    files = write(tmp_path, {(PAIRINGS, 3, "成员"): written})
    before = read(data, files)
    assert not before.blocked and "2121000003" in members(before)
    for county, school_county in ((NEIGHBOUR, OWN), (OWN, NEIGHBOUR), ("", OWN), ("", ""), (OWN, "")):
        with acting(COUNTY), pytest.raises(RefusedError):
            keep_name(PLACE, written, OWN_SCHOOL, county, school_county)
    kept(data, written, OWN_SCHOOL, OWN, OWN, COUNTY)
    with acting(CITY):
        session = Session()
        reading = session.read(
            {one.name: (one.name, one.read_bytes) for one in files},
            Order(PLACE, DAY, known=known_names(PLACE)),
        )
        assert session.publish(replace=False, now=NOW) == []
    assert members(reading) == members(before) and told(reading, *REMEMBERED) == []
    published = read_snapshot(snapshot_folder(data, PLACE, DAY))
    assert {row["school_id"] for row in published.table("members").to_pylist()} == members(before)
    assert [(one.did, one.who) for one in audit.events()][:2] == [
        ("published", CITY.who), ("name_kept", COUNTY.who),
    ]  # fmt: skip
    assert refusals(data) == [(COUNTY.who, "remember")] * 5


@pytest.mark.parametrize("written", ["2121000003", "曹庄镇中心小学", "兴城市曹庄镇中心小学"])
@pytest.mark.parametrize("user", [CITY, NEIGHBOURS], ids=lambda user: user.who)
def test_nobodys_name_outranks_a_code_or_a_name_that_the_roster_has(data, tmp_path, written, user):
    files = write(tmp_path, {(PAIRINGS, 3, "成员"): written})
    kept(data, written, OTHER_SCHOOL, NEIGHBOUR, NEIGHBOUR, user)
    reading = read(data, files)
    assert "2121000003" in members(reading) and OTHER_SCHOOL not in members(reading)
    assert told(reading, *REMEMBERED) == []


def test_a_file_from_before_outranks_nothing_either(data, tmp_path):
    before(
        data, {"written": "曹庄镇中心小学", "school_id": OWN_SCHOOL}, {"written": "2121000003", "school_id": OWN_SCHOOL}
    )
    for written in ("曹庄镇中心小学", "2121000003"):
        reading = read(data, write(tmp_path, {(PAIRINGS, 3, "成员"): written}))
        assert "2121000003" in members(reading) and told(reading, *REMEMBERED) == []


# How far a name holds.


def test_a_countys_name_holds_for_rows_and_schools_of_the_county_alone_and_says_who(data, tmp_path):
    kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN, COUNTY)
    reading = read(data, write(tmp_path, UNKNOWN_OWN))
    (one,) = told(reading, *REMEMBERED)
    assert not reading.blocked and OWN_SCHOOL in members(reading)
    assert COUNTY.who in one.message and COUNTY.who in one.message_en and one.severity == "info"
    assert datetime.now(UTC).date().isoformat() in one.message
    elsewhere = read(data, write(tmp_path, UNKNOWN))
    assert elsewhere.blocked and told(elsewhere, "school_unknown")[0].county == NEIGHBOUR


def test_a_countys_name_for_a_school_that_is_another_countys_now_does_not_hold(data, tmp_path):
    kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN, COUNTY)
    path = data / "intake" / "decisions.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said[PLACE]["names"][0]["school_id"] = OTHER_SCHOOL
    path.write_text(json.dumps(said), encoding="utf-8")
    assert told(read(data, write(tmp_path, UNKNOWN_OWN)), "school_unknown")
    said[PLACE]["names"][0] |= {"county": "", "school_id": OWN_SCHOOL}
    path.write_text(json.dumps(said), encoding="utf-8")
    assert told(read(data, write(tmp_path, UNKNOWN)), "school_unknown"), "for all rows a county does not decide"


def test_a_citys_name_holds_for_the_county_it_was_decided_in_and_any_school(data, tmp_path):
    kept(data, "中心小学校", OWN_SCHOOL, NEIGHBOUR, OWN)
    assert OWN_SCHOOL in members(read(data, write(tmp_path, UNKNOWN)))
    assert told(read(data, write(tmp_path, UNKNOWN_OWN)), "school_unknown")
    kept(data, "中心小学校", OTHER_SCHOOL, "", NEIGHBOUR)
    assert OTHER_SCHOOL in members(read(data, write(tmp_path, UNKNOWN_OWN)))
    assert OWN_SCHOOL in members(read(data, write(tmp_path, UNKNOWN))), "what was decided for the county comes first"


def test_a_citys_name_comes_before_a_countys_and_both_before_one_of_nobody(data, tmp_path):
    before(data, {"written": "中心小学校", "school_id": "2121000009"})
    assert told(read(data, write(tmp_path, UNKNOWN_OWN)), *REMEMBERED)[0].code == "school_remembered_before"
    kept(data, "中心小学校", "2121000007", OWN, OWN, COUNTY)
    assert COUNTY.who in told(read(data, write(tmp_path, UNKNOWN_OWN)), *REMEMBERED)[0].message
    kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN, CITY)
    for user in (CITY, COUNTY):
        assert CITY.who in told(read(data, write(tmp_path, UNKNOWN_OWN), user), *REMEMBERED)[0].message


def test_a_county_editor_neither_uses_nor_lists_what_another_county_decided(data):
    kept(data, "甲小", OTHER_SCHOOL, NEIGHBOUR, NEIGHBOUR, NEIGHBOURS)
    kept(data, "乙小", OTHER_SCHOOL, NEIGHBOUR, NEIGHBOUR, CITY)
    mine = kept(data, "丙小", OTHER_SCHOOL, OWN, NEIGHBOUR, CITY)
    with acting(COUNTY):
        assert known_names(PLACE) == (mine,)
    with acting(CITY):
        assert {one.written for one in known_names(PLACE)} == {"甲小", "乙小", "丙小"}


def test_in_a_countys_own_intake_its_name_holds_where_the_sheet_names_no_county(data, tmp_path):
    with acting(CITY):
        publish(data, *write(tmp_path))
    kept(data, "石佛中心校", OWN_SCHOOL, OWN, OWN, COUNTY)
    row = ["信息化建设", 100, "2020年", "", "石佛中心校", None]
    file = sheet_file(tmp_path, "经费表", FUND_TITLES, [row])
    with acting(COUNTY):
        order = Order(PLACE, DAY, known=known_names(PLACE))
        reading = Session().read({"1": (file.name, file.read_bytes)}, order)
    assert [one.code for one in told(reading, *REMEMBERED, "school_unknown")] == ["school_remembered"]


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        (RETURN_TITLES, ["巩固率", "建昌县", None, "石佛中心校", None, "2020年", 190, 200]),
        (RETURN_TITLES, ["巩固率", "建昌县", "石佛中心校", None, None, "2020年", 190, 200]),
        (FUND_TITLES, ["信息化建设", 100, "2020年", "建昌县", "石佛中心校", None]),
        (FUND_TITLES, ["信息化建设", 100, "2020年", "建昌县", None, "石佛中心校"]),
    ],
    ids=["return", "unit", "funds", "core"],
)
def test_a_reading_says_wherever_it_used_a_remembered_name(data, tmp_path, titles, row):
    school = "2121000007" if row[-1] == "石佛中心校" else OWN_SCHOOL  # the core of the county's community
    with acting(CITY):
        publish(data, *write(tmp_path))
    kept(data, "石佛中心校", school, OWN, OWN)
    file = sheet_file(tmp_path, "填报表", titles, [row])
    with acting(CITY):
        standing = standing_snapshot(PLACE, DAY)
        reading = check([file], PLACE, DAY, standing=standing, choices=Choices(aliases=known_names(PLACE)))
    assert not reading.blocked, [one.message for one in reading.findings]
    assert [CITY.who in one.message for one in told(reading, *REMEMBERED)] == [True]


# Decisions for one run, from `--choices`.


def test_a_choice_for_this_run_outranks_neither_and_a_finding_says_so(data, tmp_path):
    for written in ("2121000003", "曹庄镇中心小学"):
        reading = read(data, write(tmp_path, {(PAIRINGS, 3, "成员"): written}), aliases=[Alias(written, OTHER_SCHOOL)])
        one, *_ = told(reading, "choice_outranked")
        assert "2121000003" in members(reading) and OTHER_SCHOOL not in members(reading)
        assert (one.severity, one.value) == ("warning", written) and OTHER_SCHOOL in one.message
        assert told(reading, "choice_unused") == []
    reading = read(data, write(tmp_path), aliases=[Alias("曹庄镇中心小学", "2121000003")])
    assert told(reading, "choice_outranked") == []


def test_a_choice_for_this_run_comes_before_what_is_remembered(data, tmp_path):
    kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN)
    reading = read(data, write(tmp_path, UNKNOWN_OWN), aliases=[Alias("中心小学校", "2121000009")])
    assert "2121000009" in members(reading) and told(reading, "school_by_hand") and not told(reading, *REMEMBERED)


def test_a_choices_file_cannot_pose_as_what_is_remembered():
    with pytest.raises(TypeError):
        Choices.from_dict({"aliases": [{"written": "一小", "school_id": "1", "who": "li@edu.example"}]})


# Who may keep and take back; what the log says.


@pytest.mark.parametrize("user", [VIEWER, STRANGER, OTHER_CITY, NEIGHBOURS], ids=lambda user: user.who)
def test_the_wrong_user_keeps_and_takes_back_nothing_and_it_is_logged(data, user):
    name = kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN, COUNTY)
    with acting(COUNTY):
        profiles.keep_profile(PLACE, "甲", Choices((ColumnChoice("D", "name"),)))
        (profile,) = profiles.profiles(PLACE).values()
    stands = contents(data)
    acts = [
        lambda: keep_name(PLACE, "甲", OWN_SCHOOL, OWN, OWN),
        lambda: forget_name(PLACE, name),
        lambda: confirm_name(PLACE, replace(name, who="")),
        lambda: profiles.forget_profile(PLACE, profile),
    ]
    for act in acts:
        with acting(user), pytest.raises(RefusedError):
            act()
    assert contents(data) == stands and refusals(data) == [(user.who, "remember")] * len(acts)


@pytest.mark.parametrize("user", [COUNTY, CITY, CHIEF], ids=lambda user: user.who)
def test_names_and_profiles_are_kept_and_taken_back_by_who_may_each_with_an_event(data, user):
    name = kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN, user)
    assert (name.who, name.county, name.reach) == (user.who, OWN, OWN if user is COUNTY else "")
    with acting(user):
        profiles.keep_profile(PLACE, "甲", Choices((ColumnChoice("D", "name"),)))
        (profile,) = profiles.profiles(PLACE).values()
        profiles.forget_profile(PLACE, profile)
        forget_name(PLACE, name)
        assert known_names(PLACE) == () and profiles.profiles(PLACE) == {}
    events = [(one.did, one.who, one.place, one.what) for one in audit.events()]
    named = f"中心小学校 → {OWN_SCHOOL}"
    assert events == [
        ("name_removed", user.who, PLACE, named), ("profile_removed", user.who, PLACE, "甲"),
        ("profile_kept", user.who, PLACE, "甲"), ("name_kept", user.who, PLACE, named),
    ]  # fmt: skip


def test_a_county_takes_back_no_name_of_the_city(data):
    name = kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN, CITY)
    with acting(COUNTY), pytest.raises(RefusedError):
        forget_name(PLACE, name)
    with acting(CITY):
        assert known_names(PLACE) == (name,)


def test_what_cannot_be_logged_is_not_remembered(data, monkeypatch):
    name = kept(data, "中心小学校", OWN_SCHOOL, OWN, OWN)
    stands = contents(data)
    monkeypatch.setattr(audit.chain, "append", full)
    for act in (
        lambda: keep_name(PLACE, "甲", OWN_SCHOOL, OWN, OWN),
        lambda: forget_name(PLACE, name),
    ):
        with acting(CITY), pytest.raises(OSError, match="full"):
            act()
    assert contents(data) == stands


def full(*_, **__):
    raise OSError("full")


# Profiles.


def test_a_countys_profile_is_used_in_its_own_intake_alone_and_a_citys_everywhere(data):
    mine, citys = Choices((ColumnChoice("D", "name"),)), Choices((ColumnChoice("E", "name"),))
    with acting(COUNTY):
        profiles.keep_profile(PLACE, "甲", mine)
    with acting(CITY):
        assert profiles.profiles(PLACE) == {}
        profiles.keep_profile(PLACE, "甲", citys)
        assert [one.choices for one in profiles.profiles(PLACE).values()] == [citys]
        assert {one.who for one in profiles.profiles(PLACE, every=True).values()} == {
            COUNTY.who,
            CITY.who,
        }
    with acting(COUNTY):
        assert {one.reach: one.choices for one in profiles.profiles(PLACE).values()} == {
            "": citys,
            OWN: mine,
        }
    with acting(NEIGHBOURS):
        assert [one.choices for one in profiles.profiles(PLACE, every=True).values()] == [citys]


# What versions remembered that did not note who.


def before(data, *aliases, **profiles_before):
    path = data / "intake" / "decisions.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({PLACE: {"aliases": aliases, "profiles": profiles_before}}), encoding="utf-8")


def test_names_from_before_are_confirmed_or_removed_by_a_city_editor(data):
    before(data, {"written": "甲小", "school_id": "1"}, {"written": "乙小", "school_id": "2"})
    with acting(COUNTY):
        first, second = known_names(PLACE)
        assert (first, second) == (KnownName("甲小", "1"), KnownName("乙小", "2"))
        for act in (confirm_name, forget_name):
            with pytest.raises(RefusedError):
                act(PLACE, first)
    with acting(CITY):
        confirm_name(PLACE, first)
        forget_name(PLACE, second)
        (one,) = known_names(PLACE)
    assert (one.written, one.school_id, one.who, one.county, one.reach) == ("甲小", "1", CITY.who, "", "")
    assert [one.did for one in audit.events()][:2] == ["name_removed", "name_kept"]


def test_profiles_from_before_are_used_and_can_be_taken_back(data):
    before(data, 甲=Choices((ColumnChoice("D", "name"),)).as_dict())
    for user in (COUNTY, CITY):
        with acting(user):
            (one,) = profiles.profiles(PLACE).values()
        assert (one.name, one.who, one.at) == ("甲", "", "")
    with acting(COUNTY), pytest.raises(RefusedError):
        profiles.forget_profile(PLACE, one)
    with acting(CITY):
        profiles.forget_profile(PLACE, one)
        assert profiles.profiles(PLACE) == {}


def publish(data, *files):
    standing = standing_snapshot(PLACE, DAY)
    reading = check(list(files), PLACE, DAY, None, None, standing)
    assert publish_or_tell(reading, list(files), standing, replace=True, now=NOW) == []


def test_schools_are_named_from_the_last_snapshot_a_countys_own_alone_for_its_editor(data, tmp_path):
    with acting(CITY):
        publish(data, *write(tmp_path))
        assert school_names(PLACE, {OWN_SCHOOL, OTHER_SCHOOL, "9"}) == {
            OWN_SCHOOL: "石佛乡中心小学", OTHER_SCHOOL: "红崖子镇中心小学",
        }  # fmt: skip
    with acting(COUNTY):
        assert school_names(PLACE, {OWN_SCHOOL, OTHER_SCHOOL}) == {OWN_SCHOOL: "石佛乡中心小学"}

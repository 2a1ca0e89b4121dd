"""Each place's story, read from its committed tables: what was renamed, closed, merged, ended, exchanged, left unsaid."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from data.sample.places import STORIES
from tests.sample.published import Row, committed, rows, schools_by_id

SIZES = {"211000": 245, "211400": 420, "370300": 383, "530500": 379, "211282": 92}
RENAMED = {
    "211000": {"辽阳县穆家中学": "穆家镇初级中学", "太子河区铁西实验小学": "太子河区铁西第二小学"},
    "211400": {"连山区化工实验小学": "连山区化工第二小学", "绥中县宽邦中学": "宽邦镇初级中学"},
    "370300": {"博山区实验中学": "博山区城西初级中学", "沂源县鲁村中学": "鲁村镇初级中学"},
    "530500": {"腾冲市第二中学": "腾冲市西源初级中学"},
    "211282": {"开原市站前小学": "开原市铁路小学"},
}
# A school that closed and the one it was merged into.
MERGED = {
    "211000": ("隆昌镇杨树底教学点", "隆昌镇中心小学", 2021),
    "211400": ("红崖子镇青石岭小学", "红崖子镇中心小学", 2020),
    "370300": ("太河镇郭庄教学点", "太河镇中心小学", 2022),
    "530500": ("潞江镇花椒教学点", "潞江镇中心小学", 2018),
    "211282": ("松山镇大洼教学点", "松山镇中心小学", 2024),
}
ENDED = {
    "211000": {date(2023, 6, 30)},
    "211400": {None, date(2021, 8, 31), date(2022, 8, 31)},
    "370300": {date(2022, 8, 31), date(2023, 8, 31)},
    "530500": {date(2019, 7, 31)},
    "211282": {date(2024, 8, 31)},
}
OUTSIDE = {
    "211000": {"鞍山市"},
    "211400": {"沈阳市"},
    "370300": {"济南市"},
    "530500": {"昆明市"},
    "211282": {"沈阳市"},
}
# Counties without data: a column that none of their schools states at the last date.
SILENT = (
    ("211000", "211005", "recording_classrooms"),
    ("211400", "211403", "is_integrated"),
    ("530500", "530523", "is_weak"),
    ("530500", "530524", "arts_pe_full"),
    ("530500", "530581", "supervised_on"),
)
STEPS = {"幼儿园", "小学", "初中", "高中"}


def last(place: str, table: str) -> list[Row]:
    return rows(committed(place, STORIES[place].dates[-1]), table)


@pytest.mark.parametrize("place", STORIES)
def test_a_place_has_its_size_renames_and_closings(place: str) -> None:
    first, newest = (schools_by_id(committed(place, STORIES[place].dates[end])) for end in (0, -1))
    assert len(first) == SIZES[place]
    renamed = {row["name"]: row["former_name"] for row in newest.values() if row["former_name"]}
    assert renamed == RENAMED[place]
    assert {first[key]["name"] for key in first.keys() & newest.keys() if newest[key]["former_name"]} == set(
        renamed.values()
    )
    closed = [row for key, row in first.items() if key not in newest]
    assert sum(1 for row in closed if row["stage"] == "教学点") >= 8
    assert all(row["stage"] == "教学点" or row["name"] == MERGED[place][0] for row in closed)


@pytest.mark.parametrize("place", STORIES)
def test_a_school_is_closed_and_merged_into_another(place: str) -> None:
    name, receiver, year = MERGED[place]
    before, after = (
        {row["name"]: row for row in rows(committed(place, date(at, 12, 31)), "schools")} for at in (year - 1, year)
    )
    assert name in before and name not in after
    assert before[name]["managing_school_id"] == before[receiver]["school_id"]
    # Towns lose two to four per cent of their pupils a year; the pupils of the closed school come on top.
    kept = after[receiver]["pupils"] - before[name]["pupils"] * 0.9
    assert before[receiver]["pupils"] * 0.93 < kept < before[receiver]["pupils"] * 1.01


@pytest.mark.parametrize("place", STORIES)
def test_partnerships_end_cross_borders_span_stages_and_exchange_people(place: str) -> None:
    schools = {row["school_id"]: row for row in last(place, "schools")}
    partnerships = {row["partnership_id"]: row for row in last(place, "partnerships")}
    ended = {row["ended_on"] for row in partnerships.values() if row["is_ended"]}
    assert ended == ENDED[place]
    assert {row["core_place"] for row in partnerships.values()} - {None} == OUTSIDE[place]
    taking_part = [(row["partnership_id"], row["school_id"]) for row in last(place, "members")]
    cores = {key: row["core_school_id"] for key, row in partnerships.items() if row["core_school_id"]}
    home = "town_code" if place == "211282" else "county_code"
    crossing = [
        key for key, member in taking_part if key in cores and schools[cores[key]][home] != schools[member][home]
    ]
    assert len(crossing) >= 8
    stages: dict[str, set[str]] = {}
    for key, member in [*taking_part, *cores.items()]:
        stages.setdefault(key, set()).add(schools[member]["stage"])
    chains = sum(1 for found in stages.values() if found >= STEPS)
    assert chains == {"211000": 3, "211400": 0}.get(place, 1)
    exchanges = [row for row in last(place, "activities") if row["kind"] == "教师交流"]
    assert sum(row["teachers"] for row in exchanges) > 0 and sum(row["cadres"] for row in exchanges) > 0


@pytest.mark.parametrize(("place", "county", "column"), SILENT)
def test_a_county_without_data_states_nothing(place: str, county: str, column: str) -> None:
    stated = Counter(row["county_code"] for row in last(place, "schools") if row[column] is not None)
    assert stated[county] == 0 and stated.total() > 20


def test_a_county_of_liaoyang_has_no_rural_school() -> None:
    assert {row["urban_rural_code"][:2] for row in last("211000", "schools") if row["county_code"] == "211002"} == {
        "11"
    }


def test_communities_of_zibo_have_two_cores_or_none() -> None:
    for as_of, names in (
        (date(2019, 6, 30), {"周村区丝路学校联盟": 2, "临淄区齐都学校联盟": 2, "张店区南部学校联盟": 0}),
        (date(2025, 12, 31), {"周村区丝路学校联盟": 2}),
    ):
        cores: dict[str, set[str]] = {}
        for row in rows(committed("370300", as_of), "partnerships"):
            if not row["is_ended"]:
                cores.setdefault(row["name"], set()).update({row["core_name"]} - {None})
        assert {name: len(found) for name, found in cores.items() if len(found) != 1} == names


def test_group_experiments_of_shidian_stand_exactly_on_target() -> None:
    schools = [row for row in last("530500", "schools") if row["county_code"] == "530521"]
    done = sum(row["group_experiments_done"] or 0 for row in schools)
    assert Fraction(done, sum(row["group_experiments_planned"] or 0 for row in schools)) == Fraction(95, 100)
    assert 10.0 in {row["principal_years"] for row in last("530500", "schools")}, "exactly ten years is not over"

"""The story of 开原市 in the sample: a county-level city, its small schools, senior highs and awards."""

from collections import Counter

from data.sample.kaiyuan import DATES, PLACE
from tests.sample.published import COMPULSORY, Row, committed, rows


def last(table: str) -> list[Row]:
    return rows(committed(PLACE, DATES[-1]), table)


def test_kaiyuan_is_one_county_with_schools_whose_township_is_not_stated() -> None:
    schools = last("schools")
    assert {row["county_code"] for row in schools} == {"211282"}
    unstated = [row for row in schools if row["town_code"] is None]
    assert len(unstated) == 3 and all(row["lon"] is None and row["town_name"] is None for row in unstated)
    small = [row for row in schools if row["stage"] in COMPULSORY and row["pupils"] <= 50]
    assert len(small) == 1
    pair = next(row for row in last("partnerships") if row["name"] == "开原市普通高中结对帮扶")
    names = {row["written_name"] for row in last("members") if row["partnership_id"] == pair["partnership_id"]}
    assert (pair["core_name"], names) == ("开原市高级中学", {"开原市第二高级中学", "开原市第四中学"})


def test_awards_of_kaiyuan_name_their_awardees() -> None:
    awarded = [row for row in last("returns") if row["indicator_id"] == "famous_principals"]
    assert Counter(row["period_end"].year for row in awarded) == {2022: 4, 2023: 5, 2024: 5, 2025: 6}
    assert all(row["unit_name"].endswith("）") for row in awarded)


def test_small_schools_go_and_vocational_schools_come_up_to_standard() -> None:
    small, up_to_standard = [], []
    for as_of in DATES:
        schools = rows(committed(PLACE, as_of), "schools")
        small.append(sum(1 for row in schools if row["stage"] in COMPULSORY and row["pupils"] <= 50))
        up_to_standard.append(sum(1 for row in schools if row["conditions_met"]))
    assert (small, up_to_standard) == ([10, 7, 7, 4, 1], [1, 2, 2, 3, 4])


def test_a_school_leaves_its_group_and_joins_another() -> None:
    groups = []
    for as_of in DATES:
        snapshot = committed(PLACE, as_of)
        open_groups = {
            row["partnership_id"]: row["name"]
            for row in rows(snapshot, "partnerships")
            if row["mode"] == "集团式" and not row["is_ended"]
        }
        school = next(row for row in rows(snapshot, "schools") if row["name"] == "业民镇初级中学")["school_id"]
        groups.append(
            [
                open_groups[row["partnership_id"]]
                for row in rows(snapshot, "members")
                if row["school_id"] == school and row["partnership_id"] in open_groups
            ]
        )
    assert groups == [["开原市滨水教育集团"], [], [], [], ["开原市第五初级中学教育集团"]]

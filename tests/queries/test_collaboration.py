"""What communities do, counted by hand: modes, chains of schooling, activities, money, and who crosses which border."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from queries import Scope, activities, chains, funds, pairings, partnership_modes
from tests.folder import in_folder
from tests.queries.city import Record, pairing, publish_city, school

PLACE, A, B = "211400", "211402", "211403"
DAY = date(2020, 12, 31)
SCHOOLS = [
    school("K1", A, "111", "幼儿园"),
    school("P1", A, "111", is_quality=True),
    school("P2", A, "220"),
    school("P3", B, "220"),
    school("J1", A, "111", "初中"),
    school("N1", B, "121", "九年一贯制"),
    school("T1", B, "111", "十二年一贯制"),
    school("S1", A, "111", "高中"),
    school("V1", A, "111", "中职"),
]
PAIRINGS = [
    # Four steps of schooling: 幼儿园 小学 初中 高中, five schools.
    pairing("P1", "K1", "P2", "J1", "S1", name="全程", mode="集团式", county_code=A, started_on=date(2019, 9, 1)),
    # Two steps in one school, across the county border.
    pairing("P1", "N1", name="越界", mode="帮扶式", county_code=A),
    # Three steps in one school.
    pairing("T1", "P3", name="贯通", mode="帮扶式", county_code=B),
    # One step only; a vocational school is no step.
    pairing("P1", "P2", "V1", mode="帮扶式", county_code=A),
    pairing(None, "P3", core_name="沈阳一小", core_place="沈阳市", mode="结对", county_code=B),
    # Ended and to come: in no mode, in no chain.
    pairing("J1", "S1", name="旧", mode="集团式", is_ended=True),
    pairing("J1", "S1", name="新", mode="集团式", started_on=date(2021, 1, 1)),
]


def activity(number: int, kind: str, day: str, county: str, **more: object) -> Record:
    row: Record = {"activity_id": f"A{number}", "kind": kind, "held_on": date.fromisoformat(day), "county_code": county}
    return row | more


def fund(number: int, county: str, task: str, amount: float, start: str = "2020-09-01", **more: object) -> Record:
    begun = date.fromisoformat(start)
    days = {"period_start": begun, "period_end": begun.replace(year=begun.year + 1)}
    return {"fund_id": f"F{number}", "county_code": county, "task": task, "amount": amount} | days | more


ACTIVITIES = [
    activity(1, "教师交流", "2020-09-01", A, teachers=3, cadres=1, school_id="P2", partnership_id=f"{PLACE}-001"),
    activity(2, "集体备课", "2020-12-31", B, participants=20),
    activity(3, "送教下乡", "2021-01-01", B),  # not yet held
]
FUNDS = [
    fund(1, A, "教师交流", 20000.0, school_id="P2", partnership_id=f"{PLACE}-001"),
    fund(2, B, "薄弱校补助", 50000.0),
    fund(3, B, "教师培训", 9000.0, "2019-01-01"),
    fund(4, B, "教师培训", 7000.0, "2021-01-01"),  # not yet begun
    fund(5, B, "考察学习", 100.0, "2020-12-31"),  # begins on the very day
]
WHOLE = Scope("huludao-2020")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    publish_city(tmp_path, PLACE, SCHOOLS, PAIRINGS, DAY, activities=ACTIVITIES, funds=FUNDS)
    return tmp_path


def records(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_partnerships_are_counted_by_mode_with_members_and_borders_crossed(data: Path) -> None:
    columns = ("mode", "partnerships", "members", "schools", "crossing_areas", "crossing_city")
    assert records(in_folder(data, partnership_modes, WHOLE), *columns) == [
        ("帮扶式", 3, 4, 4, 1, 0),
        ("结对", 1, 1, 1, 0, 1),
        ("集团式", 1, 4, 4, 0, 0),
    ]
    assert records(in_folder(data, partnership_modes, Scope("huludao-2020", area=B)), *columns) == [
        ("帮扶式", 2, 2, 2, 1, 0),
        ("结对", 1, 1, 1, 0, 1),
    ]


def test_chains_join_two_steps_of_schooling_or_more(data: Path) -> None:
    columns = ("partnership_name", "steps", "kindergartens", "primaries", "juniors", "seniors", "schools")
    assert records(in_folder(data, chains, WHOLE), *columns) == [
        ("全程", 4, 1, 2, 1, 1, 5),
        ("贯通", 3, 0, 2, 1, 1, 2),
        ("越界", 2, 0, 2, 1, 0, 2),
    ]
    assert list(in_folder(data, chains, Scope("huludao-2020", area=B))["partnership_name"]) == ["贯通"]


def test_activities_held_by_the_day_are_listed_the_newest_first(data: Path) -> None:
    found = in_folder(data, activities, WHOLE)
    assert records(found, "activity_id", "kind", "area_code") == [("A2", "集体备课", B), ("A1", "教师交流", A)]
    exchange = found.set_index("activity_id").loc["A1"]
    assert (exchange["teachers"], exchange["cadres"]) == (3, 1)
    assert (exchange["school_name"], exchange["partnership_name"]) == ("P2校", "全程")
    assert list(in_folder(data, activities, Scope("huludao-2020", area=A))["activity_id"]) == ["A1"]


def test_money_of_periods_begun_is_listed_by_period_and_amount(data: Path) -> None:
    found = in_folder(data, funds, WHOLE)
    assert records(found, "fund_id", "task", "amount") == [
        ("F5", "考察学习", 100.0),
        ("F2", "薄弱校补助", 50000.0),
        ("F1", "教师交流", 20000.0),
        ("F3", "教师培训", 9000.0),
    ]
    first = found.set_index("fund_id").loc["F1"]
    assert (first["school_name"], first["partnership_name"]) == ("P2校", "全程")
    assert found.loc[found["area_code"] == A, "amount"].sum() == 20000
    assert list(in_folder(data, funds, Scope("huludao-2020", area=B))["fund_id"]) == ["F5", "F2", "F3"]


def test_modes_count_the_pairings_that_are_drawn(data: Path) -> None:
    arcs = in_folder(data, pairings, WHOLE)
    running = arcs[arcs["is_active"]]
    by_mode = running.groupby("mode").agg(
        members=("member_id", "size"), crossing_areas=("crosses_area", "sum"), crossing_city=("crosses_city", "sum")
    )
    counted = in_folder(data, partnership_modes, WHOLE).set_index("mode")
    for column in by_mode:
        assert by_mode[column].to_dict() == counted[column].to_dict()
    assert set(arcs["state"]) == {"active", "ended", "upcoming"}


def test_activities_of_a_county_level_city_count_in_the_township_of_their_school(tmp_path: Path) -> None:
    rows = [school("K2", "211282", "121", town_code="211282102"), school("K3", "211282", "220")]
    told = [
        activity(1, "集体备课", "2020-03-01", "211282", school_id="K2"),
        activity(2, "集体备课", "2020-02-01", "211282", school_id="K3"),
        activity(3, "集体备课", "2020-01-01", "211282"),
    ]
    publish_city(tmp_path, "211282", rows, (), DAY, activities=told)
    found = in_folder(tmp_path, activities, Scope("kaiyuan-2024"))
    assert list(found["area_code"]) == ["211282102", "211282-0", "211282"]

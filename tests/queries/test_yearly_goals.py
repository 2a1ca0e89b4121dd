"""Goals that stand anew every year (名师 8 人/年): judged year by year, each by the period that ended in it."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from queries import Scope, goal_years
from tests.folder import in_folder
from tests.queries.city import Record, publish_city, registries
from tests.queries.counted import FIRST, PLACE, PROGRAMME, SECOND, goal

KAIYUAN, AWARD = "211282", "famous_teachers"  # KY-6a: at least 8 a year, 2024 and 2025
Reported = tuple[tuple[str, str], float]
Y2023: tuple[str, str] = ("2023-01-01", "2023-12-31")
Y2024: tuple[str, str] = ("2024-01-01", "2024-12-31")
Y2025: tuple[str, str] = ("2025-01-01", "2025-12-31")
SCHOOL_YEARS = (("2023-09-01", "2024-08-31"), ("2024-09-01", "2025-08-31"))


def award(area: str, period: tuple[str, str], number: float, unit: str | None = None) -> Record:
    """Return a row of returns: teachers named by an area in a period."""
    days = dict(zip(("period_start", "period_end"), map(date.fromisoformat, period), strict=True))
    return days | {
        "indicator_id": AWARD,
        "area_code": area,
        "unit_id": unit or area,
        "numerator": number,
        "denominator": 1.0,
    }


def publish(data: Path, place: str, told: dict[str, list[Record]]) -> None:
    for day, rows in told.items():
        publish_city(data, place, [], (), date.fromisoformat(day), returns=rows)


def judged(data: Path, goal_id: str, programme: str, seen: str, area: str) -> dict[int, tuple[str, float | None]]:
    """Return standing and count of each year, seen from a day."""
    found = in_folder(data, goal_years, Scope(programme, date.fromisoformat(seen)))
    mine = found[(found["goal_id"] == goal_id) & (found["area_code"] == area)]
    assert list(mine["year"]) == sorted(set(mine["year"]))
    return {row.year: (row.standing, None if pd.isna(row.numerator) else row.numerator) for row in mine.itertuples()}


CASES: list[tuple[str, dict[str, list[tuple[tuple[str, str], float]]], str, dict[int, tuple[str, float | None]]]] = [
    (
        "exactly on target on the year's last day",
        {"2024-12-31": [(Y2024, 8)]},
        "2024-12-31",
        {2024: ("met_on_time", 8)},
    ),
    ("one short", {"2024-12-31": [(Y2024, 7)]}, "2024-12-31", {2024: ("not_met", 7)}),
    (
        "a day before the year is over",
        {"2024-12-30": [(("2024-01-01", "2024-12-30"), 9)]},
        "2024-12-30",
        {2024: ("pending", 9)},
    ),
    (
        "the next year is pending while it runs and the last one stands",
        {"2024-12-31": [(Y2024, 8)], "2025-06-30": [(Y2024, 8)]},
        "2025-06-30",
        {2024: ("met_on_time", 8), 2025: ("pending", None)},
    ),
    (
        "one year met and the next missed",
        {"2024-12-31": [(Y2024, 9)], "2025-12-31": [(Y2024, 9), (Y2025, 7)]},
        "2025-12-31",
        {2024: ("met_on_time", 9), 2025: ("not_met", 7)},
    ),
    (
        "looking back knows nothing of the year to come",
        {"2024-12-31": [(Y2024, 9)], "2025-12-31": [(Y2025, 7)]},
        "2024-12-31",
        {2024: ("met_on_time", 9)},
    ),
    (
        "nobody reported the second year",
        {"2024-12-31": [(Y2024, 9)], "2025-12-31": [(Y2024, 9)]},
        "2025-12-31",
        {2024: ("met_on_time", 9), 2025: ("no_data", None)},
    ),
    ("nobody reported at all", {"2024-12-31": []}, "2024-12-31", {2024: ("no_data", None)}),
    (
        "nobody was named",
        {"2024-12-31": [(Y2024, 0)]},
        "2024-12-31",
        {2024: ("not_met", 0)},
    ),
    (
        "school years count in the year they end in",
        {"2024-12-31": [(SCHOOL_YEARS[0], 8)], "2025-12-31": [(SCHOOL_YEARS[0], 8), (SCHOOL_YEARS[1], 3)]},
        "2025-12-31",
        {2024: ("met_on_time", 8), 2025: ("not_met", 3)},
    ),
    (
        "halves of a year add up",
        {"2024-12-31": [(("2024-01-01", "2024-06-30"), 5), (("2024-07-01", "2024-12-31"), 3)]},
        "2024-12-31",
        {2024: ("met_on_time", 8)},
    ),
    (
        "a later snapshot corrects a year",
        {"2024-12-31": [(Y2024, 7)], "2025-03-01": [(Y2024, 8)]},
        "2025-03-01",
        {2024: ("met_on_time", 8), 2025: ("pending", None)},
    ),
    (
        "years before the programme and after its due year are not its own",
        {"2023-12-31": [(Y2023, 9)], "2025-12-31": [(Y2025, 8)], "2026-12-31": [(("2026-01-01", "2026-12-31"), 9)]},
        "2026-12-31",
        {2024: ("no_data", None), 2025: ("met_on_time", 8)},
    ),
    (
        "a year reported in a snapshot of the next one",
        {"2026-03-01": [(Y2025, 8)]},
        "2026-03-01",
        {2024: ("no_data", None), 2025: ("met_on_time", 8)},
    ),
]


@pytest.mark.parametrize(("told", "seen", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_year_is_judged_by_what_ended_in_it(
    tmp_path: Path,
    told: dict[str, list[tuple[tuple[str, str], float]]],
    seen: str,
    expected: dict[int, tuple[str, float | None]],
) -> None:
    publish(tmp_path, KAIYUAN, {day: [award(KAIYUAN, *row) for row in rows] for day, rows in told.items()})
    assert judged(tmp_path, "KY-6a", "kaiyuan-2024", seen, KAIYUAN) == expected


def test_only_goals_judged_each_year_have_years(tmp_path: Path) -> None:
    publish(tmp_path, KAIYUAN, {"2024-12-31": [award(KAIYUAN, Y2024, 9)]})
    found = in_folder(tmp_path, goal_years, Scope("kaiyuan-2024"))
    assert sorted(found["goal_id"]) == ["KY-13a", "KY-13b", "KY-6a", "KY-6b", "KY-6c", "KY-7a", "KY-7b"]
    assert set(found["area_code"]) == {KAIYUAN}


def test_each_county_is_judged_by_its_own_years(tmp_path: Path) -> None:
    # In the middle of 2021 the first county still reports 2020, the second the first half of 2021 as well.
    told = {
        "2020-12-31": [award(FIRST, ("2020-01-01", "2020-12-31"), 2), award(SECOND, ("2020-01-01", "2020-12-31"), 6)],
        "2021-06-30": [award(FIRST, ("2020-01-01", "2020-12-31"), 8), award(SECOND, ("2021-01-01", "2021-06-30"), 1)],
    }
    publish(tmp_path, PLACE, told)
    yearly = goal(
        "Y", indicator_id=AWARD, target="8", unit="人/年", due="2021-12-31", judged="each year", scope="county"
    )
    with registries({"goals": [yearly]}):
        first, second, place = (judged(tmp_path, "Y", PROGRAMME, "2021-06-30", area) for area in (FIRST, SECOND, PLACE))
    assert first == {2020: ("met_on_time", 8), 2021: ("pending", None)}
    assert second == {2020: ("not_met", 6), 2021: ("pending", 1)}
    assert place == {2020: ("met_on_time", 8), 2021: ("pending", 9)}

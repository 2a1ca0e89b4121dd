"""Where the sample's goals stand: the mix of standings its stories are told for, asked of the product itself."""

import pytest

from data.paths import PROJECT
from queries import Scope, goal_years, progress
from tests.folder import in_folder

DATA = PROJECT / "data"
PLACES = {
    "liaoyang-2018": "211000",
    "huludao-2020": "211400",
    "zibo-2019": "370300",
    "baoshan-2016": "530500",
    "kaiyuan-2024": "211282",
}
STANDINGS = {
    "met_on_time": "HL-1 HL-5 ZB-1 ZB-5 BS-2 BS-3a BS-4b BS-6 BS-7 KY-1 KY-2a KY-2b KY-5b KY-6a KY-6b KY-6c KY-7a KY-8a "
    "KY-9 KY-10a KY-12 KY-13a KY-13b KY-14",
    "met_late": "LY-1 HL-2 ZB-2 ZB-3 BS-1 BS-3b KY-3a",
    "not_met": "LY-2 HL-3 ZB-4 BS-4a BS-5a BS-5b KY-3b KY-4 KY-5a KY-7b KY-8b KY-10b KY-11",
    "reference": "HL-4 BS-8",
}
COUNTIES = (
    ("HL-1", "211402", "met_on_time", "2020-12-31"),
    ("HL-1", "211421", "met_late", "2021-12-31"),
    ("HL-1", "211422", "not_met", "2023-12-31"),
    ("HL-3", "211402", "met_on_time", "2020-04-20"),
    ("ZB-2", "370306", "met_undated", "2019-12-31"),
    ("ZB-3", "370323", "met_late", "2024-12-31"),
    ("ZB-4", "370306", "not_met", "2025-12-31"),
    ("ZB-5", "370322", "met_undated", "2025-12-31"),
    ("BS-4b", "530521", "met_on_time", "2020-12-31"),
    ("BS-4b", "530523", "not_met", "2020-12-31"),
    ("BS-5a", "530502", "met_on_time", "2020-12-31"),
    ("BS-7", "530581", "no_data", None),
)


@pytest.fixture(scope="module")
def standings() -> dict[tuple[str, str], tuple[str, str | None]]:
    """Standing and the snapshot it rests on, by goal and area."""
    found = {}
    for programme in PLACES:
        for row in in_folder(DATA, progress, Scope(programme)).to_dict("records"):
            day = None if row["standing"] == "no_data" else str(row["as_of"])[:10]
            found[row["goal_id"], row["area_code"]] = (row["standing"], day)
    return found


def test_all_goals_stand_at_their_place_as_the_stories_mean(standings: dict[tuple[str, str], tuple[str, str]]) -> None:
    meant = {goal: standing for standing, goals in STANDINGS.items() for goal in goals.split()}
    assert len(meant) == 46
    assert {goal: standing for (goal, area), (standing, _) in standings.items() if area in PLACES.values()} == meant


@pytest.mark.parametrize(("goal", "county", "standing", "day"), COUNTIES)
def test_counties_stand_as_the_stories_mean(
    standings: dict[tuple[str, str], tuple[str, str]], goal: str, county: str, standing: str, day: str | None
) -> None:
    assert standings[goal, county] == (standing, day)


def test_one_year_names_too_few_principals_and_one_reaches_too_few_families() -> None:
    years = in_folder(DATA, goal_years, Scope("kaiyuan-2024")).to_dict("records")
    found = {(row["goal_id"], row["year"]): (row["standing"], row["numerator"]) for row in years}
    assert found["KY-6b", 2024] == ("not_met", 5) and found["KY-6b", 2025] == ("met_on_time", 6)
    assert found["KY-13b", 2024] == ("not_met", 8600) and found["KY-13b", 2025] == ("met_on_time", 10350)
    assert found["KY-7b", 2024] == ("met_on_time", 10) and found["KY-7b", 2025] == ("not_met", 9)

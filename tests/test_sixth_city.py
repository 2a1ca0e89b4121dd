"""A city nobody programmed for: rows in the registries, an outline and sheets are enough for every verb and page."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from data.paths import PROJECT
from pages.registry import PAGES
from tests.sixth import EAST, GOALS, HILL, PLACE, PROGRAMME, copied_project, run

ROSTER = [
    ["县区", "乡镇", "学校标识码", "学校名称", "城乡分类代码", "学段", "是否优质学校", "在校生数", "自动录播教室数"],
    ["河东区", "桥头街道", "2199000001", "河东实验小学", "111", "小学", "是", "900", "2"],
    ["河东区", "桥头街道", "2199000002", "桥头小学", "121", "小学", "否", "60", "0"],
    ["山口县", "山口镇", "2199000003", "山口镇中心小学", "121", "小学", "否", "300", "1"],
    ["山口县", "山口镇", "2199000004", "石桥小学", "220", "小学", "否", "40", "1"],
]
PAIRS = [
    ["县区", "核心校", "成员校", "模式", "开始时间"],
    ["河东区", "河东实验小学", "桥头小学", "帮扶式", "2023年9月1日"],
    ["山口县", "河东实验小学", "山口镇中心小学", "帮扶式", "2023年9月1日"],
]
VERBS = """
import json
import queries
from queries import Scope
scope = Scope("sixth-2023")
day = queries.seen_on(scope)
frames = {
    "progress": queries.progress(scope), "goal_years": queries.goal_years(scope), "schools": queries.schools(scope),
    "pairings": queries.pairings(scope), "modes": queries.partnership_modes(scope), "chains": queries.chains(scope),
    "activities": queries.activities(scope), "funds": queries.funds(scope), "moved": queries.progress_since(scope, day),
    "places": queries.places("999900"), "snapshots": queries.snapshots("999900"),
}
for row in queries.definitions().to_dict("records"):
    for verb in (queries.measures, queries.units, queries.trend):
        verb(scope, row["indicator_id"])
outlines = [one["properties"]["adcode"] for one in queries.outlines("999900")["features"]]
known = [row["programme_id"] for row in queries.programmes()]
print(json.dumps({"rows": {name: len(frame) for name, frame in frames.items()}, "outlines": outlines, "known": known}))
"""


def write(path: Path, rows: list[list[str]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    return str(path)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The copy of the project and a data folder with the city's sheets published by the command line."""
    folder = tmp_path_factory.mktemp("sixth")
    project, data = copied_project(folder), folder / "published"
    sheets = [write(folder / "名册.csv", ROSTER), write(folder / "结对名单.csv", PAIRS)]
    for day in ("2023-12-31", "2024-12-31"):
        done = run(project, data, "-m", "data.intake", "publish", *sheets, "--place", PLACE, "--as-of", day)
        assert done.returncode == 0, done.stdout + done.stderr
    return project, data


def asked(city: tuple[Path, Path], *arguments: str) -> list[dict[str, Any]]:
    done = run(*city, "-m", "queries", *arguments, "--programme", PROGRAMME, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return list(json.loads(done.stdout))


def test_progress_covers_its_goals_at_city_and_counties(city: tuple[Path, Path]) -> None:
    rows = {(row["goal_id"], row["area_code"]): row for row in asked(city, "progress")}
    assert {goal_id for goal_id, _ in rows} == {row["goal_id"] for row in GOALS}
    # 桥头小学 of 1, 山口镇中心小学 of 2, both of 3; classrooms in 3 of 4 schools.
    figures = {area: rows["LH-1", area] for area in (PLACE, EAST, HILL)}
    assert {area: (row["numerator"], row["denominator"]) for area, row in figures.items()} == {
        **{PLACE: (2, 3), EAST: (1, 1), HILL: (1, 2)}
    }
    assert {row["standing"] for row in figures.values()} == {"met_on_time"}
    assert (rows["LH-2", PLACE]["standing"], rows["LH-2", PLACE]["value"]) == ("not_met", 0.75)
    assert rows["LH-2", PLACE]["gap_units"] == 1
    assert rows["LH-3", PLACE]["standing"] == rows["LH-4", PLACE]["standing"] == "no_data"
    assert ("LH-2", EAST) not in rows


def test_measures_and_units_answer_by_its_codes(city: tuple[Path, Path]) -> None:
    measured = asked(city, "measures", "--indicator", "recording_classroom")
    assert [row["area_name"] for row in measured] == ["临河市", "河东区", "山口县"]
    missing = asked(city, "units", "--indicator", "rural_pairing_coverage", "--area", HILL, "--missing")
    assert [row["unit_name"] for row in missing] == ["石桥小学"]


def test_every_verb_answers(city: tuple[Path, Path]) -> None:
    done = run(*city, "-c", VERBS)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    rows = said["rows"]
    assert (rows["schools"], rows["pairings"], rows["modes"], rows["snapshots"]) == (4, 2, 1, 2)
    assert rows["places"] == 3
    assert rows["goal_years"] == 2 * 3
    assert rows["moved"] == rows["progress"]
    assert said["outlines"] == [EAST, HILL]
    assert said["known"] == [PROGRAMME]


def test_every_page_renders_in_both_languages(city: tuple[Path, Path]) -> None:
    done = run(*city, str(PROJECT / "tests" / "sixth_pages.py"))
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    pages = {page.path for page in PAGES.values()}
    assert set(shown) == {f"{page} {language}" for page in pages for language in ("zh_CN", "en")}
    for page, seen in shown.items():
        assert seen["troubles"] == [], page
        assert len(seen["titles"]) == 1, page
        assert ("城乡携手" if page.endswith("zh_CN") else "Hand in hand") in seen["words"], page


def test_the_projects_own_registries_know_nothing_of_it() -> None:
    for name in ("areas", "programmes", "goals"):
        assert PLACE not in (PROJECT / "data" / "registry" / f"{name}.csv").read_text(encoding="utf-8")

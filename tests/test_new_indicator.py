"""An indicator on a column nobody had: one SQL file and registry rows are enough, from the template to the pages."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.intake.template.columns import SHEETS
from data.paths import PROJECT
from tests.sixth import EAST, HILL, PLACE, PROGRAMME, add_rows, copied_project, run
from tests.test_sixth_city import PAIRS, write

INDICATOR, COLUMN, TITLE, GOAL = "library_seats", "reading_seats", "图书馆阅览座席数", "LH-9"
NAME = "有图书馆阅览座席的学校比例"
# What a contributor writes, and nothing else.
SQL = """-- library_seats: compulsory schools with at least one seat to read at in their library.
-- grain one row per programme, snapshot and school
--   programme_id VARCHAR, as_of DATE, area_code VARCHAR (county; township where the place is itself a county),
--   unit_id VARCHAR, numerator DOUBLE, denominator DOUBLE
SELECT
    schools.programme_id,
    schools.as_of,
    schools.area_code,
    schools.school_id AS unit_id,
    CAST(COALESCE(schools.reading_seats >= 1, FALSE) AS DOUBLE) AS numerator,
    CAST(1.0 AS DOUBLE) AS denominator
FROM programme_schools AS schools
JOIN stating_counties AS stating
    ON stating.programme_id = schools.programme_id
    AND stating.as_of = schools.as_of
    AND stating.county_code = schools.county_code
WHERE schools.is_compulsory AND stating.reading_seats
"""
ROWS: dict[str, dict[str, str]] = {
    "fields": {
        **{"table": "schools", "column": COLUMN, "kind": "count", "zh": TITLE, "en": "Seats in the library"},
        **{"unit": "个", "allowed": "—", "source": "名册", "required": "no"},
    },
    "indicators": {
        **{"indicator_id": INDICATOR, "name_zh": NAME, "name_en": "Schools with seats in the library"},
        **{"unit_counted": "school", "unit_zh": "所", "unit_en": "schools", "format": "%", "direction": "higher"},
        **{"period": "computed", "sentence_zh": "至少有一个阅览座席的学校，占全部学校的比例。"},
        **{"sentence_en": "Schools with at least one seat, as a share of all.", "numerator_zh": "有座席的学校"},
        **{"numerator_en": "schools with a seat", "denominator_zh": "全部学校", "denominator_en": "all schools"},
        **{"in_zh": "有座席", "in_en": "Has seats", "missing_zh": "没有座席", "missing_en": "No seat"},
        **{
            "rule_zh": "义务教育学校各计一个；{blanks}",
            "rule_en": "every compulsory school counts by itself; {blanks}",
        },
    },
    "indicator_facts": {
        **{"indicator_id": INDICATOR, "table": "schools", "column": COLUMN, "stated": "county"},
        **{"asked": "compulsory", "blank": "not_met"},
    },
    "goals": {
        **{"goal_id": GOAL, "programme_id": PROGRAMME, "indicator_id": INDICATOR, "name_zh": "图书馆全覆盖"},
        **{"name_en": "A library in every school", "kind": "target", "comparator": ">=", "target": "100", "unit": "%"},
        **{"due": "2024-12-31", "milestone": "2023", "judged": "once", "scope": "city and each county"},
        **{"clause": "第九条", "note_zh": "测试", "note_en": "A test"},
    },
}
HEADER = ["县区", "学校标识码", "学校名称", "城乡分类代码", "学段", "是否优质学校", "在校生数", TITLE]
SCHOOLS = [
    ["河东区", "2199000001", "河东实验小学", "111", "小学", "是", "900"],
    ["河东区", "2199000002", "桥头小学", "121", "小学", "否", "60"],
    ["山口县", "2199000003", "山口镇中心小学", "121", "小学", "否", "300"],
    ["山口县", "2199000004", "石桥小学", "220", "小学", "否", "40"],
]
SEATS = {"2023-12-31": ["40", "", "", ""], "2024-12-31": ["40", "", "20", "0"]}
VERBS = """
import json
import queries
from datetime import date
from queries import Scope
scope = Scope("sixth-2023")
stated = queries.completeness(scope).query("column == 'reading_seats'")
parts = queries.figure_changes(scope, date(2023, 12, 31), "library_seats").query("units > 0")
blank = queries.unstated(scope, "reading_seats")
measures = queries.measures(scope, "library_seats").to_dict("records")
goals = queries.progress(scope).query("goal_id == 'LH-9'").to_dict("records")
print(json.dumps({
    "measures": {row["area_code"]: [row["numerator"], row["denominator"]] for row in measures},
    "missing": queries.units(scope, "library_seats", missing=True)["unit_name"].tolist(),
    "progress": {row["area_code"]: [row["standing"], row["value"]] for row in goals},
    "stated": dict(zip(stated["area_code"], stated["stated"].tolist(), strict=True)),
    "blank": blank["name"].tolist(),
    "parts": dict(zip(parts["part"], parts["units"].tolist(), strict=True)),
    "school": queries.school_facts(scope, "2199000003").iloc[0]["reading_seats"].item(),
}))
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sixth city's project with the new indicator, and its sheets of two years, published by the command line."""
    folder = tmp_path_factory.mktemp("indicator")
    project, data = copied_project(folder), folder / "published"
    (project / "queries" / "indicators" / f"{INDICATOR}.sql").write_text(SQL, encoding="utf-8")
    for name, row in ROWS.items():
        add_rows(project / "data" / "registry" / f"{name}.csv", [row])
    pairs = write(folder / "结对名单.csv", PAIRS)
    for day, seats in SEATS.items():
        rows = [[*school, seat] for school, seat in zip(SCHOOLS, seats, strict=True)]
        roster = write(folder / f"名册{day}.csv", [HEADER, *rows])
        done = run(project, data, "-m", "data.intake", "publish", roster, pairs, "--place", PLACE, "--as-of", day)
        assert done.returncode == 0, done.stdout + done.stderr
    return project, data


def answer(city: tuple[Path, Path], *arguments: str) -> Any:
    done = run(*city, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_copy_has_one_file_more_and_no_line_of_code(city: tuple[Path, Path]) -> None:
    project, _ = city
    for room in ("data", "queries", "views", "pages"):
        for path in (project / room).rglob("*.py"):
            assert path.read_bytes() == (PROJECT / path.relative_to(project)).read_bytes()
    here, there = (set((root / "queries").rglob("*.sql")) for root in (project, PROJECT))
    assert {path.relative_to(project) for path in here} - {path.relative_to(PROJECT) for path in there} == {
        Path("queries/indicators") / f"{INDICATOR}.sql"
    }


def test_the_template_offers_the_column(city: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    done = run(*city, "-m", "data.intake", "template", "--place", PLACE, "-o", str(file))
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(file)[SHEETS["schools"]]
    titles = [cell.value for cell in sheet[1]]
    assert TITLE in titles
    assert "Seats in the library" in sheet.cell(1, titles.index(TITLE) + 1).comment.text


def test_intake_knows_the_column_and_tells_what_a_blank_means(city: tuple[Path, Path], tmp_path: Path) -> None:
    rows = [[*school, seat] for school, seat in zip(SCHOOLS, SEATS["2024-12-31"], strict=True)]
    roster, pairs = write(tmp_path / "名册.csv", [HEADER, *rows]), write(tmp_path / "结对名单.csv", PAIRS)
    asked = ("--place", PLACE, "--as-of", "2024-12-31", "--json")
    found = answer(city, "-m", "data.intake", "check", roster, pairs, *asked)["findings"]
    told = [one for one in found if one["column"] and one["column"].endswith(TITLE)]
    assert [(one["code"], one["value"]) for one in told] == [("blanks_count_as_not", "1")]
    assert "河东区 1" in told[0]["message"]


@pytest.mark.parametrize("seats", ["很多", "-1"])
def test_a_cell_that_is_no_count_is_an_error(seats: str, city: tuple[Path, Path], tmp_path: Path) -> None:
    rows = [[*school, seats] for school in SCHOOLS]
    roster, pairs = write(tmp_path / "名册.csv", [HEADER, *rows]), write(tmp_path / "结对名单.csv", PAIRS)
    done = run(*city, "-m", "data.intake", "check", roster, pairs, "--place", PLACE, "--as-of", "2025-12-31", "--json")
    assert done.returncode == 1
    assert {one["code"] for one in json.loads(done.stdout)["findings"]} >= {"count_unreadable"}


@pytest.fixture(scope="module")
def said(city: tuple[Path, Path]) -> dict[str, Any]:
    """What the verbs say of the indicator and its column."""
    return dict(answer(city, "-c", VERBS))


def test_the_verbs_count_it(said: dict[str, Any]) -> None:
    assert said["measures"] == {PLACE: [2, 4], EAST: [1, 2], HILL: [1, 2]}
    assert set(said["missing"]) == {"桥头小学", "石桥小学"}
    assert said["progress"] == {area: ["not_met", 0.5] for area in (PLACE, EAST, HILL)}


def test_blanks_and_changes_are_told_apart(said: dict[str, Any]) -> None:
    assert said["stated"] == {EAST: 1, HILL: 2}
    assert said["blank"] == ["桥头小学"]
    # In 2023 no school of the county in the hills stated it: that it counts two schools more is reporting, no change.
    assert said["parts"] == {"stayed": 2, "reporting": 2}
    assert said["school"] == 20


@pytest.fixture(scope="module")
def shown(city: tuple[Path, Path]) -> dict[str, dict[str, Any]]:
    """What the goals page and the definitions, as they are printed, show in both languages: by page and language."""
    done = run(*city, str(PROJECT / "tests" / "sixth_pages.py"), "goals", "definitions", "layout=print")
    assert done.returncode == 0, done.stderr
    found = {tuple(name.split()): page for name, page in json.loads(done.stdout).items()}
    return {f"{Path(page).stem} {language}": said for (page, language), said in found.items()}


def test_the_goals_page_and_an_export_show_it(
    city: tuple[Path, Path], shown: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    assert all(page["troubles"] == [] for page in shown.values())
    assert "图书馆全覆盖" in shown["goals zh_CN"]["words"]
    assert "A library in every school" in shown["goals en"]["words"]
    file = tmp_path / "briefing.xlsx"
    done = run(*city, "-m", "pages.report", "workbook", "--programme", PROGRAMME, "--goals", GOAL, "-o", str(file))
    assert done.returncode == 0, done.stderr
    cells = {str(cell.value) for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row}
    assert any("图书馆全覆盖" in cell for cell in cells)
    assert {"桥头小学", "石桥小学"} <= cells


def test_the_definitions_say_it_in_both_languages(shown: dict[str, dict[str, Any]]) -> None:
    chinese, english = ("\n".join(shown[f"definitions {language}"]["texts"]) for language in ("zh_CN", "en"))
    rule = "义务教育学校各计一个；县区填报该项而个别学校留空的，按未达到计；整个县区未填报的，为无数据"
    assert all(words in chinese for words in (NAME, rule, "图书馆全覆盖", SQL.strip()))
    assert "a blank in a county that reports counts as not met" in english
    assert "Seats in the library" in english


BAD = {
    "asked": ("whoever", "列 asked 的 'whoever' 不认识", "column asked: 'whoever' is no kind"),
    "blank": ("zero", "列 blank 的 'zero' 不是其中之一", "column blank: 'zero' is not one of"),
    "column": ("seats", "列 table、column 的 schools seats 在 fields.csv 中没有", "schools seats is not in fields.csv"),
    "indicator_id": ("library", "'library' 在 indicators.csv 中没有", "'library' is not in indicators.csv"),
}


@pytest.mark.parametrize("column", BAD)
def test_a_bad_row_is_left_out_and_said_in_both_languages(column: str, tmp_path: Path) -> None:
    value, zh, en = BAD[column]
    folder = tmp_path / "data"
    (folder / "registry").mkdir(parents=True)
    built_in = (PROJECT / "data" / "registry" / "indicator_facts.csv").read_text(encoding="utf-8")
    sound = {"indicator_id": "psych_teacher", "table": "schools", "column": "pupils", "stated": "own"}
    row = sound | {"asked": "basic", "blank": "left_out"} | {column: value}
    with (folder / "registry" / "indicator_facts.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(built_in)
        csv.DictWriter(handle, list(row)).writerow(row)
    code = "from data.registry import rows as r; print([(d.zh, d.en) for d in r.damages()], len(r.registry('indicator_facts')))"
    done = run(PROJECT, folder, "-c", code)
    assert done.returncode == 0, done.stderr
    assert zh in done.stdout
    assert en in done.stdout
    assert done.stdout.split()[-1] == str(len(built_in.splitlines()) - 1)

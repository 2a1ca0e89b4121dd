"""`python -m queries`: the keys, rows and exit codes scripts rely on."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.paths import PROJECT
from data.registry.rows import registry
from queries.__main__ import main
from tests.queries.city import INDICATOR
from tests.queries.counted import DUE, FIRST, PLACE, PROGRAMME, SECOND, publish_counts

MEASURES = ["programme_id", "indicator_id", "as_of", "area_code", "area_name", "numerator", "denominator", "value"]
PROGRESS = {"goal_id", "standing", "target", "numerator", "denominator", "value", "gap_units", "area_code"}
COUNTIES = {row["area_code"] for row in registry("areas") if row["parent_code"] == PLACE and row["level"] == "county"}
ASKED = ["--programme", PROGRAMME, "--indicator", INDICATOR]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    publish_counts(tmp_path, date(2019, 12, 31), {FIRST: (0, 5)})
    publish_counts(tmp_path, DUE, {FIRST: (3, 5), SECOND: (0, 2)})
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main([*arguments, "--json"]) == 0
    return list(json.loads(capsys.readouterr().out))


@pytest.mark.usefixtures("data")
def test_measures_are_one_row_for_the_place_and_one_for_each_county(capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "measures", *ASKED)
    assert all(list(row) == MEASURES for row in rows)
    assert [row["area_code"] for row in rows].count(PLACE) == 1
    assert {row["area_code"] for row in rows} == {PLACE} | COUNTIES
    by_area = {row["area_code"]: row for row in rows}
    assert by_area[PLACE] == {
        **{"programme_id": PROGRAMME, "indicator_id": INDICATOR, "as_of": "2020-12-31"},
        **{"area_code": PLACE, "area_name": "葫芦岛市", "numerator": 3, "denominator": 7, "value": 3 / 7},
    }
    assert by_area[SECOND]["value"] == 0
    assert by_area["211481"]["value"] is None
    assert by_area["211481"]["denominator"] == 0


@pytest.mark.usefixtures("data")
def test_measures_of_a_date_are_those_of_that_snapshot(capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "measures", *ASKED, "--as-of", "2019-12-31")
    assert {(row["as_of"], row["numerator"]) for row in rows} == {("2019-12-31", 0)}


@pytest.mark.usefixtures("data")
def test_units_are_filtered_by_area_and_by_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(run(capsys, "units", *ASKED)) == 7
    missing = run(capsys, "units", *ASKED, "--area", FIRST, "--missing")
    assert [row["unit_id"] for row in missing] == [f"{FIRST}-3", f"{FIRST}-4"]
    assert {row["unit_name"] for row in missing} == {f"{FIRST}-3校", f"{FIRST}-4校"}
    assert {row["area_code"] for row in run(capsys, "units", *ASKED, "--area", SECOND)} == {SECOND}
    assert missing[0]["lon"] is None


@pytest.mark.usefixtures("data")
def test_progress_names_standing_figure_and_gap(capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "progress", "--programme", PROGRAMME)
    assert all(PROGRESS | {"as_of", "met_on"} <= set(row) for row in rows)
    by_area = {row["area_code"]: row for row in rows if row["goal_id"] == "HL-1"}
    assert set(by_area) == {PLACE} | COUNTIES
    place, county, empty = by_area[PLACE], by_area[FIRST], by_area["211481"]
    # 60 % of 7 is 4.2: five schools, two more than the three there are.
    assert (place["standing"], place["target"], place["gap_units"], place["met_on"]) == ("not_met", 60, 2, None)
    assert (county["standing"], county["met_on"], county["gap_units"]) == ("met_on_time", "2020-12-31", 0)
    assert [empty[key] for key in ("standing", "value", "gap_units", "as_of")] == ["no_data", None, None, None]


def test_the_data_option_goes_before_the_environment(
    data: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other")
    publish_counts(other, DUE, {FIRST: (1, 1)})
    assert run(capsys, "measures", *ASKED, "--data", str(other))[0]["denominator"] == 1
    assert run(capsys, "measures", *ASKED)[0]["denominator"] == 7
    assert run(capsys, "measures", *ASKED, "--data", str(data))[0]["denominator"] == 7


@pytest.mark.usefixtures("data")
def test_no_such_snapshot_is_exit_code_1_on_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", *ASKED, "--as-of", "2020-06-30", "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "2020-06-30" in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["figures"],
        ["measures", "--programme", "nowhere-1999", "--indicator", INDICATOR],
        ["measures", "--programme", PROGRAMME, "--indicator", "nothing"],
        ["measures", "--programme", PROGRAMME],
        ["measures", *ASKED, "--as-of", "2020-13-01"],
        ["progress", "--programme", PROGRAMME, "--missing"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    assert capsys.readouterr().out == ""


def test_the_module_runs_as_a_command(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "queries", "measures", *ASKED, "--data", str(data), "--json"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["numerator"] == 3


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("area", ["999999", "370302"])
def test_an_area_of_nowhere_is_refused_and_never_nothing_missing(capsys: pytest.CaptureFixture[str], area: str) -> None:
    assert main(["units", *ASKED, "--area", area, "--missing", "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert area in told.err and FIRST in told.err

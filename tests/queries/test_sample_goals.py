"""The command line on the embedded sample: all 46 goals, each standing worked out again from the lists of units."""

import json
from datetime import date
from typing import Any

import pytest

from data.paths import PROJECT
from data.registry.rows import Row, registry
from queries import snapshots
from queries.__main__ import main
from tests.folder import in_folder
from tests.oracles.standings import Figure, gap, standing
from tests.queries.test_goals_oracle import PROGRAMMES, goals_of, judged_at

SAMPLE = PROJECT / "data"
Asked = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIANXIAO_DATA", raising=False)


def run(capsys: pytest.CaptureFixture[str], verb: str, programme: str, *more: str) -> Asked:
    assert main([verb, "--programme", programme, *more, "--json"]) == 0
    return list(json.loads(capsys.readouterr().out))


def figures(capsys: pytest.CaptureFixture[str], goal: Row, days: list[date]) -> dict[str, list[Figure]]:
    """Return the figures of a goal's indicator on each day, counted from the units, at each area it is judged at."""
    place = PROGRAMMES[goal["programme_id"]]["place_code"]
    found: dict[str, list[Figure]] = {area: [] for area in judged_at(goal, place)}
    for day in days:
        listed = run(capsys, "units", goal["programme_id"], "--indicator", goal["indicator_id"], "--as-of", str(day))
        for area, series in found.items():
            mine = [unit for unit in listed if area in (place, unit["area_code"])]
            numerator, denominator = (sum(unit[part] for unit in mine) for part in ("numerator", "denominator"))
            series.append(Figure(day, numerator, denominator))
    return found


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_goal_of_the_sample_stands_as_its_units_say(programme: str, capsys: pytest.CaptureFixture[str]) -> None:
    days = sorted(in_folder(SAMPLE, snapshots, PROGRAMMES[programme]["place_code"])["as_of"])
    rows = {(row["goal_id"], row["area_code"]): row for row in run(capsys, "progress", programme)}
    for goal in goals_of(programme):
        for area, series in figures(capsys, goal, days).items():
            row, expected = rows.pop((goal["goal_id"], area)), standing(goal, series, days[-1])
            stands = (row["standing"], row["met_on"], row["as_of"])
            assert stands == (expected.name, *(day and day.isoformat() for day in (expected.met_on, expected.as_of)))
            for figure in (one for one in series if one.as_of == expected.as_of):
                assert (row["numerator"], row["denominator"]) == (figure.numerator, figure.denominator)
                assert row["gap_units"] == gap(goal, figure)
    assert rows == {}


def test_the_five_programmes_cover_all_goals(capsys: pytest.CaptureFixture[str]) -> None:
    covered = [row["goal_id"] for programme in PROGRAMMES for row in run(capsys, "progress", programme)]
    assert set(covered) == {row["goal_id"] for row in registry("goals")}

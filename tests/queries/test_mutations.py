"""One word of a model file turned round changes the figures of a small fixed city: the suite would notice."""

from datetime import date
from pathlib import Path

import pytest

from data.registries import Row, registry
from queries import engine as engine_module
from queries.engine import Engine, names, statement
from tests.queries import toy_city as toy
from tests.queries.city import pairing, publish_city, registries, school, with_rules
from tests.queries.counted import goal
from tests.queries.mutants import MUTANTS

BEFORE, AFTER = date(2019, 12, 31), date(2021, 12, 31)
RULES = [(counting, lead, "镇区+乡村") for counting in toy.UNITS for lead in toy.COVERED]
MAIN = " ".join(RULES[0])
# What `measures` and `progress` read.
FIGURES = ("area_figures", "goal_standings")


def goals() -> list[Row]:
    """建昌县 stands at exactly 3 of 5 by quality schools at the end of 2020, at 0 of 5 a year before, 5 of 5 after."""
    choices = [
        (comparator, target, due, kind, scope)
        for comparator, target in ((">=", "60"), ("<=", "60"), (">=", "61"), (">=", "100"))
        for due in ("2019-01-31", "2020-06-30", "2020-12-31", "2021-06-30", "2022-12-31")
        for kind, scope in (("target", "city and each county"), ("reference", "city"))
    ]
    rows = [
        goal("/".join(choice), comparator=choice[0], target=choice[1], due=choice[2], kind=choice[3], scope=choice[4])
        for choice in choices
    ]
    return [row | {"programme_id": MAIN} for row in rows]


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of 葫芦岛, the middle one counted by hand, and a year of 开原."""
    data = tmp_path_factory.mktemp("cities")
    earlier = [row | {"managing_school_id": None} if row["school_id"] == "B3" else row for row in toy.SCHOOLS]
    publish_city(data, toy.PLACE, earlier, [pairing("D2", "D5", partnership_id="211400-003")], BEFORE)
    publish_city(data, toy.PLACE, toy.SCHOOLS, toy.PAIRINGS, toy.AS_OF)
    later = [*toy.PAIRINGS, pairing("F3", "F1", "F5")]
    # One step more than the chain of the toy, and a manager of another county.
    more = [
        school("B9", toy.LIANSHAN, "220", "教学点", managing_school_id="B3"),
        school("G9", toy.XINGCHENG, "220", "教学点", managing_school_id="F5"),
        school("H1", "211400-0", "121"),
    ]
    publish_city(data, toy.PLACE, [*toy.SCHOOLS, *more], later, AFTER)
    towns = [
        school("K2", "211282", "121", town_code="211282102"),
        school("K3", "211282", "220", town_code="211282103"),
        school("K4", "211282", "220"),
    ]
    publish_city(data, "211282", towns, [pairing("K2", "K3")])
    return data


def figures(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every figure and standing the engine derives, in a fixed order."""
    programmes = [*with_rules(toy.PLACE, RULES), *(r for r in registry("programmes") if r["place_code"] == "211282")]
    with registries({"programmes": programmes, "goals": goals()}):
        cursor = Engine(data)._connection.cursor()
        return {name: sorted(cursor.table(name).fetchall(), key=repr) for name in FIGURES}


@pytest.fixture(scope="module")
def unchanged(cities: Path) -> dict[str, list[tuple[object, ...]]]:
    return figures(cities)


@pytest.mark.parametrize(("name", "old", "new"), MUTANTS)
def test_turning_one_word_round_changes_a_figure(
    cities: Path,
    unchanged: dict[str, list[tuple[object, ...]]],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    old: str,
    new: str,
) -> None:
    text = statement(f"model/{name}")
    assert old in text
    changed = text.replace(old, new, 1)
    monkeypatch.setattr(
        engine_module, "statement", lambda asked: changed if asked == f"model/{name}" else statement(asked)
    )
    assert figures(cities) != unchanged


def test_the_same_model_gives_the_same_figures_and_each_file_has_a_mutant(
    cities: Path, unchanged: dict[str, list[tuple[object, ...]]]
) -> None:
    assert figures(cities) == unchanged
    assert {name for name, _, _ in MUTANTS} == set(names("model"))

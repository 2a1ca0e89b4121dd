"""One word of a model or indicator file turned round changes a figure of a few fixed cities: the suite would notice."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.registries import Row, registry
from queries.engine import Engine, names, statement
from tests.queries import toy_city as toy
from tests.queries.city import pairing, publish_city, publish_town, registries, school, with_rules
from tests.queries.counted import goal
from tests.queries.indicator_mutants import INDICATOR_MUTANTS
from tests.queries.mutants import MUTANTS
from tests.queries.odd_city import publish_odd
from tests.queries.stated import history
from tests.queries.test_yearly_goals import award

BEFORE, AFTER = date(2019, 12, 31), date(2021, 11, 30)
RULES = [(counting, lead, "镇区+乡村") for counting in toy.UNITS for lead in toy.COVERED]
MAIN = " ".join(RULES[0])
# What `measures`, `progress` and `goal_years` read.
FIGURES = ("area_figures", "goal_figures", "goal_standings", "goal_pace", "goal_years")
DRAWN = {"530500": (date(2018, 12, 31), date(2020, 12, 31)), "211282": (date(2024, 12, 31), date(2026, 3, 1))}
SEEDS = {"530500": 1, "211282": 1}
OTHERS = ("530500", "211282", "370300")  # with the goals of their own programmes
Figures = dict[str, list[tuple[object, ...]]]


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
    yearly = {"indicator_id": "famous_teachers", "target": "3", "unit": "人/年", "due": "2021-12-31"}
    rows.append(goal("yearly", **yearly, judged="each year", scope="county"))
    return [row | {"programme_id": MAIN} for row in rows]


def programmes() -> list[Row]:
    return [*with_rules(toy.PLACE, RULES), *(row for row in registry("programmes") if row["place_code"] in OTHERS)]


def awards(*told: tuple[str, str, str, float]) -> list[dict[str, object]]:
    return [award(area, (start, end), number) for area, start, end, number in told]


def publish_toy(data: Path) -> None:
    """Publish three years of 葫芦岛, the middle one counted by hand."""
    y2019, y2020 = (toy.LIANSHAN, "2019-01-01", "2019-12-31", 3), (toy.LIANSHAN, "2020-01-01", "2020-12-31", 2)
    half, school_year = (toy.SUIZHONG, "2020-01-01", "2020-06-30", 3), (toy.SUIZHONG, "2020-09-01", "2021-08-31", 4)
    corrected = (*y2020[:3], 3)
    zone = (toy.ZONE, "2020-01-01", "2020-12-31", 1)
    earlier = [row | {"managing_school_id": None} if row["school_id"] == "B3" else row for row in toy.SCHOOLS]
    first = [pairing("D2", "D5", partnership_id="211400-003")]
    publish_city(data, toy.PLACE, earlier, first, BEFORE, returns=awards(y2019))
    publish_city(data, toy.PLACE, toy.SCHOOLS, toy.PAIRINGS, toy.AS_OF, returns=awards(y2019, y2020, half, zone))
    later = [*toy.PAIRINGS, pairing("F3", "F1", "F5")]
    # One step more than the chain of the toy, and a manager of another county.
    more = [
        school("B9", toy.LIANSHAN, "220", "教学点", managing_school_id="B3"),
        school("G9", toy.XINGCHENG, "220", "教学点", managing_school_id="F5"),
        school("H1", "211400-0", "121"),
    ]
    publish_city(data, toy.PLACE, [*toy.SCHOOLS, *more], later, AFTER, returns=awards(corrected, half, school_year))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The toy city and two places drawn once and for all, with everything stated."""
    data = tmp_path_factory.mktemp("cities")
    publish_toy(data)
    publish_odd(data)
    for place in DRAWN:
        for town in history(SEEDS[place], place, DRAWN[place]):
            publish_town(data, town)
    with registries(
        {
            "programmes": programmes(),
            "goals": [
                *goals(),
                *(row for row in registry("goals") if row["programme_id"] in ("baoshan-2016", "kaiyuan-2024")),
            ],
        }
    ):
        return Engine(data)


def figures(cursor: duckdb.DuckDBPyConnection) -> Figures:
    return {name: sorted(cursor.table(name).fetchall(), key=repr) for name in FIGURES}


def rebuilt(engine: Engine, file: str, text: str) -> Figures:
    """Return the figures with another text for one model file and all that follows from it, in a transaction undone."""
    cursor = engine._connection.cursor()
    cursor.execute("BEGIN")
    try:
        for name in (name for name in names("model") if name >= file):
            table = name.split("_", 1)[1]
            if name >= "80" and file < "80" and name == min(name for name in names("model") if name >= "80"):
                cursor.execute("DELETE FROM area_totals")
                for indicator in names("indicators"):
                    cursor.execute(statement("lists/totals"), {"indicator": indicator})
            cursor.execute(f"DROP TABLE {table}")
            cursor.sql(text if name == file else statement(f"model/{name}")).create(table)
        return figures(cursor)
    finally:
        cursor.execute("ROLLBACK")


@pytest.fixture(scope="module")
def unchanged(opened: Engine) -> Figures:
    return figures(opened._connection.cursor())


def changed(file: str, old: str, new: str) -> str:
    text = statement(file)
    assert text.count(old) == 1, "the word to turn round stands once"
    return text.replace(old, new)


@pytest.mark.parametrize(("name", "old", "new"), MUTANTS)
def test_turning_one_word_of_the_model_round_changes_a_figure(
    opened: Engine, unchanged: Figures, name: str, old: str, new: str
) -> None:
    assert rebuilt(opened, name, changed(f"model/{name}", old, new)) != unchanged


@pytest.mark.parametrize("name", ["10_programme_snapshots", "80_area_figures"])
def test_the_same_model_gives_the_same_figures(opened: Engine, unchanged: Figures, name: str) -> None:
    assert rebuilt(opened, name, statement(f"model/{name}")) == unchanged


@pytest.mark.parametrize(("name", "old", "new"), INDICATOR_MUTANTS)
def test_turning_one_word_of_an_indicator_round_changes_its_units(
    opened: Engine, name: str, old: str, new: str
) -> None:
    cursor = opened._connection.cursor()
    units = sorted(cursor.table(name).fetchall(), key=repr)
    assert sorted(cursor.sql(changed(f"indicators/{name}", old, new)).fetchall(), key=repr) != units


def test_each_file_has_a_mutant() -> None:
    assert {name for name, _, _ in MUTANTS} == set(names("model"))
    assert {name for name, _, _ in INDICATOR_MUTANTS} == set(names("indicators"))

"""One word of a model or indicator file turned round changes a figure of a few fixed cities: the suite would notice."""

from collections import Counter

import duckdb
import pytest

from queries.engine.build import names, statement
from queries.engine.database import Engine
from tests.folder import in_folder
from tests.queries.city import registries
from tests.queries.fixed_cities import goals, programmes, publish_all
from tests.queries.indicator_mutants import INDICATOR_MUTANTS
from tests.queries.mutants import MUTANTS

# What the verbs read.
FIGURES = (
    "pairing_members",  # the map reads these three
    "area_rosters",
    "area_flows",
    "pairings",
    "chains",
    "unit_leads",
    "held_activities",
    "granted_funds",
    "rosters",
    "goal_progress",
    "search_terms",
    "school_years",
    "partnership_years",
    "school_roles",
    "partnership_members",
    "turnover",
    "recoded_schools",
    "likely_successors",
    "changed_schools",
    "renumbered_partnerships",
    "partner_schools",
    "followed_units",
    "existing_units",
    "refolded_units",
    "reporting_areas",
    "area_figures",
    "goal_figures",
    "goal_standings",
    "goal_pace",
    "goal_years",
    "silent_counties",
    "missed_years",
)
Figures = dict[str, Counter[tuple[object, ...]]]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    data = tmp_path_factory.mktemp("cities")
    publish_all(data)
    with registries({"programmes": programmes(), "goals": goals()}):
        return in_folder(data, Engine)


def rows(cursor: duckdb.DuckDBPyConnection, table: str) -> Counter[tuple[object, ...]]:
    return Counter(cursor.table(table).fetchall())


@pytest.fixture(scope="module")
def unchanged(opened: Engine) -> Figures:
    cursor = opened._connection.cursor()
    return {table: rows(cursor, table) for table in FIGURES}


def add_up_areas(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("DELETE FROM area_totals")
    for indicator in names("indicators"):
        cursor.execute(statement("lists/totals"), {"indicator": indicator})


def changed_table(engine: Engine, file: str, text: str, unchanged: Figures) -> str | None:
    """Return the first table of figures that another text for a model file changes; all is undone afterwards."""
    cursor = engine._connection.cursor()
    cursor.execute("BEGIN")
    try:
        for name in (name for name in names("model") if name >= file):
            table = name.split("_", 1)[1]
            if table == "area_figures" and file != name:
                add_up_areas(cursor)
            cursor.execute(f"DROP TABLE {table}")
            cursor.sql(text if name == file else statement(f"model/{name}")).create(table)
            if table in FIGURES and rows(cursor, table) != unchanged[table]:
                return table
        return None
    finally:
        cursor.execute("ROLLBACK")


def changed(file: str, old: str, new: str) -> str:
    text = statement(file)
    assert text.count(old) == 1, "the word to turn round stands once"
    return text.replace(old, new)


@pytest.mark.parametrize(("name", "old", "new"), MUTANTS)
def test_turning_one_word_of_the_model_round_changes_a_figure(
    opened: Engine, unchanged: Figures, name: str, old: str, new: str
) -> None:
    assert changed_table(opened, name, changed(f"model/{name}", old, new), unchanged)


@pytest.mark.parametrize("name", ["10_programme_snapshots", "80_area_figures"])
def test_the_same_model_gives_the_same_figures(opened: Engine, unchanged: Figures, name: str) -> None:
    assert changed_table(opened, name, statement(f"model/{name}"), unchanged) is None


@pytest.mark.parametrize(("name", "old", "new"), INDICATOR_MUTANTS)
def test_turning_one_word_of_an_indicator_round_changes_its_units(
    opened: Engine, name: str, old: str, new: str
) -> None:
    cursor = opened._connection.cursor()
    units = Counter(cursor.table(name).fetchall())
    assert Counter(cursor.sql(changed(f"indicators/{name}", old, new)).fetchall()) != units


def test_each_file_has_a_mutant() -> None:
    assert {name for name, _, _ in MUTANTS} == set(names("model"))
    assert {name for name, _, _ in INDICATOR_MUTANTS} == set(names("indicators"))

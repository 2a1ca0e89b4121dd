"""One thing of a model or indicator file turned round changes a figure of a few fixed cities: the suite would notice.

The mutants are made from the files' syntax trees. Some change nothing the fixed cities can show, many of them because they
mean the same; how many there are is fixed for each file, so that a change of the SQL or of a test that lets more
through is seen.
"""

from collections.abc import Iterator
from itertools import chain

import duckdb
import pytest
from sqlglot import exp

from queries.sql_files import names, statement
from tests.queries.city import computed_model, registries
from tests.queries.fixed_cities import goals, programmes, publish_all
from tests.queries.mutants import DUCKDB, Mutant, mutants, parsed, with_other_word, without_columns

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
# How many mutants of a table or indicator change nothing of the figures; none where it is not named.
UNNOTICED = {
    "snapshot_steps": 3,
    "search_terms": 6,
    "turnover": 7,
    "recoded_schools": 24,
    "likely_successors": 31,
    "changed_schools": 22,
    "programme_schools": 2,
    "unit_sites": 2,
    "judged_partnerships": 6,
    "partnership_schools": 4,
    "partner_schools": 3,
    "renumbered_partnerships": 26,
    "followed_units": 2,
    "pairings": 2,
    "chains": 12,
    "existing_units": 5,
    "paired_units": 4,
    "reported_units": 18,
    "unit_leads": 2,
    "reported_counties": 7,
    "held_activities": 8,
    "granted_funds": 8,
    "counting_units": 3,
    "refolded_units": 17,
    "school_years": 4,
    "pairing_members": 11,
    "partnership_years": 4,
    "area_rosters": 4,
    "area_flows": 4,
    "area_figures": 6,
    "reporting_areas": 4,
    "goal_figures": 8,
    "goal_pace": 1,
    "goal_dates": 1,
    "goal_standings": 2,
    "goal_years": 5,
    "missed_years": 2,
    "goal_progress": 1,
    "arts_pe_courses": 1,
    "arts_pe_courses_seat": 3,
    "arts_pe_courses_township": 3,
    "community_plan_filed": 1,
    "demo_experiments": 1,
    "famous_schools": 1,
    "group_experiments": 1,
    "group_quality_rate": 3,
    "group_retention": 7,
    "it_training_pass": 1,
    "left_behind_care": 1,
    "one_core_school": 2,
    "psych_teacher": 1,
    "recording_classroom": 1,
    "school_district_coverage": 2,
    "school_plan_filed": 1,
    "senior_high_pairing": 8,
    "small_school_integration": 1,
    "supervision_cycle": 1,
    "training_hours": 1,
    "training_pass": 1,
    "vocational_conditions": 1,
}
REPORTED = ("famous_teachers", "family_lectures")  # indicators of which counties reported units, to read instead of one
TOTALS = "area_totals"  # what the indicators add up to; area_figures reads it
CONTENT = "SELECT COUNT(*), SUM(CAST(HASH(one) AS HUGEINT)) FROM query_table($table) AS one"
GROWN = 20  # a table that grows so much is another one, and what follows from it would take minutes


def table_of(file: str) -> str:
    """Return the table a file of the model makes: its name without the number that orders it."""
    return file.split("_", 1)[1]


MODEL = {table_of(file): statement(f"model/{file}") for file in names("model")}
INDICATORS = {name: statement(f"indicators/{name}") for name in names("indicators")}
READS = {name: {one.name for one in parsed(sql).find_all(exp.Table)} for name, sql in (MODEL | INDICATORS).items()}


class Model:
    """The model of the fixed cities, to try other statements in."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._unchanged = {name: self._content(name) for name in (*MODEL, *INDICATORS, TOTALS)}

    def notices(self, name: str, sql: str) -> bool:
        """Return whether another statement for a table or indicator changes a figure; all is undone afterwards."""
        self._connection.execute("BEGIN")
        try:
            return self._changes_units(name, sql) if name in INDICATORS else self._changes_figures(name, sql)
        except duckdb.ConversionException:
            return True
        finally:
            self._connection.execute("ROLLBACK")

    def _changes_units(self, name: str, sql: str) -> bool:
        self._connection.sql(sql).create("other_units")
        return self._content("other_units") != self._unchanged[name]

    def _changes_figures(self, name: str, sql: str) -> bool:
        """Make the table anew, and those that follow from what has changed, until one of the figures is another."""
        changed = set[str]()
        for table in list(MODEL)[list(MODEL).index(name) :]:
            if TOTALS in READS[table] and TOTALS not in changed and self._adds_up_to_others(changed):
                changed.add(TOTALS)
            if table != name and not READS[table] & changed:
                continue
            self._connection.execute(f"DROP TABLE {table}")
            self._connection.sql(sql if table == name else MODEL[table]).create(table)
            rows, _ = content = self._content(table)
            if content != self._unchanged[table]:
                changed.add(table)
                if table in FIGURES or rows > GROWN * self._unchanged[table][0] + 100:
                    return True
        return False

    def _adds_up_to_others(self, changed: set[str]) -> bool:
        """Add up the indicators that follow from what has changed, until one of them comes to other totals."""
        for name in (name for name in INDICATORS if READS[name] & changed):
            self._connection.execute("DELETE FROM area_totals WHERE indicator_id = $indicator", {"indicator": name})
            self._connection.execute(statement("lists/totals"), {"indicator": name})
            if self._content(TOTALS) != self._unchanged[TOTALS]:
                return True
        return False

    def _content(self, table: str) -> tuple[int, int | None]:
        """Return the number of rows of a table and a sum over their hashes, whatever their order."""
        ((rows, hashes),) = self._connection.sql(CONTENT, params={"table": table}).fetchall()
        return rows, hashes


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    data = tmp_path_factory.mktemp("cities")
    publish_all(data)
    with registries({"programmes": programmes(), "goals": goals()}), computed_model(data) as connection:
        yield Model(connection)


def unnoticed(model: Model, name: str, some: Iterator[Mutant]) -> list[str]:
    """Return the mutants that change no figure; one that is no SQL is passed over."""
    found = []
    for mutant in some:
        try:
            if not model.notices(name, mutant.sql):
                found.append(f"{shortened(mutant.old)} -> {shortened(mutant.new) or '(left out)'}")
        except (duckdb.BinderException, duckdb.ParserException):
            continue
    return found


def shortened(sql: str) -> str:
    return sql if len(sql) < 200 else f"{sql[:100]} … {sql[-100:]}"


@pytest.mark.parametrize("name", [*MODEL, *INDICATORS])
def test_what_is_turned_round_changes_a_figure(model: Model, name: str) -> None:
    sql = (MODEL | INDICATORS)[name]
    is_inside = name in MODEL and name not in FIGURES  # a column of the others is one of the figures
    more = without_columns(sql) if is_inside else with_other_word(sql, name, REPORTED[name == REPORTED[0]])
    found = unnoticed(model, name, chain(mutants(sql), more))
    listed = "\n".join([f"{name}: {len(found)} mutants change no figure:", *found])
    assert len(found) == UNNOTICED.get(name, 0), listed


def test_the_same_statements_as_their_syntax_trees_write_them_give_the_same_figures(model: Model) -> None:
    written = {name: parsed(sql).sql(DUCKDB) for name, sql in (MODEL | INDICATORS).items()}
    assert [name for name, sql in written.items() if model.notices(name, sql)] == []


def test_every_table_that_verbs_read_is_one_of_the_model() -> None:
    assert set(FIGURES) <= set(MODEL)
    assert UNNOTICED.keys() <= MODEL.keys() | INDICATORS.keys()


def test_mutants_do_not_depend_on_how_a_statement_is_laid_out() -> None:
    sql = "SELECT a, MIN(b) AS b FROM t WHERE c = 'x' AND NOT d GROUP BY a"
    laid_out = "-- t: words.\nselect a,\n  min(b) as b\nfrom t\nwhere c = 'x'\n  and not d\ngroup by a\n"
    found = [(one.old, one.new) for one in mutants(sql)]
    assert found == [(one.old, one.new) for one in mutants(laid_out)]
    assert {("MIN(b)", "MAX(b)"), ("NOT d", "d"), ("'x'", "'x?'")} <= set(found)
    assert ("c = 'x' AND NOT d", "c = 'x'") in found

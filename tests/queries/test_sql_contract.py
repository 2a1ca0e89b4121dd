"""What a SQL file's header says is what DuckDB says; the model stays portable; nothing divides."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, takewhile
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import sqlglot
from sqlglot import ErrorLevel
from sqlglot.errors import ParseError, UnsupportedError
from sqlglot.tokens import TokenType

from data.registry.rows import registry
from data.registry.schema import TABLES
from queries.sql_files import SQL, names, sql_files, statement
from tests.queries.city import INDICATOR, computed_model

FILES = sorted(sql_files())
MODEL = [name for name in FILES if name.startswith("model/")]
INDICATORS = [name for name in FILES if name.startswith("indicators/")]
EVERY_COLUMN = "every column of schools"
STATED_COLUMNS = "every other column of schools as BOOLEAN"
KEYS = ("place_code", "as_of", "county_code")
DUCKDB = {
    pa.string(): "VARCHAR",
    pa.int32(): "INTEGER",
    pa.float64(): "DOUBLE",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
}
INSERTS = ["lists/totals"]
VALUES: dict[str, dict[str, str | date | bool | int | None]] = {
    "VARCHAR": {"programme": "huludao-2020", "indicator": INDICATOR, "area": "211402", "place": "211400"}
    | {
        "town": "211402001",
        "term": "a",
        "pattern": "%a%",
        "spelt": "a",
        "part": "a",
        "also": "a",
        "most": "20",
        "goal": None,
        "facts": None,
    }
    | {"partnership": "211400-001", "school": "A"}
    | {"mode": "集团式", "state": "active", "stage": "小学", "band": "乡村"}
    | {"kind": "opened", "within": None},
    "INTEGER": {"most": 3},
    "BIGINT": {"first": 0, "size": None},
    "BOOLEAN": {
        "own": False,
        "named": True,
        "across": True,
        "singly": False,
        "missing": None,
        "covered": True,
        "quality": True,
        "core_quality": True,
    },
    "DATE": {"as_of": date(2020, 12, 31), "since": date(2020, 12, 31)},
}
CONTRACT = {
    "programme_id": "VARCHAR",
    "as_of": "DATE",
    "area_code": "VARCHAR",
    "unit_id": "VARCHAR",
    "numerator": "DOUBLE",
    "denominator": "DOUBLE",
}


def header(name: str) -> list[str]:
    """Return the comment lines a file begins with."""
    return list(takewhile(lambda line: line.startswith("--"), statement(name).splitlines()))


def typed(lines: list[str]) -> dict[str, str]:
    """Return name and type of `name TYPE, name TYPE (remark), …` over one or more comment lines."""
    text = re.sub(r"\([^)]*\)", "", " ".join(line.removeprefix("--").strip() for line in lines))
    others = (field.name for field in TABLES["schools"] if field.name not in KEYS)
    text = text.replace(STATED_COLUMNS, ", ".join(f"{name} BOOLEAN" for name in others))
    text = text.replace(EVERY_COLUMN, ", ".join(f"{field.name} {DUCKDB[field.type]}" for field in TABLES["schools"]))
    pairs = [part.split() for part in text.split(",") if part.strip()]
    return {pair[0]: " ".join(pair[1:]) for pair in pairs}


def line_of(name: str, start: str) -> int:
    """Return the number of the header line that begins so; one past the header where there is none."""
    lines = header(name)
    return next((at for at, line in enumerate(lines, start=1) if line.startswith(start)), len(lines) + 1)


def stated_columns(name: str) -> dict[str, str]:
    return typed(header(name)[line_of(name, "-- grain") : line_of(name, "-- parameters") - 1])


def stated_parameters(name: str) -> dict[str, str]:
    lines = header(name)[line_of(name, "-- parameters") - 1 :]
    return typed([line.removeprefix("-- parameters") for line in lines])


def used_parameters(name: str) -> set[str]:
    return set(duckdb.extract_statements(statement(name))[0].named_parameters)


def place(name: str, line: int = 1) -> str:
    return f"queries/{sql_files()[name].relative_to(SQL).as_posix()}:{line}"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The model of an empty data folder."""
    with computed_model(tmp_path_factory.mktemp("empty")) as connection:
        yield connection


def described(database: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """Return the columns and types a file gives as DuckDB says them."""
    if name.startswith("lists/"):
        parameters = {key: VALUES[kind][key] for key, kind in stated_parameters(name).items()}
        found = database.sql(statement(name), params=parameters)
    else:
        found = database.table(Path(name).name.split("_", 1)[1] if name in MODEL else Path(name).name)
    return {column: str(kind) for column, kind in zip(found.columns, found.types, strict=True)}


def test_the_folders_hold_the_sql() -> None:
    assert MODEL
    assert INDICATORS
    assert {name.split("/")[0] for name in FILES} == {"model", "indicators", "lists"}
    assert len(FILES) == len(list(SQL.rglob("*.sql"))), "two SQL files have one name, or one is outside the folders"


def test_each_file_is_one_statement_under_its_name_a_sentence_and_its_grain() -> None:
    several = [place(name) for name in FILES if len(duckdb.extract_statements(statement(name))) != 1]
    nouns = {name: re.sub(r"^\d+_", "", Path(name).name) for name in FILES}
    untitled = [place(name) for name, noun in nouns.items() if not re.match(rf"-- {noun}: \S", header(name)[0])]
    no_grain = [place(name) for name in FILES if line_of(name, "-- grain one row per ") > len(header(name))]
    assert (several, untitled, no_grain) == ([], [], [])


def test_columns_and_types_are_those_the_header_states(database: duckdb.DuckDBPyConnection) -> None:
    pairs = {name: (stated_columns(name), described(database, name)) for name in FILES if name not in INSERTS}
    wrong = {name: pair for name, pair in pairs.items() if list(pair[0].items()) != list(pair[1].items())}
    assert {place(name, line_of(name, "-- grain")): pair for name, pair in wrong.items()} == {}


def test_parameters_are_those_the_header_states() -> None:
    pairs = {name: (set(stated_parameters(name)), used_parameters(name)) for name in FILES}
    wrong = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    assert {place(name, line_of(name, "-- parameters")): pair for name, pair in wrong.items()} == {}


def test_model_and_indicators_take_no_parameters() -> None:
    assert {place(name): found for name in MODEL + INDICATORS if (found := used_parameters(name))} == {}


def test_model_and_indicators_can_be_carried_to_spark() -> None:
    """A later version computes the model there; `lists/`, which only this engine runs, need not follow."""
    refused = {}
    for name in MODEL + INDICATORS:
        try:
            (spark,) = sqlglot.transpile(
                statement(name), read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE
            )
            sqlglot.parse_one(spark, read="spark")
        except (UnsupportedError, ParseError) as error:
            refused[place(name)] = str(error)
    assert refused == {}


def divisions(sql: str) -> list[tuple[int, str]]:
    """Return where a statement divides or takes an average, as (line, word)."""
    tokens = sqlglot.tokenize(sql, read="duckdb")
    signs = [(one.line, one.text) for one in tokens if one.token_type in (TokenType.SLASH, TokenType.DIV)]
    called = [one for one, after in pairwise(tokens) if after.token_type is TokenType.L_PAREN]
    return signs + [(one.line, one.text) for one in called if one.text.lower() in ("divide", "avg", "mean")]


def test_no_sql_divides() -> None:
    assert [place(name, line) + f": {word}" for name in FILES for line, word in divisions(statement(name))] == []


@pytest.mark.parametrize(
    "sql", ["SELECT a / b", "SELECT a // b", "SELECT AVG(a)", "SELECT mean (a)", "SELECT divide(a, b)"]
)
def test_a_division_is_noticed(sql: str) -> None:
    assert divisions(f"-- a / b\n{sql}")[0][0] == 2
    assert not divisions("SELECT 'a/b', avg -- AVG(a) / b")


def test_every_indicator_keeps_the_contract(database: duckdb.DuckDBPyConnection) -> None:
    found = {name: described(database, name) for name in INDICATORS}
    assert {place(name): one for name, one in found.items() if list(one.items()) != list(CONTRACT.items())} == {}


def test_every_indicator_has_a_file_and_every_file_an_indicator() -> None:
    assert names("indicators") == sorted(row["indicator_id"] for row in registry("indicators"))

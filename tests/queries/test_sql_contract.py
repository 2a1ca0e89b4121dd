"""What a SQL file's header says is what DuckDB says; the model stays portable; nothing divides."""

import re
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from data.registry.rows import registry
from data.registry.schema import TABLES
from queries.engine.build import SQL, names, statement
from queries.engine.database import Engine
from tests.folder import in_folder
from tests.queries.city import INDICATOR

FILES = sorted(str(path.relative_to(SQL).with_suffix("")) for path in SQL.rglob("*.sql"))
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
    lines = statement(name).splitlines()
    count = next(number for number, line in enumerate(lines) if not line.startswith("--"))
    return lines[:count]


def typed(lines: list[str]) -> dict[str, str]:
    """Return name and type of `name TYPE, name TYPE (remark), …` over one or more comment lines."""
    text = re.sub(r"\([^)]*\)", "", " ".join(line.removeprefix("--").strip() for line in lines))
    others = (field.name for field in TABLES["schools"] if field.name not in KEYS)
    text = text.replace(STATED_COLUMNS, ", ".join(f"{name} BOOLEAN" for name in others))
    text = text.replace(EVERY_COLUMN, ", ".join(f"{field.name} {DUCKDB[field.type]}" for field in TABLES["schools"]))
    pairs = [part.split() for part in text.split(",") if part.strip()]
    assert all(len(pair) == 2 for pair in pairs), text
    return dict(pairs)


def stated_columns(name: str) -> dict[str, str]:
    lines = header(name)
    start = next(number for number, line in enumerate(lines) if line.startswith("-- grain"))
    stop = next((number for number, line in enumerate(lines) if line.startswith("-- parameters")), len(lines))
    return typed(lines[start + 1 : stop])


def stated_parameters(name: str) -> dict[str, str]:
    lines = header(name)
    start = next((number for number, line in enumerate(lines) if line.startswith("-- parameters")), None)
    if start is None:
        return {}
    first, *rest = lines[start:]
    return typed([first.removeprefix("-- parameters"), *rest])


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return in_folder(tmp_path_factory.mktemp("empty"), Engine)


def described(engine: Engine, name: str) -> dict[str, str]:
    cursor = engine._connection.cursor()
    if name.startswith("lists/"):
        parameters = {key: VALUES[kind][key] for key, kind in stated_parameters(name).items()}
        found = cursor.sql(statement(name), params=parameters)
    else:
        found = cursor.table(Path(name).name.split("_", 1)[1] if name in MODEL else Path(name).name)
    return {column: str(kind) for column, kind in zip(found.columns, found.types, strict=True)}


def test_the_folders_hold_the_sql() -> None:
    assert MODEL
    assert INDICATORS
    assert {name.split("/")[0] for name in FILES} == {"model", "indicators", "lists"}


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_one_statement_under_its_name_and_a_sentence(name: str) -> None:
    assert len(duckdb.extract_statements(statement(name))) == 1
    noun = re.sub(r"^\d+_", "", Path(name).name)
    assert re.match(rf"-- {noun}: \S", header(name)[0])
    assert any(line.startswith("-- grain one row per ") for line in header(name))


@pytest.mark.parametrize("name", [name for name in FILES if name not in INSERTS])
def test_columns_and_types_are_those_the_header_states(empty: Engine, name: str) -> None:
    assert list(described(empty, name).items()) == list(stated_columns(name).items())


@pytest.mark.parametrize("name", FILES)
def test_parameters_are_those_the_header_states(name: str) -> None:
    used = duckdb.extract_statements(statement(name))[0].named_parameters
    assert set(stated_parameters(name)) == set(used)


@pytest.mark.parametrize("name", MODEL + INDICATORS)
def test_model_and_indicators_take_no_parameters(name: str) -> None:
    assert not duckdb.extract_statements(statement(name))[0].named_parameters


@pytest.mark.parametrize("name", FILES)
def test_each_file_can_be_carried_to_spark(name: str) -> None:
    (spark,) = sqlglot.transpile(statement(name), read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)
    assert sqlglot.parse_one(spark, read="spark")


@pytest.mark.parametrize("name", FILES)
def test_no_sql_divides(name: str) -> None:
    tree = sqlglot.parse_one(statement(name), read="duckdb")
    assert not list(tree.find_all(exp.Div, exp.IntDiv, exp.SafeDivide))
    code = re.sub(r"--.*|'[^']*'", "", statement(name))
    assert "/" not in code
    assert not re.search(r"\b(divide|avg|mean)\s*\(", code, re.I)


@pytest.mark.parametrize("name", INDICATORS)
def test_every_indicator_keeps_the_contract(empty: Engine, name: str) -> None:
    assert list(described(empty, name).items()) == list(CONTRACT.items())


def test_every_indicator_has_a_file_and_every_file_an_indicator() -> None:
    assert names("indicators") == sorted(row["indicator_id"] for row in registry("indicators"))

"""indicator_facts.csv says what the SQL does, and the evidence link's rules follow the rows of a place's indicators alone."""

import re
from dataclasses import fields
from typing import Any

import pytest

from data.registry.rows import Row, registry
from queries.evidence import rules as rules_module
from queries.evidence.rules import RULES, rules
from queries.sql_files import computed_sql, statement
from tests.queries.stated import FACTS, history
from tests.town import School

INDICATORS = [row["indicator_id"] for row in registry("indicators")]
SCHOOL_COLUMNS = {row["column"] for row in registry("fields") if row["table"] == "schools"} | {"band"}
# Columns that say which school it is and where, not what is known of it; whether it is rural rests on its class.
STRUCTURE = {"place_code", "as_of", "school_id", "county_code", "stage", "name", "source"}


def facts_of(indicator: str, stated: str, table: str = "schools") -> set[str]:
    wanted = (indicator, stated, table)
    rows = [row for row in registry("indicator_facts") if (row["indicator_id"], row["stated"], row["table"]) == wanted]
    return {"band" if row["column"] == "urban_rural_code" else row["column"] for row in rows}


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_facts_stated_by_county_are_those_the_sql_asks_counties_for(indicator: str) -> None:
    asked = set(re.findall(r"stating\.(\w+)", statement(f"indicators/{indicator}")))
    assert asked - {"programme_id", "as_of", "county_code"} == facts_of(indicator, "county")


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_column_of_the_roster_in_the_sql_is_a_fact_of_the_registry(indicator: str) -> None:
    code = computed_sql(statement(f"indicators/{indicator}"))
    tables = set(re.findall(r"(?:FROM|JOIN) (\w+)", code))
    if not tables & {"programme_schools", "partner_schools"}:
        return
    words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", code)))
    named = words & SCHOOL_COLUMNS - STRUCTURE
    named |= {"band"} if "is_rural" in words else set()
    assert named == facts_of(indicator, "own") | facts_of(indicator, "county")


@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_fact_of_partnerships_is_asked_of_counties_that_state_it(indicator: str) -> None:
    code = computed_sql(statement(f"indicators/{indicator}"))
    stated = set(re.findall(r"(\w+) IS NOT NULL \) AS stating", code))
    assert stated == facts_of(indicator, "county", "partnerships")


def marks(monkeypatch: pytest.MonkeyPatch, place: str, changed: dict[str, Any]) -> dict[str, bytes]:
    """Return a place's marks of the rules with the facts of one indicator changed."""

    def other(name: str) -> tuple[Row, ...]:
        rows = registry(name)
        if name != "indicator_facts":
            return rows
        return tuple({**row, **changed} if row["indicator_id"] == changed["indicator_id"] else row for row in rows)

    monkeypatch.setattr(rules_module, "registry", other)
    return dict(zip(RULES, rules.__wrapped__(place), strict=True))


def test_the_rules_of_a_place_follow_the_facts_of_its_own_indicators(monkeypatch: pytest.MonkeyPatch) -> None:
    before = dict(zip(RULES, rules("211000"), strict=True))  # 辽阳 has a goal on recording classrooms, 淄博 none
    elsewhere = dict(zip(RULES, rules("370300"), strict=True))
    changed = {"indicator_id": "recording_classroom", "asked": "compulsory"}
    after = marks(monkeypatch, "211000", changed)
    assert {name for name in RULES if after[name] != before[name]} == {"indicators"}
    assert marks(monkeypatch, "370300", changed) == elsewhere


def test_an_sql_files_comments_and_layout_change_no_mark() -> None:
    text = statement("indicators/psych_teacher")
    said = text.replace("-- grain", "-- told otherwise\n-- grain", 1).replace("\nFROM", "  -- the roster\n\n  FROM", 1)
    assert said != text
    assert computed_sql(said) == computed_sql(text)


@pytest.mark.parametrize(("old", "new"), [(">= 1", ">= 2"), ("psych_teachers", "teachers"), ("FALSE", "TRUE")])
def test_what_an_sql_file_computes_changes_its_mark(old: str, new: str) -> None:
    text = statement("indicators/psych_teacher")
    head, body = text.split("SELECT", 1)
    assert computed_sql(head + "SELECT" + body.replace(old, new, 1)) != computed_sql(text)


def test_quoted_words_are_no_comments_and_keep_their_blanks() -> None:
    assert computed_sql("SELECT 'a  -- b', \"c  d\" - 1 -- e") == "SELECT 'a  -- b' , \"c  d\" - 1"


def test_random_towns_state_every_fact_and_leave_it_blank() -> None:
    """Else an oracle that compares nothing would agree with any SQL."""
    of_schools = {field.name for field in fields(School)} | {"is_quality", "urban_rural_code"}
    columns = {row["column"] for row in registry("indicator_facts") if row["table"] == "schools"}
    assert columns - of_schools <= set(FACTS), "a field of Facts in tests/town.py is missing"
    told = [
        school.facts for seed in range(6) for town in history(seed, "211400") for school in town.schools if school.facts
    ]
    assert [name for name in FACTS if len({getattr(one, name) is None for one in told}) < 2] == []

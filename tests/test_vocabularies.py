"""Closed lists stand once: what SQL says, what has a colour and what has a label are the words of the one list."""

import re

import pytest

from data import vocabularies
from data.intake.tables.header.table_kinds import KINDS
from data.intake.template.columns import SHEETS
from data.intake.values.datums import DATUMS, datum
from data.paths import PROJECT
from data.registry.layouts import ASKED_KINDS, LAYOUTS, UNITS_COUNTED
from data.registry.rows import registry
from data.registry.schema import BANDS, MODES, URBAN_RURAL_CODES, allowed
from queries.sql_files import computed_sql, statement
from tests.towns import CODES
from views.theme import palette

LABELS = {row["key"] for row in registry("labels")}
SPOKEN: dict[str, tuple[str, ...]] = {
    "change": (*vocabularies.SCHOOL_CHANGES, *vocabularies.PARTNERSHIP_CHANGES),
    "part": vocabularies.CHANGE_PARTS,
    "standing": vocabularies.GOAL_STANDINGS,
    "severity": vocabularies.SEVERITIES,
    "datum": (*DATUMS, "written"),
    "band": BANDS,
    "mode": MODES,
    "stage": tuple(row["stage"] for row in registry("stages")),
    "counted_in": UNITS_COUNTED,
    "kind": allowed("activities", "kind"),
    "task": allowed("funds", "task"),
    "sheet": KINDS,
}
# What a statement may say of a column, by the list it is of.
SAID = {
    ("lists/school_changes", "kind"): vocabularies.SCHOOL_CHANGES,
    ("lists/figure_changes", "part"): vocabularies.CHANGE_PARTS,
    ("model/94_goal_standings", "standing"): vocabularies.GOAL_STANDINGS,
}


@pytest.mark.parametrize("group", SPOKEN)
def test_every_word_of_a_list_has_a_label_and_every_label_a_word(group: str) -> None:
    labels = {key.removeprefix(f"{group}.") for key in LABELS if re.fullmatch(rf"{group}\.[^.]+", key)}
    assert labels == set(SPOKEN[group])


@pytest.mark.parametrize(
    ("coloured", "words"),
    [
        (palette.MODES, MODES),
        (palette.STANDINGS, vocabularies.GOAL_STANDINGS),
        (palette.TINTS, vocabularies.GOAL_STANDINGS),
        (palette.MARKS, vocabularies.GOAL_STANDINGS),
        (palette.SEVERITIES, vocabularies.SEVERITIES),
    ],
)
def test_every_word_has_a_colour_in_the_order_of_the_list(coloured: dict[str, object], words: tuple[str, ...]) -> None:
    assert set(coloured) == set(words)
    if words == vocabularies.SEVERITIES:
        assert tuple(coloured) == words


@pytest.mark.parametrize(("file", "column"), SAID)
def test_a_statement_says_the_words_of_its_list(file: str, column: str) -> None:
    code, words = computed_sql(statement(file)), SAID[file, column]
    quoted = {word for text in re.findall(r"'([a-z_ ]+)'", code) for word in text.split()}
    assert set(words) <= quoted
    head = statement(file).split("\nWITH")[0].split("\nSELECT")[0]
    listed = re.search(rf"{column} VARCHAR \(([a-z_, ]+)\)", head)
    assert listed is None or tuple(listed[1].split(", ")) == words


def test_changes_of_partnerships_are_those_of_their_statement() -> None:
    code = computed_sql(statement("lists/partnership_changes"))
    quoted = {word for text in re.findall(r"'([a-z_]+)'", code) for word in text.split()}
    assert set(vocabularies.PARTNERSHIP_CHANGES) <= quoted


@pytest.mark.parametrize("name", ["SCHOOL_CHANGES", "PARTNERSHIP_CHANGES", "GOAL_STANDINGS", "SEVERITIES"])
def test_no_other_module_lists_the_words_again(name: str) -> None:
    words = getattr(vocabularies, name)
    spelt = re.compile(r",\s*".join(re.escape(f'"{word}"') for word in words))
    files = [path for room in ("data", "queries", "views", "pages") for path in (PROJECT / room).rglob("*.py")]
    found = [path.name for path in files if spelt.search(path.read_text(encoding="utf-8"))]
    assert found == ["vocabularies.py"]


def test_bands_are_those_of_the_class_codes_everywhere() -> None:
    assert {code: band for band, codes in CODES.items() for code in codes} == URBAN_RURAL_CODES
    assert set(BANDS) == set(URBAN_RURAL_CODES.values()) == set(LAYOUTS["bands"].allowed["band"])
    assert allowed("schools", "urban_rural_code") == tuple(URBAN_RURAL_CODES)
    assert {band for scope in LAYOUTS["programmes"].allowed["rural_scope"] for band in scope.split("+")} < set(BANDS)
    assert {row["stored"] for row in registry("values") if row["column"] == "band"} <= set(BANDS)
    for path in (PROJECT / "queries").rglob("*.sql"):
        assert not re.search(r"'\d{3}'", path.read_text(encoding="utf-8")), path.name


def test_datums_are_recognised_by_the_names_findings_and_labels_give_them() -> None:
    (row,) = [row for row in registry("findings") if row["code"] == "datum_unknown"]
    for text in (row["mend_zh"], row["mend_en"]):
        assert {name for name, one in DATUMS.items() if one.written.search(text)} == set(DATUMS)
    for row in registry("labels"):
        if row["key"].startswith("datum.") and row["key"] != "datum.written":
            assert datum(row["zh_CN"]) == datum(row["en"]) == row["key"].removeprefix("datum.")


def test_sheets_and_tables_asked_are_those_there_are() -> None:
    assert set(SHEETS) == set(KINDS)
    assert set(ASKED_KINDS) < {row["table"] for row in registry("fields")}
    assert {row["severity"] for row in registry("findings")} == set(vocabularies.SEVERITIES)

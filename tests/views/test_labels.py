"""labels.csv and the code agree: every key the code uses exists, every key that exists is used."""

import ast
import csv
import re
from functools import cache
from string import Formatter

import queries
from data.intake.choices import COUNT, LEAVE_OUT
from data.intake.difference import KINDS as DIFFERENCES
from data.intake.ledger import KINDS as LEDGER
from data.intake.reading_process.runner import WAITING
from data.intake.reading_process.worker import DONE as READ
from data.intake.reading_process.worker import OUTPUT
from data.intake.tables.header.table_kinds import KINDS
from data.intake.values.datums import DATUMS
from data.paths import PROJECT
from data.registry.layouts import LAYOUTS
from data.registry.rows import registry
from data.registry.schema import BANDS, MODES, TABLES, allowed
from data.rights import Role
from data.rights.audit import DONE
from data.vocabularies import CHANGE_PARTS, PARTNERSHIP_CHANGES, SCHOOL_CHANGES
from pages.registry import PAGES
from queries.evidence.rules import RULES
from views.briefing.files import ENDINGS
from views.panels.audit import ACTS
from views.panels.manage.publishing import COUNTED
from views.text.labels import label, speaking
from views.theme.palette import MARKS, SEVERITIES, TAKEN

KEYS = {row["key"]: row for row in registry("labels")}
GROUPS = {key.split(".")[0] for key in KEYS if "." in key}
ALLOWED = LAYOUTS["programmes"].allowed
ALWAYS_MANY = {
    "goals.some_areas",
    "goals.some_and_chosen",
    "map.too_many",
    "linked.first",
    "picture.areas_only",
}  # of lists too long to show
TOPICS = ["modes", "chains", "borders", "activities", "exchanges", "tasks", "schools"]
RESOLVED = {
    "page": list(PAGES),
    "section": [page.section for page in PAGES.values()],
    "status": ["official", "synthetic"],
    "data_status": ["official", "synthetic"],
    "counting": ALLOWED["counting_rule"],
    "rural": ALLOWED["rural_scope"],
    "lead": ALLOWED["lead_rule"],
    "blank_rule": ["schools", "partnerships", "集团式"],
    "band": BANDS,
    "change": [*SCHOOL_CHANGES, *PARTNERSHIP_CHANGES],
    "part": CHANGE_PARTS,
    "mode": MODES,
    "stage": [row["stage"] for row in registry("stages")],
    "standing": list(MARKS),
    "sentence": list(MARKS),
    "model": [name for name, _ in queries.model_definitions()],
    "state": ["active", "ended", "upcoming"],
    "grant": list(Role),
    "did": DONE,
    "refused": ACTS,
    "counts_as": ["counted", "folded", "former", "inactive", "lead", "stage", "band"],
    "table": list(TABLES),
    "goal_unit": {row["unit"] for row in registry("goals")} - {"%"},
    "kind": allowed("activities", "kind"),
    "task": allowed("funds", "task"),
    "rules": RULES,
    "topic": TOPICS,
    "topic_note": TOPICS,
    "missing": TOPICS,
    "border": ["inside", "area", "city", "no_core"],
    "file_job": [what for what in ENDINGS if what != "bundle"],
    "briefing": [*ENDINGS, *(f"{what}_help" for what in ENDINGS), "screen", "figure", "stands", "names"],
    "moved": ["nearer", "further", "same"],
    "areas_moved": ["nearer", "further"],
    "changes": ["won", "lost", "missed"],
    "evidence": ["former_name", "managing", "point", "name"],
    "counted_in": {row["unit_counted"] for row in registry("indicators")},
    "grain": set(queries.definitions()["grain"]),
    "direction": LAYOUTS["indicators"].allowed["direction"],
    "period": LAYOUTS["indicators"].allowed["period"],
    "datum": ["written", *DATUMS],
    "sheet": KINDS,
    "severity": list(SEVERITIES),
    "reading": [WAITING, "opening", "understanding", "accounting", READ, OUTPUT],
    "head": ["title", "part", "chosen", "dropped", "asked", "unknown", "ignored", "nothing"],
    "taken": [*TAKEN, "because"],
    "account": [*LEDGER, "cells", "rows", "rows_whole", "fold", "why", "count", "where"],
    "questions": [
        *("title", "note", "column", "samples", "heading", "names", COUNT, LEAVE_OUT),
        *("other", "other_of", "above", "look", "more", "answered", "undo"),
    ],
    "role": ["header", "title", "total", "note", "section", "example", "repeated", "duplicate", "blank"],
    "step": ["sheets", "findings", "names", "differs", "publish", *("幼儿园", "小学", "初中", "高中")],
    "differs": [*DIFFERENCES, "against", "nothing_before", "same", "title"],
    "holds": COUNTED,
    "check": ["completeness", *queries.CHECKS],
    "check_note": ["completeness", *queries.CHECKS],
    "odd": ["no_pupils", "no_teachers", "crowded", "sparse", "pupils_jumped", "teachers_jumped"],
    "version": ["standing", "replaced", "removed", "found", "broken"],
    **{f"keeping_{word}": ["restore", "remove"] for word in ("title", "agree", "button", "done")},
    "guide": ["roster", "pairings", "later", "safe"],
    "needs": ["date", "files"],
    "publishing": ["writing", "computing", "done"],
    "unit": {unit for schema in TABLES.values() for column in schema if (unit := column.metadata[b"unit"].decode())},
}


@cache
def trees() -> tuple[ast.Module, ...]:
    """Return the code that may speak: the frame, the pages and the views."""
    paths = [PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py"), *(PROJECT / "views").rglob("*.py")]
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in sorted(paths))


def constants() -> set[str]:
    """Return every string the code holds, docstrings and parts of f-strings included."""
    nodes = [node for tree in trees() for node in ast.walk(tree)]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def asked(name: str) -> list[ast.expr]:
    """Return the first argument of every call of a function of that name."""
    calls = [node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == name and call.args]


def prefixes() -> set[str]:
    """Return the beginnings of keys put together at run time: `f"status.{x}"`, `term("band", x)`."""
    found = {f"{first.value}." for first in asked("term") if isinstance(first, ast.Constant)}
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                found.add(str(node.values[0].value))
    return {prefix for prefix in found if len(prefix) > 2 and any(key.startswith(prefix) for key in KEYS)}


def test_every_key_written_out_in_the_code_exists():
    direct = {first.value for first in asked("label") if isinstance(first, ast.Constant)}
    grouped = {text for text in constants() if re.fullmatch(rf"({'|'.join(GROUPS)})\.\w+", text)}
    assert len(direct) > 50
    assert (direct | grouped) - KEYS.keys() == set()


def test_every_value_a_group_can_take_has_its_words():
    assert all(RESOLVED.values())
    assert {f"{group}.{value}" for group, values in RESOLVED.items() for value in values} - KEYS.keys() == set()


def test_the_groups_put_together_at_run_time_are_found_in_the_code():
    assert {f"{group}." for group in ("band", "mode", "stage", "status", "page", "section", "model")} <= prefixes()


def test_every_key_is_used_somewhere():
    written, dynamic = constants(), prefixes()
    unused = []
    for key in KEYS:
        rests = [(prefix, key.removeprefix(prefix)) for prefix in dynamic if key.startswith(prefix)]
        resolved = any(rest in RESOLVED.get(prefix.rstrip("."), written) for prefix, rest in rests)
        if key not in written and not resolved:
            unused.append(key)
    assert unused == []


def test_both_languages_take_the_same_details():
    holes = {
        key: [{name for _, name, _, _ in Formatter().parse(row[language]) if name} for language in ("zh_CN", "en")]
        for key, row in KEYS.items()
    }
    common = {"area_word", "area_lower"}
    assert {key: pair for key, pair in holes.items() if pair[0] - common != pair[1] - common} == {}


def test_no_word_is_chinese_in_the_english_column_or_has_loose_spaces():
    with (PROJECT / "data" / "registry" / "labels.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["key"] for row in rows if re.search(r"[\u3400-\u9fff]", row["en"])] == []
    assert [row["key"] for row in rows if row["zh_CN"] != row["zh_CN"].strip()] == []


def test_one_is_counted_in_the_singular():
    nouns = "rows|schools|goals|pairings|communities|members|teachers|cadres|indicators|units|lines|pairs"
    some = re.compile(rf"\b1 (?:(?!of\b)\w+ ){{0,2}}({nouns}|have|are)\b")
    with speaking("en", "county"):
        said = {}
        for key, row in KEYS.items():
            holes = {name for _, name, _, _ in Formatter().parse(row["en"]) if name} - {"area_word", "area_lower"}
            said[key] = label(key, **dict.fromkeys(holes, "1"))
        assert (label("rows", rows="2"), label("rows", rows=1), said["rows"]) == ("2 rows", "1 row", "1 row")
    assert {key for key, text in said.items() if some.search(text)} == ALWAYS_MANY

"""Everything public is documented: one test a kind, each listing all that is missing."""

import re
from pathlib import Path
from typing import get_args

import queries
from data.intake.template import TABLES, columns
from data.paths import PROJECT
from data.registry.layouts import LAYOUTS
from data.registry.rows import registry
from data.rights import Role
from tests.docs.documents import DOCS, section, tables, text
from tests.docs.sheet_tables import BLANKS, FILES, replaced
from tests.test_commands import COMMANDS
from views.briefing.files import ENDINGS
from views.exports.pictures import Kind

ROOMS = ("app.py", "data", "queries", "pages", "views", "tests")
REFERENCES = (DOCS / "reference.md", DOCS / "reference.zh-CN.md")
GUIDES = {"en": DOCS / "user-guide.md", "zh_CN": DOCS / "user-guide.zh-CN.md"}
STARTED_BY_TESTS = {"tests.bench.verbs", "tests.sixth_pages"}  # never by hand


def code() -> dict[Path, str]:
    files = [PROJECT / "app.py", *(path for room in ROOMS[1:] for path in (PROJECT / room).rglob("*.py"))]
    return {path: path.read_text(encoding="utf-8") for path in files}


def named(words: str) -> set[str]:
    """Return what stands in a text as code."""
    return set(re.findall(r"`([^`\n]+)`", words))


def missing(wanted: set[str]) -> dict[str, list[str]]:
    """Return what each language's reference does not name, by file."""
    found = {path.name: sorted(wanted - named(text(path))) for path in REFERENCES}
    return {name: names for name, names in found.items() if names}


def test_every_question_is_named() -> None:
    assert missing(set(queries.__all__)) == {}
    topics = [tables(section(text(path), heading))[0] for path, heading in zip(
        REFERENCES, ("## Questions for scripts in Python", "## 供 Python 脚本使用的查询"), strict=True
    )]  # fmt: skip
    for rows in topics:
        gone = {one for row in rows[1:] for one in named(row[1])} - set(queries.__all__)
        assert gone == set(), "no such question"


def test_every_command_is_named() -> None:
    known = {str(one) for one in COMMANDS}
    for path, heading in zip(REFERENCES, ("## Commands", "## 命令"), strict=True):
        listed = " ".join(row[0].replace("\\|", "|") for row in tables(section(text(path), heading))[0])
        assert sorted(one for one in known if f"`{one}" not in listed) == []


def test_every_command_of_the_tests_is_named() -> None:
    runnable = {
        ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__main__")
        for path, source in code().items()
        if path.is_relative_to(PROJECT / "tests") and '\nif __name__ == "__main__"' in source
    }
    assert runnable > STARTED_BY_TESTS
    assert missing(runnable - STARTED_BY_TESTS) == {}


def test_every_setting_is_named() -> None:
    known = {found for source in code().values() for found in re.findall(r"\bLIANXIAO_[A-Z_]*[A-Z]\b", source)}
    assert len(known) > 10
    assert missing(known) == {}
    spoken = {found for path in REFERENCES for found in re.findall(r"LIANXIAO_\w+", text(path))}
    assert spoken - known == set(), "no such setting"


def test_every_registry_and_column_is_named() -> None:
    assert {path.stem for path in (PROJECT / "data" / "registry").glob("*.csv")} == set(LAYOUTS)
    unsaid = []
    for path in REFERENCES:
        for name, layout in LAYOUTS.items():
            rows = tables(section(text(path), f"### `{name}.csv`"))
            said = named(" ".join(row[0] for row in rows[0][1:])) if rows else set()
            unsaid += [f"{path.name} {name}.{one}" for one in sorted(set(layout.columns) ^ said)]
    assert unsaid == []


def test_the_tables_of_the_sheets_are_those_of_the_registries() -> None:
    unknown = {table: sorted(BLANKS[table].keys() - {one.key for one in columns(table)}) for table in TABLES}
    assert {table: keys for table, keys in unknown.items() if keys} == {}
    old = [name for name, path in FILES.items() if replaced(text(path), name) != text(path)]
    assert old == [], "run python -m tests.docs.sheet_tables"


def test_every_page_and_its_section_are_in_the_user_guide() -> None:
    labels = {row["key"]: row for row in registry("labels")}
    pages = [key for key in labels if key.startswith("page.")]
    assert len(pages) > 10
    for language, path in GUIDES.items():
        rows = [row[0] for table in tables(text(path)) for row in table]
        sections = [labels[key][language] for key in labels if key.startswith("section.")]
        wanted = {labels[key][language] for key in pages}
        told = {page for row in rows if (parts := row.partition(" / "))[0] in sections for page in [parts[2]]}
        assert wanted == told, path.name


def test_every_kind_of_export_is_named() -> None:
    lists = {key.removeprefix("download_") for row in registry("labels") if (key := row["key"]).startswith("download_")}
    assert lists == {"xlsx", "csv", "parquet"}
    assert missing({*lists, *get_args(Kind), *ENDINGS}) == {}


def test_every_role_is_in_the_operators_guide() -> None:
    roles = {role.value for role in Role}
    for path in (DOCS / "operators-guide.md", DOCS / "operators-guide.zh-CN.md"):
        assert roles - named(text(path)) == set()

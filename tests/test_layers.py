"""The house's one-way imports, SQL that nobody pastes together, and files short enough to read."""

import ast
import re
from collections.abc import Iterator
from typing import TypeVar

import pytest

from data.paths import PROJECT

ROOMS = ("pages", "queries", "views", "data")
FILES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (*PROJECT.glob("app.py"), *(file for room in ROOMS for file in (PROJECT / room).rglob("*.py")))
)
SQL_FILES = sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "queries").rglob("*.sql"))

# What a file may import, by the longest path it begins with: modules of ours, each with all below it.
ALLOWED = {
    "app.py": ("pages", "queries", "views", "data.command_line", "data.paths", "data.registry.rows", "data.rights"),
    "pages/": ("pages", "queries", "views", "data.registry.rows", "data.rights"),
    "pages/routes.py": ("pages", "queries", "views", "data.rights", "data.paths", "data.health"),
    "pages/manage/": (
        *("pages", "queries", "views", "data.registry.rows", "data.rights", "data.paths"),
        *("data.intake", "data.archive", "data.files.locking", "data.store.publishing", "data.store.snapshots"),
    ),
    "pages/report/": (
        *("pages", "queries", "views", "data.registry.rows", "data.rights", "data.paths"),
        "data.command_line",
    ),
    # The definitions page prints the documented columns of the tables.
    "pages/about/definitions.py": ("pages", "queries", "views", "data.registry.rows", "data.registry.schema"),
    "views/": (
        "views",
        "data.caching",
        "data.registry.rows",
        "data.rights",
        "data.registry.schema",
        "data.paths",
        "data.damages",
    ),
    "views/server/": ("views", "data.rights", "data.files.locking"),
    "queries/": (
        *(
            "queries",
            "data.caching",
            "data.paths",
            "data.registry.rows",
            "data.rights",
            "data.registry.schema",
            "data.command_line",
        ),
        *("data.store.snapshots", "data.archive", "data.damages", "data.store.manifests", "data.store.staging"),
    ),
    "data/": ("data",),
}
# What lies in data/intake, from the bottom up: each imports itself and what stands before it; all others lie on top.
INTAKE = (
    *("values", "findings", "choices", "formats", "resolve"),
    *("tables.titles", "tables.header", "tables.rows", "tables"),
    *("readers", "checks", "template"),
)
FORBIDDEN_LIBRARIES = {
    "app.py": {"duckdb", "plotly", "pydeck"},
    "pages/": {"duckdb", "plotly", "pydeck"},
    "views/": {"duckdb"},
    "queries/": {"streamlit", "plotly", "pydeck", "duckdb"},
    "queries/engine/database.py": {"streamlit", "plotly", "pydeck"},
    "queries/engine/stored_model.py": {"streamlit", "plotly", "pydeck"},
    "queries/engine/build.py": {"streamlit", "plotly", "pydeck"},
    "data/": {"streamlit", "duckdb", "plotly", "pydeck"},
}
PAGE_LINES, SQL_LINES = 70, 70
FRAME = ("pages/__init__.py", "pages/chosen.py")
SHARED = tuple(
    f"pages/{name}.py"
    for name in (
        "gathered",
        "claimed",
        "compared_areas",
        "briefing_files",
        "drawn_map",
        "frozen",
        "mapped",
        "routes",
        "content_policy",
        "needed_routes",
    )
)
LOOKS_LIKE_SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|DELETE\s+FROM|CREATE\s+(TABLE|VIEW)|DROP\s)|^\s*SELECT\b", re.S
)
RUNS = ("execute", "executemany", "sql", "query", "extract_statements")
Rule = TypeVar("Rule")
SETTING = re.compile(r"(SET \w+ = \w+|ANALYZE)")


def imports(source: str) -> set[str]:
    """Return the modules a source imports, written out: `from data import paths` is data.paths."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            base = node.module or ""
            modules = {alias.name for alias in node.names if is_module(f"{base}.{alias.name}")}
            found |= {f"{base}.{name}" for name in modules}
            if len(modules) < len(node.names):
                found.add(base)
    return found


def is_module(name: str) -> bool:
    path = PROJECT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def rule(rules: dict[str, Rule], file: str) -> Rule:
    return rules[max((prefix for prefix in rules if file.startswith(prefix)), key=len)]


def wrong_imports(file: str, source: str) -> set[str]:
    """Return the imports of a file that the house forbids."""
    ours, allowed = {"app", *ROOMS, "tests"}, rule(ALLOWED, file)
    wrong = set()
    for name in imports(source):
        if name.split(".")[0] in ours:
            if not any(name == module or name.startswith(f"{module}.") for module in allowed):
                wrong.add(name)
        elif name.split(".")[0] in rule(FORBIDDEN_LIBRARIES, file):
            wrong.add(name)
    return wrong


def upward_imports(file: str, source: str) -> list[str]:
    """Return the imports of a file of intake that go up to what lies above it."""
    own = height(file.removesuffix(".py").replace("/", "."))
    return sorted(name for name in imports(source) if f"{name}.".startswith("data.intake.") and height(name) > own)


def height(module: str) -> int:
    part = module.removeprefix("data.intake").strip(".")
    inside = [folder for folder in INTAKE if f"{part}.".startswith(f"{folder}.")]
    return INTAKE.index(max(inside, key=len)) if inside else len(INTAKE)


def texts(node: ast.AST) -> Iterator[str]:
    yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def pasted_sql(source: str) -> list[int]:
    """Return the lines where SQL is put together from parts, or run without coming from a file."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        built = (
            isinstance(node, ast.JoinedStr)
            or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod))
            or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format")
        )
        if built and any(LOOKS_LIKE_SQL.search(text) for text in texts(node)):
            lines.append(node.lineno)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RUNS:
            lines += [] if node.args and is_statement(node.args[0]) else [node.lineno]
    return lines


def is_statement(node: ast.expr) -> bool:
    """Return whether an argument is `statement(…)`, the same parsed, or a constant setting."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("statement", "_parsed")
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(SETTING.fullmatch(node.value))


def read(file: str) -> str:
    return (PROJECT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_imports_go_one_way(file: str) -> None:
    assert wrong_imports(file, read(file)) == set()


def test_imports_inside_intake_go_down() -> None:
    mine = [file for file in FILES if file.startswith("data/intake/")]
    assert {file: names for file in mine if (names := upward_imports(file, read(file)))} == {}
    assert [part for part in INTAKE if not is_module(f"data.intake.{part}")] == []


def test_only_the_engine_and_its_model_know_duckdb() -> None:
    assert [file for file in FILES if any(name.split(".")[0] == "duckdb" for name in imports(read(file)))] == [
        "queries/engine/build.py",
        "queries/engine/database.py",
        "queries/engine/stored_model.py",
    ]


@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith(("pages/", "views/", "app"))])
def test_no_sql_is_pasted_together(file: str) -> None:
    assert pasted_sql(read(file)) == []


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith(("pages/", "views/", "app"))])
def test_pages_and_views_hold_no_sql(file: str) -> None:
    assert [text for text in texts(ast.parse(read(file))) if LOOKS_LIKE_SQL.search(text)] == []


@pytest.mark.parametrize("file", [f for f in FILES if f.startswith("pages/") and f not in FRAME])
def test_pages_are_thin_and_lie_in_a_section(file: str) -> None:
    assert len(read(file).splitlines()) <= PAGE_LINES
    assert file.count("/") == 2 or file in SHARED


@pytest.mark.parametrize("file", SQL_FILES)
def test_sql_files_are_short(file: str) -> None:
    code = [line for line in read(file).splitlines() if line.strip() and not line.startswith("--")]
    assert len(code) <= SQL_LINES


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("app.py", "from data.store.snapshots import publish"),
        ("pages/monitor/overview.py", "from data import intake"),
        ("pages/monitor/overview.py", "import plotly.express as px"),
        ("views/charts/area_bars.py", "from queries import measures"),
        ("views/charts/area_bars.py", "from data import store"),
        ("queries/verbs.py", "import data.intake.pipeline"),
        ("queries/verbs.py", "def later():\n    import duckdb"),
        ("queries/engine/database.py", "import streamlit"),
        ("data/store/snapshots.py", "from views.text.labels import label"),
        ("data/intake/pipeline.py", "import queries"),
        ("data/sample/schools.py", "import duckdb"),
    ],
)
def test_a_forbidden_import_is_noticed(file: str, source: str) -> None:
    assert wrong_imports(file, source)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("data/intake/values/cells.py", "from data.intake.findings import finding"),
        ("data/intake/tables/rows/records.py", "from data.intake.readers.roster import reader"),
        ("data/intake/readers/roster/reader.py", "import data.intake.pipeline"),
        ("data/intake/checks/totals.py", "from data.intake import check"),
    ],
)
def test_an_import_upward_inside_intake_is_noticed(file: str, source: str) -> None:
    assert upward_imports(file, source)


@pytest.mark.parametrize(
    "source",
    [
        'f"SELECT a FROM {table}"',
        '"SELECT a FROM " + table',
        '"SELECT a FROM %s" % table',
        '"SELECT a FROM {}".format(table)',
        'f"INSERT INTO {table} VALUES (1)"',
        "cursor.execute(text)",
        'cursor.sql("SELECT 1")',
        'connection.execute(f"SET {name} = 1")',
    ],
)
def test_pasted_sql_is_noticed(source: str) -> None:
    assert pasted_sql(source) == [1]

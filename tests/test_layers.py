"""Imports go one way between the rooms and inside them, and SQL comes from files; a failure lists every offending line."""

import ast
import re
from collections.abc import Callable, Sequence
from graphlib import TopologicalSorter
from typing import TypeVar

import pytest

from data.paths import PROJECT
from pages.registry import PAGES

ROOMS = ("pages", "queries", "views", "data")
FILES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (*PROJECT.glob("app.py"), *(file for room in ROOMS for file in (PROJECT / room).rglob("*.py")))
)
DRAWING = [file for file in FILES if file.startswith(("pages/", "views/", "app"))]

# What a file may import, by the longest path it begins with: modules of ours, each with all below it.
_COMMON = ("data.registry", "data.rights", "data.paths", "data.vocabularies")
ALLOWED = {
    "app.py": ("pages", "queries", "views", "data.command_line", *_COMMON),
    "pages/": ("pages", "queries", "views", *_COMMON),
    "pages/registry.py": ("data.rights",),
    "pages/routes.py": ("pages", "queries", "views", "data.health", *_COMMON),
    "pages/manage/": (
        "pages",
        "queries",
        "views",
        "data.intake",
        "data.store",
        "data.files",
        "data.verification",
        *_COMMON,
    ),
    "pages/report/": ("pages", "queries", "views", "data.command_line", *_COMMON),
    # The registry of pages is data: links lead to what it names.
    "views/": ("views", "pages.registry", "data.caching", "data.damages", "data.verification", *_COMMON),
    "views/server/": ("views", "pages.registry", "data.rights", "data.files"),
    "queries/": ("queries", "data.caching", "data.command_line", "data.damages", "data.files", "data.store", *_COMMON),
    "data/": ("data",),
}
# What a room holds, from the bottom up: each part imports itself and what is named before it; the rest lies on top.
ORDER = {
    "data": (
        *("paths", "damages", "vocabularies", "files", "command_line", "geography", "registry", "rights", "caching"),
        *("store", "intake", "sample", "verification"),
    ),
    "data.intake": (
        *("values", "findings", "choices", "formats", "resolve"),
        *("tables.titles", "tables.header", "tables.rows", "tables"),
        *("readers", "checks", "template"),
    ),
    "queries": ("scope", "sql_files", "definitions", "evidence", "engine", "catalogue", "parameters"),
    "views": (
        *("theme", "text", "exports", "shell", "listings", "charts", "maps", "server"),
        *("downloads", "briefing", "tables", "panels"),
    ),
    "pages": ("registry", "context", "evidence_header", "frame", "monitor"),
}
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
LOOKS_LIKE_SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|DELETE\s+FROM|CREATE\s+(TABLE|VIEW)|DROP\s)|^\s*SELECT\b", re.S
)
RUNS = ("execute", "executemany", "sql", "query", "extract_statements")
Rule = TypeVar("Rule")
SETTING = re.compile(r"(SET \w+ = \w+|ANALYZE)")


def imports(source: str) -> list[tuple[int, str]]:
    """Return the modules a source imports as (line, module), written out: `from data import paths` is data.paths."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = f"{'.' * node.level}{node.module or ''}"  # one written with dots is in no list of allowed modules
            modules = {alias.name for alias in node.names if is_module(f"{base}.{alias.name}")}
            found += [(node.lineno, f"{base}.{name}") for name in sorted(modules)]
            if len(modules) < len(node.names):
                found.append((node.lineno, base))
    return sorted(found)


def is_module(name: str) -> bool:
    path = PROJECT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def rule(rules: dict[str, Rule], file: str) -> Rule:
    return rules[max((prefix for prefix in rules if file.startswith(prefix)), key=len)]


def wrong_imports(file: str, source: str) -> list[tuple[int, str]]:
    """Return the imports of a file that the rules forbid, as (line, module)."""
    ours, allowed, libraries = {"app", *ROOMS, "tests", ""}, rule(ALLOWED, file), rule(FORBIDDEN_LIBRARIES, file)
    wrong = []
    for line, name in imports(source):
        room = name.split(".")[0]
        is_allowed = any(name == module or name.startswith(f"{module}.") for module in allowed)
        if room in libraries or (room in ours and not is_allowed):
            wrong.append((line, name))
    return wrong


def upward_imports(file: str, source: str) -> list[tuple[int, str]]:
    """Return the imports of a file that go up to what lies above it in its room, as (line, module); a command may."""
    if file.endswith("__main__.py"):
        return []
    module = file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    rooms = [room for room in ORDER if module.startswith(f"{room}.")]
    return [
        (line, name)
        for room in rooms
        for line, name in imports(source)
        if f"{name}.".startswith(f"{room}.") and height(room, name) > height(room, module)
    ]


def height(room: str, module: str) -> int:
    part = module.removeprefix(room).removeprefix(".")
    inside = [folder for folder in ORDER[room] if f"{part}.".startswith(f"{folder}.")]
    return ORDER[room].index(max(inside, key=len)) if inside else len(ORDER[room])


def written_sql(node: ast.AST) -> list[tuple[int, str]]:
    """Return the strings below a node that hold SQL, as (line, text)."""
    parts = [part for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return [(part.lineno, str(part.value)) for part in parts if LOOKS_LIKE_SQL.search(str(part.value))]


def pasted_sql(source: str) -> list[tuple[int, str]]:
    """Return where SQL is put together from parts, or run without coming from a file, as (line, code)."""
    found = []
    for node in ast.walk(ast.parse(source)):
        built = (
            isinstance(node, ast.JoinedStr)
            or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod))
            or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format")
        )
        if (built and written_sql(node)) or (isinstance(node, ast.Call) and runs_other_sql(node)):
            found.append(node)
    return [(node.lineno, ast.unparse(node)) for node in found]


def runs_other_sql(call: ast.Call) -> bool:
    """Return whether a call runs SQL that comes from no file."""
    runs = isinstance(call.func, ast.Attribute) and call.func.attr in RUNS
    return runs and not (call.args and is_statement(call.args[0]))


def is_statement(node: ast.expr) -> bool:
    """Return whether an argument is `statement(…)`, the same parsed, or a constant setting."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("statement", "_parsed")
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(SETTING.fullmatch(node.value))


def read(file: str) -> str:
    return (PROJECT / file).read_text(encoding="utf-8")


def offenders(files: Sequence[str], broken: Callable[[str, str], list[tuple[int, str]]]) -> list[str]:
    """Return every line of the files that breaks a rule, as `file:line: what`; a rule is asked with name and source."""
    assert files
    return [f"{file}:{line}: {what}" for file in files for line, what in broken(file, read(file))]


def test_imports_go_one_way() -> None:
    assert offenders(FILES, wrong_imports) == []


def test_imports_inside_a_room_go_down() -> None:
    assert offenders(FILES, upward_imports) == []
    assert [
        f"{room}.{part}" for room, parts in ORDER.items() for part in parts if not is_module(f"{room}.{part}")
    ] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = {file.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): file for file in FILES}
    TopologicalSorter(
        {module: {name for _, name in imports(read(file)) if name in known} for module, file in known.items()}
    ).prepare()  # raises CycleError, which names the circle


def test_only_the_engine_and_its_model_know_duckdb() -> None:
    knowing = [file for file in FILES if any(name.split(".")[0] == "duckdb" for _, name in imports(read(file)))]
    assert knowing == ["queries/engine/build.py", "queries/engine/database.py", "queries/engine/stored_model.py"]


def test_no_sql_is_pasted_together() -> None:
    assert offenders([file for file in FILES if file not in DRAWING], lambda _, source: pasted_sql(source)) == []


def test_pages_and_views_hold_no_sql() -> None:
    assert offenders(DRAWING, lambda _, source: written_sql(ast.parse(source))) == []


def test_every_page_of_the_registry_has_a_draw_and_no_other_module_has_one() -> None:
    drawing = [
        file
        for file in FILES
        if file.startswith("pages/") and re.search(r"^def draw\(picked: Chosen", read(file), re.M)
    ]
    assert drawing == sorted(page.path for page in PAGES.values())


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("app.py", "from data.store.snapshots import publish"),
        ("pages/monitor/overview.py", "from data import intake"),
        ("pages/monitor/overview.py", "import plotly.express as px"),
        ("views/charts/area_bars.py", "from queries import measures"),
        ("views/charts/area_bars.py", "from data import store"),
        ("queries/figures.py", "import data.intake.pipeline"),
        ("queries/figures.py", "def later():\n    import duckdb"),
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
        ("data/files/locking.py", "from data.registry.rows import registry"),
        ("queries/engine/database.py", "from queries.figures import units"),
        ("views/theme/palette.py", "from views.text.labels import label"),
        ("views/charts/plot.py", "from views import panels"),
        ("pages/context.py", "from pages.frame import head"),
    ],
)
def test_an_import_upward_inside_a_room_is_noticed(file: str, source: str) -> None:
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
    assert [line for line, _ in pasted_sql(source)] == [1]

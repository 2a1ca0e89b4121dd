"""Reads the SQL files, and SQL and Python code without comments and layout, for hashes of what they compute."""

import ast
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

SQL = Path(__file__).parent
DATABASE = version("duckdb")
FOLDERS = ("model", "indicators", "lists")
_QUOTED_OR_NOT = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|--[^\n]*|[^\s'"-]+|-""")


@cache
def sql_files() -> dict[str, Path]:
    """Return every SQL file by its folder and name (`lists/units`), in loading order; sub-folders are not part of the name."""
    found = [(folder, path) for folder in FOLDERS for path in (SQL / folder).rglob("*.sql")]
    return {f"{folder}/{path.stem}": path for folder, path in sorted(found, key=lambda one: (one[0], one[1].stem))}


@cache
def statement(name: str) -> str:
    """Return the text of one SQL file by its name, for instance `lists/units`."""
    return sql_files()[name].read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """Return the names of the SQL files of a folder in loading order, without folder and ending."""
    return [name.removeprefix(f"{folder}/") for name in sql_files() if name.startswith(f"{folder}/")]


def computed_source(file: str) -> str:
    """Return `computed` of a Python file of this room."""
    return computed((SQL / file).read_text(encoding="utf-8"))


def computed(code: str) -> str:
    """Return a Python module's code without comments, docstrings and layout, which decide no figure."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [one for at, one in enumerate(node.body) if at or not _is_text(one)] or [ast.Pass()]
    return ast.unparse(tree)


def computed_sql(text: str) -> str:
    """Return an SQL statement without comments and layout; quoted words are unchanged."""
    parts = _QUOTED_OR_NOT.findall(text)
    return " ".join(part for part in parts if not part.startswith("--"))


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)

"""The house rules that tools can check: ruff, its formatting, mypy in strict mode; and plain words in docstrings."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("data", "queries", "views", "pages")
NOT_PLAIN = re.compile(
    r"\b(whoever|whomever|nobody|somebody|anybody|mends?|mended|anew|thereof|whereof|vanish\w*)\b", re.I
)


@pytest.mark.parametrize("tool", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]])
def test_the_code_is_clean(tool: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_docstrings_are_plain_english() -> None:
    """Words that a reader reads twice; a constant in code marks, such as `NOBODY`, is no word."""
    found = []
    for path in (PROJECT / "app.py", *(file for room in ROOMS for file in (PROJECT / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                text = re.sub(r"`[^`]*`", "", ast.get_docstring(node) or "")
                found += [f"{path.relative_to(PROJECT)}: {word[0]}: {text}" for word in NOT_PLAIN.finditer(text)]
    assert found == []

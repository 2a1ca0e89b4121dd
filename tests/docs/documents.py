"""The documents of the project: where they are, and their text with and without code."""

import re
from pathlib import Path

from data.paths import PROJECT

DOCS = PROJECT / "docs"
PAIRS = [
    (path, path.with_name(f"{path.stem}.zh-CN.md"))
    for path in (PROJECT / "README.md", *sorted(DOCS.glob("*.md")))
    if not path.name.endswith(".zh-CN.md")
]
"""Each document with its mirror in Chinese."""
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
ENGLISH = [*(english for english, _ in PAIRS), *DECISIONS, PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md"]
ALL = [*ENGLISH, *(chinese for _, chinese in PAIRS)]


def text(path: Path) -> str:
    """Return the text of a document."""
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    """Return a document's path in the project."""
    return path.relative_to(PROJECT).as_posix()


def code_blocks(words: str) -> list[str]:
    """Return the code blocks of a text, without their fences."""
    return re.findall(r"^```\w*\n(.*?)^```", words, re.M | re.S)


def prose(words: str) -> str:
    """Return a text without code blocks, code in a line, and comments."""
    return re.sub(r"^```.*?^```|`[^`\n]*`|<!--.*?-->", "", words, flags=re.M | re.S)


def tables(words: str) -> list[list[list[str]]]:
    """Return the tables of a text as rows of cells, the line below the head left out."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", words, re.M)
    rows = [[_cells(line) for line in block.splitlines()] for block in blocks]
    return [[head, *body] for head, _, *body in rows]


def section(words: str, heading: str) -> str:
    """Return what is below a heading, up to the next heading of its level or above; empty where there is none."""
    level = heading.split(" ")[0]
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", words, re.M | re.S)
    return found[1] if found else ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]

"""What the README shows must work as shown, in both languages."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from data.intake import check
from data.paths import PROJECT

READMES = ["README.md", "README.zh-CN.md"]


def tables(text: str) -> list[list[list[str]]]:
    """Return the Markdown tables of a text whose first header is 县区, as rows of cells."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", text, re.M)
    found = [
        [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()] for block in blocks
    ]
    return [[rows[0], *rows[2:]] for rows in found if rows[0][0] == "县区"]


@pytest.mark.parametrize("readme", READMES)
def test_the_smallest_pair_of_sheets_is_read_without_a_remark(readme: str, tmp_path: Path) -> None:
    sheets = tables((PROJECT / readme).read_text(encoding="utf-8"))
    files = [tmp_path / name for name in ("名册.csv", "结对名单.csv")]
    for file, rows in zip(files, sheets, strict=True):
        with file.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows(rows)
    reading = check(files, "211400", date(2020, 12, 31))
    assert [remark.message for remark in reading.findings] == []
    assert reading.counts.items() >= {"schools": 3, "pupils": 1615, "partnerships": 1, "members": 1}.items()


@pytest.mark.parametrize("readme", READMES)
def test_every_path_and_picture_it_names_exists(readme: str) -> None:
    text = (PROJECT / readme).read_text(encoding="utf-8")
    named = re.findall(r"`((?:data|queries|tests|docs|views|pages|\.streamlit|\.ci)/[\w./-]*)`|\]\(([\w./-]+)\)", text)
    paths = {first or second for first, second in named}
    assert len(paths) > 8
    assert [path for path in sorted(paths) if not (PROJECT / path).exists()] == []

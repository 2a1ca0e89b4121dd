"""What the README shows must work as shown, in both languages, in two minutes."""

import csv
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from data.intake import check
from data.paths import PROJECT
from tests.docs.documents import DOCS, code_blocks, tables, text
from tests.test_commands import entry, parser_of

READMES = [PROJECT / "README.md", PROJECT / "README.zh-CN.md"]
SHEETS = [DOCS / "sheets.md", DOCS / "sheets.zh-CN.md"]
START = "pip install -r requirements.txt && streamlit run app.py"
TEST = "pip install -r tests/requirements.txt && pytest"
FIXTURES = PROJECT / "tests" / "fixtures" / "huludao-2020"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_it_is_short_and_has_the_two_commands(readme: Path) -> None:
    assert len(text(readme).splitlines()) <= 120
    start, test, load = (block.splitlines() for block in code_blocks(text(readme)))
    assert (start, test, len(load)) == ([START], [TEST], 4)
    assert TEST.replace("install", "install -q") in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"!\[[^]]+\]\((docs/\w+\.png)\)", text(readme)) == ["docs/overview.png", "docs/map.png"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_four_lines_load_sheets(readme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    *lines, serve = code_blocks(text(readme))[2].splitlines()
    roster, pairings = sorted(FIXTURES.glob("*.xlsx"))
    given = {
        "模板.xlsx": tmp_path / "模板.xlsx",
        "名册.xlsx": roster,
        "结对名单.xlsx": pairings,
        "DIR": tmp_path / "data",
    }
    monkeypatch.setenv("LIANXIAO_DATA", str(tmp_path / "data"))
    for line in lines:
        python, option, module, *words = shlex.split(line)
        assert (python, option) == ("python", "-m")
        words = [str(given.get(word, word)) for word in words]
        parser_of(f"{module}.__main__").parse_args(words)
        monkeypatch.setattr("sys.argv", [module, *words])
        assert entry(f"{module}.__main__")() == 0
    assert (tmp_path / "模板.xlsx").exists()
    assert (tmp_path / "data" / "snapshots" / "place=211400" / "as_of=2020-12-31" / "manifest.json").exists()
    assert serve == "LIANXIAO_DATA=DIR streamlit run app.py"


@pytest.mark.parametrize("sheets", SHEETS, ids=lambda path: path.name)
def test_the_smallest_pair_of_sheets_is_read_without_a_remark(sheets: Path, tmp_path: Path) -> None:
    pair = [rows for rows in tables(text(sheets)) if rows[0][0] == "县区"]
    files = [tmp_path / name for name in ("名册.csv", "结对名单.csv")]
    for file, rows in zip(files, pair, strict=True):
        with file.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows(rows)
    reading = check(files, "211400", date(2020, 12, 31))
    assert [remark.message for remark in reading.findings] == []
    assert reading.counts.items() >= {"schools": 3, "pupils": 1615, "partnerships": 1, "members": 1}.items()

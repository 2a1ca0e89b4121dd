"""Every document has a mirror in Chinese that says the same: same headings, code, tables, links."""

import re
from pathlib import Path

import pytest

from tests.docs.documents import DECISIONS, DOCS, PAIRS, code_blocks, name, tables, text

IDS = [name(english) for english, _ in PAIRS]


def levels(words: str) -> list[int]:
    return [len(found) for found in re.findall(r"^(#+) ", re.sub(r"^```.*?^```", "", words, flags=re.M | re.S), re.M)]


def typed(words: str) -> list[str]:
    """Return the lines of the code blocks, without comments and what is filled in."""
    lines = [line for block in code_blocks(words) for line in block.splitlines()]
    return [
        re.sub(r"\s+#.*|<[^>]*>|\"(?:zh|en|fix_zh|fix_en)\": \"[^\"]*\"|(?<=,viewer,211400,).*", "", line)
        for line in lines
    ]


def links(words: str) -> list[str]:
    """Return where the links lead, without the language and the heading: both differ."""
    return sorted(
        re.sub(r"#.*", "", target).replace(".zh-CN.md", ".md") for target in re.findall(r"\]\(([^)]+)\)", words)
    )


def settings(words: str) -> list[str]:
    return sorted(set(re.findall(r"`(LIANXIAO_\w+|python -m [\w.]+|/\w+|\w+/[\w./-]+)`", words)))


def test_there_are_documents_and_each_has_its_mirror() -> None:
    assert len(PAIRS) > 5
    mirrors = {chinese for _, chinese in PAIRS}
    assert [name(path) for path in mirrors if not path.exists()] == []
    assert [name(path) for path in DOCS.glob("*.zh-CN.md") if path not in mirrors] == []


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=IDS)
def test_both_languages_have_the_same_shape(english: Path, chinese: Path) -> None:
    pair = text(english), text(chinese)
    for found in (levels, typed, links, settings):
        one, other = map(found, pair)
        assert one == other, found.__name__
    one, other = ([(len(rows), {len(row) for row in rows}) for rows in tables(words)] for words in pair)
    assert one == other, "tables"


def test_every_decision_is_numbered_whole_and_summed_up_in_chinese() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    wrong = []
    for path in DECISIONS:
        parts = re.findall(r"^## (.+)$", text(path), re.M)
        title = re.search(rf"^# {int(path.name[:4])}\. \S", text(path))
        summary = text(path).rpartition("## 中文摘要")[2].strip()
        if parts != ["Context", "Decision", "Consequences", "中文摘要"] or not title or len(summary) < 40:
            wrong.append(path.name)
    assert wrong == []

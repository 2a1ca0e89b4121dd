"""A text as Markdown that is shown letter by letter. How a browser shows it is tested in `tests/browser/test_shown_text.py`."""

import re
from random import Random

from views.text.markdown import Markdown, code, plain, strong, table

HARMLESS = (
    "兴城市第一小学",
    "2020-12-31",
    "48.6%（71/146 所）",
    "Pupils: 12 (of 30)",
    "A·B、C",
    "第1. 节",
    "a.b",
    "x - y + z",
    "it's",
    "",
)
HOSTILE = {
    "![x](http://evil)": r"!\[x\](http:small[]\://evil)",
    "<img src=x>": r"\<img src=x\>",
    "https://evil.example": r"https:small[]\://evil.example",
    "www.evil.example": r"www:small[].evil.example",
    "a@evil.example": r"a:small[]@evil.example",
    "$x$ `c` **b** ~~s~~ _i_": r"\$x\$ \`c\` \*\*b\*\* \~\~s\~\~ \_i\_",
    ":red[x]": r"\:red\[x\]",
    ":material/home:": r"\::small[]material/home\:",
    ":smile:": r"\::small[]smile\:",
    "a -> b -- c": r"a -:small[]\> b -:small[]- c",
    "&amp; \\*": r"\&amp; \\\*",
    "|a|": r"\|a\|",
    "# h": r"\# h",
    "- l": r"\- l",
    "1. l": r"1\. l",
    "    code": "code",
    "a\n\n# h\r\n- l\u2028x": r"a \# h - l x",
    "a\n===": "a ===",
}


def test_what_marks_nothing_is_left_alone() -> None:
    assert [text for text in HARMLESS if plain(text) != text] == []


def test_every_mark_is_escaped() -> None:
    assert {text: plain(text) for text in HOSTILE} == HOSTILE


def test_no_mark_of_any_text_stands_alone() -> None:
    random, letters = Random(1), "\\`*_[]<>~$|&#: a\n"
    for _ in range(2000):
        written = plain("".join(random.choices(letters, k=12))).replace(":small[]", "")
        assert re.fullmatch(r"(\\[^a-z\s]|[^\\`*_\[\]<>~$|&#\n])*", written), written


def test_what_is_escaped_stays_as_it_is() -> None:
    once = plain("*a*")
    assert plain(once) is once and plain(strong("*a*")) == r"**\*a\***"
    assert plain(str(once)) != once, "a text that was put together anew is no Markdown any more"


def test_a_table_holds_its_cells_whatever_they_say() -> None:
    found = table(["a|b", "c"], [[strong("x\ny"), code("n`m")]])
    assert isinstance(found, Markdown)
    assert found.splitlines() == [r"| a\|b | c |", "| --- | --- |", "| **x y** | `nm` |"]

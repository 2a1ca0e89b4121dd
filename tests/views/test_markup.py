"""HTML escapes by type: what is not `Markup` is text, and `Markup` is written in the source."""

import ast
import re
from collections.abc import Iterator

import pytest
from markupsafe import Markup

from data.paths import PROJECT
from views.shell.html_buttons import button
from views.shell.layout import card, standing_bar
from views.shell.page_links import anchor
from views.text.markup import BREAK, join, run_script

HOSTILE = "<img src=x onerror='a'>\"&"
FILES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (PROJECT / "app.py", *(one for room in ("pages", "views") for one in (PROJECT / room).rglob("*.py")))
)
TAG = re.compile(r"</?(?!br>)[a-zA-Z]")  # charts read <br> for a new line
# Office files are XML that their own modules write and escape.
OFFICE = ("views/briefing/paper/", "views/briefing/slides/")
# Where something else than a text of the source becomes Markup, each with the function that makes it safe.
MAKERS = {
    "views/text/markup.py": "run_script: a script of the program's own, refused where it would end early",
    "views/theme/styles.py": "rules: CSS of the program's own, refused where it would end early",
    "views/charts/area_bars.py": "plain: escaped for the charts' script",
}


def offenders(source: str) -> Iterator[tuple[int, str]]:
    """Yield where HTML is written that is no `Markup`, or where something unknown becomes `Markup`."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if _is_markup(node) for part in ast.walk(node.args[0])}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and TAG.search(node.value)
            and id(node) not in inside
        ):
            yield node.lineno, node.value
        if _is_markup(node) and not isinstance(node.args[0], ast.Constant):
            yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.ImportFrom | ast.Import) and _imports_html(node):
            yield node.lineno, ast.unparse(node)


def _is_markup(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup" and bool(node.args)
    )


def _imports_html(node: ast.ImportFrom | ast.Import) -> bool:
    return "html" in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])


def found(file: str) -> list[tuple[int, str]]:
    return sorted(offenders((PROJECT / file).read_text(encoding="utf-8")))


def test_html_is_written_as_markup_only() -> None:
    wrong = {file: lines for file in FILES if not file.startswith(OFFICE) and (lines := found(file))}
    assert wrong.keys() == MAKERS.keys(), wrong
    assert all(len(lines) == 1 and lines[0][1].startswith("Markup(") for lines in wrong.values()), wrong


@pytest.mark.parametrize(
    "source",
    [
        'f"<b>{name}</b>"', '"<b>" + name', '"<b>%s</b>" % name', 'f"{one}<i>{two}</i>"', "Markup(name)", 'Markup(f"<b>{name}</b>")',
        "import html", "from html import escape",
    ],
)  # fmt: skip
def test_html_written_by_hand_is_noticed(source: str) -> None:
    assert list(offenders(source))


def test_markup_with_texts_put_in_passes() -> None:
    assert list(offenders('"""Say <b>."""\nMarkup("<b>%s</b>") % name\nMarkup("<i>" "</i>")\nf"{a} < {b}"')) == []


def test_streamlit_takes_html_at_one_place() -> None:
    assert [file for file in FILES if "st.html(" in (PROJECT / file).read_text(encoding="utf-8")] == [
        "views/text/markup.py"
    ]


def test_a_text_is_escaped_and_markup_is_not() -> None:
    bold = Markup("<b>%s</b>") % HOSTILE
    assert bold == "<b>&lt;img src=x onerror=&#39;a&#39;&gt;&#34;&amp;</b>"
    assert join([bold, HOSTILE], BREAK) == f"{bold}<br>{bold[3:-4]}"
    assert join(["a", "b"], "<br>") == "a&lt;br&gt;b"


@pytest.mark.parametrize(
    "made",
    [
        anchor(("pages/explore/school.py", {"school": HOSTILE}), HOSTILE),
        button(HOSTILE, HOSTILE, HOSTILE, goal=HOSTILE),
        card(HOSTILE, HOSTILE, HOSTILE),
        standing_bar({"met_on_time": 3}),
    ],
)
def test_what_the_shared_parts_return_is_markup_without_foreign_tags(made: Markup) -> None:
    assert isinstance(made, Markup) and "<img" not in made and made.count('"') % 2 == 0


def test_a_script_cannot_end_its_element() -> None:
    with pytest.raises(ValueError, match="early"):
        run_script("'</script><b>'")

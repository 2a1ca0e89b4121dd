"""No text from outside is rendered as Markdown: what reaches an element of Streamlit that renders it passes `plain` first.

The syntax tree of `app.py`, `pages/` and `views/` is walked: every call of Streamlit, of a container or of one of its
parts, and what it is given where Markdown is rendered.
"""

import ast
import inspect
from collections.abc import Iterator, Sequence

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.paths import PROJECT

FILES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (PROJECT / "app.py", *(file for room in ("pages", "views") for file in (PROJECT / room).rglob("*.py")))
)
_WIDGET = ("label", "help")
# What each element renders as Markdown. An element that is in no table here is refused: look it up before it is used.
MARKDOWN = {
    "markdown": ("body", "help"),
    "caption": ("body", "help"),
    "title": ("body", "help"),
    "subheader": ("body", "help"),
    "success": ("body", "title"),
    "info": ("body", "title"),
    "warning": ("body", "title"),
    "error": ("body", "title"),
    "toast": ("body",),
    "spinner": ("text",),
    "progress": ("text",),
    "expander": ("label",),
    "popover": _WIDGET,
    "button": _WIDGET,
    "download_button": _WIDGET,
    "form_submit_button": _WIDGET,
    "page_link": _WIDGET,
    "checkbox": _WIDGET,
    "selectbox": _WIDGET,
    "multiselect": _WIDGET,
    "segmented_control": (*_WIDGET, "format_func"),
    "text_input": _WIDGET,
    "number_input": _WIDGET,
    "date_input": _WIDGET,
    "select_slider": (*_WIDGET, "format_func"),
    "file_uploader": _WIDGET,
    "Page": ("title",),
}
# Parts of Streamlit that show no Markdown: layout, state, the server, and elements that show text as text or HTML.
OTHERS = {
    *("session_state", "query_params", "context", "secrets", "user", "login", "logout", "get_option"),
    *("set_page_config", "navigation", "switch_page", "rerun", "fragment", "App"),
    *("columns", "container", "empty", "sidebar", "form", "space", "divider", "delta_generator", "components"),
    *("html", "code", "dataframe", "pydeck_chart", "column_config"),
}
# Methods that other things have too: series, loggers; and, where Streamlit is not at hand, books and documents.
AMBIGUOUS = {"map", "exception"}
WRITERS = {"table", "text", "write", "header"}
ELEMENTS = {name for name in dir(DeltaGenerator) if not name.startswith("_")}
# What makes words safe: of which module, by which name. Another function that is called the same is none of these.
ESCAPES = {
    "views.text.markdown": ("plain", "strong", "code"),
    "views.text.labels": ("label", "number"),
    "views.text": ("markdown",),
}


def offenders(source: str) -> list[tuple[int, str]]:
    """Return where a source hands Streamlit words that `plain` has not seen, as (line, what)."""
    tree = ast.parse(source)
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import)]
    safe = Safe(imported)
    ours = {alias.asname or alias.name for node in imported for alias in node.names} - {"st"}
    has_streamlit = any(alias.name == "streamlit" for node in imported for alias in node.names)
    looked_for = ELEMENTS - AMBIGUOUS - (set() if has_streamlit else WRITERS)
    return sorted({*_imports(tree), *_hidden(tree), *_calls(tree, ours, looked_for, safe), *_handed_on(tree)})


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield imports that would hide an element under a name of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "streamlit":
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in MARKDOWN)
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names if one.name == "streamlit" and one.asname != "st")


def _hidden(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what this walk could not follow: elements by a name made at run time, and HTML inside Markdown."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "vars"):
            yield from ((node.lineno, node.func.id) for one in node.args if _named(one, "st"))
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield node.value.lineno, "unsafe_allow_html"


def _calls(tree: ast.AST, ours: set[str], looked_for: set[str], safe: "Safe") -> Iterator[tuple[int, str]]:
    """Yield calls of elements, of Streamlit or of one of its containers, that nobody looked up or that are given words."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        is_partial = _named(node.func, "partial") and node.args
        called, args = (node.args[0], node.args[1:]) if is_partial else (node.func, node.args)
        if not isinstance(called, ast.Attribute) or (isinstance(called.value, ast.Name) and called.value.id in ours):
            continue
        element = called.attr
        if element.endswith("Column"):  # of st.column_config: its label is text, its help is not
            yield from (
                (one.value.lineno, "help") for one in node.keywords if one.arg == "help" and not safe(one.value)
            )
        if element in MARKDOWN:
            yield from _given(element, args, node, safe)
        elif element not in OTHERS and (element in looked_for or _named(called.value, "st")):
            yield node.lineno, f"{element} is in no table"


def _handed_on(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield elements of Streamlit that are handed on as values: nobody sees there what they are given."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    seen = [node.func for node in calls] + [
        node.args[0] for node in calls if _named(node.func, "partial") and node.args
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _named(node.value, "st") and node.attr in MARKDOWN and node not in seen:
            yield node.lineno, f"st.{node.attr} as a value"


def _given(element: str, args: list[ast.expr], call: ast.Call, safe: "Safe") -> Iterator[tuple[int, str]]:
    """Yield what a call gives an element where it renders Markdown, unless that is known to be safe."""
    signature = list(inspect.signature(getattr(st, element)).parameters)
    given = dict(zip(signature, args, strict=False)) | {word.arg: word.value for word in call.keywords if word.arg}
    whole = any(isinstance(one, ast.Starred) for one in args) or any(word.arg is None for word in call.keywords)
    if whole:
        yield call.lineno, f"{element}(*…)"
    for name in MARKDOWN[element]:
        if name in given and not safe(given[name]):
            yield given[name].lineno, f"{element}({name}={ast.unparse(given[name])})"
    if "format_func" in MARKDOWN[element] and "format_func" not in given:
        yield call.lineno, f"{element} without format_func"


class Safe:
    """Tells whether an expression is words of ours alone: written there, of labels.csv with numbers at most, or escaped."""

    def __init__(self, imported: Sequence[ast.ImportFrom | ast.Import]) -> None:
        found = [
            (node.module or "", alias) for node in imported if isinstance(node, ast.ImportFrom) for alias in node.names
        ]
        self.known = {
            alias.name for module, alias in found if alias.name in ESCAPES.get(module, ()) and not alias.asname
        }

    def __call__(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr():
                return all(self(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
            case ast.IfExp():
                return self(node.body) and self(node.orelse)
            case ast.Lambda():
                return self(node.body)
            case ast.Name(id="plain"):  # as format_func
                return "plain" in self.known
            case ast.Call(func=ast.Name(id=name)) if name in ESCAPES["views.text.markdown"]:
                return name in self.known
            case ast.Call(func=ast.Name(id="label")):
                return "label" in self.known and len(node.args) == 1 and all(map(self._is_number, node.keywords))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="markdown"))):
                return "markdown" in self.known  # tables: each cell is escaped there
        return False

    def _is_number(self, detail: ast.keyword) -> bool:
        return isinstance(detail.value, ast.Call) and _named(detail.value.func, "number") and "number" in self.known


def _named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def test_no_words_bypass_plain() -> None:
    found = {file: offenders((PROJECT / file).read_text(encoding="utf-8")) for file in FILES}
    assert [f"{file}:{line}: {what}" for file, lines in found.items() for line, what in lines] == []


def test_the_table_of_elements_fits_streamlit() -> None:
    taken = {element: inspect.signature(getattr(st, element)).parameters.keys() for element in MARKDOWN}
    assert {element: names for element, names in MARKDOWN.items() if set(names) - taken[element]} == {}


HEAD = "import streamlit as st\nfrom views.text.markdown import plain, strong\nfrom views.text.labels import label, number\n"


@pytest.mark.parametrize(
    "source",
    [
        "st.warning(words)",
        "st.warning(label('unknown_choice', asked=asked))",
        "st.warning(f'**{words}**')",
        "st.warning(plain(words) + asked)",
        "left.caption(body=words)",
        "with left: st.button('x', help=words)",
        "st.button(words if words else label('none'))",
        "st.segmented_control(label('sheet'), options)",
        "st.segmented_control(label('sheet'), options, format_func=lambda code: options[code])",
        "partial(st.markdown, words)",
        "draw = st.markdown",
        "draw_all(st.markdown, words)",
        "st.write(words)",
        "st.column_config.TextColumn(words, help=words)",
        "left.metric(words, 1)",
        "left.table(frame)",
        "st.markdown(*words)",
        "st.markdown(**words)",
        "st.markdown('', unsafe_allow_html=True)",
        "getattr(st, kind)(words)",
        "from streamlit import warning",
        "import streamlit as other",
    ],
)
def test_a_bypass_is_noticed(source: str) -> None:
    assert offenders(f"{HEAD}{source}")


def test_a_function_of_the_same_name_is_noticed() -> None:
    assert offenders("import streamlit as st\nfrom views.charts.area_bars import plain\nst.caption(plain(words))")


def test_what_is_escaped_or_ours_alone_passes() -> None:
    sources = (
        "st.warning(plain(words))",
        "st.markdown(f'{strong(words)} · {plain(words)}')",
        "st.caption(label('audit.note', most=number(MOST)))",
        "st.button(label(key), help=None if done else label('why'))",
        "st.segmented_control(label('sheet'), options, format_func=lambda code: plain(options[code]))",
        "partial(st.markdown, plain(words))",
    )
    assert [source for source in sources if offenders(f"{HEAD}{source}")] == []

"""Draw the definitions on screen and on paper: one fold for each indicator; for print all are open."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import pyarrow as pa
import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row
from views.text import markdown
from views.text.labels import LANGUAGES, area_kind, formula, indicator_rule, label, named, speaking
from views.text.markdown import Markdown, code, plain, strong
from views.text.markup import NOTHING, run_script, show_html
from views.theme.styles import style_element

PRINT = "print"


def _fold(name: str, title: str, draw: Callable[[], object], *, printed: bool, opened: bool = False) -> None:
    # A fold keeps its name in all layouts and languages, so it stays open or shut. A fold opened by a search
    # (`opened`) has its own key, so that its state in the whole list is not changed.
    if printed:
        with st.container(border=True):
            st.markdown(f"#### {plain(title)}")
            draw()
        return
    key = f"fold_{name}_{'open' if opened else 'shut'}"
    st.session_state[key] = _folds().get(key, opened)
    part = st.expander(plain(title), expanded=opened, key=key, on_change=_turn, args=(key,))
    if part.open:
        with part:
            draw()


def _folds() -> dict[str, bool]:
    """Return which folds the user opened or shut, because Streamlit forgets folds that a run does not draw."""
    found: dict[str, bool] = st.session_state.setdefault("folds", {})
    return found


def _turn(key: str) -> None:
    _folds()[key] = st.session_state[key]


def mentions(row: Mapping[str, str], goals: Iterable[Row], programmes: Mapping[str, Row], words: str) -> bool:
    """Return whether an indicator, its goals or their documents contain all the words, ignoring case."""
    texts = [*row.values(), *_rules_in_words(row)]
    for goal in goals:
        programme = programmes[goal["programme_id"]]
        texts += [*goal.values(), *(programme[key] for key in ("title_zh", "title_en", "document_no"))]
    text = " ".join(texts).lower()
    return all(word in text for word in words.lower().split())


def _rules_in_words(row: Mapping[str, str]) -> list[str]:
    """Return an indicator's counting rule in both languages, with the meaning of a blank."""
    found = []
    for tongue in LANGUAGES:
        with speaking(tongue, area_kind()):
            found.append(indicator_rule(row, None))
    return found


def indicator(row: Row, goals: list[Row], programmes: Mapping[str, Row], *, printed: bool, opened: bool) -> None:
    """Draw the fold of one indicator: its sentence, how it is counted, its goals with their clauses, its SQL."""
    meaning = partial(_indicator, row, goals, programmes, printed=printed)
    _fold(row["indicator_id"], _title(named(row), row["indicator_id"]), meaning, printed=printed, opened=opened)


def step(name: str, sql: str, *, printed: bool) -> None:
    """Draw the fold of one step of the computation, with its SQL."""
    code = partial(st.code, sql, language="sql", wrap_lines=printed)
    _fold(f"model_{name}", _title(label(f"model.{name}"), name), code, printed=printed)


def columns(name: str, schema: pa.Schema, words: str, *, printed: bool) -> None:
    """Draw the fold of a table's columns that contain the words; nothing if no column does."""
    found = markdown.column_table(schema, words.lower())
    if found:
        table = partial(st.markdown, plain(found))
        _fold(f"table_{name}", label(f"table.{name}"), table, printed=printed, opened=bool(words))


def _title(words: str, name: str) -> Markdown:
    return Markdown(f"{plain(words)}　{code(name)}")


def _indicator(row: Row, goals: list[Row], programmes: Mapping[str, Row], *, printed: bool) -> None:
    st.markdown(plain(named(row, "sentence")))
    headers = [label("definitions.point"), label("definitions.meaning")]
    st.markdown(markdown.table(headers, [*_facts(row), *_rules(row, goals, programmes)]))
    st.markdown(markdown.goal_table(goals, programmes))
    sql = partial(st.code, row["sql"], language="sql", wrap_lines=printed)
    if printed:
        sql()
    else:
        _fold(f"{row['indicator_id']}_sql", label("definitions.sql"), sql, printed=False)


def _facts(row: Row) -> list[tuple[str, str]]:
    pairs = {
        "grain": label("definitions.grain_line", unit=label(f"grain.{row['grain']}")),
        "numerator": named(row, "numerator"),
        "denominator": named(row, "denominator") if row["format"] == "%" else "—",
        "formula": formula(row),
        "unit_counted": named(row, "unit"),
        "direction": label(f"direction.{row['direction']}"),
        "period": label(f"period.{row['period']}"),
    }
    return [
        (strong(label("note.formula" if key == "formula" else f"definitions.{key}")), text)
        for key, text in pairs.items()
    ]


def _rules(row: Row, goals: list[Row], programmes: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Return the counting rule: one row if all programmes share it, else one for each programme with a goal on it."""
    heading = label("definitions.rule")
    if "{rule}" not in named(row, "rule"):
        return [(strong(heading), indicator_rule(row, None))]
    ids = dict.fromkeys(goal["programme_id"] for goal in goals)
    return [
        (strong(f"{heading} · {named(programmes[one], 'short')}"), indicator_rule(row, programmes[one])) for one in ids
    ]


def group(unit: str) -> None:
    """Draw the heading of a group of indicators: the unit they count."""
    show_html(Markup('<p class="line group">%s</p>') % label(f"counted_in.{unit}"))


def on_paper(*, printed: bool) -> None:
    """Keep headings with their content in print; if folds are shut, the print says that it leaves them out."""
    note = NOTHING if printed else Markup('<p class="paper">%s</p>') % label("definitions.only_open")
    show_html(style_element("definitions") + note)


def print_button() -> None:
    """Draw a button that opens the browser's print dialogue."""
    button = Markup('<button type="button" class="print" id="print">%s</button>') % label("definitions.print")
    run_script("document.getElementById('print').addEventListener('click', () => window.print());", button)

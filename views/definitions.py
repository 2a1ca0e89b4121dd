"""The definitions on screen and on paper: one fold an indicator, all of them open for print."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from html import escape
from typing import Any

import streamlit as st

from data.registries import Row
from views import markdown
from views.labels import formula, indicator_rule, label, named

PRINT = "print"
_ON_PAPER = """
<style>
@media print {
  details::details-content {display: block; content-visibility: visible; height: auto;}
  [data-testid="stVerticalBlock"] {display: block !important;}
  [data-testid="stElementContainer"] {margin: 0 0 .5rem 0;}
  [data-testid="stElementContainer"]:has(h3, h4, .group) {break-after: avoid;}
}
</style>
"""


def fold(title: str, *, printed: bool, opened: bool = False) -> AbstractContextManager[Any]:
    """Return where a titled part is drawn: behind its title on screen, below it on paper."""
    if not printed:
        return st.expander(title, expanded=opened)
    part = st.container(border=True)
    part.markdown(f"#### {title}")
    return part


def mentions(row: Mapping[str, str], goals: Iterable[Row], programmes: Mapping[str, Row], words: str) -> bool:
    """Tell whether an indicator, one of its goals or their documents mention all the words, whatever their case."""
    said = [*row.values()]
    for goal in goals:
        programme = programmes[goal["programme_id"]]
        said += [*goal.values(), *(programme[key] for key in ("title_zh", "title_en", "document_no"))]
    text = " ".join(said).lower()
    return all(word in text for word in words.lower().split())


def indicator(row: Row, goals: list[Row], programmes: Mapping[str, Row], *, printed: bool) -> None:
    """Draw what one indicator means: its sentence, how it is counted, its goals with their clauses, its SQL."""
    st.markdown(named(row, "sentence"))
    st.markdown(
        markdown.table(
            [label("definitions.point"), label("definitions.meaning")], [*_facts(row), *_rules(row, goals, programmes)]
        )
    )
    st.markdown(markdown.goal_table(goals, programmes))
    if printed:
        st.code(row["sql"], language="sql", wrap_lines=True)
    else:
        with st.expander(label("definitions.sql")):
            st.code(row["sql"], language="sql")


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
        (f"**{label('note.formula' if key == 'formula' else f'definitions.{key}')}**", text)
        for key, text in pairs.items()
    ]


def _rules(row: Row, goals: list[Row], programmes: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Return the counting rule: once where it is one for all, else one for each programme with a goal on it."""
    heading = label("definitions.rule")
    if "{rule}" not in named(row, "rule"):
        return [(f"**{heading}**", named(row, "rule"))]
    ids = dict.fromkeys(goal["programme_id"] for goal in goals)
    return [(f"**{heading} · {named(programmes[one], 'short')}**", indicator_rule(row, programmes[one])) for one in ids]


def group(unit: str) -> None:
    """Draw what the indicators that follow are counted in."""
    st.html(f'<p class="line group">{escape(label(f"counted_in.{unit}"))}</p>')


def open_on_paper() -> None:
    """Let what is folded on screen stand open on paper, too, and keep headings with what follows."""
    st.html(_ON_PAPER)


def print_button() -> None:
    """Draw a button that opens the browser's own print dialogue; nothing is loaded from outside."""
    words = escape(label("definitions.print"))
    st.html(
        f'<button type="button" class="print" id="print">{words}</button>'
        "<script>document.getElementById('print').addEventListener('click', () => window.print());</script>",
        unsafe_allow_javascript=True,
    )

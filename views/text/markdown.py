"""Escape text that Streamlit renders as Markdown, and write tables of registry words in Markdown.

Streamlit reads Markdown in notices, headings and captions, and in the labels, tooltips and segments of its widgets.
Text from users or data must pass through `plain` first; `tests/test_shown_text.py` finds calls that omit it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from views.text.labels import DEFAULT, label, language, named, target

_SPACES = re.compile(r"[\x00-\x20\x7f\x85\u2028\u2029\ufeff]+")
_MARKS = re.compile(r"[\\`*_\[\]<>~$|&#]|:(?=\S)|:$")
_FIRST = re.compile(r"\A(\d+(?=[.)](?: |$))|(?=[-+=]))(.)")  # starts a list, a rule or a heading
# Streamlit searches the parsed text, so it finds links, icons and arrows even if every mark is escaped. At these
# places an empty directive separates two letters; it leaves no trace on the page.
_JOINTS = re.compile(
    r"(?<=https)(?=://)|(?<=http)(?=://)|(?<=www)(?=\.)|(?<=[-.\w+])(?=@)|(?<=:)(?=material[/_]|[-+\w]+:)"
    r"|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[>~])(?==)",
    re.ASCII | re.IGNORECASE,
)
_APART = ":small[]"


class Markdown(str):
    """Text that Streamlit may render as Markdown, because everything from outside is escaped in it."""


def plain(text: object) -> Markdown:
    """Return a text as Markdown that Streamlit shows letter by letter, without links, images, formulas, icons or markup.

    White space, line breaks included, becomes single spaces, as in HTML. Text that is already `Markdown` is unchanged.
    """
    if isinstance(text, Markdown):
        return text
    words = _SPACES.sub(" ", str(text)).strip()
    parts = [_MARKS.sub(r"\\\g<0>", part) for part in _JOINTS.split(words)]
    return Markdown(_FIRST.sub(r"\1\\\2", _APART.join(parts)))


def strong(text: object) -> Markdown:
    """Return a text in bold, shown letter by letter."""
    return Markdown(f"**{plain(text)}**")


def code(name: str) -> Markdown:
    """Return a name of the program, such as a column's, as inline code."""
    return Markdown(f"`{name.replace('`', '')}`")


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Markdown:
    """Return a Markdown table whose cells are shown letter by letter."""
    lines = [headers, [Markdown("---")] * len(headers), *rows]
    return Markdown("\n".join(f"| {' | '.join(map(plain, line))} |" for line in lines))


def goal_table(goals: Iterable[Mapping[str, str]], programmes: Mapping[str, Mapping[str, str]]) -> Markdown:
    """Return a table of goals with line, due date and the clause that sets them."""
    headers = [label(key) for key in ("definitions.goal", "column.target", "column.due", "definitions.source")]
    rows = [
        [
            f"{goal['goal_id']} {named(goal)}",
            target(float(goal["target"]), goal["unit"], goal["comparator"]),
            goal["due"],
            f"{named(programme, 'title')}（{programme['document_no']}）{label('clause', clause=goal['clause'])}",
        ]
        for goal in goals
        for programme in [programmes[goal["programme_id"]]]
    ]
    return table(headers, rows)


def rule_table(programmes: Iterable[Mapping[str, str]]) -> Markdown:
    """Return a table of the rules of every programme in words."""
    headers = [label(key) for key in ("programme", "definitions.rural", "definitions.counting", "definitions.lead")]
    rows = [
        [
            f"{named(row, 'title')}（{row['document_no']}）",
            label(f"rural.{row['rural_scope']}"),
            label(f"counting.{row['counting_rule']}"),
            label(f"lead.{row['lead_rule']}"),
        ]
        for row in programmes
    ]
    return table(headers, rows)


def column_table(schema: pa.Schema, words: str) -> Markdown:
    """Return a table of a schema's columns that mention `words`, with meaning, unit and allowed values.

    The table is empty if no column does.
    """
    headers = [label(f"definitions.{key}") for key in ("column", "meaning", "unit", "allowed")]
    rows = []
    for column in schema:
        notes = {key.decode(): value.decode() for key, value in (column.metadata or {}).items()}
        if words in f"{column.name} {notes['zh']} {notes['en']}".lower():
            unit = label(f"unit.{notes['unit']}") if notes["unit"] else "—"
            rows.append(
                [code(column.name), notes["zh" if language() == DEFAULT else "en"], unit, notes["allowed"] or "—"]
            )
    return table(headers, rows) if rows else Markdown()

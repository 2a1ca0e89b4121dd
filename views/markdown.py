"""Tables of registry words as Markdown: definitions, rules, columns."""

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from views.labels import DEFAULT, label, language, named, target


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; `|` in a cell is escaped."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def goal_table(goals: Iterable[Mapping[str, str]], programmes: Mapping[str, Mapping[str, str]]) -> str:
    """Return goals with line, due date and the clause they come from."""
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


def rule_table(programmes: Iterable[Mapping[str, str]]) -> str:
    """Return every programme's rules in words."""
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


def column_table(schema: pa.Schema, words: str) -> str:
    """Return a table's columns with meaning, unit and allowed values; only those that mention `words`. Empty: none do."""
    headers = [label(f"definitions.{key}") for key in ("column", "meaning", "unit", "allowed")]
    rows = []
    for column in schema:
        notes = {key.decode(): value.decode() for key, value in (column.metadata or {}).items()}
        if words in f"{column.name} {notes['zh']} {notes['en']}".lower():
            unit = label(f"unit.{notes['unit']}") if notes["unit"] else "—"
            rows.append(
                [f"`{column.name}`", notes["zh" if language() == DEFAULT else "en"], unit, notes["allowed"] or "—"]
            )
    return table(headers, rows) if rows else ""

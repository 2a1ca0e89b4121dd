"""What the columns of the tables are called, in the session's language."""

from collections.abc import Mapping
from functools import cache

from data.registry.rows import Row, registry
from data.registry.schema import TABLES
from views.text.labels import DEFAULT, label, language


def field_name(table: str, column: str) -> str:
    """Return what fields.csv calls a column (of an English name what stands before a comma); lon speaks for lat too."""
    if column == "lon":
        return label("column.point")
    notes: Mapping[bytes, bytes] = TABLES[table].field(column).metadata or {}
    if language() == DEFAULT:
        return notes[b"zh"].decode()
    return short(notes[b"en"].decode())


def reason_words(reason: str) -> str:
    """Return why cells or rows were left out; of a reason that reasons.csv does not have, that they belong to no table."""
    row = _reasons().get(reason, _reasons()["outside"])
    return row["zh" if language() == DEFAULT else "en"]


@cache
def _reasons() -> dict[str, Row]:
    return {row["reason"]: row for row in registry("reasons")}


def short(words: str) -> str:
    """Return what stands in an English name before its explanation."""
    return words.split(",")[0].split(";")[0]

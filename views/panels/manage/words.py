"""Return the names of columns and reasons in the session's language."""

from collections.abc import Mapping
from functools import cache

from data.registry.rows import Row, registry
from data.registry.schema import TABLES
from views.text.labels import DEFAULT, label, language


def field_name(table: str, column: str) -> str:
    """Return the name of a column from fields.csv, in English without its explanation.

    The name of `lon` is also that of `lat`.
    """
    if column == "lon":
        return label("column.point")
    notes: Mapping[bytes, bytes] = TABLES[table].field(column).metadata or {}
    if language() == DEFAULT:
        return notes[b"zh"].decode()
    return short(notes[b"en"].decode())


def reason_words(reason: str) -> str:
    """Return the words for a reason for leaving out.

    A reason not in reasons.csv means that the cells belong to no table.
    """
    row = _reasons().get(reason, _reasons()["outside"])
    return row["zh" if language() == DEFAULT else "en"]


@cache
def _reasons() -> dict[str, Row]:
    return {row["reason"]: row for row in registry("reasons")}


def short(words: str) -> str:
    """Return an English name without the explanation after it."""
    return words.split(",")[0].split(";")[0]

"""The cells of a list in words, for what is read and not computed with: a page, a document."""

from typing import Any

from views.exports.listing import Column
from views.labels import absent, day, either, number, share

_SIGNED = {"gain": "{:+,.0f}", "points": "{:+,.1f}"}


def cell_words(value: Any, column: Column) -> str:
    """Return a cell as it is read: 48.6 %, 1,234, 2020-12-31, or — where nothing is known."""
    if column.kind == "day":
        return day(value)
    if column.kind == "share":
        return share(value)
    if column.kind == "count":
        return number(value)
    if absent(value) or column.kind not in ("decimal", *_SIGNED):
        return either(value, "—")
    words = _SIGNED.get(column.kind, "{:,.1f}").format(float(value))
    return (words if words.strip("+-0.,") else words.lstrip("+-")).replace("-", "−")

"""Return the cells of a list as words, for pages and documents, where no one calculates with them."""

from typing import Any

from views.exports.listing import Column
from views.text.labels import absent, day, either, number, share

_PLACES = {"decimal": 1, "gain": 0, "points": 1}


def cell_words(value: Any, column: Column) -> str:
    """Return a cell as words: 48.6%, 1,234, 2020-12-31, or — if nothing is known."""
    if column.kind == "day":
        return day(value)
    if column.kind == "share":
        return share(value)
    if column.kind == "count":
        return number(value)
    if absent(value) or column.kind not in _PLACES:
        return either(value, "—")
    words = signed(float(value), _PLACES[column.kind])
    return words.removeprefix("+") if column.kind == "decimal" else words


def signed(value: float, places: int = 0) -> str:
    """Return a change with its sign and a real minus; a change that rounds to zero has no sign."""
    words = f"{value:+,.{places}f}"
    return (words if words.strip("+-0.,") else words.lstrip("+-")).replace("-", "−")

"""Find the indicator of a row of returns: by its id or name, or by the name or id of a goal."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from data.intake.values.cells import Cell, text, values
from data.registry.rows import Row, indicators, registry

_PUNCTUATION = re.compile(r"[\s\"'“”‘’()\[\]、,，.。:：;；·—–_-]")
_CLOSE = 45


def reported() -> list[Row]:
    """Return the indicators that are reported in returns, in the order of the registry."""
    return [row for row in indicators().values() if row["period"] != "computed"]


def indicator_named(written: Cell) -> Row | None:
    """Return the indicator that a cell names, or None."""
    return indicators().get(_names().get(_key(written), ""))


def closest_indicators(written: Cell) -> list[str]:
    """Return up to three names of reported indicators that are similar to a written one."""
    names = [row["name_zh"] for row in reported()]
    return [
        name for name, _, _ in process.extract(text(written), names, scorer=fuzz.ratio, limit=3, score_cutoff=_CLOSE)
    ]


@cache
def _names() -> dict[str, str]:
    ids = {_key(written): stored for written, stored in values("indicator").items()}
    for row in registry("goals"):
        ids |= {_key(row[column]): row["indicator_id"] for column in ("goal_id", "name_zh", "name_en")}
    for row in registry("indicators"):
        ids |= {_key(row[column]): row["indicator_id"] for column in ("indicator_id", "name_zh", "name_en")}
    return ids


def _key(written: Cell) -> str:
    return _PUNCTUATION.sub("", text(written)).lower()

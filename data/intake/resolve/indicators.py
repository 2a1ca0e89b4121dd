"""Which indicator a row of returns means: by id, by its own name, by the name or number of a goal."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from data.intake.values.cells import Cell, text, values
from data.registry.rows import Row, indicators, registry

_PUNCTUATION = re.compile(r"[\s\"'“”‘’()\[\]、,，.。:：;；·—–_-]")
_CLOSE = 45


def reported() -> list[Row]:
    """Return the indicators that come from returns, in the order of the registry."""
    return [row for row in indicators().values() if row["period"] != "computed"]


def indicator_named(written: Cell) -> Row | None:
    """Return the indicator a cell names, None where it names none."""
    return indicators().get(_names().get(_key(written), ""))


def closest_indicators(written: Cell) -> list[str]:
    """Return up to three names of indicators for returns that come close to a written one."""
    names = [row["name_zh"] for row in reported()]
    return [
        name for name, _, _ in process.extract(text(written), names, scorer=fuzz.ratio, limit=3, score_cutoff=_CLOSE)
    ]


@cache
def _names() -> dict[str, str]:
    found = {_key(written): stored for written, stored in values("indicator").items()}
    for row in registry("goals"):
        found |= {_key(row[column]): row["indicator_id"] for column in ("goal_id", "name_zh", "name_en")}
    for row in registry("indicators"):
        found |= {_key(row[column]): row["indicator_id"] for column in ("indicator_id", "name_zh", "name_en")}
    return found


def _key(written: Cell) -> str:
    return _PUNCTUATION.sub("", text(written)).lower()

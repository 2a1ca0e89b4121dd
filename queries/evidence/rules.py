"""Hashes of the rules that decide figures beside the data; an evidence link contains them."""

import hashlib
from functools import cache

from data.registry.rows import Row, registry
from queries.sql_files import DATABASE, FOLDERS, computed_source, computed_sql, names, statement

RULES = ("statements", "database", "programmes", "goals", "indicators", "areas", "stages")
PART_BYTES = 3
_READINGS = ("engine/spellings.py", "engine/arithmetic.py")  # what is computed outside the database


@cache
def rules(place: str) -> tuple[bytes, ...]:
    """Return a short hash of each part of `RULES`; of the registries only the rows that concern the place."""
    programmes = [row for row in registry("programmes") if row["place_code"] == place]
    known = {row["programme_id"] for row in programmes}
    goals = [row for row in registry("goals") if row["programme_id"] in known]
    indicator_ids = {row["indicator_id"] for row in goals} | {registry("indicators")[0]["indicator_id"]}
    facts = [row for row in registry("indicator_facts") if row["indicator_id"] in indicator_ids]
    parts: dict[str, object] = {
        "statements": _statements(),
        "database": DATABASE,
        "programmes": _facts(programmes),
        "goals": _facts(goals),
        "indicators": _facts(
            [*(row for row in registry("indicators") if row["indicator_id"] in indicator_ids), *facts]
        ),
        "areas": _facts([row for row in registry("areas") if row["place_code"] == place]),
        "stages": _facts([*registry("stages"), *registry("bands")]),
    }
    return tuple(hashlib.sha256(str(parts[name]).encode()).digest()[:PART_BYTES] for name in RULES)


def _statements() -> list[str]:
    texts = [statement(f"{folder}/{name}") for folder in FOLDERS for name in names(folder)]
    return [*map(computed_sql, texts), *map(computed_source, _READINGS)]


def _facts(rows: list[Row]) -> list[list[str]]:
    """Return the rows' values without the columns of wording, which decide no figure."""
    return [[f"{name}={value}" for name, value in row.items() if not name.endswith(("_zh", "_en"))] for row in rows]

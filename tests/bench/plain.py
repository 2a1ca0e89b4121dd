"""The plain DuckDB query a programmer would write for each question, over the same Parquet; no model, no rules.

It answers the same kind of question (the same rows of the same tables), not the same figure: what an indicator leaves
out, who counts with whom and when a partnership is in force is what the product adds, and what the ratio prices.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from tests.bench.asking import COUNTY, Known

SQL = Path(__file__).parent / "plain_sql"
TABLES = ("schools", "partnerships", "members", "returns", "activities", "funds")
# verb: the query, over the newest snapshot or over all of them
ONE, ALL = False, True
PLAIN = {
    "measures": ("coverage", ONE),
    "trend": ("coverage", ALL),
    "progress": ("coverage", ALL),
    "moved": ("coverage", ALL),
    "figures_since": ("coverage", ALL),
    "goal_years": ("years", ONE),
    "towns": ("towns", ONE),
    "units": ("units", ONE),
    "pairings": ("pairings", ONE),
    "schools": ("schools", ONE),
    "partnership_modes": ("modes", ONE),
    "chains": ("chains", ONE),
    "activities": ("activities", ONE),
    "funds": ("funds", ONE),
    "places": ("places", ALL),
    "snapshots": ("snapshots", ALL),
    "partnership": ("partnership", ALL),
    "school": ("school", ALL),
    "nearest": ("nearest", ONE),
    "search": ("search", ONE),
    "changes": ("changes", ONE),
}


def plain_query(data: Path, known: Known, verb: str, about: str) -> Callable[[], Any] | None:
    """Return the plain query that belongs to a question, None where nobody has written one."""
    if verb not in PLAIN:
        return None
    name, every = PLAIN[verb]
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    place = data / "snapshots" / f"place={known.place}"
    folder = place / f"as_of={'*' if every else known.scope.as_of}"
    parameters: dict[str, Any] = {table: str(folder / f"{table}.parquet") for table in TABLES}
    parameters["earlier"] = str(place / f"as_of={known.before}" / "schools.parquet")
    parameters["area"] = known.scope.area if about == COUNTY else None
    parameters |= {"partnership": known.partnership, "school": known.school, "words": known.words}
    used = {key: parameters[key] for key in set(re.findall(r"\$(\w+)", text))}
    connection = duckdb.connect(config={"threads": 1})
    return lambda: connection.execute(text, used).df()

"""The definitions of figures: the words of the registry and the SQL files."""

import re

import pandas as pd

from data.registry.rows import registry
from queries.sql_files import names, statement


def definitions() -> pd.DataFrame:
    """Return one row for each indicator: its row of indicators.csv plus `says`, `grain` and `sql` from its SQL file.

    `says` is the sentence of the file's header; `grain` is the unit of one result row, beside programme and snapshot. Raises
    `ValueError` if a header has no sentence or no grain.
    """
    rows = []
    for row in registry("indicators"):
        text = statement(f"indicators/{row['indicator_id']}")
        says = re.search(rf"^-- {row['indicator_id']}: (.+)$", text, re.M)
        grain = re.search(r"^-- grain one row per programme, snapshot and (.+)$", text, re.M)
        if says is None or grain is None:
            raise ValueError(f"indicators/{row['indicator_id']}.sql: the header says no sentence or no grain")
        rows.append({**row, "says": says[1], "grain": grain[1], "sql": text})
    return pd.DataFrame(rows)


def model_definitions() -> list[tuple[str, str]]:
    """Return the name and the SQL text of each model file, in the order they are computed."""
    return [(name.split("_", 1)[1], statement(f"model/{name}")) for name in names("model")]

"""What the figures mean: the registry's words and the SQL itself."""

import re

import pandas as pd

from data.registry.rows import registry
from queries.sql_files import names, statement


def definitions() -> pd.DataFrame:
    """Return one row per indicator: the registry's words plus `says`, `grain` and `sql` from its file.

    `says` is the header's sentence, `grain` what one row of the file stands for beside programme and snapshot.
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
    """Return the model's views in order: name and full SQL text."""
    return [(name.split("_", 1)[1], statement(f"model/{name}")) for name in names("model")]

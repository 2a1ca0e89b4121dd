"""What the figures mean: the registry's words and the SQL itself."""

import re

import pandas as pd

from data.registries import registry
from queries.engine import SQL, statement


def definitions() -> pd.DataFrame:
    """Return one row per indicator: the registry's words plus `grain` and `sql` from its file."""
    rows = []
    for row in registry("indicators"):
        text = statement(f"indicators/{row['indicator_id']}")
        grain = re.search(r"^-- grain (.+)$", text, re.M)
        rows.append({**row, "grain": grain[1] if grain else "", "sql": text})
    return pd.DataFrame(rows)


def model_definitions() -> list[tuple[str, str]]:
    """Return the model's views in order: name and full SQL text."""
    paths = sorted((SQL / "model").glob("*.sql"))
    return [(path.stem.split("_", 1)[1], path.read_text(encoding="utf-8")) for path in paths]

"""Every question the product can answer; knows DuckDB, not Streamlit.

The public verbs return pandas frames and take a frozen `Scope`.
"""

from data.registries import outlines
from queries.catalogue import (
    NoSnapshotError,
    broken_snapshots,
    places,
    programme,
    programmes,
    seen_on,
    snapshots,
)
from queries.dictionary import definitions, model_definitions
from queries.figures import figure_of, share
from queries.scope import Scope
from queries.verbs import measures, pairings, progress, schools, trend, units

__all__ = [
    "NoSnapshotError",
    "Scope",
    "broken_snapshots",
    "definitions",
    "figure_of",
    "measures",
    "model_definitions",
    "outlines",
    "pairings",
    "places",
    "programme",
    "programmes",
    "progress",
    "schools",
    "seen_on",
    "share",
    "snapshots",
    "trend",
    "units",
]

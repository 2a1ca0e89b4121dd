"""Snapshots as earlier versions published them: other columns, fewer tables, a manifest that fits."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.store.snapshots import MANIFEST

# The columns of the first layout; what came later was not stated then.
FIRST_LAYOUT = {
    "schools": [
        *("place_code", "as_of", "school_id", "name", "former_name", "county_code", "office_id", "town_code"),
        *("town_name", "urban_rural_code", "reported_band", "stage", "managing_school_id", "is_quality", "pupils"),
        *("boarders", "teachers", "lon", "lat", "source"),
    ],
    "partnerships": [
        *("place_code", "as_of", "partnership_id", "name", "mode", "written_mode", "core_school_id", "core_name"),
        *("core_place", "core_is_quality", "county_code", "started_on", "ended_on", "is_ended", "plan_filed", "source"),
    ],
    "members": ["place_code", "as_of", "partnership_id", "school_id", "written_name", "source"],
    "returns": [
        *("place_code", "as_of", "indicator_id", "area_code", "unit_id", "period_start", "period_end"),
        *("numerator", "denominator", "source"),
    ],
}


def rewrite(folder: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Replace one table of a published snapshot by a changed one, the manifest fitting it."""
    path, manifest = folder / f"{table}.parquet", folder / MANIFEST
    pq.write_table(change(pq.read_table(path)), path)
    noted = json.loads(manifest.read_text(encoding="utf-8"))
    noted["tables"][table]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(noted), encoding="utf-8")


def make_old(folder: Path) -> None:
    """Turn a published snapshot into one of the first layout: four tables, fewer columns."""
    for table, columns in FIRST_LAYOUT.items():
        rewrite(folder, table, lambda content, columns=columns: content.select(columns))
    manifest = folder / MANIFEST
    noted = json.loads(manifest.read_text(encoding="utf-8"))
    noted["format"] = 1
    for table in set(noted["tables"]) - set(FIRST_LAYOUT):
        del noted["tables"][table]
        (folder / f"{table}.parquet").unlink()
    manifest.write_text(json.dumps(noted), encoding="utf-8")

"""The questions the product answers, each a frame; `Scope` says of what."""

import json
import re
from datetime import date
from pathlib import Path

import pandas as pd

from data.paths import GEOGRAPHY
from data.registries import Row, areas, registry
from queries.engine import SQL, engine, statement
from queries.figures import distance_km, gap_units, with_value
from queries.scope import Scope

FIRST_DAY = date(1900, 1, 1)
Parameters = dict[str, str | date | bool | None]


class NoSnapshotError(LookupError):
    """The place of the programme has no snapshot (yet, or by that day)."""


def programme(programme_id: str) -> Row:
    """Return one row of programmes.csv; raises `KeyError` for an unknown id."""
    found = {row["programme_id"]: row for row in registry("programmes")}
    return found[programme_id]


def programmes(data: Path | None = None) -> list[Row]:
    """Return the programmes whose place has a snapshot, in registry order."""
    published = {snapshot.place for snapshot in engine(data).snapshots}
    return [row for row in registry("programmes") if row["place_code"] in published]


def places(place: str, data: Path | None = None) -> pd.DataFrame:
    """Return a place's areas that hold schools in any snapshot, or are counties or townships of it.

    Columns area_code, name_zh, name_en, level; the place itself first.
    """
    rows = [
        row
        for row in areas().values()
        if row["place_code"] == place and row["level"] != "office" and row["parent_code"] == place
    ]
    used = set(engine(data).frame("used_areas", {"place": place})["area_code"])
    kept = [row for row in rows if row["level"] not in ("direct", "unassigned") or row["area_code"] in used]
    return pd.DataFrame(kept)[["area_code", "name_zh", "name_en", "level"]]


def snapshots(place: str, data: Path | None = None) -> pd.DataFrame:
    """Return a place's snapshots, oldest first.

    Columns as_of, status, published_at, fingerprint, sources, datum, schools, unplaced (schools without coordinates).
    """
    columns = ["as_of", "status", "published_at", "fingerprint", "sources", "datum"]
    rows = [
        {
            **{column: snapshot.manifest[column] for column in ("status", "published_at", "fingerprint")},
            "as_of": snapshot.as_of,
            "sources": "、".join(source["file"] for source in snapshot.manifest["sources"]),
            "datum": "、".join(snapshot.manifest["datum"]),
        }
        for snapshot in engine(data).snapshots
        if snapshot.place == place
    ]
    counted = engine(data).frame("snapshot_counts", {"place": place})
    return (
        pd.DataFrame(rows, columns=columns)
        .merge(counted, on="as_of", how="left")
        .sort_values("as_of", ignore_index=True)
    )


def broken_snapshots(data: Path | None = None) -> list[str]:
    """Return one line for every snapshot folder that cannot be read and is left out."""
    return list(engine(data).broken)


def seen_on(scope: Scope, data: Path | None = None) -> date:
    """Return the scope's snapshot date: its own, or the newest; raises `NoSnapshotError`."""
    place = programme(scope.programme)["place_code"]
    dates = [snapshot.as_of for snapshot in engine(data).snapshots if snapshot.place == place]
    wanted = max(dates, default=None) if scope.as_of is None else scope.as_of
    if wanted not in dates or wanted is None:
        raise NoSnapshotError(f"{place}: {scope.as_of or '—'}")
    return wanted


def measures(scope: Scope, indicator: str, data: Path | None = None) -> pd.DataFrame:
    """Return an indicator's figure for the place (first row) and each of its areas at one snapshot.

    Columns as in lists/measures.sql plus `value` (share, NaN is no data).
    """
    day = seen_on(scope, data)
    parameters: Parameters = {"programme": scope.programme, "indicator": indicator, "as_of": day, "since": day}
    return with_value(engine(data).frame("measures", parameters))


def trend(scope: Scope, indicator: str, data: Path | None = None) -> pd.DataFrame:
    """Return `measures` at every snapshot up to the scope's, oldest first."""
    day = seen_on(scope, data)
    parameters: Parameters = {"programme": scope.programme, "indicator": indicator, "as_of": day, "since": FIRST_DAY}
    return with_value(engine(data).frame("measures", parameters))


def units(scope: Scope, indicator: str, *, missing: bool = False, data: Path | None = None) -> pd.DataFrame:
    """Return the named list behind a figure, missing units first; only those with `missing`.

    Columns as in lists/units.sql.
    """
    parameters = _where(scope, data) | {"indicator": indicator}
    found = engine(data).frame("units", parameters)
    return found[found["numerator"] < found["denominator"]].reset_index(drop=True) if missing else found


def pairings(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the pairings as lists/pairings.sql has them, plus `distance_km` core to member (NaN: not placed)."""
    found = engine(data).frame("pairings", _where(scope, data))
    return found.assign(
        distance_km=distance_km(found["core_lon"], found["core_lat"], found["member_lon"], found["member_lat"])
    )


def schools(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return the roster of a snapshot with band, counting unit and standing; columns as in lists/schools.sql."""
    return engine(data).frame("schools", _where(scope, data))


def progress(scope: Scope, data: Path | None = None) -> pd.DataFrame:
    """Return where each goal of a programme stands, at the place and at each area it is judged at.

    Columns as in lists/progress.sql plus `value`, `due_value` (shares) and `gap_units` (units still to win).
    """
    parameters: Parameters = {"programme": scope.programme, "as_of": seen_on(scope, data)}
    found = with_value(engine(data).frame("progress", parameters))
    due = with_value(found[["due_numerator", "due_denominator"]].set_axis(["numerator", "denominator"], axis=1))
    gaps = [
        gap_units(row["numerator"], row["denominator"], row["target"], row["scale"], row["comparator"])
        if row["denominator"] > 0
        else None
        for row in found.to_dict("records")
    ]
    return found.assign(due_value=due["value"], gap_units=pd.array(gaps, dtype="Int64"))


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


def outlines(place: str) -> dict[str, object]:
    """Return the GeoJSON of a place's counties (of itself, where it is a county), WGS-84."""
    collection = json.loads((GEOGRAPHY / "counties.geojson").read_text(encoding="utf-8"))
    features = [
        feature
        for feature in collection["features"]
        if place in (feature["properties"]["adcode"], feature["properties"]["city_code"])
    ]
    return {"type": "FeatureCollection", "features": features}


def _where(scope: Scope, data: Path | None) -> Parameters:
    whole = scope.area == programme(scope.programme)["place_code"]
    return {"programme": scope.programme, "as_of": seen_on(scope, data), "area": None if whole else scope.area}

"""The places, programmes, areas and snapshots that exist and may be seen."""

from datetime import date

import pandas as pd

from data.damages import Damage
from data.registry import rows as registries
from data.registry.rows import Row, areas, registry
from data.rights import granted
from queries.engine.access import sees
from queries.engine.cached_verbs import cached_verb
from queries.engine.pool import engine
from queries.scope import Scope


class NoSnapshotError(LookupError):
    """The programme's place has no snapshot, or none of the given date."""


def programme(programme_id: str) -> Row:
    """Return one row of programmes.csv; raises `KeyError` for an unknown id."""
    found = {row["programme_id"]: row for row in registry("programmes")}
    return found[programme_id]


def programmes() -> list[Row]:
    """Return the rows of the programmes whose place has a snapshot and may be seen by the user, in registry order."""
    published = {snapshot.place for snapshot in engine().snapshots if sees(snapshot.place)}
    return [row for row in registry("programmes") if row["place_code"] in published]


def indicators(programme_id: str) -> list[Row]:
    """Return the rows of the indicators that a programme has goals on, in the order of indicators.csv.

    The first one is the programme's main indicator, for the registry lists the main indicators first. The registry's own first
    indicator (pairing, which shades the map) is added at the end if the programme has no goal on it.
    """
    promised = {goal["indicator_id"] for goal in registry("goals") if goal["programme_id"] == programme_id}
    first, *others = registry("indicators")
    found = [row for row in (first, *others) if row["indicator_id"] in promised]
    return found if first["indicator_id"] in promised else [*found, first]


@cached_verb
def places(place: str) -> pd.DataFrame:
    """Return the place itself and its areas, without offices; other areas than counties and townships only if they have schools.

    Columns area_code, name_zh, name_en, level; the place is the first row.
    """
    rows = [
        row
        for row in areas().values()
        if row["place_code"] == place and row["level"] != "office" and row["parent_code"] == place
    ]
    used = set(engine().frame("used_areas", {"place": place})["area_code"])
    kept = [row for row in rows if row["level"] not in ("direct", "unassigned") or row["area_code"] in used]
    return pd.DataFrame(kept)[["area_code", "name_zh", "name_en", "level"]]


@cached_verb
def snapshots(place: str) -> pd.DataFrame:
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
        for snapshot in engine().snapshots
        if snapshot.place == place
    ]
    counted = engine().frame("snapshot_counts", {"place": place})
    return (
        pd.DataFrame(rows, columns=columns)
        .merge(counted, on="as_of", how="left")
        .sort_values("as_of", ignore_index=True)
    )


def damages() -> list[Damage]:
    """Return the damages of snapshots, registries, outlines and the stored model, for the places that the user may see.

    Damaged parts are left out of all figures.
    """
    found = [*engine().damages, *registries.damages()]
    return [one for one in found if granted() and (not one.place or one.place not in areas() or sees(one.place))]


def seen_on(scope: Scope) -> date:
    """Return the date of the scope's snapshot: its own date, or the newest; raises `NoSnapshotError` if there is none."""
    place = programme(scope.programme)["place_code"]
    dates = [snapshot.as_of for snapshot in engine().snapshots if snapshot.place == place]
    chosen = max(dates, default=None) if scope.as_of is None else scope.as_of
    if chosen not in dates or chosen is None:
        known = "、".join(str(day) for day in sorted(dates)) or "—"
        raise NoSnapshotError(f"{place}: {scope.as_of or '—'}（{known}）")
    return chosen

"""The registries: programmes, areas with their outlines, indicators, goals, stages and words.

Every cell is filled; a missing column, an empty cell, a doubled key or a foreign key that points
nowhere raises `RegistryError` naming the file and the row.
"""

import csv
import json
from functools import cache
from typing import Any

from data.layouts import LAYOUTS
from data.paths import geography_folder, registry_file

Row = dict[str, str]


class RegistryError(ValueError):
    """A registry row that cannot be right; the message names file, row and column."""


def _read(name: str) -> list[Row]:
    path = registry_file(name)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        if tuple(reader.fieldnames or ()) != LAYOUTS[name].columns:
            raise RegistryError(f"{path.name}: columns {reader.fieldnames}, expected {LAYOUTS[name].columns}")
        return list(reader)


def check_rows(name: str, rows: list[Row]) -> None:
    """Raise `RegistryError` at the first row of registry `name` that breaks its layout (foreign keys aside)."""
    layout, seen = LAYOUTS[name], set()
    for number, row in enumerate(rows, start=2):
        where = f"{name}.csv row {number}"
        if len(row) != len(layout.columns) or None in row.values():
            raise RegistryError(f"{where}: wrong number of cells")
        for column, value in row.items():
            if not value.strip():
                raise RegistryError(f"{where}: column {column} is empty")
            if column in layout.allowed and value not in layout.allowed[column]:
                raise RegistryError(f"{where}: {column}={value!r} is not one of {layout.allowed[column]}")
        key = tuple(row[column] for column in layout.key)
        if key in seen:
            raise RegistryError(f"{where}: {key} stands twice")
        seen.add(key)


@cache
def registry(name: str) -> tuple[Row, ...]:
    """Return the rows of one registry, checked; every value is text."""
    rows = _read(name)
    check_rows(name, rows)
    for column, (target, target_column) in LAYOUTS[name].foreign.items():
        known = {row[target_column] for row in (rows if target == name else registry(target))}
        for number, row in enumerate(rows, start=2):
            if row[column] not in known:
                raise RegistryError(f"{name}.csv row {number}: {column}={row[column]!r} is not in {target}.csv")
    return tuple(rows)


@cache
def areas() -> dict[str, Row]:
    """Return the rows of areas.csv by area code."""
    return {row["area_code"]: row for row in registry("areas")}


@cache
def indicators() -> dict[str, Row]:
    """Return the rows of indicators.csv by indicator id."""
    return {row["indicator_id"]: row for row in registry("indicators")}


def is_county(place: str) -> bool:
    """Tell whether a place is itself a county, so that its areas are townships."""
    return any(row["level"] == "unassigned" and row["parent_code"] == place for row in registry("areas"))


@cache
def outlines(place: str) -> dict[str, Any]:
    """Return the GeoJSON of a place's counties (of itself, where it is a county), WGS-84; shared, not to be changed.

    Every `*.geojson` of the geography folder is read: a new city brings a file of its own. A feature's properties
    `adcode` and `city_code` name the county and its place.
    """
    collections = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(geography_folder().glob("*.geojson"))
    ]
    features = [
        feature
        for collection in collections
        for feature in collection["features"]
        if place in (feature["properties"]["adcode"], feature["properties"]["city_code"])
    ]
    return {"type": "FeatureCollection", "features": features}


def places() -> list[Row]:
    """Return the rows of areas.csv that are places: the cities and county-level cities that run a programme."""
    return [row for row in registry("areas") if row["level"] == "place"]

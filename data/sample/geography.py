"""Positions of sample schools, drawn within real townships and county outlines."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from data.paths import GEOGRAPHY

Point = tuple[float, float]
Ring = Sequence[Point]

ATTEMPTS = 400
# A populated place has no bounding box; 0.04 degrees is about half the width of a township here.
POPULATED_PLACE_REACH = 0.04
SEAT_REACH = 0.02


@dataclass(frozen=True)
class Township:
    """One township or street. `centre` is null if the sources have no point; `reach` is half its size in degrees."""

    code: str
    name: str
    county_code: str
    county_name: str
    kind: str
    centre: Point | None
    reach: Point

    @property
    def stem(self) -> str:
        """The name without 街道, as in the names of its schools."""
        return self.name.removesuffix("街道")

    def at(self, centre: Point, reach: float) -> "Township":
        """Return the township with another centre and a reach in degrees."""
        return replace(self, centre=centre, reach=(reach, reach))


def townships(place: str) -> list[Township]:
    """Return the townships of a place, ordered by code. A county-level city is a place of its own."""
    with (GEOGRAPHY / "townships.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if place in (row["city_code"], row["county_code"])]
    return sorted((_township(row) for row in rows), key=lambda township: township.code)


def _township(row: dict[str, str]) -> Township:
    centre = (float(row["lon"]), float(row["lat"])) if row["lon"] else None
    reach = (POPULATED_PLACE_REACH, POPULATED_PLACE_REACH)
    if row["west"]:
        reach = (
            (float(row["east"]) - float(row["west"])) / 2,
            (float(row["north"]) - float(row["south"])) / 2,
        )
    return Township(
        row["town_code"], row["town_name"], row["county_code"], row["county_name"], row["kind"], centre, reach
    )


def _counties(place: str) -> list[dict[str, Any]]:
    features = json.loads((GEOGRAPHY / "counties.geojson").read_text(encoding="utf-8"))["features"]
    return [row for row in features if place in (row["properties"]["city_code"], row["properties"]["adcode"])]


def outlines(place: str) -> dict[str, list[Ring]]:
    """Return county code → rings of its outline, for a place."""
    return {
        feature["properties"]["adcode"]: [
            [(lon, lat) for lon, lat in ring] for polygon in feature["geometry"]["coordinates"] for ring in polygon
        ]
        for feature in _counties(place)
    }


def seats(place: str) -> dict[str, Point]:
    """Return county code → point of its seat, for a place."""
    return {
        feature["properties"]["adcode"]: (feature["properties"]["center_lon"], feature["properties"]["center_lat"])
        for feature in _counties(place)
    }


def contains(rings: Sequence[Ring], point: Point) -> bool:
    """Return whether a point is inside the rings, by the even-odd rule, which handles holes and islands."""
    lon, lat = point
    is_inside = False
    for ring in rings:
        for (lon_a, lat_a), (lon_b, lat_b) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (lat_a > lat) != (lat_b > lat) and lon < lon_a + (lat - lat_a) * (lon_b - lon_a) / (lat_b - lat_a):
                is_inside = not is_inside
    return is_inside


def school_point(township: Township, outline: Sequence[Ring], spread: float, random: Random) -> Point | None:
    """Return a point in the township's box and the county, within `spread` (0–1) of the box, or null if none is found.

    Boxes overlap neighbouring counties, so points are drawn until one is inside the outline.
    """
    if township.centre is None:
        return None
    for _ in range(ATTEMPTS):
        lon, lat = (
            round(middle + reach * spread * random.uniform(-1, 1), 5)
            for middle, reach in zip(township.centre, township.reach, strict=True)
        )
        if contains(outline, (lon, lat)):
            return lon, lat
    return None

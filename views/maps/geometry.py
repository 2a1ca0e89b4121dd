"""Calculate the frame of a map and the length of a kilometre from outlines and points."""

import math
from dataclasses import dataclass
from typing import Any

_TILE = 512
_KM_PER_DEGREE = 111.32
_NICE_KM = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True)
class Bounds:
    """West, south, east and north in degrees, WGS-84."""

    west: float
    south: float
    east: float
    north: float


def polygons(outlines: dict[str, Any]) -> list[tuple[dict[str, Any], list[list[list[float]]]]]:
    """Return (properties, rings) of every polygon of a GeoJSON collection of MultiPolygons."""
    return [
        (feature["properties"], rings)
        for feature in outlines["features"]
        for rings in feature["geometry"]["coordinates"]
    ]


def bounds(outlines: dict[str, Any], code: str | None = None) -> Bounds:
    """Return the bounds of all outlines, or of the one with an area code; raises `ValueError` if there is none."""
    chosen = [rings for properties, rings in polygons(outlines) if code in (None, properties["adcode"])]
    points = [point for rings in chosen for ring in rings for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return Bounds(min(lons), min(lats), max(lons), max(lats))


def zoom(frame: Bounds, width: int, height: int) -> float:
    """Return the Web Mercator zoom (512-pixel tiles) at which the bounds fill a canvas of CSS pixels."""
    wide = (frame.east - frame.west) / 360
    tall = (_mercator(frame.north) - _mercator(frame.south)) / (2 * math.pi)
    return math.log2(min(width / (_TILE * wide), height / (_TILE * tall))) - 0.12


def centre(frame: Bounds) -> tuple[float, float]:
    """Return the longitude and latitude of the middle of the bounds as drawn, because Mercator stretches the north."""
    middle = (_mercator(frame.south) + _mercator(frame.north)) / 2
    return (frame.west + frame.east) / 2, math.degrees(math.atan(math.sinh(middle)))


def northing(lat: float) -> float:
    """Return the Web Mercator height of a latitude, in degrees of longitude."""
    return math.degrees(_mercator(lat))


def window(frame: Bounds, width: int, height: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return (west, east) and (south, north), the latter as `northing`, of a canvas that shows the bounds at `zoom`."""
    pixels = _TILE * 2 ** zoom(frame, width, height) / 360
    lon, lat = centre(frame)
    x, y = width / pixels / 2, height / pixels / 2
    return (lon - x, lon + x), (northing(lat) - y, northing(lat) + y)


def scale_bar(frame: Bounds) -> tuple[list[float], list[float], int]:
    """Return west end, east end and length in km of a scale bar at the lower left.

    The length is a round number, at most a fifth of the width.
    """
    lat = frame.south + (frame.north - frame.south) * 0.02
    degree = _KM_PER_DEGREE * math.cos(math.radians(lat))
    wanted = (frame.east - frame.west) * degree / 5
    km = max((nice for nice in _NICE_KM if nice <= wanted), default=_NICE_KM[0])
    return [frame.west, lat], [frame.west + km / degree, lat], km


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))

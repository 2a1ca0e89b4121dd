"""Read the outlines of areas from GeoJSON files. A feature that cannot be drawn is left out and reported."""

import itertools
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from data.damages import Damage, damage
from data.files.regular import file_fault

Feature = dict[str, Any]
_MOST_BYTES = 500_000_000
_WEST, _EAST, _SOUTH, _NORTH = (
    70.0,
    140.0,
    0.0,
    60.0,
)  # bounds of the country: a point outside probably has its coordinates swapped
_MOST_DEGREES = 1_000_000  # NaN and infinity are not below it
_TEXTS = ("adcode", "city_code", "name")


class _FaultyError(ValueError):
    """What is wrong with a feature or file, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh, self.en = zh, en


@cache
def read_outlines(folder: Path) -> tuple[tuple[Feature, ...], tuple[Damage, ...]]:
    """Return the features of all `*.geojson` files of a folder as MultiPolygons with properties, and the damages.

    A Polygon becomes a MultiPolygon of one; heights of points are dropped. A feature without a label position gets the
    centre of its bounding box.
    """
    features: list[Feature] = []
    damages: list[Damage] = []
    try:
        names = sorted(path for path in folder.iterdir() if path.suffix == ".geojson")
    except OSError as error:
        kind = "no_folder" if isinstance(error, NotADirectoryError) else "outlines_unreadable"
        return (), (damage(kind, folder.name, why=error.strerror),)
    for path in names:
        file_name = f"{folder.name}/{path.name}"
        try:
            file_features = _features(path)
        except _FaultyError as error:
            damages.append(damage("outlines_unreadable", file_name, why=(error.zh, error.en)))
            continue
        for number, feature in enumerate(file_features, start=1):
            try:
                features.append(_sound(feature))
            except _FaultyError as error:
                damages.append(damage("outline", file_name, row=number, what=(error.zh, error.en)))
    return tuple(features), tuple(damages)


def _features(path: Path) -> list[Any]:
    if file_fault(path):
        raise _FaultyError("不是普通文件", "not a regular file")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _FaultyError("文件太大", "too large")
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _FaultyError("打不开", str(error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise _FaultyError("不是 JSON", "not JSON") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise _FaultyError("不是 FeatureCollection", "not a FeatureCollection")
    return features


def _sound(feature: Any) -> Feature:
    """Return a feature in the form in which it is drawn. Raises `_FaultyError`."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise _FaultyError("没有 properties", "has no properties")
    texts = {key: properties.get(key) for key in _TEXTS}
    texts = {key: str(value) if isinstance(value, int) else value for key, value in texts.items()}
    for key, value in texts.items():
        if not isinstance(value, str) or not value.strip():
            raise _FaultyError(f"没有 {key}", f"has no {key}")
    shape = _polygons(feature.get("geometry"))
    lons, lats = zip(*(point for rings in shape for ring in rings for point in ring), strict=True)
    lon, lat = properties.get("label_lon"), properties.get("label_lat")
    if not (_is_number(lon) and _is_number(lat) and _is_inside(lon, lat)):
        lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    all_properties = properties | texts | {"label_lon": lon, "label_lat": lat}
    return {"type": "Feature", "properties": all_properties, "geometry": {"type": "MultiPolygon", "coordinates": shape}}


def _polygons(geometry: Any) -> list[list[list[list[float]]]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _FaultyError("不是 Polygon 或 MultiPolygon", "is not a Polygon or MultiPolygon")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise _FaultyError("没有坐标", "has no coordinates")
    return [list(_rings(polygon)) for polygon in polygons]


def _rings(polygon: Any) -> Iterator[list[list[float]]]:
    if not isinstance(polygon, list) or not polygon:
        raise _FaultyError("没有坐标", "has no coordinates")
    for ring in polygon:
        points = [_point(point) for point in ring] if isinstance(ring, list) else []
        if len({tuple(point) for point in points}) < 3:
            raise _FaultyError("不到三个点", "has fewer than three points")
        if points[0] != points[-1]:
            points.append(points[0])
        if not _area(points):
            raise _FaultyError("没有面积", "has no extent")
        yield points


def _point(point: Any) -> list[float]:
    if not isinstance(point, list) or len(point) < 2 or not all(map(_is_number, point[:2])):
        raise _FaultyError("的坐标不是数", "has coordinates that are not numbers")
    lon, lat = float(point[0]), float(point[1])
    if not _is_inside(lon, lat):
        raise _FaultyError("在国境之外（经纬度是否写反）", "is outside the country (are its coordinates swapped?)")
    return [lon, lat]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _MOST_DEGREES


def _is_inside(lon: Any, lat: Any) -> bool:
    return bool(_WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH)


def _area(ring: list[list[float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))

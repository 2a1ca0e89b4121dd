"""Random returns: several periods, county rows beside the place's own, offices, periods that end on the very day."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from data.registry.rows import areas, registry
from tests.oracles.seen import years_before
from tests.town import Return
from tests.towns import ZONE, counties

DAY = timedelta(days=1)
Period = tuple[date, date]
Row = dict[str, str]


def periods(rng: random.Random, as_of: date) -> list[Period]:
    """Return some periods around a day: calendar and school years, halves, and years that end at the limits."""
    found = list[Period]()
    for year in rng.sample(range(as_of.year - 3, as_of.year + 1), 2):
        whole, school = (date(year, 1, 1), date(year, 12, 31)), (date(year, 9, 1), date(year + 1, 8, 31))
        halves = [(date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))]
        found += rng.choice([[whole], [school], halves, halves[:1]])
    year_ago = years_before(as_of, 1)
    end = rng.choice([as_of, as_of + DAY, year_ago, year_ago + DAY, None, None])
    if end is not None:
        found.append((years_before(end, 1) + DAY, end))
    return sorted(set(found))


def returns_of(rng: random.Random, place: str, as_of: date) -> Iterator[Return]:
    """Return what the areas of a place reported, for every indicator that is reported at all."""
    for indicator in registry("indicators"):
        if indicator["period"] != "computed":
            for area in _reporting(rng, place, indicator["unit_counted"] == "county"):
                for period in periods(rng, as_of):
                    yield from _rows(rng, indicator, area, period)


def _reporting(rng: random.Random, place: str, by_county: bool) -> list[str]:
    """Return the areas that report: nobody, the place, some counties (townships, an office), or both."""
    below = [row["area_code"] for row in counties(place)]
    if place == below[0]:
        below = [
            row["area_code"] for row in areas().values() if row["parent_code"] == place and row["level"] == "township"
        ]
    if by_county:
        offices = [ZONE] if place == "211400" else []
        codes = [*(row["area_code"] for row in counties(place)), *offices]
        return [code for code in codes if rng.random() < rng.choice([0, 0.6])]
    some = rng.sample(below, rng.randint(1, min(4, len(below))))
    if place == "211400" and rng.random() < 0.4:
        some.append(ZONE)
    return rng.choice([[], [place], some, some, [place, *some]])


def _rows(rng: random.Random, indicator: Row, area: str, period: Period) -> Iterator[Return]:
    name = indicator["indicator_id"]
    if indicator["unit_counted"] == "county":
        yield Return(name, area, area, *period, rng.choice([0.0, 1.0]))
    elif indicator["format"] == "%":
        size = rng.randint(1, 400)
        yield Return(name, area, area, *period, rng.choice([0, size, rng.randint(0, size)]), size)
    elif rng.random() < 0.5:
        yield Return(name, area, area, *period, rng.randint(0, 12))
    else:
        for number in rng.sample(range(1, 6), rng.randint(1, 3)):
            yield Return(name, area, f"第{number}名", *period, 1.0)

"""Every school that stands in any year, as arrays: who it is, where it is, when it opens, closes or changes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.bench.geography import County
from tests.bench.names import NAMES
from tests.bench.sizes import LAST_YEAR, Size
from tests.bench.towns import Town, spread, towns

Integers = NDArray[np.int64]
STAGES = np.array(
    ["小学", "初中", "教学点", "九年一贯制", "高中", "中职", "幼儿园", "完全中学", "十二年一贯制", "特教"]
)
TITLES = [
    "小学",
    "初级中学",
    "教学点",
    "九年一贯制学校",
    "高级中学",
    "职业中专",
    "幼儿园",
    "中学",
    "十二年一贯制学校",
    "特殊教育学校",
]
DIGITS = "2329341333"  # the first digit of a school's code tells its stage
SEAT_MIX = (0.52, 0.2, 0.0, 0.05, 0.09, 0.03, 0.05, 0.03, 0.01, 0.02)
VILLAGE_MIX = (0.46, 0.02, 0.44, 0.03, 0.0, 0.0, 0.05, 0.0, 0.0, 0.0)
NEVER = 9999


@dataclass(frozen=True)
class Roster:
    """One entry a school, ordered by county and town; `manager` is the position of the managing school, −1 for none."""

    counties: list[County]
    towns: list[Town]
    county: Integers
    town: Integers
    rank: Integers
    stage: Integers
    is_seat: NDArray[np.bool_]
    is_quality: NDArray[np.bool_]
    manager: Integers
    opens: Integers
    closes: Integers
    renamed: Integers
    recoded: Integers
    rebanded: Integers
    titles: list[str]

    def standing(self, year: int) -> NDArray[np.bool_]:
        """Tell which schools stand at the end of a year."""
        return np.asarray((self.opens <= year) & (self.closes > year))


def roster(size: Size, counties: list[County]) -> Roster:
    """Return the schools of a size; at the end of the last year exactly `size.schools` of them stand."""
    random = np.random.default_rng(size.seed)
    leaving = int(size.schools * 0.005 * (size.years - 1))
    counts = spread(size.schools + leaving, counties, random)
    places = towns(counties, counts, random)
    town = _town_of(counts, places, random)
    county = np.array([one.county for one in places])[town]
    rank = np.arange(len(town)) - np.searchsorted(town, town)
    is_seat = np.array([one.is_seat for one in places])[town]
    stage = _stage(rank, is_seat, random)
    manager = np.where(~is_seat & (rank > 1) & np.isin(stage, (0, 2)), np.searchsorted(town, town), -1)
    years = range(LAST_YEAR + 2 - size.years, LAST_YEAR + 1)
    closes, opens = _lives(rank, leaving, years, random)
    return Roster(
        *(counties, places, county, town, rank, stage, is_seat),
        is_quality=random.random(len(town)) < np.where(is_seat, 0.5, np.where(rank == 0, 0.08, 0.0)),
        manager=manager,
        opens=opens,
        closes=closes,
        renamed=_once(len(town), 0.02, years, random),
        recoded=_once(len(town), 0.005, years, random),
        rebanded=_once(len(town), 0.02, years, random),
        titles=[_title(counties, places, *row) for row in zip(town, rank, stage, strict=True)],
    )


def _town_of(counts: Integers, places: list[Town], random: np.random.Generator) -> Integers:
    """Return each school's town, in order; the subdistricts of the seat have more schools than the other towns."""
    weight = np.array([2.5 if one.is_seat else 1.0 for one in places]) * random.uniform(0.6, 1.4, len(places))
    county = np.array([one.county for one in places])
    share = weight / np.bincount(county, weight, len(counts))[county]
    edges = np.rint(np.cumsum(share * counts[county])).astype(np.int64)
    return np.repeat(np.arange(len(places)), np.diff(edges, prepend=0))


def _stage(rank: Integers, is_seat: NDArray[np.bool_], random: np.random.Generator) -> Integers:
    seat = random.choice(len(STAGES), size=len(rank), p=SEAT_MIX)
    village = random.choice(len(STAGES), size=len(rank), p=VILLAGE_MIX)
    second = np.where(random.random(len(rank)) < 0.7, 1, 3)
    rural = np.select([rank == 0, rank == 1], [0, second], village)
    return np.where(is_seat, np.where(rank == 0, 0, seat), rural)


def _lives(rank: Integers, leaving: int, years: range, random: np.random.Generator) -> tuple[Integers, Integers]:
    """Return when each school closes and opens; as many open as close, and none of those that manage others."""
    closes, opens = np.full(len(rank), NEVER), np.zeros(len(rank), dtype=np.int64)
    if len(years):
        moving = random.permutation(np.flatnonzero(rank > 1))[: 2 * leaving]
        assert len(moving) >= leaving, "too few small schools to close"
        closes[moving[:leaving]] = random.choice(years, leaving)
        opens[moving[leaving:]] = random.choice(years, len(moving) - leaving)
    return closes, opens


def _once(count: int, share: float, years: range, random: np.random.Generator) -> Integers:
    """Return the year something happens to each school, `NEVER` to most."""
    happens = random.random(count) < share
    return np.where(happens, random.choice(years or [NEVER], count), NEVER)


def _title(counties: list[County], places: list[Town], town: int, rank: int, stage: int) -> str:
    place, title = places[town], TITLES[stage]
    stem = place.name_zh.removesuffix("街道")
    if place.is_seat:
        return f"{counties[place.county].name_zh}{stem}{'实验' if not rank else f'第{rank}'}{title}"
    village = NAMES[(town * 101 + rank * 37) % len(NAMES)]
    return f"{place.name_zh}{'中心' if not rank else '' if rank == 1 else village}{title}"

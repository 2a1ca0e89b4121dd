"""Generate pupils, boarders and teachers: plausible numbers that change from year to year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from data.registry.schema import URBAN_RURAL_CODES
from data.sample.history import Events, absorbed, standing
from data.sample.school import School, is_compulsory, is_urban

COUNTY_TOWN_FACTOR = 2.0
SIZES = {
    ("小学", "城区"): (900, 2200),
    ("小学", "镇区"): (350, 800),
    ("小学", "210"): (150, 450),
    ("小学", "220"): (40, 170),
    ("教学点", "220"): (6, 38),
    ("初中", "城区"): (600, 1500),
    ("初中", "镇区"): (250, 750),
    ("初中", "210"): (120, 400),
    ("九年一贯制", "城区"): (700, 1300),
    ("九年一贯制", "镇区"): (200, 560),
    ("九年一贯制", "210"): (180, 550),
    ("完全中学", "城区"): (1000, 1400),
    ("十二年一贯制", "城区"): (1300, 1800),
    ("高中", "城区"): (1500, 3000),
    ("高中", "镇区"): (1500, 3000),
    ("中职", "城区"): (1200, 2000),
    ("中职", "镇区"): (700, 1200),
    ("特教", "城区"): (60, 160),
    ("特教", "镇区"): (40, 90),
    ("幼儿园", "城区"): (240, 360),
    ("幼儿园", "镇区"): (120, 220),
}
# Shares of boarders by stage. Stages that are not listed report none (null).
BOARDERS = {
    "初中": (0.05, 0.4),
    "九年一贯制": (0.05, 0.3),
    "完全中学": (0.2, 0.4),
    "高中": (0.5, 0.8),
    "中职": (0.4, 0.7),
}
SHARE_WITHOUT_BOARDERS = 0.25
PUPILS_PER_TEACHER = {"城区": (12.5, 17.5), "镇区": (8.5, 11.8), "乡村": (8.2, 11.5)}
YEARLY_CHANGE = {"城区": (0.002, 0.018), "镇区": (-0.035, -0.02), "乡村": (-0.04, -0.025)}


@dataclass(frozen=True)
class Enrolment:
    """Known facts on the sizes of schools in a place: county towns, share of rural pupils, sizes that differ from `SIZES`.

    With `rural_share`, urban sizes of `base_year` are scaled so that 镇区 and 乡村 schools have that share of
    compulsory pupils.
    """

    base_year: int
    county_towns: tuple[str, ...] = ()
    rural_share: float | None = None
    sizes: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)


def school_year(as_of: date) -> int:
    """Return the year of the latest autumn count at a date: a spring snapshot uses that of the previous year."""
    return as_of.year if as_of.month >= 9 else as_of.year - 1


def enrolled(roster: Sequence[School], events: Events, rules: Enrolment, seed: str, as_of: date) -> list[School]:
    """Return the schools that exist at a date, with their pupils, boarders and teachers."""
    sizes, year = _fitted_sizes(roster, events, rules, seed), school_year(as_of)
    pupils = {
        school.school_id: round(sizes[school.school_id] * _drift(school, rules.base_year, year, seed))
        for school in roster
    }
    for receiver, merged in absorbed(roster, events, as_of).items():
        pupils[receiver] += sum(pupils[school_id] for school_id in merged)
    return [_staffed(school, pupils[school.school_id], seed) for school in standing(roster, events, seed, as_of)]


def _fitted_sizes(roster: Sequence[School], events: Events, rules: Enrolment, seed: str) -> Mapping[str, float]:
    """Return the sizes of the base year. Urban sizes are scaled if the share of rural pupils is known."""
    sizes = {school.school_id: _size(school, rules, seed) for school in roster}
    if rules.rural_share is None:
        return sizes
    urban, rural = 0.0, 0.0
    for school in standing(roster, events, seed, date(rules.base_year, 12, 31)):
        if is_compulsory(school):
            urban += sizes[school.school_id] if is_urban(school) else 0
            rural += 0 if is_urban(school) else sizes[school.school_id]
    factor = rural * (1 / rules.rural_share - 1) / urban
    return {
        school.school_id: sizes[school.school_id] * (factor if is_urban(school) and is_compulsory(school) else 1)
        for school in roster
    }


def _size(school: School, rules: Enrolment, seed: str) -> float:
    band = URBAN_RURAL_CODES[school.urban_rural_code]
    key = (school.stage, school.urban_rural_code if band == "乡村" else band)
    low, high = (rules.sizes if key in rules.sizes else SIZES)[key]
    is_town = school.town_name in rules.county_towns and band == "镇区" and is_compulsory(school)
    return Random(f"{seed}-size-{school.school_id}").uniform(low, high) * (COUNTY_TOWN_FACTOR if is_town else 1)


def _drift(school: School, base_year: int, year: int, seed: str) -> float:
    """Return the ratio of a school's size in a year to its size in the base year.

    Every school and year has its own change.
    """
    factor = 1.0
    for step in range(min(year, base_year) + 1, max(year, base_year) + 1):
        low, high = YEARLY_CHANGE[URBAN_RURAL_CODES[school.urban_rural_code]]
        change = 1 + Random(f"{seed}-drift-{school.school_id}-{step}").uniform(low, high)
        factor = factor * change if year > base_year else factor / change
    return factor


def _staffed(school: School, pupils: int, seed: str) -> School:
    random = Random(f"{seed}-staff-{school.school_id}")
    ratio = random.uniform(*PUPILS_PER_TEACHER[URBAN_RURAL_CODES[school.urban_rural_code]])
    low, high = BOARDERS.get(school.stage, (0.0, 0.0))
    share = random.uniform(low, high)
    is_reported = school.stage in BOARDERS and random.random() > SHARE_WITHOUT_BOARDERS
    boarders = round(pupils * share) if is_reported else None
    return replace(school, pupils=pupils, boarders=boarders, teachers=max(1, round(pupils / ratio)))

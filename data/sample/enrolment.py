"""Pupils, boarders and teachers: plausible sizes, fitted to the published shares of the end of 2019, then drifting."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from data.registries import registry
from data.sample.history import absorbed, standing
from data.sample.schools import SEED, School
from data.schema import URBAN_RURAL_CODES

# 55.7 % of compulsory pupils learned in 镇区 and 乡村 schools at the end of 2019 (葫芦岛市教育局).
FITTED_YEAR, RURAL_SHARE_OF_PUPILS = 2019, 0.557
COUNTY_TOWN_FACTOR = 2.0
COUNTY_TOWN_NAMES = ("绥中镇", "建昌镇")
COMPULSORY = {row["stage"] for row in registry("stages") if row["stage_scope"] == "义务教育"}

SIZES = {
    ("小学", "城区"): (900, 2200),
    ("小学", "镇区"): (350, 800),
    ("小学", "210"): (150, 450),
    ("小学", "220"): (40, 170),
    ("教学点", "220"): (6, 38),
    ("初中", "城区"): (600, 1500),
    ("初中", "镇区"): (250, 750),
    ("初中", "210"): (120, 400),
    ("九年一贯制", "镇区"): (200, 560),
    ("九年一贯制", "210"): (180, 550),
    ("完全中学", "城区"): (1000, 1400),
    ("十二年一贯制", "城区"): (1300, 1800),
    ("高中", "城区"): (1500, 3000),
    ("高中", "镇区"): (1500, 3000),
    ("中职", "城区"): (1200, 2000),
    ("中职", "镇区"): (700, 1200),
    ("特教", "城区"): (60, 160),
    ("幼儿园", "城区"): (240, 360),
    ("幼儿园", "镇区"): (120, 220),
}
# Shares of boarders by stage; stages that are not named have none to report (null).
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


def is_urban(school: School) -> bool:
    """Tell whether the school lies in 城区; the programme calls everything else rural."""
    return URBAN_RURAL_CODES[school.urban_rural_code] == "城区"


def enrolled(roster: Sequence[School], year: int) -> list[School]:
    """Return the schools standing at the end of the year with their pupils, boarders and teachers."""
    sizes = _fitted_sizes(roster)
    pupils = {school.school_id: round(sizes[school.school_id] * _drift(school, year)) for school in roster}
    for receiver, merged in absorbed(roster, year).items():
        pupils[receiver] += sum(pupils[school_id] for school_id in merged)
    return [_staffed(school, pupils[school.school_id]) for school in standing(roster, year)]


def _fitted_sizes(roster: Sequence[School]) -> Mapping[str, float]:
    """Return the 2019 sizes, the urban ones scaled so that rural pupils have their published share."""
    sizes = {school.school_id: _size(school) for school in roster}
    urban, rural = 0.0, 0.0
    for school in standing(roster, FITTED_YEAR):
        if school.stage in COMPULSORY:
            urban += sizes[school.school_id] if is_urban(school) else 0
            rural += 0 if is_urban(school) else sizes[school.school_id]
    factor = rural * (1 / RURAL_SHARE_OF_PUPILS - 1) / urban
    return {
        school.school_id: sizes[school.school_id] * (factor if is_urban(school) and school.stage in COMPULSORY else 1)
        for school in roster
    }


def _size(school: School) -> float:
    band = URBAN_RURAL_CODES[school.urban_rural_code]
    low, high = SIZES[school.stage, school.urban_rural_code if band == "乡村" else band]
    is_town = school.town_name in COUNTY_TOWN_NAMES and band == "镇区" and school.stage in COMPULSORY
    return Random(f"{SEED}-size-{school.school_id}").uniform(low, high) * (COUNTY_TOWN_FACTOR if is_town else 1)


def _drift(school: School, year: int) -> float:
    """Return how a school's size in the year compares with 2019; each school and year has its own small change."""
    factor = 1.0
    for step in range(min(year, FITTED_YEAR) + 1, max(year, FITTED_YEAR) + 1):
        low, high = YEARLY_CHANGE[URBAN_RURAL_CODES[school.urban_rural_code]]
        change = 1 + Random(f"{SEED}-drift-{school.school_id}-{step}").uniform(low, high)
        factor = factor * change if year > FITTED_YEAR else factor / change
    return factor


def _staffed(school: School, pupils: int) -> School:
    random = Random(f"{SEED}-staff-{school.school_id}")
    ratio = random.uniform(*PUPILS_PER_TEACHER[URBAN_RURAL_CODES[school.urban_rural_code]])
    low, high = BOARDERS.get(school.stage, (0.0, 0.0))
    share = random.uniform(low, high)
    is_reported = school.stage in BOARDERS and random.random() > SHARE_WITHOUT_BOARDERS
    boarders = round(pupils * share) if is_reported else None
    return replace(school, pupils=pupils, boarders=boarders, teachers=max(1, round(pupils / ratio)))

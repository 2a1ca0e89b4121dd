"""A slow, obvious second implementation of rural pairing coverage: loops over plain objects, no SQL."""

from dataclasses import dataclass
from datetime import date

from tests.town import Pairing, School, Town
from tests.towns import COMPULSORY

COUNTING_RULES = ("each_site", "under_managing_school")
LEAD_RULES = ("quality", "urban", "any")
RURAL_SCOPES = ("镇区+乡村", "乡村")
KAIYUAN = "211282"


@dataclass(frozen=True)
class Coverage:
    """Covered and missing counting units by name, and (numerator, denominator) by area and for the place."""

    covered: frozenset[str]
    missing: frozenset[str]
    by_area: dict[str, tuple[int, int]]
    place: tuple[int, int]
    unit_of: dict[str, str]


def is_active(pairing: Pairing, as_of: date) -> bool:
    """Return whether a pairing runs on a day; its last day is inside."""
    if pairing.ended:
        return False
    if pairing.start is not None and pairing.start > as_of:
        return False
    return pairing.end is None or pairing.end >= as_of


def leads(town: Town, pairing: Pairing, lead_rule: str) -> bool:
    """Return whether a pairing's core meets a programme's lead rule; what nobody states does not."""
    if pairing.core is None:
        return {"quality": bool(pairing.core_quality), "urban": False, "any": bool(pairing.core_name)}[lead_rule]
    core = town.school(pairing.core)
    quality = pairing.core_quality if core.quality is None else core.quality
    return {"quality": bool(quality), "urban": core.band == "城区", "any": True}[lead_rule]


def area_of(school: School) -> str:
    """Return the area a unit counts in: its county, or its township in a county-level city."""
    if school.county_code != KAIYUAN:
        return school.county_code
    return school.town_code or f"{KAIYUAN}-0"


def coverage(
    town: Town,
    counting_rule: str,
    lead_rule: str,
    rural_scope: str = "镇区+乡村",
    as_of: date | None = None,
) -> Coverage:
    """Return the coverage of a town on a day, by default its own."""
    day = as_of or town.as_of
    schools = {school.school_id: school for school in town.schools}
    rural = {s.school_id for s in town.schools if s.band in rural_scope.split("+") and s.stage in COMPULSORY}

    unit_of: dict[str, str] = {}
    for school_id in rural:
        unit = school_id
        if counting_rule == "under_managing_school":
            climbed = {unit}
            while (above := schools[unit].managing) in rural and above not in climbed:
                assert above is not None
                climbed.add(above)
                unit = above
        unit_of[school_id] = unit

    helped: set[str] = set()
    for pairing in town.pairings:
        if is_active(pairing, day) and leads(town, pairing, lead_rule):
            helped.update(pairing.members)

    units = frozenset(unit_of.values())
    covered = frozenset(unit_of[site] for site in rural & helped)
    by_area: dict[str, tuple[int, int]] = {}
    for unit in units:
        area = area_of(schools[unit])
        numerator, denominator = by_area.get(area, (0, 0))
        by_area[area] = (numerator + (unit in covered), denominator + 1)
    return Coverage(covered, units - covered, by_area, (len(covered), len(units)), unit_of)

"""The drill-down counted by hand: who could help a school next, and what a partnership's members count as."""

import math
from collections.abc import Sequence
from datetime import date

from tests.oracle import coverage, is_active, leads
from tests.oracles.seen import View
from tests.town import School, Town
from tests.towns import COMPULSORY

# Typed from the brief, not read from stages.csv.
STEPS = {
    "幼儿园": {"幼儿园"},
    "小学": {"小学"},
    "教学点": {"小学"},
    "初中": {"初中"},
    "九年一贯制": {"小学", "初中"},
    "完全中学": {"初中", "高中"},
    "十二年一贯制": {"小学", "初中", "高中"},
    "高中": {"高中"},
}
EARTH_KM = 6371.0088


def kilometres(one: School, other: School) -> float:
    """Return the great-circle distance by the spherical law of haversines."""
    assert one.lon is not None and one.lat is not None and other.lon is not None and other.lat is not None
    x1, y1, x2, y2 = map(math.radians, (one.lon, one.lat, other.lon, other.lat))
    half = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def teaches(other: School, own: School) -> bool:
    """Return whether a school teaches all steps of another; where there are no steps, whether it is of its kind."""
    if other.stage == own.stage:
        return True
    return own.stage in STEPS and STEPS[own.stage] <= STEPS.get(other.stage, set())


def nearest(view: View, own: School) -> list[tuple[str, float]]:
    """Return the codes and distances of the ten nearest schools that could lead and lead nothing, by looking at all."""
    if own.lon is None:
        return []
    leading = {pairing.core for _, pairing in view.active()}
    found = []
    for other in view.town.schools:
        may_lead = {"quality": bool(other.quality), "urban": other.band == "城区", "any": True}[view.lead_rule]
        if other == own or other.lon is None or other.stage == "教学点" or not may_lead:
            continue
        if other.school_id not in leading and teaches(other, own):
            found.append((other.school_id, kilometres(own, other)))
    return sorted(found, key=lambda one: (one[1], one[0]))[:10]


def neighbours(town: Town, own: School) -> list[tuple[str, float]]:
    """Return the codes and distances of the ten nearest schools within 20 km."""
    if own.lon is None:
        return []
    placed = [other for other in town.schools if other != own and other.lon is not None]
    near = [(other.school_id, kilometres(own, other)) for other in placed]
    return sorted((one for one in near if one[1] <= 20), key=lambda one: (one[1], one[0]))[:10]


def members(history: Sequence[Town], view: View, partnership: str) -> dict[str, tuple[date, date, str]]:
    """Return of each school a partnership has listed: first and last snapshot that lists it, and what it counts as."""
    listed: dict[str, list[date]] = {}
    for town in history:
        for school_id in set(dict(town.numbered_pairings())[partnership].members):
            listed.setdefault(school_id, []).append(town.as_of)
    pairing = dict(view.town.numbered_pairings())[partnership]
    units = coverage(view.town, view.counting_rule, view.lead_rule, view.rural_scope).unit_of
    found = {}
    for school_id, days in listed.items():
        school = view.town.school(school_id)
        if max(days) < view.day:
            said = "former"
        elif not is_active(pairing, view.day):
            said = "inactive"
        elif not leads(view.town, pairing, view.lead_rule):
            said = "lead"
        elif school_id in units:
            said = "counted" if units[school_id] == school_id else "folded"
        else:
            said = "band" if school.stage in COMPULSORY else "stage"
        found[school_id] = (min(days), max(days), said)
    return found

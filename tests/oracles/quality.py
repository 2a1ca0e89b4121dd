"""What somebody should look at in a town's data: loops over plain objects, angles instead of rays."""

import math
from collections.abc import Sequence
from fractions import Fraction

from data.registry.rows import outlines
from tests.oracle import is_active
from tests.oracles.seen import county_of
from tests.town import Pairing, School, Town

Found = set[tuple[str, ...]]


def inside(lon: float, lat: float, polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> bool:
    """Tell whether a point lies in a MultiPolygon: seen from it, the rim turns round it once, and no hole's does."""
    return any(
        _turns(lon, lat, outer) and not any(_turns(lon, lat, hole) for hole in holes) for outer, *holes in polygons
    )


def _turns(lon: float, lat: float, ring: Sequence[Sequence[float]]) -> bool:
    angle = 0.0
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        turn = math.atan2(y2 - lat, x2 - lon) - math.atan2(y1 - lat, x1 - lon)
        angle += (turn + math.pi) % (2 * math.pi) - math.pi
    return abs(angle) > math.pi


def unplaced(town: Town) -> set[str]:
    return {school.school_id for school in town.schools if school.lon is None}


def outside(town: Town) -> set[str]:
    shapes = {one["properties"]["adcode"]: one["geometry"]["coordinates"] for one in outlines(town.place)["features"]}
    found = set()
    for school in town.schools:
        shape = shapes.get(school.county_code)
        if shape and school.lon is not None and school.lat is not None and not inside(school.lon, school.lat, shape):
            found.add(school.school_id)
    return found


def namesakes(town: Town) -> set[str]:
    return {
        one.school_id
        for one in town.schools
        for other in town.schools
        if one is not other and (one.county_code, one.name) == (other.county_code, other.name)
    }


def odd_figures(town: Town, before: Town | None) -> Found:
    earlier = {school.school_id: school for school in before.schools} if before else {}
    found: Found = set()
    for school in town.schools:
        found |= {(reason, school.school_id) for reason in _of_itself(town, school)}
        if then := earlier.get(school.school_id):
            found |= {(reason, school.school_id) for reason in _against(then, school)}
    return found


def _of_itself(town: Town, school: School) -> set[str]:
    reasons = set()
    if school.pupils == 0:
        reasons.add("no_pupils")
    if school.teachers == 0 and school.pupils:
        reasons.add("no_teachers")
    alike = [one for one in town.schools if one.stage == school.stage and one.pupils and one.teachers]
    if alike and school.pupils is not None and school.teachers:
        usual = Fraction(sum(one.pupils or 0 for one in alike), sum(one.teachers or 0 for one in alike))
        own = Fraction(school.pupils, school.teachers)
        if own > 3 * usual:
            reasons.add("crowded")
        if school.pupils and school.teachers >= 5 and own < usual / 3:
            reasons.add("sparse")
    return reasons


def _against(then: School, now: School) -> set[str]:
    reasons = set()
    for what, least in (("pupils", 30), ("teachers", 10)):
        was, becomes = getattr(then, what), getattr(now, what)
        if was is None or becomes is None or abs(becomes - was) < least:
            continue
        if becomes > 2 * was or 2 * becomes < was:
            reasons.add(f"{what}_jumped")
    return reasons


def _core(pairing: Pairing) -> str | None:
    return pairing.core or pairing.core_name


def doubtful_leads(town: Town) -> Found:
    active = [(code, one) for code, one in town.numbered_pairings() if is_active(one, town.as_of)]
    found: Found = set()
    for code, pairing in active:
        cores = {
            _core(other)
            for other_code, other in active
            if county_of(town, other) == county_of(town, pairing)
            and (other.name or other_code) == (pairing.name or code)
        } - {None}
        if _core(pairing) is None:
            found.add(("no_core", code))
        if len(cores) > 1:
            found.add(("two_cores", code))
        own = town.school(pairing.core).quality if pairing.core else None
        quality = pairing.core_quality if own is None else own
        if quality is False:
            found.add(("core_not_quality", code))
        if quality is None and _core(pairing) is not None:
            found.add(("core_quality_unknown", code))
    return found


def paired_twice(town: Town) -> Found:
    active = [(code, one) for code, one in town.numbered_pairings() if is_active(one, town.as_of)]
    found: Found = set()
    for code, pairing in active:
        for member in pairing.members:
            for other, another in active:
                if other != code and member in another.members and another.mode == pairing.mode:
                    found.add((member, code))
    return found

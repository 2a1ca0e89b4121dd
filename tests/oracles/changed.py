"""What changed between two days, one school after another, from the plain objects of a town's history."""

from collections import Counter
from collections.abc import Sequence

from tests.oracle import area_of, coverage, is_active
from tests.oracles.seen import Units, View
from tests.town import School, Town

Change = tuple[str, str]  # kind, first code


def first_codes(towns: Sequence[Town]) -> dict[str, str]:
    """Return the first code of each later code: one goes, one comes, under the same name, county and township."""
    first: dict[str, str] = {}
    for at in range(1, len(towns)):
        before, after = ({s.school_id: s for s in town.schools} for town in towns[at - 1 : at + 1])
        gone = [one for code, one in before.items() if code not in after]
        come = [one for code, one in after.items() if code not in before]
        for one in gone:
            same = [other for other in gone if _called(other) == _called(one)]
            heirs = [other for other in come if _called(other) == _called(one)]
            if len(same) != 1 or len(heirs) != 1:
                continue
            old, new = one.school_id, heirs[0].school_id
            again = any(s.school_id == old for town in towns[at:] for s in town.schools)
            known = any(s.school_id == new for town in towns[:at] for s in town.schools)
            if not again and not known:
                first[new] = first.get(old, old)
    return first


def _called(school: School) -> tuple[str, str, str | None]:
    return school.county_code, school.name, school.town_name


def schools_by_first(town: Town, first: dict[str, str]) -> dict[str, School]:
    return {first.get(school.school_id, school.school_id): school for school in town.schools}


def school_changes(towns: Sequence[Town], since: Town, now: Town) -> Counter[Change]:
    """Return each kind of change of each school; a merger is told as closed here."""
    first = first_codes(towns)
    before, after = schools_by_first(since, first), schools_by_first(now, first)
    found: Counter[Change] = Counter()
    for code in before.keys() | after.keys():
        if code not in before:
            found["opened", code] += 1
        elif code not in after:
            found["closed", code] += 1
        else:
            old, new = before[code], after[code]
            compared = {
                "renamed": (old.name, new.name),
                "recoded": (old.school_id, new.school_id),
                "rebanded": (old.band, new.band),
                "restaged": (old.stage, new.stage),
                "moved": (area_of(old), area_of(new)),
            }
            found.update((kind, code) for kind, (was, becomes) in compared.items() if was != becomes)
    return found


def parts_of_coverage(
    towns: Sequence[Town], since: Town, now: Town, rules: tuple[str, str, str]
) -> dict[str, Counter[str]]:
    """Return, for each part of the change of coverage, the units it holds and their counts at both days."""
    first = first_codes(towns)
    before, after = schools_by_first(since, first), schools_by_first(now, first)
    counted = []
    for town in (since, now):
        found = coverage(town, *rules)
        counted.append({first.get(code, code): int(code in found.covered) for code in found.covered | found.missing})
    parts: dict[str, Counter[str]] = {}
    for code in counted[0].keys() | counted[1].keys():
        if code in counted[0] and code in counted[1]:
            part = "stayed"
        elif code not in before:
            part = "opened"
        elif code not in after:
            part = "closed"
        else:
            part = "reclassified"
        told = parts.setdefault(part, Counter())
        told["units"] += 1
        for end, units in zip(("_before", ""), counted, strict=True):
            told[f"numerator{end}"] += units.get(code, 0)
            told[f"denominator{end}"] += code in units
    return parts


def parts_of_schools(
    towns: Sequence[Town], views: tuple[View, View], units: tuple[Units, Units]
) -> dict[str, Counter[str]]:
    """Return the same of an indicator that counts schools: who enters or leaves by its class is reclassified, where its
    county had no data at the other day it is reporting, else by its own facts."""
    first = first_codes(towns)
    rosters = [schools_by_first(view.town, first) for view in views]
    counted = [{first.get(code, code): (area, figure) for (area, code), figure in one.items()} for one in units]
    county_level = towns[0].place == "211282"
    reporting = [{"" if county_level else area for area, _ in one.values()} for one in counted]
    parts: dict[str, Counter[str]] = {}
    for code in counted[0].keys() | counted[1].keys():
        sides = [code in one for one in counted]
        other = sides.index(False) if False in sides else None
        if other is None:
            part = "stayed"
        elif code not in rosters[other]:
            part = "opened" if other == 0 else "closed"
        elif _class(views[0], rosters[0][code]) != _class(views[1], rosters[1][code]):
            part = "reclassified"
        elif ("" if county_level else counted[1 - other][code][0]) not in reporting[other]:
            part = "reporting"
        else:
            part = "entered" if other == 0 else "left"
        told = parts.setdefault(part, Counter())
        told["units"] += 1
        for end, one in zip(("_before", ""), counted, strict=True):
            if code in one:
                told[f"numerator{end}"] += one[code][1][0]
                told[f"denominator{end}"] += one[code][1][1]
    return parts


def _class(view: View, school: School) -> tuple[object, ...]:
    rural = school.band in view.rural_scope.split("+")
    return rural, school.band == "城区", school.stage, bool(school.facts.is_county_seat), area_of(school)


def memberships(town: Town, first: dict[str, str]) -> set[tuple[str, str]]:
    """Return the members of the active pairings: (pairing's id, member's first code)."""
    return {
        (code, first.get(member, member))
        for code, pairing in town.numbered_pairings()
        if is_active(pairing, town.as_of)
        for member in pairing.members
    }

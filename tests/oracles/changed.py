"""What changed between two days, one school after another, from the plain objects of a town's history."""

from collections import Counter
from collections.abc import Sequence

from tests.oracle import Coverage, area_of, coverage, is_active, leads
from tests.oracles.seen import Units, View
from tests.town import School, Town

Change = tuple[str, str]  # kind, first code
# What decides whether a school counts, typed from the indicators' sentences: its own facts, and the one its county must state.
OWN = {
    "arts_pe_courses_seat": ("is_county_seat",),
    "arts_pe_courses_township": ("is_county_seat",),
    "demo_experiments": ("demo_experiments_planned",),
    "group_experiments": ("group_experiments_planned",),
    "left_behind_care": ("left_behind_children",),
    "principal_rotation": ("principal_years",),
    "senior_high_pairing": ("quality",),
    "small_school_integration": ("pupils",),
    "small_schools_left": ("pupils",),
    "teacher_rotation": ("teachers", "teachers_unrotated"),
    "training_hours": ("teachers",),
    "training_pass": ("teachers",),
    "it_training_pass": ("teachers",),
    "weak_school_plan": ("is_weak",),
}
OF_COUNTY = {
    "arts_pe_courses": "arts_pe_full",
    "arts_pe_courses_seat": "arts_pe_full",
    "arts_pe_courses_township": "arts_pe_full",
    "psych_teacher": "psych_teachers",
    "recording_classroom": "recording_classrooms",
    "school_plan_filed": "plan_filed",
    "small_school_integration": "is_integrated",
    "supervision_cycle": "supervised_on",
    "training_hours": "teachers_72_hours",
    "training_pass": "teachers_training_passed",
    "it_training_pass": "teachers_it_passed",
    "vocational_conditions": "conditions_met",
}


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
    founds = [coverage(town, *rules) for town in (since, now)]
    for found in founds:
        counted.append({first.get(code, code): int(code in found.covered) for code in found.covered | found.missing})
    parts: dict[str, Counter[str]] = {}
    for code in counted[0].keys() | counted[1].keys():
        if code in counted[0] and code in counted[1]:
            part = "reclassified" if _refolded(code, (since, now), founds, rules[1], first) else "stayed"
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


def _refolded(
    unit: str, towns: tuple[Town, Town], found: Sequence[Coverage], lead_rule: str, first: dict[str, str]
) -> bool:
    """Return whether a unit is paired at one of two days merely since other sites fold into it.

    So it is where the pairings of after change nothing for the sites of before, and those of before already tell
    of the sites of after what is so now.
    """
    sites = [{first.get(one, one) for one, top in day.unit_of.items() if first.get(top, top) == unit} for day in found]
    helped = [
        {
            first.get(one, one)
            for p in town.pairings
            if is_active(p, town.as_of) and leads(town, p, lead_rule)
            for one in p.members
        }
        for town in towns
    ]
    was, now = bool(sites[0] & helped[0]), bool(sites[1] & helped[1])
    return was != now and bool(sites[0] & helped[1]) == was and bool(sites[1] & helped[0]) == now


def parts_of_schools(
    towns: Sequence[Town], views: tuple[View, View], units: tuple[Units, Units], indicator: str
) -> dict[str, Counter[str]]:
    """Return the same of an indicator that counts schools: where a fact that decides is known at one day only it is
    reporting, else who enters or leaves by its class is reclassified, else by its own facts."""
    first = first_codes(towns)
    rosters = [schools_by_first(view.town, first) for view in views]
    counted = [{first.get(code, code): (area, figure) for (area, code), figure in one.items()} for one in units]
    parts: dict[str, Counter[str]] = {}
    for code in counted[0].keys() | counted[1].keys():
        sides = [code in one for one in counted]
        other = sides.index(False) if False in sides else None
        if other is None:
            part = "stayed"
        elif code not in rosters[other]:
            part = "opened" if other == 0 else "closed"
        elif _known(views[0], rosters[0][code], indicator) != _known(views[1], rosters[1][code], indicator):
            part = "reporting"
        elif _class(views[0], rosters[0][code]) != _class(views[1], rosters[1][code]):
            part = "reclassified"
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
    return rural, school.band == "城区", school.stage, bool(school.facts.is_county_seat)


def _known(view: View, school: School, indicator: str) -> list[bool]:
    """Return which of the facts that decide whether a school counts are known."""
    own = vars(school) | vars(school.facts)
    county = [school.county_code in view.stating(OF_COUNTY[indicator])] if indicator in OF_COUNTY else []
    return [own[fact] is not None for fact in OWN.get(indicator, ())] + county


def memberships(town: Town, first: dict[str, str]) -> set[tuple[str, str]]:
    """Return the members of the active pairings: (pairing's id, member's first code)."""
    return {
        (code, first.get(member, member))
        for code, pairing in town.numbered_pairings()
        if is_active(pairing, town.as_of)
        for member in pairing.members
    }

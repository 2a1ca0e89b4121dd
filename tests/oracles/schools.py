"""Shares and numbers of schools, one school after another."""

from collections.abc import Callable, Iterable

from tests.oracles.seen import Units, View, said, schools_of, unit, years_before
from tests.town import School


def _of_counties_that_state(view: View, fact: str, counted: Iterable[School], met: Callable[[School], bool]) -> Units:
    """Count schools one each; a blank is not met, but a county where every school leaves it blank is no data."""
    found: Units = {}
    stating = view.stating(fact)
    for school in counted:
        if school.county_code in stating:
            found[unit(school)] = (1 if said(school, fact) is not None and met(school) else 0, 1)
    return found


def recording_classroom(view: View) -> Units:
    fact = "recording_classrooms"
    return _of_counties_that_state(view, fact, view.basic(), lambda s: s.facts.recording_classrooms >= 1)


def psych_teacher(view: View) -> Units:
    return _of_counties_that_state(view, "psych_teachers", view.basic(), lambda s: s.facts.psych_teachers >= 1)


def arts_pe_courses(view: View) -> Units:
    return _of_counties_that_state(view, "arts_pe_full", view.basic(), lambda s: s.facts.arts_pe_full)


def in_county_seat(school: School) -> bool:
    if school.facts.is_county_seat is not None:
        return school.facts.is_county_seat
    return school.band == "城区"


def arts_pe_courses_seat(view: View) -> Units:
    counted = [school for school in view.compulsory() if in_county_seat(school)]
    return _of_counties_that_state(view, "arts_pe_full", counted, lambda s: s.facts.arts_pe_full)


def arts_pe_courses_township(view: View) -> Units:
    counted = [school for school in view.compulsory() if not in_county_seat(school)]
    return _of_counties_that_state(view, "arts_pe_full", counted, lambda s: s.facts.arts_pe_full)


def supervision_cycle(view: View) -> Units:
    def within_three_years(school: School) -> bool:
        return years_before(view.day, 3) < school.facts.supervised_on <= view.day

    return _of_counties_that_state(view, "supervised_on", view.compulsory(), within_three_years)


def small_school_integration(view: View) -> Units:
    small = [school for school in view.rural() if school.pupils is not None and school.pupils < 100]
    return _of_counties_that_state(view, "is_integrated", small, lambda s: s.facts.is_integrated)


def vocational_conditions(view: View) -> Units:
    counted = [school for school in view.town.schools if school.stage == "中职"]
    return _of_counties_that_state(view, "conditions_met", counted, lambda s: s.facts.conditions_met)


def school_plan_filed(view: View) -> Units:
    taking_part = {school for _, pairing in view.active() for school in schools_of(pairing)}
    counted = [school for school in view.town.schools if school.school_id in taking_part]
    return _of_counties_that_state(view, "plan_filed", counted, lambda s: s.facts.plan_filed)


def weak_school_plan(view: View) -> Units:
    found: Units = {}
    for school in view.compulsory():
        if school.facts.is_weak:
            found[unit(school)] = (1 if school.facts.weak_plan_done else 0, 1)
    return found


def small_schools_left(view: View) -> Units:
    found: Units = {}
    for school in view.rural():
        if school.pupils is not None:
            found[unit(school)] = (1 if school.pupils <= 50 else 0, 1)
    return found


def principal_rotation(view: View) -> Units:
    found: Units = {}
    for school in view.compulsory():
        if school.facts.principal_years is not None:
            found[unit(school)] = (1 if school.facts.principal_years > 10 else 0, 1)
    return found

"""Pupils, teachers and experiments, added up school by school."""

from collections.abc import Iterable

from tests.oracles.seen import Units, View, unit
from tests.town import School


def left_behind_care(view: View) -> Units:
    found: Units = {}
    for school in view.compulsory():
        children, paired = school.facts.left_behind_children, school.facts.left_behind_paired
        if children:
            found[unit(school)] = (paired or 0, children)
    return found


def demo_experiments(view: View) -> Units:
    found: Units = {}
    for school in view.compulsory():
        planned, done = school.facts.demo_experiments_planned, school.facts.demo_experiments_done
        if planned:
            found[unit(school)] = (done or 0, planned)
    return found


def group_experiments(view: View) -> Units:
    found: Units = {}
    for school in view.compulsory():
        planned, done = school.facts.group_experiments_planned, school.facts.group_experiments_done
        if planned:
            found[unit(school)] = (done or 0, planned)
    return found


def teacher_rotation(view: View) -> Units:
    found: Units = {}
    for school in view.compulsory():
        if school.teachers and school.facts.teachers_unrotated is not None:
            found[unit(school)] = (school.facts.teachers_unrotated, school.teachers)
    return found


def _teachers(view: View, fact: str, counted: Iterable[School]) -> Units:
    """Add up teachers; a blank is nobody, but a county where every school leaves it blank is no data."""
    found: Units = {}
    stating = view.stating(fact)
    for school in counted:
        if school.teachers and school.county_code in stating:
            found[unit(school)] = (getattr(school.facts, fact) or 0, school.teachers)
    return found


def training_hours(view: View) -> Units:
    return _teachers(view, "teachers_72_hours", view.town.schools)


def training_pass(view: View) -> Units:
    return _teachers(view, "teachers_training_passed", view.town.schools)


def it_training_pass(view: View) -> Units:
    return _teachers(view, "teachers_it_passed", view.basic())

"""One slow, obvious oracle for each indicator: from a view of a town to its units, by loops over plain objects."""

from collections.abc import Callable

from tests.oracles import amounts, partnerships, schools
from tests.oracles.returned import counties_done, of_the_year, so_far
from tests.oracles.seen import Units, View

Oracle = Callable[[View], Units]
COUNTED: tuple[Oracle, ...] = (
    partnerships.rural_pairing_coverage,
    partnerships.community_plan_filed,
    partnerships.one_core_school,
    partnerships.group_quality_rate,
    partnerships.group_retention,
    partnerships.school_district_coverage,
    partnerships.senior_high_pairing,
    schools.recording_classroom,
    schools.psych_teacher,
    schools.arts_pe_courses,
    schools.arts_pe_courses_seat,
    schools.arts_pe_courses_township,
    schools.supervision_cycle,
    schools.small_school_integration,
    schools.small_schools_left,
    schools.vocational_conditions,
    schools.school_plan_filed,
    schools.weak_school_plan,
    schools.principal_rotation,
    amounts.left_behind_care,
    amounts.demo_experiments,
    amounts.group_experiments,
    amounts.teacher_rotation,
    amounts.training_hours,
    amounts.training_pass,
    amounts.it_training_pass,
)
# Typed from the indicators' sentences, not read from the registry.
REPORTED: dict[Callable[[View, str], Units], tuple[str, ...]] = {
    counties_done: ("county_plan_filed", "basic_balance_counties", "small_school_return_filed"),
    of_the_year: (
        *("nine_year_retention", "homework_satisfaction", "after_school_satisfaction"),
        *("famous_teachers", "famous_principals", "famous_schools", "ethics_model_schools", "ethics_model_teachers"),
        *("family_lectures", "family_lecture_reach"),
    ),
    so_far: ("arts_pe_model_schools", "arts_pe_model_lessons"),
}


def _reported(count: Callable[[View, str], Units], indicator: str) -> Oracle:
    return lambda view: count(view, indicator)


ORACLES: dict[str, Oracle] = {oracle.__name__: oracle for oracle in COUNTED} | {
    indicator: _reported(count, indicator) for count, indicators in REPORTED.items() for indicator in indicators
}

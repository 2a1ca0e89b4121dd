"""Plain objects that stand for a place on one day: schools with their facts, pairings, returns."""

import calendar
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Facts:
    """What a roster may state of a school, named as the columns of fields.csv; None is left blank."""

    is_county_seat: bool | None = None
    recording_classrooms: int | None = None
    arts_pe_full: bool | None = None
    demo_experiments_planned: int | None = None
    demo_experiments_done: int | None = None
    group_experiments_planned: int | None = None
    group_experiments_done: int | None = None
    principal_years: float | None = None
    teachers_unrotated: int | None = None
    is_weak: bool | None = None
    weak_plan_done: bool | None = None
    supervised_on: date | None = None
    left_behind_children: int | None = None
    left_behind_paired: int | None = None
    plan_filed: bool | None = None
    is_integrated: bool | None = None
    conditions_met: bool | None = None
    psych_teachers: int | None = None
    teachers_72_hours: int | None = None
    teachers_training_passed: int | None = None
    teachers_it_passed: int | None = None


@dataclass(frozen=True)
class School:
    """A school as it really is; coordinates are WGS-84."""

    school_id: str
    name: str
    county_code: str
    town_code: str | None
    town_name: str | None
    class_code: str | None
    band: str
    stage: str
    quality: bool | None = False
    managing: str | None = None
    pupils: int | None = None
    boarders: int | None = None
    teachers: int | None = None
    lon: float | None = None
    lat: float | None = None
    office_id: str | None = None
    facts: Facts = Facts()


@dataclass(frozen=True)
class Pairing:
    """One partnership; `end` is its last day, `ended` says it was reported as ended.

    A core of the town is named by its code; one from outside, or nobody, has `core` None and perhaps a `core_name`.
    """

    name: str | None
    county_code: str | None
    core: str | None
    members: tuple[str, ...]
    mode: str
    start: date | None = None
    end: date | None = None
    ended: bool = False
    core_name: str | None = None
    core_place: str | None = None
    core_quality: bool | None = None
    plan_filed: bool | None = None
    quality_group: bool | None = None


@dataclass(frozen=True)
class Return:
    """One row an area reported: a figure of one unit over one period."""

    indicator: str
    area: str
    unit: str
    start: date
    end: date
    numerator: float
    denominator: float = 1.0


@dataclass(frozen=True)
class Town:
    """One place on one day."""

    place: str
    as_of: date
    schools: tuple[School, ...]
    pairings: tuple[Pairing, ...]
    returns: tuple[Return, ...] = ()

    def school(self, school_id: str) -> School:
        """Return one school by its code."""
        return next(school for school in self.schools if school.school_id == school_id)

    def numbered_pairings(self) -> list[tuple[str, Pairing]]:
        """Return the pairings with the ids they are published under."""
        return [(f"{self.place}-{number:03d}", pairing) for number, pairing in enumerate(self.pairings, start=1)]

    def in_months(self) -> "Town":
        """Return the town with each start on a month's first day and each end on a month's last."""
        return replace(self, pairings=tuple(_in_months(pairing) for pairing in self.pairings))

    def without_ended(self) -> "Town":
        """Return the town with no pairing merely reported as ended."""
        return replace(self, pairings=tuple(replace(pairing, ended=False) for pairing in self.pairings))


def _in_months(pairing: Pairing) -> Pairing:
    start, end = pairing.start, pairing.end
    return replace(
        pairing,
        start=start and start.replace(day=1),
        end=end and end.replace(day=calendar.monthrange(end.year, end.month)[1]),
    )

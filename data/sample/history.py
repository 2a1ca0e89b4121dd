"""Events in the history of a place's schools: openings, closings, mergers, new names, classes and labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from data.sample.school import School

NEVER, ALWAYS = date.max, date.min


@dataclass(frozen=True)
class Events:
    """The events of a place by the school's first name, each with the day it takes effect.

    `closings` has the number of teaching points that close on a day; the seed decides which ones.
    """

    opened: Mapping[str, date] = field(default_factory=dict)
    closings: Mapping[date, int] = field(default_factory=dict)
    merged: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    renamed: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    reclassed: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    quality_gained: Mapping[str, date] = field(default_factory=dict)


def standing(roster: Sequence[School], events: Events, seed: str, as_of: date) -> list[School]:
    """Return the schools that exist at a date, with their names, classes and labels at that time."""
    closed = _closed_on(roster, events, seed)
    return [
        _as_of(school, events, as_of)
        for school in roster
        if events.opened.get(school.name, ALWAYS) <= as_of < closed.get(school.school_id, NEVER)
    ]


def absorbed(roster: Sequence[School], events: Events, as_of: date) -> dict[str, list[str]]:
    """Return code of the receiving school → codes of the schools merged into it by the date."""
    codes = {school.name: school.school_id for school in roster}
    merged: dict[str, list[str]] = {}
    for name, (receiver, since) in events.merged.items():
        if since <= as_of:
            merged.setdefault(codes[receiver], []).append(codes[name])
    return merged


def _closed_on(roster: Sequence[School], events: Events, seed: str) -> dict[str, date]:
    points = [school.school_id for school in roster if school.stage == "教学点" and school.name not in events.merged]
    closing = iter(Random(f"{seed}-closings").sample(points, k=sum(events.closings.values())))
    days = {next(closing): day for day, count in events.closings.items() for _ in range(count)}
    return days | {school.school_id: events.merged[school.name][1] for school in roster if school.name in events.merged}


def _as_of(school: School, events: Events, as_of: date) -> School:
    name, renamed_on = events.renamed.get(school.name, (school.name, NEVER))
    urban_rural_code, reclassed_on = events.reclassed.get(school.name, (school.urban_rural_code, NEVER))
    if events.quality_gained.get(school.name, NEVER) <= as_of:
        school = replace(school, is_quality=True)
    if reclassed_on <= as_of:
        school = replace(school, urban_rural_code=urban_rural_code, managing_school_id=None)
    if renamed_on <= as_of:
        school = replace(school, name=name, former_name=school.name)
    return school

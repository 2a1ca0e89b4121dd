"""Agreements that are written out in a story, by school name. All other partnerships are generated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.sample.partnership import Partnership
from data.sample.school import School, is_compulsory

# A member written @乡镇 means every school of compulsory education in that township.
EVERYBODY = "@"


@dataclass(frozen=True)
class Agreement:
    """One agreement as a bureau would list it. School names are those at the time of signing.

    An empty core means that none was named. A core with a place is outside the city.
    """

    core: str
    started_on: date
    written_mode: str
    members: str
    core_place: str | None = None
    ended_on: date | None = None
    is_fixed_term: bool = False
    gone_by: date | None = None
    name: str | None = None
    left: Mapping[str, date] = field(default_factory=dict)


def signed(agreements: Sequence[Agreement], since: date, as_of: date, schools: Sequence[School]) -> list[Partnership]:
    """Return the agreements that began after `since` and by `as_of`. Raises `KeyError` for a name not in the roster."""
    by_name = {school.name: school for school in schools}
    return [_partnership(row, by_name) for row in agreements if since < row.started_on <= as_of]


def promised(agreements: Sequence[Agreement], as_of: date) -> set[str]:
    """Return the names of members of agreements that begin or continue in the year; other partnerships must not take them."""
    return {
        name
        for agreement in agreements
        if agreement.core and (agreement.ended_on is None or agreement.ended_on.year >= as_of.year)
        for name in agreement.members.split()
    }


def _members(agreement: Agreement, by_name: Mapping[str, School]) -> list[School]:
    named = [name for name in agreement.members.split() if not name.startswith(EVERYBODY)]
    towns = {name.removeprefix(EVERYBODY) for name in agreement.members.split()} - set(named)
    whole = [school for school in by_name.values() if school.town_name in towns and is_compulsory(school)]
    return [by_name[name] for name in named] + [
        school for school in whole if school.name not in (agreement.core, *named)
    ]


def _partnership(agreement: Agreement, by_name: Mapping[str, School]) -> Partnership:
    members = _members(agreement, by_name)
    core = by_name[agreement.core] if agreement.core and not agreement.core_place else None
    return Partnership(
        county_code=core.county_code if core else members[0].county_code,
        started_on=agreement.started_on,
        written_mode=agreement.written_mode,
        members={member.school_id: member.name for member in members},
        core_school_id=core.school_id if core else None,
        core_name=agreement.core or None,
        core_place=agreement.core_place,
        core_is_quality=True if agreement.core_place else None,
        ended_on=agreement.ended_on,
        is_fixed_term=agreement.is_fixed_term,
        gone_by=agreement.gone_by,
        name=agreement.name,
        left={by_name[name].school_id: day for name, day in agreement.left.items()},
    )

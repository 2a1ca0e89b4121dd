"""Compute which rural units are covered by partnerships, so that the sample grows at the pace of its story.

The product computes this in SQL; the tests of the sample compute it a third time, from the published tables.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from data.sample.partnership import Partnership
from data.sample.school import School, is_rural


def counting_units(schools: Sequence[School]) -> dict[str, list[School]]:
    """Return rural counting unit → its sites. A site belongs to the rural school that manages it."""
    rural = {school.school_id for school in schools if is_rural(school)}
    units: dict[str, list[School]] = {}
    for school in schools:
        if school.school_id in rural:
            manager = school.managing_school_id
            units.setdefault(manager if manager in rural and manager else school.school_id, []).append(school)
    return units


def covered_units(schools: Sequence[School], partnerships: Iterable[Partnership], as_of: date) -> set[str]:
    """Return the units with a member in an active partnership that is led by a quality school."""
    helped = helped_schools(schools, partnerships, as_of)
    return {unit for unit, sites in counting_units(schools).items() if any(site.school_id in helped for site in sites)}


def helped_schools(schools: Sequence[School], partnerships: Iterable[Partnership], as_of: date) -> set[str]:
    """Return the codes of the members of active partnerships that are led by a quality school."""
    quality = {school.school_id for school in schools if school.is_quality}
    return {
        member
        for partnership in partnerships
        if partnership.is_active(as_of) and (partnership.core_is_quality or partnership.core_school_id in quality)
        for member in partnership.present(as_of)
    }

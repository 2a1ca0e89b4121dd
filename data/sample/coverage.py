"""Which rural units a set of partnerships covers: the plan needs it to grow at the pace of the story.

The product itself answers this in SQL; the tests of the sample count it a third time, from the published tables.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from data.sample.partnership import Partnership
from data.sample.school import School, is_rural


def counting_units(schools: Sequence[School]) -> dict[str, list[School]]:
    """Return the sites of every rural counting unit, by unit: sites fold into the rural school that manages them."""
    rural = {school.school_id for school in schools if is_rural(school)}
    units: dict[str, list[School]] = {}
    for school in schools:
        if school.school_id in rural:
            manager = school.managing_school_id
            units.setdefault(manager if manager in rural and manager else school.school_id, []).append(school)
    return units


def covered_units(schools: Sequence[School], partnerships: Iterable[Partnership], as_of: date) -> set[str]:
    """Return the units with a member in a partnership that is active on the date and led by a quality school."""
    helped = helped_schools(schools, partnerships, as_of)
    return {unit for unit, sites in counting_units(schools).items() if any(site.school_id in helped for site in sites)}


def helped_schools(schools: Sequence[School], partnerships: Iterable[Partnership], as_of: date) -> set[str]:
    """Return the codes of the members of active partnerships that a quality school leads."""
    quality = {school.school_id for school in schools if school.is_quality}
    return {
        member
        for partnership in partnerships
        if partnership.is_active(as_of) and (partnership.core_is_quality or partnership.core_school_id in quality)
        for member in partnership.present(as_of)
    }

"""Generate school districts (学区): all schools of a township form one, led by one of them."""

from collections.abc import Iterator, Mapping
from datetime import date

from data.sample.partnership import Partnership
from data.sample.school import School, is_compulsory
from data.sample.story import Path, ranked, reached


def districts(path: Path, rosters: Mapping[date, list[School]], seed: str) -> Iterator[Partnership]:
    """Yield the districts in the order of their founding.

    `path` has each county's share of townships with a district.
    """
    founded: set[str] = set()
    for order, (as_of, schools) in enumerate(rosters.items()):
        towns: dict[str, dict[str, list[School]]] = {}
        for school in schools:
            if is_compulsory(school) and school.town_code:
                towns.setdefault(school.town_code[:6], {}).setdefault(school.town_code, []).append(school)
        for county, local in towns.items():
            share = path.at(county, order)
            turn = ranked(list(local), f"{seed}-districts")[: reached(share or 0, len(local))]
            for town in turn:
                if town not in founded and len(local[town]) > 1:
                    founded.add(town)
                    yield _district(local[town], date(as_of.year, 9, 1))


def _district(schools: list[School], started_on: date) -> Partnership:
    core = min(schools, key=lambda school: (not school.is_quality, school.stage == "教学点"))
    return Partnership(
        county_code=core.county_code,
        started_on=started_on,
        written_mode="学区制",
        members={school.school_id: school.name for school in schools if school is not core},
        core_school_id=core.school_id,
        core_name=core.name,
        name=f"{core.town_name}学区",
    )

"""Random towns that state things: every fact with blanks and edges, odd pairings, returns, and a second snapshot."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from data.registry.rows import areas
from tests.oracles.seen import years_before
from tests.queries.reported import returns_of
from tests.town import Facts, Pairing, School, Town
from tests.towns import random_town

FACTS = tuple(field.name for field in fields(Facts))
MORE_STAGES = ("中职", "中职", "特教", "高中", "高中", "幼儿园")


def facts_of(rng: random.Random, school: School, as_of: date) -> Facts:
    """Return facts that stand at and around the limits the indicators draw."""
    yes_no, staff = [True, True, False, None], school.teachers or 0
    three_years = years_before(as_of, 3)
    days = [three_years, as_of, *(near + timedelta(days=by) for near in (three_years, as_of) for by in (-1, 1))]
    people = [None, 0, staff, staff // 2]
    edges: dict[str, Any] = {
        "is_county_seat": rng.choice([None, None, True, False]),
        "recording_classrooms": rng.choice([None, 0, 1, 2]),
        "arts_pe_full": rng.choice(yes_no),
        "demo_experiments_planned": rng.choice([None, 0, 40]),
        "demo_experiments_done": rng.choice([None, 0, 39, 40]),
        "group_experiments_planned": rng.choice([None, 0, 20]),
        "group_experiments_done": rng.choice([None, 0, 19, 20]),
        "principal_years": rng.choice([None, 0.0, 9.9, 10.0, 10.1]),
        "teachers_unrotated": rng.choice(people),
        "is_weak": rng.choice(yes_no),
        "weak_plan_done": rng.choice(yes_no),
        "supervised_on": rng.choice([None, *days]),
        "left_behind_children": rng.choice([None, 0, 7]),
        "left_behind_paired": rng.choice([None, 0, 6, 7]),
        "plan_filed": rng.choice(yes_no),
        "is_integrated": rng.choice(yes_no),
        "conditions_met": rng.choice(yes_no),
        "psych_teachers": rng.choice([None, 0, 1, 2]),
        "teachers_72_hours": rng.choice(people),
        "teachers_training_passed": rng.choice(people),
        "teachers_it_passed": rng.choice(people),
    }
    return Facts(**edges, **{name: _any(school, name, days) for name in FACTS if name not in edges})


def _any(school: School, name: str, days: Sequence[date]) -> Any:
    """Return a value for a fact that has no edges of its own above; drawn apart, so that it changes no other draw."""
    kinds: dict[str, list[Any]] = {
        "bool": [True, False],
        "int": [0, 1, 2, 40],
        "float": [0.0, 1.5, 40.0],
        "date": [*days],
    }
    kind = next(values for word, values in kinds.items() if word in str(Facts.__annotations__[name]))
    return random.Random(f"{school.school_id} {name}").choice([None, *kind])


def stated(rng: random.Random, town: Town, as_of: date) -> Town:
    """Return the town as it is on a day: with facts, more kinds of schools, odd pairings and returns."""
    schools = [_school(rng, one, as_of) for one in (*town.schools, *_more(rng, town))]
    known = [*(_moved(one, as_of - town.as_of) for one in town.pairings), *_senior(rng, schools, as_of)]
    pairings = [_pairing(rng, one, town) for one in known]
    for one in [pairing for pairing in pairings if pairing.name and rng.random() < 0.25]:
        others = [at for at, other in enumerate(pairings) if other is not one and other.county_code == one.county_code]
        if others:
            at = rng.choice(others)
            pairings[at] = replace(pairings[at], name=one.name)
    silent = tuple(_silent(rng, schools))
    return Town(town.place, as_of, silent, tuple(pairings), tuple(returns_of(rng, town.place, as_of)))


def later(rng: random.Random, town: Town, as_of: date) -> Town:
    """Return a later snapshot: schools gone, facts told anew, pairings left, ended or changed."""
    kept = [one for one in town.schools if rng.random() < 0.95]
    ids = {one.school_id for one in kept}
    schools = [replace(one, facts=facts_of(rng, one, as_of)) if rng.random() < 0.5 else one for one in kept]
    pairings = list[Pairing]()
    for one in town.pairings:
        members = tuple(member for member in one.members if member in ids and rng.random() < 0.8)
        if rng.random() < 0.15 or (one.core and one.core not in ids) or not members:
            continue
        ends = rng.choice([one.end, one.end, as_of, as_of - timedelta(days=1)])
        pairings.append(replace(one, members=members, end=ends, ended=one.ended or rng.random() < 0.1))
    silent = tuple(_silent(rng, schools))
    return Town(town.place, as_of, silent, tuple(pairings), tuple(returns_of(rng, town.place, as_of)))


def history(seed: int, place: str, days: Sequence[date] = ()) -> tuple[Town, ...]:
    """Return snapshots of a random town of a place on the days, by default on two."""
    rng = random.Random(seed)
    town = random_town(rng, place)
    first = date(2020, 2, 29) if rng.random() < 0.1 else town.as_of
    found = list[Town]()
    for day in days or (first, date(first.year + 1, 12, 31)):
        found.append(later(rng, found[-1], day) if found else stated(rng, town, day))
    return tuple(found)


def _moved(pairing: Pairing, by: timedelta) -> Pairing:
    return replace(pairing, start=pairing.start and pairing.start + by, end=pairing.end and pairing.end + by)


def _school(rng: random.Random, school: School, as_of: date) -> School:
    place = areas()[school.county_code]["place_code"]
    size = {"pupils": rng.choice([0, 49, 50, 51, 99, 100, None])} if rng.random() < 0.3 else {}
    town = {"town_code": None} if place == school.county_code and rng.random() < 0.1 else {}
    county = {"county_code": f"{place}-0"} if place != school.county_code and rng.random() < 0.03 else {}
    said = {"quality": rng.choice([school.quality, school.quality, None]), "facts": facts_of(rng, school, as_of)}
    band = {"class_code": rng.choice([school.class_code, school.class_code, None])}
    teachers = {"teachers": rng.choice([school.teachers, school.teachers, school.teachers, 0, None])}
    return replace(school, **size, **town, **county, **said, **band, **teachers)


def _more(rng: random.Random, town: Town) -> Iterable[School]:
    for number, like in enumerate(rng.sample(town.schools, min(14, len(town.schools)))):
        stage, code = rng.choice(MORE_STAGES), f"39{town.place[:2]}{900000 + number}"
        yield replace(like, school_id=code, name=f"{like.name}{stage}{number}", stage=stage, managing=None)


def _senior(rng: random.Random, schools: list[School], as_of: date) -> Iterable[Pairing]:
    senior = [one for one in schools if one.stage == "高中"]
    for number in range(rng.randint(2, 5) if len(senior) > 1 else 0):
        core = rng.choice([*senior, *senior, rng.choice(schools)])
        members = rng.sample(senior, rng.randint(1, min(3, len(senior))))
        start = rng.choice([None, as_of, as_of + timedelta(days=1), date(2018, 9, 1)])
        ids = tuple(one.school_id for one in members)
        yield Pairing(f"高中联盟{number}", core.county_code, core.school_id, ids, "联盟式", start)


def _pairing(rng: random.Random, pairing: Pairing, town: Town) -> Pairing:
    mode = rng.choice([pairing.mode, pairing.mode, "集团式", "学区"])
    name = rng.choice([pairing.name, pairing.name, pairing.name, None])
    filed = {"plan_filed": rng.choice([None, True, False]), "quality_group": rng.choice([None, True, False])}
    if hash_of(pairing.county_code, town) % 3 == 0:
        filed |= {rng.choice(list(filed)): None}
    core = {}
    if rng.random() < 0.12:
        outside = {"core_name": "外市实验学校", "core_place": "沈阳市", "core_quality": rng.choice([None, True, False])}
        core = {"core": None} | (outside if rng.random() < 0.7 else {})
    elif rng.random() < 0.1:
        core = {"core_quality": rng.choice([True, False])}
    county = {"county_code": None} if rng.random() < 0.1 else {}
    return replace(pairing, mode=mode, name=name, **filed, **core, **county)


def hash_of(county: str | None, town: Town) -> int:
    """Return a number that is the same for all pairings of a county and town."""
    return sum(map(ord, f"{county}{len(town.schools)}"))


def _silent(rng: random.Random, schools: list[School]) -> Iterable[School]:
    """Blank facts of whole counties; now and then one school of the county still states it."""
    counties = sorted({one.county_code for one in schools})
    blank = {
        (county, fact): rng.choice(["", "", "", "", "all", "all but one"]) for county in counties for fact in FACTS
    }
    speaking = {
        county: rng.choice([one.school_id for one in schools if one.county_code == county]) for county in counties
    }
    for one in schools:
        quiet = {}
        for fact in FACTS:
            how = blank[one.county_code, fact]
            if how == "all" or (how == "all but one" and speaking[one.county_code] != one.school_id):
                quiet[fact] = None
        yield replace(one, facts=replace(one.facts, **quiet))

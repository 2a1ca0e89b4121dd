"""Random towns over three snapshots in which schools open, close, are renamed, re-coded, re-banded and moved."""

import random
from dataclasses import replace
from datetime import date

from tests.queries.stated import facts_of
from tests.town import Pairing, School, Town
from tests.towns import CODES, counties

DAYS = (date(2019, 12, 31), date(2020, 12, 31), date(2021, 12, 31))


def next_year(rng: random.Random, town: Town, as_of: date) -> Town:
    """Return the town a year on, with each kind of event for some of its schools; pairings follow re-coded schools."""
    recoded: dict[str, str] = {}
    schools: list[School] = []
    for school in town.schools:
        if rng.random() < 0.06:
            continue  # closed
        schools.append(_changed(rng, school, town, as_of, recoded))
    schools += [_opened(rng, school, at, as_of) for at, school in enumerate(rng.sample(schools, 4))]
    schools = [replace(one, managing=recoded.get(one.managing or "", one.managing)) for one in schools]
    known = {one.school_id for one in schools}
    pairings = [_followed(rng, one, recoded, known) for one in town.pairings]
    return Town(town.place, as_of, tuple(schools), tuple(pairings))


def _changed(rng: random.Random, school: School, town: Town, as_of: date, recoded: dict[str, str]) -> School:
    event = rng.random()
    if event < 0.05:
        school = replace(school, name=f"{school.name}（新）")
    elif event < 0.10:
        recoded[school.school_id] = f"{school.school_id[:4]}{as_of.year}{len(recoded):02d}"
        school = replace(school, school_id=recoded[school.school_id])
    elif event < 0.16:
        band = rng.choice([one for one in CODES if one != school.band])
        school = replace(school, band=band, class_code=rng.choice(CODES[band]))
    elif event < 0.18:
        school = replace(school, stage=rng.choice(["小学", "初中", "教学点", "高中"]))
    elif event < 0.20:
        other = rng.choice(counties(town.place))
        school = replace(school, county_code=other["area_code"], town_code=None, town_name=None, office_id=None)
    elif event < 0.24:
        school = replace(school, managing=None)
    elif event < 0.28:
        school = replace(school, pupils=rng.choice([None, 40, 90]), quality=rng.choice([None, True, False]))
    elif event < 0.5 and school.stage == "教学点" and school.managing is None:
        near = [s for s in town.schools if s.county_code == school.county_code and s.stage != "教学点"]
        school = replace(school, managing=rng.choice(near).school_id if near else None)
    return replace(school, facts=facts_of(rng, school, as_of)) if rng.random() < 0.4 else school


def _opened(rng: random.Random, like: School, at: int, as_of: date) -> School:
    code = f"{like.school_id[:4]}{as_of.year}9{at}"
    return replace(like, school_id=code, name=f"{like.name}{as_of.year}分校", managing=None)


def _followed(rng: random.Random, pairing: Pairing, recoded: dict[str, str], known: set[str]) -> Pairing:
    members = tuple(recoded.get(one, one) for one in pairing.members)
    kept = tuple(one for one in members if one in known and rng.random() < 0.85)
    core = recoded.get(pairing.core or "", pairing.core)
    lost = core is not None and core not in known
    more = (rng.choice(sorted(known)),) if rng.random() < 0.3 else ()
    return replace(
        pairing,
        core=None if lost else core,
        core_name=f"{core}校" if lost else pairing.core_name,
        members=tuple(dict.fromkeys([*kept, *more])),
        ended=pairing.ended or rng.random() < 0.1,
    )

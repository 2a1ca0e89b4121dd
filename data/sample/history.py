"""What happens to the schools between 2018 and 2023: openings, closings, a merger, new names, classes and labels."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from data.sample.schools import SEED, School

FIRST_YEAR, LAST_YEAR = 2018, 2023
OPENED = {"龙港区北港实验小学": 2021}
# Teaching points that are gone from the snapshot of the year on.
CLOSINGS = {2019: 4, 2020: 4, 2021: 5, 2022: 5, 2023: 6}
MERGED = {"红崖子镇青石岭小学": ("红崖子镇中心小学", 2020)}
RENAMED = {"连山区化工第二小学": ("连山区化工实验小学", 2020), "宽邦镇初级中学": ("绥中县宽邦中学", 2022)}
# The county towns grow over two villages: the schools become town schools and leave their manager.
RECLASSED = {"绥中镇郝杖子小学": ("121", 2021), "建昌镇团山子小学": ("122", 2022)}
QUALITY_GAINED = {"高岭镇中心小学": 2021, "兴城市温泉第一小学": 2021}


def standing(roster: Sequence[School], year: int) -> list[School]:
    """Return the schools that exist at the end of the year, with the names, classes and labels they have then."""
    closed = _closing_years(roster)
    return [
        _as_of(school, year)
        for school in roster
        if OPENED.get(school.name, FIRST_YEAR) <= year < closed.get(school.school_id, LAST_YEAR + 1)
    ]


def absorbed(roster: Sequence[School], year: int) -> dict[str, list[str]]:
    """Return the codes of the schools merged by the end of the year, by the code of the school that took them in."""
    codes = {school.name: school.school_id for school in roster}
    merged: dict[str, list[str]] = {}
    for name, (receiver, since) in MERGED.items():
        if since <= year:
            merged.setdefault(codes[receiver], []).append(codes[name])
    return merged


def _closing_years(roster: Sequence[School]) -> dict[str, int]:
    points = [school.school_id for school in roster if school.stage == "教学点"]
    closing = iter(Random(f"{SEED}-closings").sample(points, k=sum(CLOSINGS.values())))
    years = {next(closing): year for year, count in CLOSINGS.items() for _ in range(count)}
    return years | {school.school_id: MERGED[school.name][1] for school in roster if school.name in MERGED}


def _as_of(school: School, year: int) -> School:
    name, renamed_in = RENAMED.get(school.name, (school.name, LAST_YEAR + 1))
    urban_rural_code, reclassed_in = RECLASSED.get(school.name, (school.urban_rural_code, LAST_YEAR + 1))
    if QUALITY_GAINED.get(school.name, LAST_YEAR + 1) <= year:
        school = replace(school, is_quality=True)
    if reclassed_in <= year:
        school = replace(school, urban_rural_code=urban_rural_code, managing_school_id=None)
    if renamed_in <= year:
        school = replace(school, name=name, former_name=school.name)
    return school

"""Generate the partnerships of 葫芦岛: every year and in every county, as many as the story's pace requires."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random

from data.sample.agreements import promised, signed
from data.sample.coverage import counting_units, covered_units
from data.sample.huludao.agreements import AGREEMENTS
from data.sample.partnership import Partnership
from data.sample.school import COMPULSORY, School, is_urban

SEED = "lianxiao-211400"

# Rural units covered at the end of each year, 2018–2023. 60 % is due at the end of 2020: 连山 reaches it exactly,
# 龙港, 南票 and 兴城 exceed it, 绥中 reaches it a year late, 建昌 never; 南票 falls back in 2021 when a group ends.
COVERED = {
    "211402": (4, 8, 12, 14, 16, 17),
    "211403": (1, 2, 3, 3, 3, 4),
    "211404": (5, 9, 15, 13, 16, 18),
    "211421": (9, 18, 28, 32, 37, 42),
    "211422": (6, 15, 24, 26, 28, 28),
    "211481": (7, 15, 27, 28, 29, 30),
}
STARTS = {
    2018: ((9, 1),),
    2019: ((3, 1), (9, 1)),
    2020: ((3, 1), (9, 1)),
    2021: ((3, 1), (9, 1)),
    2022: ((3, 1),),
    2023: ((9, 1),),
}
SIZES = (1, 2, 2, 3, 3, 4, 5)
SHARE_OF_SITES = 0.12
JUNIOR = ("初中", "完全中学", "十二年一贯制")


def partnerships(rosters: Mapping[date, list[School]]) -> list[Partnership]:
    """Return every partnership of the sample in the order of signing. `rosters` has the schools by date."""
    agreed: list[Partnership] = []
    lasting = {school.school_id: school.managing_school_id for school in rosters[max(rosters)]}
    for order, (as_of, schools) in enumerate(rosters.items()):
        agreed += signed(AGREEMENTS, date(as_of.year - 1, 12, 31), as_of, schools)
        for county, pace in COVERED.items():
            covered = covered_units(schools, agreed, as_of)
            local = [school for school in schools if school.county_code == county]
            pending = _pending(local, covered, as_of)
            need = pace[order] - len(covered & counting_units(local).keys())
            agreed += _new(local, pending[:need], lasting, _led(agreed), as_of)
    return agreed


def _pending(local: Sequence[School], covered: set[str], as_of: date) -> list[School]:
    """Return the heads of uncovered units, shuffled. Quality schools help others and are not helped."""
    taken = promised(AGREEMENTS, as_of)
    heads = [
        school
        for school in local
        if school.school_id in counting_units(local).keys() - covered
        and not school.is_quality
        and school.name not in taken
    ]
    Random(f"{SEED}-pending-{as_of}").shuffle(heads)
    return heads


def _led(agreed: Sequence[Partnership]) -> dict[str, int]:
    led: dict[str, int] = {}
    for partnership in agreed:
        if partnership.core_school_id:
            led[partnership.core_school_id] = led.get(partnership.core_school_id, 0) + 1
    return led


def _new(
    local: Sequence[School], pending: list[School], lasting: Mapping[str, str | None], led: dict[str, int], as_of: date
) -> Iterator[Partnership]:
    """Yield partnerships until no unit is pending.

    The core that leads fewest partnerships is next, urban schools first.
    """
    random = Random(f"{SEED}-growth-{local[0].county_code}-{as_of}")
    cores = [school for school in local if school.is_quality and school.stage in COMPULSORY]
    while pending:
        core = min(cores, key=lambda school: (led.get(school.school_id, 0), not is_urban(school)))
        led[core.school_id] = led.get(core.school_id, 0) + 1
        # Junior schools help junior schools first; a nine-year school suits both.
        pending.sort(key=lambda head: head.stage != "九年一贯制" and (head.stage == "初中") != (core.stage in JUNIOR))
        size = random.choice(SIZES)
        heads, pending = pending[:size], pending[size:]
        members = [_member(head, local, lasting, random) for head in heads]
        yield Partnership(
            county_code=core.county_code,
            started_on=date(as_of.year, *random.choice(STARTS[as_of.year])),
            written_mode=_written_mode(len(members), random),
            members={member.school_id: member.name for member in members},
            core_school_id=core.school_id,
            core_name=core.name,
        )


def _member(head: School, local: Sequence[School], lasting: Mapping[str, str | None], random: Random) -> School:
    """Return the unit's head, or sometimes one of its permanent sites, which also covers the unit."""
    sites = [school for school in local if school.managing_school_id == head.school_id == lasting.get(school.school_id)]
    return random.choice(sites) if sites and random.random() < SHARE_OF_SITES else head


def _written_mode(size: int, random: Random) -> str:
    if size == 1:
        return "一帮一"
    return random.choice(("一帮多", "帮扶集团") if size == 2 else ("帮扶集团", "帮扶联盟"))

"""Generate the partnerships of a place: at every date and in every county, as many as the story's pace requires."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from data.sample.agreements import Agreement, promised, signed
from data.sample.coverage import helped_schools
from data.sample.partnership import ORDINALS, Partnership
from data.sample.school import School, is_compulsory, is_rural, is_urban
from data.sample.story import Path, reached

SIZES = (2, 3, 3, 4, 5)
SHARE_ACROSS_COUNTIES = 0.06
JUNIOR = ("初中", "完全中学", "十二年一贯制")
BEFORE_THE_FIRST = timedelta(days=500)


@dataclass(frozen=True)
class Growth:
    """How a place pairs its schools: share of rural schools covered, modes for one and for several members, and a title.

    `agreements` are signed first, then partnerships are added up to the pace. Without a pace a county gets no others.
    """

    seed: str
    title: str
    single: str
    modes: Sequence[str]
    agreements: Sequence[Agreement] = ()
    pace: Path | None = None


def partnerships(growth: Growth, rosters: Mapping[date, list[School]]) -> list[Partnership]:
    """Return every partnership of the place in the order of signing. `rosters` has the schools by date."""
    agreed: list[Partnership] = []
    since = min(rosters) - BEFORE_THE_FIRST
    for order, (as_of, schools) in enumerate(rosters.items()):
        signed_now = signed(growth.agreements, since if order else date.min, as_of, schools)
        agreed += [replace(row, name=row.name or f"{row.core_name}{growth.title}") for row in signed_now]
        for county in sorted({school.county_code for school in schools}):
            share = growth.pace.at(county, order) if growth.pace else None
            rural = [school for school in schools if school.county_code == county and is_rural(school)]
            if share is not None:
                heads = _pending(rural, helped_schools(schools, agreed, as_of), share, growth, as_of)
                agreed += _new(heads, schools, agreed, growth, (since, as_of))
        since = as_of
    return agreed


def _pending(rural: Sequence[School], helped: set[str], share: float, growth: Growth, as_of: date) -> list[School]:
    """Return the uncovered schools to be paired next. Quality schools come last; promised schools are excluded."""
    covered = sum(1 for school in rural if school.school_id in helped)
    taken = promised(growth.agreements, as_of)
    heads = [school for school in rural if school.school_id not in helped and school.name not in taken]
    Random(f"{growth.seed}-pending-{as_of}").shuffle(heads)
    heads.sort(key=lambda school: bool(school.is_quality))
    return heads[: max(0, reached(share, len(rural)) - covered)]


def _new(
    heads: list[School],
    schools: Sequence[School],
    agreed: Sequence[Partnership],
    growth: Growth,
    period: tuple[date, date],
) -> Iterator[Partnership]:
    """Yield partnerships until no school is pending.

    The core that leads fewest partnerships is next, urban schools first.
    """
    led: dict[str, int] = {}
    for partnership in agreed:
        led[partnership.core_school_id or ""] = led.get(partnership.core_school_id or "", 0) + 1
    while heads:
        random = Random(f"{growth.seed}-growth-{heads[0].school_id}-{period[1]}")
        core = _core(heads[0], schools, led, random)
        heads.sort(key=lambda head: (head.school_id == core.school_id, not _suits(head, core)))
        size = random.choice(SIZES)
        members = [head for head in heads[:size] if head.school_id != core.school_id]
        heads = [head for head in heads if head not in members]
        yield _partnership(core, members, led, growth, _start(period, random), random)


def _core(head: School, schools: Sequence[School], led: Mapping[str, int], random: Random) -> School:
    """Return a core of the same county; sometimes, or if there is none, an urban one of another county."""
    cores = [school for school in schools if school.is_quality and is_compulsory(school) and school != head]
    local = [school for school in cores if school.county_code == head.county_code]
    if not local or random.random() < SHARE_ACROSS_COUNTIES:
        local = [school for school in cores if is_urban(school) and school.county_code != head.county_code]
    return min(local, key=lambda school: (led.get(school.school_id, 0), not _suits(head, school)))


def _suits(head: School, core: School) -> bool:
    """Return whether core and member have fitting stages: both junior, both primary, or one of them a nine-year school."""
    return "九年一贯制" in (head.stage, core.stage) or (head.stage in JUNIOR) == (core.stage in JUNIOR)


def _start(period: tuple[date, date], random: Random) -> date:
    since, as_of = period
    terms = [date(year, month, 1) for year in range(since.year, as_of.year + 1) for month in (3, 9)]
    return random.choice([term for term in terms if since < term <= as_of] or [date(as_of.year, as_of.month, 1)])


def _partnership(
    core: School, members: Sequence[School], led: dict[str, int], growth: Growth, started_on: date, random: Random
) -> Partnership:
    ordinal = led.get(core.school_id, 0)
    led[core.school_id] = ordinal + 1
    return Partnership(
        county_code=core.county_code,
        started_on=started_on,
        written_mode=growth.single if len(members) == 1 else random.choice(growth.modes),
        members={member.school_id: member.name for member in members},
        core_school_id=core.school_id,
        core_name=core.name,
        name=f"{core.name}{growth.title}{ORDINALS[ordinal]}",
    )

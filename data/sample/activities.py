"""Generate what partnerships do in a year and what it costs: activities, exchanges of teachers and cadres, funds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from data.sample.partnership import Partnership
from data.sample.school import School

Row = dict[str, Any]
KINDS = {
    "校长联席会议": "商定本学期协作安排",
    "班主任联席会议": "交流班级管理与家校沟通",
    "集体备课": "同课异构集体备课",
    "教师交流": "骨干教师到成员校任教交流",
    "送教下乡": "送示范课到成员校",
    "巡视督导": "推门听课与教学常规检查",
    "质量分析": "期末质量分析会",
    "观摩教学": "课堂开放日观摩",
}
EXCHANGE = "教师交流"
VISITS = (EXCHANGE, "送教下乡", "观摩教学")
MOST_A_YEAR = 3
TASKS = {
    "教师交流": (8_000, 40_000),
    "城乡互动": (5_000, 20_000),
    "教师培训": (10_000, 60_000),
    "薄弱校补助": (20_000, 90_000),
    "课题研究": (3_000, 12_000),
    "域外协作": (10_000, 50_000),
    "考察学习": (6_000, 30_000),
    "异校指导": (3_000, 15_000),
}
SHARE_FUNDED = 0.35


def held(
    partnerships: Mapping[str, Partnership], standing: Mapping[str, School], seed: str, as_of: date
) -> Iterator[Row]:
    """Yield the activities of the date's calendar year up to the date, ordered by day."""
    rows = [row for key, value in partnerships.items() for row in _year(key, value, standing, seed, as_of)]
    rows.sort(key=lambda row: (row["held_on"], row["partnership_id"], row["kind"]))
    yield from ({"activity_id": f"{as_of.year}-{place:04d}", **row} for place, row in enumerate(rows, start=1))


def _year(key: str, partnership: Partnership, standing: Mapping[str, School], seed: str, as_of: date) -> Iterator[Row]:
    random = Random(f"{seed}-activities-{key}-{as_of.year}")
    members = [member for member in partnership.members if member in standing]
    for kind in random.sample(list(KINDS), k=random.randint(0, MOST_A_YEAR)):
        held_on = date(as_of.year, 3, 1) + timedelta(days=random.randrange(290))
        row = _activity(kind, partnership, random.choice(members) if members else None, random)
        if held_on <= as_of and partnership.started_on <= held_on and not partnership.is_ended(held_on) and members:
            yield {"held_on": held_on, "partnership_id": key, **row}


def _activity(kind: str, partnership: Partnership, member: str | None, random: Random) -> Row:
    is_exchange = kind == EXCHANGE
    people, leaders, present = random.randint(1, 6), random.randint(0, 2), random.randint(8, 90)
    return {
        "kind": kind,
        "title": KINDS[kind],
        "school_id": member if kind in VISITS else partnership.core_school_id,
        "county_code": partnership.county_code,
        "teachers": people if is_exchange else None,
        "cadres": leaders if is_exchange else None,
        "participants": None if is_exchange else present,
    }


def funded(partnerships: Mapping[str, Partnership], standing: Sequence[str], seed: str, as_of: date) -> Iterator[Row]:
    """Yield the funds of the date's calendar year up to the date: some for a partnership, some for one of its schools."""
    period = {"period_start": date(as_of.year, 1, 1), "period_end": as_of}
    for place, (key, partnership) in enumerate(partnerships.items(), start=1):
        random = Random(f"{seed}-funds-{key}-{as_of.year}")
        if random.random() > SHARE_FUNDED or not partnership.is_active(as_of):
            continue
        task = random.choice(list(TASKS))
        members = [member for member in partnership.members if member in standing]
        goes_to_school = task == "薄弱校补助" or random.random() < 0.4
        yield {
            "fund_id": f"{as_of.year}-{place:04d}",
            "county_code": partnership.county_code,
            "partnership_id": key,
            "school_id": random.choice(members) if goes_to_school and members else None,
            "task": task,
            **period,
            "amount": float(round(random.uniform(*TASKS[task]) * as_of.timetuple().tm_yday / 366, -2)),
        }

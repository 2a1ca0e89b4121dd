"""What counties and partnerships report beside the roster: returns, activities and funds, added up over the years."""

from datetime import date

import numpy as np
import pyarrow as pa

from data.registry.schema import allowed
from tests.bench.agreements import Agreements, partnership_ids
from tests.bench.roster import Integers, Roster
from tests.bench.school_table import identities, table
from tests.bench.sizes import Size

ACTIVITIES, FUNDS = 0.05, 0.03  # a year, for each school
FILED_BY = 0.88
RETURNS = ("county_plan_filed", "after_school_satisfaction", "famous_teachers")


def report_tables(agreed: Agreements, roster: Roster, size: Size, day: date) -> dict[str, pa.Table]:
    """Return `returns`, `activities` and `funds` as reported up to the day."""
    years = np.array([one.year for one in size.dates if one <= day])
    return {
        "returns": table("returns", _returns(roster, size, years), size, day),
        "activities": table("activities", _activities(agreed, roster, size, day), size, day),
        "funds": table("funds", _funds(agreed, roster, size, day), size, day),
    }


def _returns(roster: Roster, size: Size, years: Integers) -> dict[str, pa.Array]:
    """Return one row a county that reports, indicator and year; each year some counties do not report."""
    speaking = np.flatnonzero([one.has_schools for one in roster.counties])
    shape = (len(RETURNS), len(size.dates), len(speaking))
    random = np.random.default_rng(size.seed + 5)
    told = random.random(shape) < 0.93
    answers = random.integers(300, 3_000, shape)
    satisfied = (answers * random.uniform(0.8, 0.99, shape)).astype(np.int64)
    done = (random.random(shape) < FILED_BY).astype(np.int64)
    what, year, at = np.nonzero(told[:, : len(years)])
    pick = (what, year, at)
    numerator = np.select([what == 0, what == 1], [done[pick], satisfied[pick]], answers[pick] // 300)
    denominator = np.select([what == 0, what == 1], [1, answers[pick]], 1)
    code = np.array([one.code for one in roster.counties])[speaking][at]
    columns = {
        "indicator_id": np.array(RETURNS)[what],
        "area_code": code,
        "unit_id": code,
        "period_start": _day(years[year], 1, 1),
        "period_end": _day(years[year], 12, 31),
        "numerator": numerator.astype(float),
        "denominator": denominator.astype(float),
    }
    return {key: pa.array(values) for key, values in columns.items()}


def _day(year: Integers, month: int, day: int) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return ((year - 1970) * 12 + month - 1).astype("datetime64[M]").astype("datetime64[D]") + (day - 1)


def _drawn(agreed: Agreements, size: Size, day: date, a_year: float, seed: int) -> tuple[Integers, Integers]:
    """Return year and partnership of each report up to the day, the same for every later day."""
    random = np.random.default_rng(size.seed + seed)
    count = max(int(size.schools * a_year), 1)
    years = np.repeat([one.year for one in size.dates], count)
    chosen = random.integers(0, len(agreed.core), len(years))
    begun = agreed.starts[chosen] < _day(years, 1, 1)
    kept = begun & (years <= day.year)
    return years[kept], chosen[kept]


def _shared(agreed: Agreements, roster: Roster, size: Size, day: date, of: Integers) -> dict[str, pa.Array]:
    own = identities(roster, size, day.year)
    inside = agreed.core[of] >= 0
    return {
        "partnership_id": pa.array(partnership_ids(agreed)[of]),
        "school_id": pa.array(np.where(inside, own[agreed.core[of]], None)),
        "county_code": pa.array(np.array([one.code for one in roster.counties])[agreed.county[of]]),
    }


def _numbered(years: Integers) -> pa.Array:
    return pa.array([f"{year}-{at:06d}" for at, year in enumerate(years.tolist(), start=1)], pa.string())


def _activities(agreed: Agreements, roster: Roster, size: Size, day: date) -> dict[str, pa.Array]:
    years, of = _drawn(agreed, size, day, ACTIVITIES, 6)
    random = np.random.default_rng(size.seed + 7)
    kinds = np.array(allowed("activities", "kind"))
    columns = {
        "kind": kinds[random.integers(0, len(kinds), len(of))],
        "held_on": _day(years, 1, 1) + random.integers(60, 340, len(of)),
        "title": np.array(["商定本学期协作安排", "送示范课到成员校", "联合教研", "跟岗学习"])[of % 4],
        "teachers": random.integers(1, 12, len(of)),
        "cadres": random.integers(0, 3, len(of)),
        "participants": random.integers(10, 120, len(of)),
    }
    rows = {key: pa.array(values) for key, values in columns.items()}
    return {"activity_id": _numbered(years)} | rows | _shared(agreed, roster, size, day, of)


def _funds(agreed: Agreements, roster: Roster, size: Size, day: date) -> dict[str, pa.Array]:
    years, of = _drawn(agreed, size, day, FUNDS, 8)
    random = np.random.default_rng(size.seed + 9)
    tasks = np.array(allowed("funds", "task"))
    columns = {
        "task": tasks[random.integers(0, len(tasks), len(of))],
        "period_start": _day(years, 1, 1),
        "period_end": _day(years, 12, 31),
        "amount": random.integers(20, 900, len(of)) * 100.0,
    }
    rows = {key: pa.array(values) for key, values in columns.items()}
    return {"fund_id": _numbered(years)} | rows | _shared(agreed, roster, size, day, of)

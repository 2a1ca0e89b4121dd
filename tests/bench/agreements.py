"""Every partnership of any year and who belongs to it, as arrays; and the tables of one year."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tests.bench.roster import NEVER, Integers, Roster
from tests.bench.school_table import identities, school_names, table
from tests.bench.sizes import LAST_YEAR, Size

MODES = np.array(["帮扶式", "联盟式", "集团式", "一体化", "结对"])
MODE_MIX = (0.45, 0.15, 0.2, 0.1, 0.1)
TITLES = np.array(["帮扶共同体", "教育联盟", "教育集团", "一体化学校", "结对学校"], dtype=object)
START_MIX = np.array([4, 6, 12, 16, 16, 14, 12, 8, 7, 5]) / 100  # ten school years up to the last
OUTSIDE = -1


@dataclass(frozen=True)
class Agreements:
    """One entry a partnership (`core` is a school's position, −1 outside the place), and one a membership."""

    county: Integers
    core: Integers
    mode: Integers
    starts: NDArray[np.datetime64]
    ends: NDArray[np.datetime64]
    of: Integers
    member: Integers
    joins: Integers
    leaves: Integers

    def listed(self, day: date) -> NDArray[np.bool_]:
        """Tell which partnerships have begun by the day."""
        return np.asarray(self.starts <= np.datetime64(day))


def agreements(size: Size, roster: Roster) -> Agreements:
    """Return `size.partnerships` partnerships, in county order, all begun by the last day."""
    random = np.random.default_rng(size.seed + 3)
    schools = np.bincount(roster.county, minlength=len(roster.counties))
    edges = np.rint(np.cumsum(schools) / schools.sum() * size.partnerships).astype(np.int64)
    county = np.repeat(np.arange(len(schools)), np.diff(edges, prepend=0))
    always = (roster.opens == 0) & (roster.closes == NEVER)
    cores = np.flatnonzero(roster.is_quality & always)
    core = _drawn(cores, roster.county, _or_neighbour(county, 0.08, len(schools), random), random)
    core[random.random(len(core)) < 0.03] = OUTSIDE
    started = LAST_YEAR - 9 + random.choice(10, len(county), p=START_MIX)
    starts = _days(started, random.choice([3, 9], len(county)))
    lasting = np.where(random.random(len(county)) < 0.15, random.integers(2, 5, len(county)), NEVER - LAST_YEAR)
    of, member = _members(roster, county, random)
    leaves = np.where(random.random(len(of)) < 0.06, started[of] + random.integers(1, 6, len(of)), NEVER)
    return Agreements(
        *(county, core, random.choice(len(MODES), len(county), p=MODE_MIX), starts, _days(started + lasting, 7)),
        *(of, member, started[of] + (random.random(len(of)) < 0.15), leaves),
    )


def _members(roster: Roster, county: Integers, random: np.random.Generator) -> tuple[Integers, Integers]:
    """Return partnership and school of each membership: one to three rural schools, mostly of the same county."""
    willing = np.flatnonzero(~roster.is_seat & (random.random(len(roster.town)) < 0.85))
    of = np.repeat(np.arange(len(county)), random.choice([1, 2, 3], len(county), p=(0.65, 0.25, 0.1)))
    member = _drawn(willing, roster.county, _or_neighbour(county[of], 0.04, len(roster.counties), random), random)
    pairs = np.unique(np.stack([of, member], axis=1)[member >= 0], axis=0)
    return pairs[:, 0], pairs[:, 1]


def _or_neighbour(county: Integers, share: float, counties: int, random: np.random.Generator) -> Integers:
    """Return the counties, a share of them replaced by the next one."""
    return np.where(random.random(len(county)) < share, (county + 1) % counties, county)


def _drawn(pool: Integers, county_of: Integers, county: Integers, random: np.random.Generator) -> Integers:
    """Draw for each wanted county one school of the pool that lies there; −1 where there is none."""
    first = np.searchsorted(county_of[pool], county)
    count = np.searchsorted(county_of[pool], county, side="right") - first
    at = first + (random.random(len(county)) * count).astype(np.int64)
    return np.where(count > 0, pool[np.minimum(at, len(pool) - 1)], OUTSIDE)


def _days(year: Integers, month: Integers | int) -> NDArray[np.datetime64]:
    return ((year - 1970) * 12 + month - 1).astype("datetime64[M]").astype("datetime64[D]")


def agreement_tables(agreed: Agreements, roster: Roster, size: Size, day: date) -> dict[str, pa.Table]:
    """Return `partnerships` and `members` of the day, only with schools that stand."""
    own, names = identities(roster, size, day.year), school_names(roster, day.year)
    codes = np.array([one.code for one in roster.counties])
    inside, begun = agreed.core >= 0, agreed.listed(day)
    core_name = np.where(inside, names[agreed.core], "外市对口帮扶学校")
    over = agreed.ends <= np.datetime64(day)
    random = np.random.default_rng(size.seed + 4)
    filed = random.random(len(agreed.core)) < 0.98 - 0.07 * (LAST_YEAR - day.year)
    columns = {
        "partnership_id": partnership_ids(agreed),
        "name": core_name + TITLES[agreed.mode],
        "mode": MODES[agreed.mode],
        "written_mode": MODES[agreed.mode],
        "core_school_id": np.where(inside, own[agreed.core], None),
        "core_name": core_name,
        "core_place": np.where(inside, None, "外市"),
        "core_is_quality": pa.array(~inside, mask=inside),
        "county_code": codes[agreed.county],
        "started_on": agreed.starts,
        "ended_on": pa.array(agreed.ends, mask=~over),
        "is_ended": over,
        "plan_filed": filed,
    }
    year = day.year
    here = begun[agreed.of] & roster.standing(year)[agreed.member] & (agreed.joins <= year) & (agreed.leaves > year)
    members = {
        "partnership_id": partnership_ids(agreed)[agreed.of],
        "school_id": own[agreed.member],
        "written_name": names[agreed.member],
    }
    chosen = {"partnerships": (columns, begun), "members": (members, here)}
    return {
        name: table(
            name, {key: pa.array(values).take(np.flatnonzero(kept)) for key, values in found.items()}, size, day
        )
        for name, (found, kept) in chosen.items()
    }


def partnership_ids(agreed: Agreements) -> NDArray[np.str_]:
    """Return every partnership's id."""
    return np.char.add("P", np.char.zfill(np.arange(len(agreed.core)).astype(str), 7))

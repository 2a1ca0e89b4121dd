"""The schools of one year as a snapshot's table."""

from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.registry.schema import TABLES
from tests.bench.roster import DIGITS, STAGES, Roster
from tests.bench.sizes import LAST_YEAR, Size

SOURCE = "合成规模数据"
Columns = dict[str, object]


def identities(roster: Roster, size: Size, year: int) -> NDArray[np.str_]:
    """Return every school's code in a year; a re-coded one has another from its year on."""
    serial = np.arange(len(roster.town)) + np.where(roster.recoded <= year, 5_000_000, 0)
    digit = np.array(list(DIGITS))[roster.stage]
    return np.char.add(np.char.add(digit, size.place[:2]), np.char.zfill(serial.astype(str), 7))


def school_names(roster: Roster, year: int) -> NDArray[np.object_]:
    """Return every school's name in a year; a renamed one is called after the town's new name for it."""
    names = np.array(roster.titles, dtype=object)
    changed = roster.renamed <= year
    names[changed] = [f"{name}（新校）" for name in names[changed]]
    return names


def school_table(roster: Roster, size: Size, day: date) -> pa.Table:
    """Return the schools that stand on the day, columns as in `data.registry.schema`; facts that nobody states stay null."""
    kept = np.flatnonzero(roster.standing(day.year))
    found = _who(roster, size, day.year) | _where(roster, size) | _facts(roster, size, day.year)
    return table("schools", {name: pa.array(values).take(kept) for name, values in found.items()}, size, day)


def table(name: str, columns: dict[str, pa.Array], size: Size, day: date) -> pa.Table:
    """Return one table of a snapshot from the columns that are stated; the others are null."""
    rows = len(next(iter(columns.values())))
    shared = {
        "place_code": pa.array([size.place]).take(pa.array(np.zeros(rows, dtype=np.int64))),
        "as_of": pa.array([day]).take(pa.array(np.zeros(rows, dtype=np.int64))),
        "source": pa.array([SOURCE]).take(pa.array(np.zeros(rows, dtype=np.int64))),
    }
    stated = columns | shared
    return pa.table(
        [
            stated[field.name].cast(field.type) if field.name in stated else pa.nulls(rows, field.type)
            for field in TABLES[name]
        ],
        schema=TABLES[name],
    )


def _who(roster: Roster, size: Size, year: int) -> Columns:
    own, names = identities(roster, size, year), school_names(roster, year)
    towns, managed = roster.towns, roster.manager >= 0
    return {
        "school_id": own,
        "name": names,
        "former_name": np.where(roster.renamed <= year, np.array(roster.titles, dtype=object), None),
        "county_code": np.array([one.code for one in roster.counties])[roster.county],
        "town_code": np.array([one.code for one in towns])[roster.town],
        "town_name": np.array([one.name_zh for one in towns])[roster.town],
        "urban_rural_code": _band_codes(roster, year),
        "stage": STAGES[roster.stage],
        "managing_school_id": np.where(managed, own[roster.manager], None),
        "is_quality": pa.array(roster.is_quality, mask=(roster.stage == 2) & ~roster.is_quality),
    }


def _band_codes(roster: Roster, year: int) -> NDArray[np.object_]:
    """Return the urban–rural class: the seat is 城区 in districts and 镇区 in counties, towns and villages follow."""
    district = np.array([one.name_zh.endswith(("区", "市")) for one in roster.counties])[roster.county]
    is_town = np.array([one.name_zh.endswith("镇") for one in roster.towns])[roster.town]
    grown = roster.rebanded <= year
    rural = np.where(roster.rank < 2, np.where(is_town, "121", "210"), np.where(grown, "122", "220"))
    seat = np.where(district, np.where(roster.rank % 5 == 4, "112", "111"), "121")
    return np.where(roster.is_seat, seat, rural).astype(object)


def _where(roster: Roster, size: Size) -> Columns:
    random = np.random.default_rng(size.seed + 1)
    middle = np.array([one.centre for one in roster.towns])[roster.town]
    reach = np.array([one.reach for one in roster.towns])[roster.town]
    step = random.normal(0, 0.45, (len(reach), 2)).clip(-1.2, 1.2)
    step[roster.rank == 0] /= 8
    lon, lat = (middle + step * reach[:, None]).T.round(5)
    unknown = random.random(len(reach)) < 0.06
    return {"lon": pa.array(lon, mask=unknown), "lat": pa.array(lat, mask=unknown)}


def _facts(roster: Roster, size: Size, year: int) -> Columns:
    """Return pupils, teachers and what schools state: more of it every year, nothing in counties that stay silent."""
    random = np.random.default_rng(size.seed + 2)
    count = len(roster.town)
    first = random.lognormal(np.where(roster.is_seat, 6.9, np.where(roster.rank < 2, 5.9, 4.0)), 0.5)
    first = np.where(roster.stage == 2, np.minimum(first, 60) / 2, first)
    drift = np.where(roster.is_seat, 1.01, 0.97) ** (year - LAST_YEAR)
    pupils = np.maximum(first * drift * random.uniform(0.97, 1.03, count), 3).astype(np.int64)
    teachers = np.maximum(pupils // 14, 1)
    reached = random.random((4, count)) < 0.95 - 0.09 * (LAST_YEAR - year)
    silent = (random.random(len(roster.counties)) < 0.06)[roster.county]
    small = (~roster.is_seat) & (pupils < 100)
    return {
        "pupils": pupils,
        "boarders": pa.array(pupils // 3, mask=(roster.stage != 1) & (roster.stage != 4)),
        "teachers": teachers,
        "recording_classrooms": pa.array(reached[0].astype(np.int64), mask=silent),
        "psych_teachers": pa.array(reached[1].astype(np.int64), mask=silent),
        "plan_filed": pa.array(reached[2], mask=silent),
        "is_integrated": pa.array(reached[3], mask=silent | ~small),
        "teachers_72_hours": pa.array((teachers * np.where(reached[0], 1.0, 0.6)).astype(np.int64), mask=silent),
    }

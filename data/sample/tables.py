"""The sample as Arrow tables, as `data.schema` has them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from random import Random
from typing import Any

import pyarrow as pa

from data.sample.partnership import Partnership
from data.sample.schools import PLACE, SEED, School
from data.schema import TABLES

SOURCE = "合成样例"
# Plans of their own (一共同体一案) are filed from 2019 on, and not by everybody.
FIRST_FILING, SHARE_FILED = 2019, 0.88
TITLES = {"帮扶式": "结对帮扶", "集团式": "教育集团", "联盟式": "帮扶联盟"}


def identified(partnerships: Sequence[Partnership]) -> dict[str, Partnership]:
    """Return the partnerships by id: core school and start month, with an ordinal where that is taken."""
    named: dict[str, Partnership] = {}
    for partnership in partnerships:
        core = partnership.core_school_id or f"{PLACE}-outside"
        base = f"{core}-{partnership.started_on:%Y%m}"
        ordinal = 1 + sum(1 for taken in named if taken == base or taken.startswith(f"{base}-"))
        named[base if ordinal == 1 else f"{base}-{ordinal}"] = partnership
    return named


def snapshot_tables(
    as_of: date, schools: Sequence[School], partnerships: Mapping[str, Partnership]
) -> dict[str, pa.Table]:
    """Return the four tables of one snapshot: the schools of the date and the partnerships begun by then."""
    begun = {key: value for key, value in partnerships.items() if value.started_on <= as_of}
    names = {school.school_id: school.name for school in schools}
    rows = {
        "schools": [{**asdict(school), "reported_band": None} for school in schools],
        "partnerships": [_partnership(key, value, names, as_of) for key, value in begun.items()],
        "members": [
            {"partnership_id": key, "school_id": school_id, "written_name": name}
            for key, value in begun.items()
            for school_id, name in value.members.items()
        ],
        "returns": [],
    }
    shared = {"place_code": PLACE, "as_of": as_of, "source": SOURCE}
    return {
        name: pa.Table.from_pylist([row | shared for row in rows[name]], schema=schema)
        for name, schema in TABLES.items()
    }


def _partnership(key: str, partnership: Partnership, names: Mapping[str, str], as_of: date) -> dict[str, Any]:
    core_name = names.get(partnership.core_school_id or "", partnership.core_name)
    return {
        "partnership_id": key,
        "name": f"{core_name}{TITLES[partnership.mode]}",
        "mode": partnership.mode,
        "written_mode": partnership.written_mode,
        "core_school_id": partnership.core_school_id,
        "core_name": core_name,
        "core_place": partnership.core_place,
        "core_is_quality": partnership.core_is_quality,
        "county_code": partnership.county_code,
        "started_on": partnership.started_on,
        "ended_on": partnership.known_end(as_of),
        "is_ended": partnership.is_ended(as_of),
        "plan_filed": as_of.year >= FIRST_FILING and Random(f"{SEED}-plan-{key}").random() < SHARE_FILED,
    }

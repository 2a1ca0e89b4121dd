"""Convert the sample to Arrow tables with the schema of `data.registry.schema`."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from data.registry.schema import TABLES
from data.sample.activities import funded, held
from data.sample.facts import stated
from data.sample.partnership import TITLES, Partnership
from data.sample.school import School
from data.sample.story import Moment, Path, Story, World, ranked, reached

SOURCE = "合成样例"
Row = dict[str, Any]


def snapshot_tables(story: Story, world: World, moment: Moment) -> dict[str, pa.Table]:
    """Return the tables of one snapshot: the schools of the date, and everything begun and reported by then."""
    schools = world.rosters[moment.as_of]
    standing = {school.school_id: school for school in schools}
    listed = _listed(world.partnerships, standing, moment)
    speaking = {key: value for key, value in listed.items() if value.county_code not in story.silent_counties}
    facts = stated(story, schools, moment)
    rows: dict[str, list[Row]] = {
        "schools": [asdict(school) | facts[school.school_id] for school in schools],
        "partnerships": _partnerships(story, listed, standing, moment),
        "members": [
            {"partnership_id": key, "school_id": member, "written_name": name}
            for key, value in listed.items()
            for member, name in value.present(moment.as_of).items()
            if member in standing
        ],
        "returns": [row for report in story.reports for row in report.rows(moment.as_of)],
        "activities": list(held(speaking, standing, story.seed, moment.as_of)),
        "funds": list(funded(speaking, list(standing), story.seed, moment.as_of)),
    }
    shared = {"place_code": story.place, "as_of": moment.as_of, "source": SOURCE}
    return {
        name: pa.Table.from_pylist([row | shared for row in rows[name]], schema=schema)
        for name, schema in TABLES.items()
    }


def _listed(
    partnerships: Mapping[str, Partnership], standing: Mapping[str, School], moment: Moment
) -> dict[str, Partnership]:
    """Return the partnerships begun by the date that still have a member and, unless it is from elsewhere, their core."""
    return {
        key: value
        for key, value in partnerships.items()
        if value.started_on <= moment.as_of
        and any(member in standing for member in value.present(moment.as_of))
        and (value.core_school_id is None or value.core_school_id in standing)
    }


def _partnerships(
    story: Story, listed: Mapping[str, Partnership], standing: Mapping[str, School], moment: Moment
) -> list[Row]:
    active = {key: value for key, value in listed.items() if value.is_active(moment.as_of)}
    plans = _reached(story.plans, active, f"{story.seed}-plan", moment)
    groups = {key: value for key, value in active.items() if value.mode == "集团式"}
    quality = _reached(story.quality_groups, groups, f"{story.seed}-quality-group", moment)
    return [
        _partnership(key, value, standing, moment)
        | {"plan_filed": plans.get(key), "is_quality_group": quality.get(key)}
        for key, value in listed.items()
    ]


def _reached(
    path: Path | None, partnerships: Mapping[str, Partnership], purpose: str, moment: Moment
) -> dict[str, bool]:
    """Return partnership → whether it is within its county's share of the path.

    Counties that do not report are left out.
    """
    is_reached: dict[str, bool] = {}
    for county in sorted({value.county_code for value in partnerships.values()}):
        share = path.at(county, moment.order) if path else None
        if share is not None:
            local = [key for key, value in partnerships.items() if value.county_code == county]
            keys = sorted(ranked(local, purpose), key=lambda key: partnerships[key].started_on)
            is_reached |= {key: place < reached(share, len(keys)) for place, key in enumerate(keys)}
    return is_reached


def _partnership(key: str, partnership: Partnership, standing: Mapping[str, School], moment: Moment) -> Row:
    core = standing.get(partnership.core_school_id or "")
    core_name = core.name if core else partnership.core_name
    return {
        "partnership_id": key,
        "name": partnership.name or f"{core_name}{TITLES[partnership.mode]}",
        "mode": partnership.mode,
        "written_mode": partnership.written_mode,
        "core_school_id": partnership.core_school_id,
        "core_name": core_name,
        "core_place": partnership.core_place,
        "core_is_quality": partnership.core_is_quality,
        "county_code": partnership.county_code,
        "started_on": partnership.started_on,
        "ended_on": partnership.known_end(moment.as_of),
        "is_ended": partnership.is_ended(moment.as_of),
    }

"""Snapshots of 葫芦岛 with exactly the figures asked for, for goals at their edges."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data.registry.rows import Row, registry
from tests.queries.city import pairing, publish_city, school

PLACE, FIRST, SECOND, ZONE_COUNTY = "211400", "211421", "211422", "211402"
PROGRAMME = "huludao-2020"
DUE = date(2020, 12, 31)

Counts = Mapping[str, tuple[int, int]]


def publish_counts(data: Path, as_of: date, counted: Counts) -> None:
    """Publish a snapshot where `numerator` of `denominator` rural schools are paired in each county named."""
    schools = [school("CORE", ZONE_COUNTY, "111", is_quality=True)]
    members: list[str] = []
    for county, (numerator, denominator) in counted.items():
        ids = [f"{county}-{number}" for number in range(denominator)]
        schools += [school(code, county, "220") for code in ids]
        members += ids[:numerator]
    publish_city(data, PLACE, schools, [pairing("CORE", *members)], as_of)


def goal(goal_id: str, **changes: str) -> Row:
    """Return the goal of 葫芦岛 (60 % by the end of 2020, city and each county) under another id and with changes."""
    row = next(row for row in registry("goals") if row["goal_id"] == "HL-1")
    return row | {"goal_id": goal_id} | changes


def at_place(frame: Any) -> dict[str, Any]:
    """Return the rows of progress at the place by goal id."""
    return {row.goal_id: row for row in frame.itertuples() if row.area_code == PLACE}

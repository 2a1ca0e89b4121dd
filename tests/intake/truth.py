"""Compares what intake read with the town that was written."""

import math
import re
from collections import Counter
from typing import Any

from data.intake import check
from tests.intake.layouts import Rendered
from tests.towns import School

METRES = 5.0


def read(rendered: Rendered) -> Any:
    """Return intake's reading of the files; it must not be blocked."""
    reading = check(rendered.files, rendered.town.place, rendered.town.as_of, datum=rendered.datum)
    errors = [finding for finding in reading.findings if finding.severity == "error"]
    assert not reading.blocked, errors[:5]
    assert not errors, errors[:5]
    return reading


def plain(text: str | None) -> str | None:
    """Return a name without white space of any kind."""
    return text and re.sub(r"\s", "", text)


def metres(school: School, lon: float, lat: float) -> float:
    """Return how far a point lies from where the school is."""
    assert school.lon is not None
    assert school.lat is not None
    return math.hypot((lon - school.lon) * math.cos(math.radians(lat)), lat - school.lat) * 111_320


def assert_schools(rendered: Rendered, rows: list[dict[str, Any]]) -> None:
    """Fail where a school differs from the truth, with every difference in the message."""
    layout, town = rendered.layout, rendered.town
    found = {row["school_id"]: row for row in rows}
    assert len(found) == len(rows)
    assert found.keys() == {school.school_id for school in town.schools}
    wrong = []
    for school in town.schools:
        row = found[school.school_id]
        coded = "band" not in layout.classes
        expected = {
            "place_code": town.place,
            "as_of": town.as_of,
            "name": school.name,
            "county_code": school.county_code,
            "stage": school.stage,
            "managing_school_id": school.managing,
            "is_quality": school.quality,
            "pupils": school.pupils,
            "boarders": school.boarders,
            "teachers": school.teachers,
            "urban_rural_code": school.class_code if coded else None,
            "town_name": school.town_name,
        }
        if not coded:
            expected["reported_band"] = school.band
        if layout.zone_as_county:
            expected["office_id"] = school.office_id
        else:
            expected["town_code"] = school.town_code
        got = {key: row[key] for key in expected} | {"name": plain(row["name"]), "is_quality": bool(row["is_quality"])}
        wrong += [(school.name, key, got[key], value) for key, value in expected.items() if got[key] != value]
        placed = school.lon is not None and layout.coordinates != "none"
        if (row["lon"] is not None, row["lat"] is not None) != (placed, placed):
            wrong.append((school.name, "point", (row["lon"], row["lat"]), placed))
        elif placed and metres(school, row["lon"], row["lat"]) > METRES:
            wrong.append((school.name, "metres", metres(school, row["lon"], row["lat"]), METRES))
    assert not wrong, (len(wrong), wrong[:8])


def assert_pairings(rendered: Rendered, partnerships: list[dict[str, Any]], members: list[dict[str, Any]]) -> None:
    """Fail where partnerships or their members differ from the truth."""
    town = rendered.town
    ids = [row["partnership_id"] for row in partnerships]
    assert len(set(ids)) == len(ids)
    assert {row["partnership_id"] for row in members} <= set(ids)
    grouped: dict[str, set[str]] = {number: set() for number in ids}
    for row in members:
        assert row["school_id"] not in grouped[row["partnership_id"]], "a member stands twice"
        grouped[row["partnership_id"]].add(row["school_id"])
    expected = Counter(
        (p.core, frozenset(p.members), p.start, p.end, p.mode, plain(p.name), p.county_code) for p in town.pairings
    )
    found = Counter(
        (
            *(row["core_school_id"], frozenset(grouped[row["partnership_id"]]), row["started_on"], row["ended_on"]),
            *(row["mode"], plain(row["name"]), row["county_code"]),
        )
        for row in partnerships
    )
    assert found == expected, {"missing": list(expected - found)[:4], "unexpected": list(found - expected)[:4]}
    for row in partnerships:
        assert not row["is_ended"] or row["ended_on"] < town.as_of, "nobody reported it as ended"


def assert_truth(rendered: Rendered) -> Any:
    """Read the files and fail on anything that differs from the town; return the reading."""
    reading, town = read(rendered), rendered.town
    tables = {name: table.to_pylist() for name, table in reading.tables.items()}
    assert_schools(rendered, tables["schools"])
    assert_pairings(rendered, tables["partnerships"], tables["members"])
    assert reading.counts["schools"] == len(town.schools)
    assert reading.counts["pupils"] == sum(school.pupils or 0 for school in town.schools)
    assert reading.counts["partnerships"] == len(town.pairings)
    assert reading.counts["members"] == sum(len(pairing.members) for pairing in town.pairings)
    return reading

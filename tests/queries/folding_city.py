"""A small 辽阳 in two years in which teaching points fold into the schools that manage them (归并), one for each way to be wrong."""

from datetime import date
from pathlib import Path

from tests.queries.city import Record, pairing, publish_city, school

PLACE, COUNTY = "211000", "211002"
BEFORE, AFTER = date(2019, 12, 31), date(2020, 12, 31)
RULES = ("under_managing_school", "quality", "乡村+镇区")
CASES = ("plain", "ended", "unworthy", "recoded", "renumbered", "helped", "joined")


def roster(is_later: bool) -> list[Record]:
    """Return for each case a school and the point it manages, which folds into it in the later year."""
    rows = [school("Q", COUNTY, "111", is_quality=True), school("W", COUNTY, "111")]
    for case in CASES:
        point, centre = f"T{case}", f"M{case}"
        point_id = f"{point}2" if is_later and case == "recoded" else point
        centre_id = f"{centre}2" if is_later and case == "renumbered" else centre
        managed = {"managing_school_id": centre_id if is_later else None}
        rows.append(school(centre_id, COUNTY, "121", name=centre))
        rows.append(school(point_id, COUNTY, "220", "教学点", name=point, **managed))
    return rows


def pairings(is_later: bool) -> list[tuple[Record, tuple[str, ...]]]:
    """Return who helps the points: all but one are helped in both years."""
    members = ["Tplain", "Trecoded2" if is_later else "Trecoded", "Trenumbered", "Thelped"]
    members += ["Mhelped", "Tjoined"] if is_later else []
    return [pairing("Q", *members), pairing("Q", "Tended", is_ended=True), pairing("W", "Tunworthy")]


def publish_folding(data: Path) -> None:
    """Publish the two years."""
    publish_city(data, PLACE, roster(False), pairings(False), BEFORE)
    publish_city(data, PLACE, roster(True), pairings(True), AFTER)

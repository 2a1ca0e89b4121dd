"""Schools a roster no longer has: a whole county, or many of them, is more often a sheet left out than a closure."""

from collections import Counter

from data.intake.findings import Finding, Location, finding
from data.intake.pipeline import Reading
from data.registries import areas
from data.store import Snapshot

MANY = 0.2
"""From which share of the schools on their going is told."""
CODES = ("counties_gone", "schools_gone")


def vanished(reading: Reading, before: Snapshot | None, files: str) -> list[Finding]:
    """Return what a reading lacks of the snapshot it is compared with: whole counties, or more than a fifth of the schools."""
    now = reading.tables["schools"].to_pylist()
    if before is None or reading.base is not None or not now:
        return []
    then = before.table("schools").to_pylist()
    had, have = Counter(row["county_code"] for row in then), {row["county_code"] for row in now}
    where, remarks = Location(files), list[Finding]()
    if lost := {code: count for code, count in had.items() if code not in have}:
        known = areas()
        zh = "、".join(f"{known[code]['name_zh']}（{count} 所）" for code, count in lost.items())
        en = ", ".join(f"{known[code]['name_en']} ({count})" for code, count in lost.items())
        remarks.append(finding("counties_gone", where, zh, en=en, before=before.as_of, schools=sum(lost.values())))
    gone = len({row["school_id"] for row in then} - {row["school_id"] for row in now})
    if gone > MANY * len(then):
        remarks.append(finding("schools_gone", where, gone, before=before.as_of, schools=len(then)))
    return remarks

"""Report schools that a roster no longer has. Many of them mean a missing sheet more often than closures."""

from collections import Counter

import pyarrow as pa

from data.intake.findings import Finding, Location, finding
from data.registry.rows import areas
from data.store.snapshots import Snapshot

MANY = 0.2
"""Share of the previous schools above which their removal is reported."""
CODES = ("counties_gone", "schools_gone")


def removed_schools(schools: pa.Table, before: Snapshot | None, files: str, *, carried: bool) -> list[Finding]:
    """Return findings if whole counties or more than a fifth of the schools of the previous snapshot are missing.

    There are none if the schools are `carried` over from a published snapshot.
    """
    now = schools.to_pylist()
    if before is None or carried or not now:
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

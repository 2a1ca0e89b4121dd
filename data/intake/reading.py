"""From files to the tables of a snapshot: what was understood, what was skipped, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from data.intake.areas import Areas
from data.intake.basis import published_basis, read_basis
from data.intake.completeness import missing_sheets, other_dates
from data.intake.findings import Finding, Place, finding
from data.intake.inbox import File
from data.intake.opening import opened_tables
from data.intake.results import counts, snapshot_table, understanding
from data.intake.supplements import given_tables, is_supplement, read_supplements, standing_findings
from data.schema import TABLES
from data.store import Snapshot


@dataclass
class Reading:
    """What a set of files came to: tables by name, findings, counts, and how each sheet was understood.

    `base` is the published snapshot whose other tables are carried over, None where the files are everything.
    """

    place: str
    as_of: date
    tables: dict[str, pa.Table]
    findings: list[Finding]
    sheets: list[dict[str, Any]]
    datums: list[str]
    counts: dict[str, int] = field(default_factory=dict)
    base: Snapshot | None = None

    @property
    def blocked(self) -> bool:
        """Whether any finding is an error, so that nothing may be published."""
        return any(remark.severity == "error" for remark in self.findings)


def check(
    files: Sequence[File],
    place: str,
    as_of: date,
    datum: str | None = None,
    today: date | None = None,
    standing: Snapshot | None = None,
) -> Reading:
    """Read bureaus' sheets as the snapshot of a place and a date; writes nothing.

    `datum` (wgs84, cgcs2000, gcj02, bd09) is what the clerk states of coordinates whose sheet does not say;
    a date after `today`, where given, is a warning. `standing` is what is published for the date: returns,
    activities or funds alone are added to it.
    """
    areas, findings = Areas(place), list[Finding]()
    found = [table for path in files for table in opened_tables(path, areas, findings)]
    base = standing if is_supplement(found, standing) else None
    basis = published_basis(base, areas) if base else read_basis(found, areas, as_of, datum, findings)
    rows = basis.rows | read_supplements(found, areas, basis, as_of, findings)
    everything = Place("、".join(path.name for path in files))
    findings += other_dates(found, as_of) + standing_findings(found, standing, everything)
    if today and as_of > today:
        findings.append(finding("date_future", Place("--as-of"), as_of, today=today))
    if base is None:
        findings += missing_sheets(found, basis.rows["schools"], everything)
    content = {name: snapshot_table(name, rows[name], place, as_of) for name in TABLES}
    given = given_tables(found)
    content |= {name: base.table(name) for name in TABLES if name not in given} if base else {}
    shown = [understanding(table) for table in found]
    return Reading(place, as_of, content, findings, shown, sorted(basis.datums), counts(content), base)

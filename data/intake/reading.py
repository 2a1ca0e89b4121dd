"""From files to the tables of a snapshot: what was understood, what was skipped, what is wrong."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.intake.areas import Areas
from data.intake.blanks import half_filled
from data.intake.cells import UnreadableCellError
from data.intake.consistency import inconsistencies
from data.intake.days import day
from data.intake.findings import Finding, Place, finding
from data.intake.links import link_managers, without_doubles
from data.intake.locations import place_coordinates, stated_date
from data.intake.names import Directory, Known
from data.intake.opening import opened_tables
from data.intake.pairings import PairingReader
from data.intake.quality import check_quality, forget_unwritten_quality
from data.intake.records import Table
from data.intake.results import counts, snapshot_table, understanding
from data.intake.rosters import Draft, RosterReader
from data.intake.totals import check_totals
from data.schema import TABLES


@dataclass
class Reading:
    """What a set of files came to: tables by name, findings, counts, and how each sheet was understood."""

    place: str
    as_of: date
    tables: dict[str, pa.Table]
    findings: list[Finding]
    sheets: list[dict[str, Any]]
    datums: list[str]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        """Whether any finding is an error, so that nothing may be published."""
        return any(remark.severity == "error" for remark in self.findings)


def check(files: list[Path], place: str, as_of: date, datum: str | None = None, today: date | None = None) -> Reading:
    """Read bureaus' sheets as the snapshot of a place and a date; writes nothing.

    `datum` (wgs84, cgcs2000, gcj02, bd09) is what the clerk states of coordinates whose sheet does not say;
    a date after `today`, where given, is a warning.
    """
    areas = Areas(place)
    findings: list[Finding] = []
    found = [table for path in files for table in opened_tables(path, areas, findings)]
    rosters = [table for table in found if table.header.table == "schools"]
    roster = RosterReader(areas)
    drafts = without_doubles([draft for table in rosters for draft in roster.read(table)], findings)
    forget_unwritten_quality(drafts)
    findings += inconsistencies(drafts, as_of)
    remarks, datums = place_coordinates(drafts, areas, datum)
    directory = Directory([_known(draft) for draft in drafts], areas, roster.rejected, roster.closed)
    findings += roster.findings + remarks + link_managers(drafts, directory) + check_totals(found, drafts, areas)
    pairing = PairingReader(areas, directory)
    for table in found:
        findings += _dates_agree(table, as_of)
        if table.header.table == "pairings":
            pairing.read(table)
    paired = {row["school_id"] for row in pairing.members} | {row["core_school_id"] for row in pairing.partnerships}
    findings += pairing.findings + check_quality(place, drafts, pairing.partnerships)
    findings += half_filled(drafts, areas, paired)
    if today and as_of > today:
        findings.append(finding("date_future", Place("--as-of"), as_of, today=today))
    findings += _missing(files, found, rosters, drafts)
    rows = {
        "schools": [draft.fields for draft in drafts],
        "partnerships": pairing.partnerships,
        "members": pairing.members,
    }
    content = {name: snapshot_table(name, rows.get(name, []), place, as_of) for name in TABLES}
    shown = [understanding(table) for table in found]
    reading = Reading(place, as_of, content, findings, shown, sorted(datums))
    reading.counts = counts(content)
    return reading


def _missing(files: list[Path], found: list[Table], rosters: list[Table], drafts: list[Draft]) -> list[Finding]:
    everything = Place("、".join(path.name for path in files))
    if not rosters:
        return [finding("roster_missing", everything)]
    remarks = [finding("pairings_missing", everything)] if len(rosters) == len(found) else []
    if not drafts:
        remarks.append(finding("roster_empty", Place(rosters[0].sheet.file, rosters[0].sheet.name)))
    return remarks


def _known(draft: Draft) -> Known:
    school = draft.fields
    return Known(
        school["school_id"],
        school["name"],
        school["county_code"],
        school["town_name"] or "",
        school["former_name"] or "",
        school["is_quality"],
    )


def _dates_agree(table: Table, as_of: date) -> list[Finding]:
    written = stated_date(table)
    if not written:
        return []
    try:
        stated = day(written, last=True)
    except UnreadableCellError:
        return []
    if stated == as_of or table.header.table != "schools":
        return []
    return [finding("date_differs", Place(table.sheet.file, table.sheet.name), written, as_of=as_of)]

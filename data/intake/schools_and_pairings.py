"""The schools and partnerships that returns, activities and funds refer to, read now or published before."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.intake.checks.consistency import inconsistencies
from data.intake.checks.half_filled import half_filled
from data.intake.checks.left_out_of_figures import left_out
from data.intake.checks.quality_stated import check_quality, forget_unwritten_quality
from data.intake.checks.totals import check_totals
from data.intake.choices import Choices
from data.intake.findings import Finding, finding
from data.intake.readers.pairings.reader import PairingReader
from data.intake.readers.roster.coordinates import place_coordinates
from data.intake.readers.roster.links import apart_by_town, link_managers, without_doubles
from data.intake.readers.roster.reader import ReadSchool, RosterReader
from data.intake.readers.roster.second_lists import one_list
from data.intake.resolve.areas import Areas
from data.intake.resolve.schools import KnownSchool, SchoolDirectory
from data.intake.tables.header.table_kinds import PAIRINGS, ROSTER
from data.intake.tables.rows.table import Table
from data.intake.values.cells import text
from data.store.snapshots import Snapshot

Rows = list[dict[str, Any]]
_TABLES = ("schools", "partnerships", "members")


@dataclass(frozen=True)
class Basis:
    """Rows of schools, partnerships and members, the school directory, and the coordinate systems of the sheets."""

    rows: dict[str, Rows]
    directory: SchoolDirectory
    datums: set[str]


def read_basis(
    found: list[Table], areas: Areas, choices: Choices, as_of: date, datum: str | None, findings: list[Finding]
) -> Basis:
    """Read rosters and pairing lists. Findings are added to `findings`."""
    roster = RosterReader(areas)
    tables = [table for table in found if table.header.table == ROSTER]
    read = [draft for table in tables for draft in roster.read(table)]
    apart_by_town(read)
    drafts = without_doubles(one_list(read, findings), findings)
    roster.findings = [remark for remark in roster.findings if not _of_a_second_list(remark, read)]
    findings += _closed_and_listed(drafts, roster, tables)
    forget_unwritten_quality(drafts)
    remarks, datums = place_coordinates(drafts, areas, datum)
    directory = SchoolDirectory(
        [_known(draft.fields) for draft in drafts], areas, roster.rejected, roster.closed, choices
    )
    findings += roster.findings + inconsistencies(drafts, as_of) + remarks + link_managers(drafts, directory, areas)
    findings += check_totals(found, drafts, areas)
    pairing = PairingReader(areas, directory, as_of)
    for table in found:
        if table.header.table == PAIRINGS:
            pairing.read(table)
    findings += pairing.findings + check_quality(areas.place, drafts, pairing.partnerships)
    paired = _paired(pairing)
    findings += half_filled(drafts, areas, paired) + left_out(drafts, areas, paired)
    schools = [draft.fields for draft in drafts]
    rows = {"schools": schools, "partnerships": pairing.partnerships, "members": pairing.members}
    return Basis(rows, directory, datums)


def _closed_and_listed(drafts: list[ReadSchool], roster: RosterReader, tables: list[Table]) -> list[Finding]:
    """Return an error for each school that one list leaves out as closed and another list counts."""
    listed = {draft.fields["school_id"] for draft in drafts} | {
        (draft.fields["county_code"], text(draft.fields["name"])) for draft in drafts
    }
    remarks = []
    for table in tables:
        for record in table.records:
            county = roster.areas.county_named(text(record.cells.get("county"))) or record.section or table.county
            keys = (text(record.cells.get("school_id")), (county, text(record.cells.get("name"))))
            if record.left_out in ("closed", "planned", "by_hand") and any(key in listed for key in keys):
                name = text(record.cells.get("name"))
                remarks.append(finding("left_out_and_listed", table.location(record, "name"), name))
    return remarks


def _of_a_second_list(remark: Finding, read: list[ReadSchool]) -> bool:
    """Return whether a finding is about a fact (class, code, stage) that only the second list lacks."""
    if remark.code not in ("band_missing", "band_missing_other", "school_id_missing", "stage_inferred", "town_missing"):
        return False
    return any(
        draft.record.left_out == "second_list" and draft.record.number == remark.row
        for draft in read
        if (draft.table.sheet.file, draft.table.sheet.name) == (remark.file, remark.sheet)
    )


def published_basis(standing: Snapshot, areas: Areas, choices: Choices) -> Basis:
    """Return the schools and partnerships of a published snapshot."""
    rows = {name: standing.table(name).to_pylist() for name in _TABLES}
    directory = SchoolDirectory([_known(school) for school in rows["schools"]], areas, set(), set(), choices)
    return Basis(rows, directory, set(standing.manifest["datum"]))


def _paired(pairing: PairingReader) -> set[str]:
    cores = {row["core_school_id"] for row in pairing.partnerships} - {None}
    return cores | {row["school_id"] for row in pairing.members}


def _known(school: dict[str, Any]) -> KnownSchool:
    return KnownSchool(
        school["school_id"],
        school["name"],
        school["county_code"],
        school["town_name"] or "",
        school["former_name"] or "",
        school["is_quality"],
    )

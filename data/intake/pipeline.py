"""Turn files into the tables of a snapshot and the findings on them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from data.intake.checks.completeness import missing_sheets, other_dates
from data.intake.choices import Alias, Choice, Choices, ColumnChoice, SectionChoice
from data.intake.findings import Finding, Location, finding
from data.intake.formats.bounds import CELLS, FILES
from data.intake.formats.content import Content, content_of
from data.intake.formats.file import File
from data.intake.formats.sheet import Sheet, UnreadableFileError
from data.intake.ledger import Ledger, ledger_of
from data.intake.preview import SheetView, sheet_views
from data.intake.resolve.areas import Areas
from data.intake.results import counts, snapshot_table, understanding
from data.intake.schools_and_pairings import published_basis, read_basis
from data.intake.supplements import given_tables, is_supplement, read_supplements, standing_findings
from data.intake.tables.other_years import leave_out_other_years
from data.intake.tables.sheets import opened_sheets
from data.registry.schema import TABLES
from data.store.snapshots import Snapshot

_STEPS = 2  # two steps follow after the files are opened: understanding their rows, and accounting for every cell
Progress = Callable[[str, str, float], object]
"""Called when a step begins, with the step (opening, understanding, accounting), the current file and the share done."""
_FOLLOWS = ("school_unknown", "school_code_unknown")
"""Codes of findings that are dropped if no school was read at all: another finding states the cause."""


@dataclass
class Reading:
    """The result of reading a set of files: tables by name, findings, counts, and how each sheet was understood.

    `base` is the published snapshot whose other tables are carried over, or None if the files hold everything.
    `digests` has the SHA-256 of each file as it was read, by file name.
    """

    place: str
    as_of: date
    tables: dict[str, pa.Table]
    findings: list[Finding]
    sheets: list[dict[str, Any]]
    datums: list[str]
    counts: dict[str, int] = field(default_factory=dict)
    base: Snapshot | None = None
    views: Sequence[SheetView] = field(default_factory=list)
    """A view of every sheet of every file, for a page to draw."""
    choices: Choices = field(default_factory=Choices)
    digests: dict[str, str] = field(default_factory=dict)
    ledgers: list[Ledger] = field(default_factory=list)
    """The accounts of the sheets, in their order."""

    @property
    def blocked(self) -> bool:
        """Whether any finding is an error, so that the reading cannot be published."""
        return any(remark.severity == "error" for remark in self.findings)


def check(
    files: Sequence[File],
    place: str,
    as_of: date,
    datum: str | None = None,
    today: date | None = None,
    standing: Snapshot | None = None,
    choices: Choices | None = None,
    progress: Progress = lambda *_: None,
) -> Reading:
    """Read bureaus' sheets as the snapshot of a place and a date. Writes nothing.

    `datum` (a key of `values.datums.DATUMS`) is what the clerk states of coordinates whose sheet does not say;
    a date after `today`, where given, is a warning. `standing` is what is published for the date: returns,
    activities or funds alone are added to it. `choices` is what a person decided by hand: the field of a
    column, the rows of a header, the school a name means. `progress` is told each step as it begins.
    """
    if len(files) > FILES:
        return refused(place, as_of, finding("files_too_many", Location(""), len(files), limit=FILES))
    areas, findings, choices = Areas(place), list[Finding](), choices or Choices()
    contents = _contents(files, findings)
    digests = {content.name: hashlib.sha256(content.data).hexdigest() for content in contents}
    opened = []
    for at, content in enumerate(contents):
        progress("opening", content.name, at / (len(contents) + _STEPS))
        opened += opened_sheets(content, areas, choices, as_of, findings)
        if sum(len(row) for sheet, _ in opened for row in sheet.rows) > CELLS:
            return refused(place, as_of, finding("files_too_large", Location(content.name), limit=f"{CELLS:,}"))
    progress("understanding", "", len(contents) / (len(contents) + _STEPS))
    all_tables = [table for _, tables in opened for table in tables]
    findings += leave_out_other_years(all_tables, as_of)
    counted = [table for table in all_tables if not table.left_out]
    base = standing if is_supplement(counted, standing) else None
    by_hand = (areas, choices)
    basis = published_basis(base, *by_hand) if base else read_basis(counted, *by_hand, as_of, datum, findings)
    rows = basis.rows | read_supplements(counted, areas, basis, as_of, findings)
    everything = Location("、".join(path.name for path in files))
    findings += other_dates(counted, as_of) + standing_findings(counted, standing, everything)
    if today and as_of > today:
        findings.append(finding("date_future", Location("--as-of"), as_of, today=today))
    if not basis.rows["schools"]:
        findings = [content for content in findings if content.code not in _FOLLOWS]
    if base is None:
        findings += missing_sheets(counted, basis.rows["schools"], everything)
    snapshot_tables = {name: snapshot_table(name, rows[name], place, as_of) for name in TABLES}
    progress("accounting", "", (len(contents) + 1) / (len(contents) + _STEPS))
    filled = given_tables(counted)
    snapshot_tables |= {name: base.table(name) for name in TABLES if name not in filled} if base else {}
    findings += [finding("choice_unused", everything, _named(choice)) for choice in choices.unused()]
    summaries = [understanding(table) for table in counted]
    unread = [_unread(sheet, findings) for sheet, _ in opened]
    return Reading(
        place,
        as_of,
        snapshot_tables,
        findings,
        summaries,
        sorted(basis.datums),
        counts(snapshot_tables),
        base,
        sheet_views(opened, unread),
        choices,
        digests,
        [ledger_of(*content, why) for content, why in zip(opened, unread, strict=True)],
    )


def refused(place: str, as_of: date, remark: Finding) -> Reading:
    """Return the reading of files that were refused without being read."""
    return Reading(place, as_of, {name: schema.empty_table() for name, schema in TABLES.items()}, [remark], [], [])


def _contents(files: Sequence[File], findings: list[Finding]) -> list[Content]:
    """Return the content of each file. An empty or too large file becomes a finding."""
    contents = []
    for file in files:
        try:
            contents.append(content_of(file))
        except UnreadableFileError as error:
            findings.append(error.finding)
    return contents


def _unread(sheet: Sheet, findings: list[Finding]) -> str:
    """Return the code of the finding that says why a sheet has no table, as the reason for leaving out its cells."""
    codes = [remark.code for remark in findings if (remark.file, remark.sheet) == (sheet.file, sheet.name)]
    return next((code for code in codes if code.startswith(("sheet_", "header_"))), "outside")


def _named(choice: Choice) -> str:
    if isinstance(choice, ColumnChoice):
        return f"{choice.column} → {choice.field}"
    if isinstance(choice, Alias):
        return f"{choice.written} → {choice.school_id}"
    if isinstance(choice, SectionChoice):
        return f"{choice.heading}: {choice.rows}"
    return f"{choice.first}–{choice.last}: {choice.table}"

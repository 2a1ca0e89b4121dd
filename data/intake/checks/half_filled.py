"""Find columns that some schools of a county fill and others leave blank, where a blank counts as not met."""

from data.intake.checks.asked import Test, asked_of, blank_beside, blanks_finding, facts
from data.intake.findings import Finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.resolve.areas import Areas
from data.registry.rows import Row

_NOT_MET = "blanks_count_as_not"


def half_filled(drafts: list[ReadSchool], areas: Areas, paired: set[str]) -> list[Finding]:
    """Return one warning a column: how many schools of which county left blank what counts as not met there.

    Only schools the figure is about are asked; `paired` are the schools of pairings, which file a plan each.
    A fact stated by county is asked where another school of the county states it, a school's own wherever it is due.
    """
    remarks = []
    for column, rows in facts("not_met", ["county"]).items():
        asked = _any_of(rows, drafts, paired)
        remarks.append(blanks_finding(_NOT_MET, column, blank_beside(drafts, column, asked), drafts, areas))
    for column, rows in facts("not_met", ["own"]).items():
        asked = _any_of(rows, drafts, paired)
        blank = [draft for draft in drafts if asked(draft.fields) and draft.fields[column] is None]
        remarks.append(blanks_finding(_NOT_MET, column, blank, drafts, areas))
    return [remark for remark in remarks if remark is not None]


def _any_of(rows: list[Row], drafts: list[ReadSchool], paired: set[str]) -> Test:
    tests = [asked_of(row, drafts, paired) for row in rows]
    return lambda school: any(test(school) for test in tests)

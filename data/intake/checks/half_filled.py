"""Columns that some schools of a county fill and others leave blank: there a blank counts as not met."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from data.intake.checks.consistency import NAMES
from data.intake.findings import Finding, finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.resolve.areas import Areas
from data.registry.rows import registry

_STAGES = {row["stage"]: row for row in registry("stages")}
_SMALL = 100
_NOT_MET = "blanks_count_as_not"
School = dict[str, Any]


def is_basic(school: School) -> bool:
    """Tell whether a school is a primary or secondary school (中小学)."""
    return _STAGES[school["stage"]]["basic"] == "yes"


def is_compulsory(school: School) -> bool:
    """Tell whether a school belongs to compulsory education."""
    return _STAGES[school["stage"]]["stage_scope"] == "义务教育"


def _small(school: School) -> bool:
    return is_compulsory(school) and school["pupils"] is not None and school["pupils"] < _SMALL


def _with_teachers(school: School) -> bool:
    return bool(school["teachers"])


_ASKED: dict[str, Callable[[School], bool]] = {
    "recording_classrooms": is_basic,
    "arts_pe_full": is_basic,
    "psych_teachers": is_basic,
    "supervised_on": is_compulsory,
    "is_integrated": _small,
    "conditions_met": lambda school: school["stage"] == "中职",
    "teachers_72_hours": _with_teachers,
    "teachers_training_passed": _with_teachers,
    "teachers_it_passed": lambda school: is_basic(school) and _with_teachers(school),
}
_ASKED_BESIDE = {
    "demo_experiments_done": "demo_experiments_planned",
    "group_experiments_done": "group_experiments_planned",
    "weak_plan_done": "is_weak",
    "left_behind_paired": "left_behind_children",
}


def half_filled(drafts: list[ReadSchool], areas: Areas, paired: set[str]) -> list[Finding]:
    """Return one warning a column: how many schools of which county left blank what others of the county state.

    Only schools the figure is about are asked; `paired` are the schools of pairings, which file a plan each.
    What belongs to a figure beside it (experiments planned, children, a weak school) is asked wherever that is stated.
    """
    tests = {**_ASKED, "plan_filed": lambda school: school["school_id"] in paired}
    remarks = [
        blanks_told(_NOT_MET, column, blank_beside(drafts, column, test), drafts, areas)
        for column, test in tests.items()
    ]
    for column, beside in _ASKED_BESIDE.items():
        missing = [draft for draft in drafts if draft.fields[beside] and draft.fields[column] is None]
        remarks.append(blanks_told(_NOT_MET, column, missing, drafts, areas))
    return [remark for remark in remarks if remark is not None]


def blank_beside(drafts: list[ReadSchool], column: str, asked: Callable[[School], bool]) -> list[ReadSchool]:
    """Return the asked schools that leave a column blank in a county where another asked school states it."""
    mine = [draft for draft in drafts if asked(draft.fields)]
    stating = {draft.fields["county_code"] for draft in mine if draft.fields[column] is not None}
    return [draft for draft in mine if draft.fields[column] is None and draft.fields["county_code"] in stating]


def blanks_told(
    code: str, column: str, blank: list[ReadSchool], drafts: list[ReadSchool], areas: Areas, **details: object
) -> Finding | None:
    """Return the finding `code` on a column at the first blank, with how many schools of which county leave it blank."""
    if not blank:
        return None
    counties = Counter(draft.fields["county_code"] for draft in blank)
    told = "、".join(f"{areas.counties.get(county, county)} {number}" for county, number in counties.items())
    first = next((draft for draft in drafts if column in draft.record.cells), blank[0])
    where = first.table.location(blank[0].record if blank[0].table is first.table else first.record, column)
    return finding(code, where, len(blank), title=where.header or NAMES[column], counties=told, **details)

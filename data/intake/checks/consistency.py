"""Check each school's facts for contradictions: more done than planned, more paired than exist, a day in the future."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.readers.roster.reader import ReadSchool
from data.registry.rows import registry

NAMES = {row["column"]: row["zh"] for row in registry("fields") if row["table"] == "schools"}
_DAYS = [
    row["column"]
    for row in registry("fields")
    if (row["table"], row["kind"]) == ("schools", "day") and row["column"] != "as_of"
]
_COUNTS = {row["column"] for row in registry("fields") if (row["table"], row["kind"]) == ("schools", "count")}
# Parts of a whole that no indicator is a share of.
_OTHER_PARTS = (("left_behind_children", "pupils"), ("boarders", "pupils"), ("teachers_unrotated", "teachers"))


def inconsistencies(drafts: list[ReadSchool], as_of: date) -> list[Finding]:
    """Return findings on facts of a school that contradict each other or the snapshot's date."""
    return [remark for draft in drafts for remark in (*_too_many(draft), *_days(draft, as_of), *_plans(draft))]


def _shares(stated: str) -> list[tuple[str, str]]:
    """Return the counts of indicator_facts.csv so `stated` that are asked of schools with some of another count: its parts."""
    return [
        (row["column"], whole)
        for row in registry("indicator_facts")
        for word in row["asked"].split()
        for whole, _, condition in [word.partition(":")]
        if (row["table"], row["stated"], condition) == ("schools", stated, "some") and {row["column"], whole} <= _COUNTS
    ]


_AT_MOST = dict.fromkeys([*_shares("own"), *_OTHER_PARTS, *_shares("county")])


def _too_many(draft: ReadSchool) -> Iterator[Finding]:
    for part, whole in _AT_MOST:
        some, everything = draft.fields[part], draft.fields[whole]
        if some is not None and everything is not None and some > everything:
            yield _said("more_than_whole", draft, part, some, title=_title(draft, whole), whole=everything)
        if some and everything is None and whole != "pupils":
            yield _said("whole_missing", draft, part, some, title=_title(draft, whole))


def _days(draft: ReadSchool, as_of: date) -> Iterator[Finding]:
    for column in _DAYS:
        if draft.fields[column] and draft.fields[column] > as_of:
            yield _said("day_to_come", draft, column, draft.fields[column], as_of=as_of)


def _plans(draft: ReadSchool) -> Iterator[Finding]:
    if draft.fields["weak_plan_done"] and draft.fields["is_weak"] is not True:
        yield _said("plan_without_weakness", draft, "weak_plan_done", "")


def _said(code: str, draft: ReadSchool, column: str, value: Any, **details: object) -> Finding:
    return finding(code, draft.table.location(draft.record, column), value, name=draft.fields["name"], **details)


def _title(draft: ReadSchool, column: str) -> str:
    return draft.table.location(draft.record, column).header or NAMES[column]

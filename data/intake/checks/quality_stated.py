"""Check that the sheets say which core schools are quality schools; without that, the coverage would wrongly be 0."""

import re
from typing import Any

from data.intake.findings import Finding, Location, finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.values.cells import text
from data.registry.rows import registry

_SHOWN = 5


def forget_unwritten_quality(drafts: list[ReadSchool]) -> None:
    """Set the quality of every school to unknown if the roster's column is entirely blank.

    A blank in a column with ticks means no. A column without any tick, word or figure means nothing.
    """
    if not any(re.search(r"[\w√✓✔×☑☐★]", text(draft.record.cells.get("is_quality"))) for draft in drafts):
        for draft in drafts:
            draft.fields["is_quality"] = None


def check_quality(place: str, drafts: list[ReadSchool], partnerships: list[dict[str, Any]]) -> list[Finding]:
    """Return findings on core schools of unknown quality, if a programme of the place counts only quality leads."""
    rules = {row["lead_rule"] for row in registry("programmes") if row["place_code"] == place}
    if "quality" not in rules or not drafts or not partnerships:
        return []
    schools = {draft.fields["school_id"]: draft.fields["is_quality"] for draft in drafts}
    stated = [_stated(row, schools) for row in partnerships]
    where = Location(drafts[0].table.sheet.file, drafts[0].table.sheet.name)
    if all(quality is None for quality in stated):
        return [finding("quality_unknown", where, len({row["core_name"] for row in partnerships}))]
    remarks = [] if any(stated) else [finding("quality_none", where)]
    unsure = {
        row["core_name"]: None
        for row, quality in zip(partnerships, stated, strict=True)
        if quality is None and row["core_school_id"]
    }
    if unsure:
        remarks.append(finding("quality_partly_unknown", where, "、".join([*unsure][:_SHOWN]), number=len(unsure)))
    return remarks


def _stated(partnership: dict[str, Any], schools: dict[str, bool | None]) -> bool | None:
    roster = schools.get(partnership["core_school_id"])
    listed: bool | None = partnership["core_is_quality"]
    return listed if roster is None else roster

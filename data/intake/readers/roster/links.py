"""What ties a roster's rows together: one row a school, and who manages whom."""

from collections import Counter

from data.intake.findings import Finding, finding, unresolved
from data.intake.readers.roster.reader import Draft
from data.intake.resolve.schools import SchoolDirectory


def without_doubles(drafts: list[Draft], findings: list[Finding]) -> list[Draft]:
    """Return one draft a school code; repeated codes and names leave findings."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        other = first.setdefault(draft.fields["school_id"], draft)
        if other is draft:
            continue
        same = all(value == other.fields[key] for key, value in draft.fields.items() if key != "source")
        code = "school_repeated" if same and draft.managing == other.managing else "school_id_doubled"
        where = draft.table.location(draft.record, "school_id")
        findings.append(finding(code, where, draft.fields["school_id"], other=other.fields["source"]))
    names = Counter((draft.fields["county_code"], draft.fields["name"]) for draft in first.values())
    for draft in first.values():
        if names[draft.fields["county_code"], draft.fields["name"]] > 1:
            findings.append(finding("name_doubled", draft.table.location(draft.record, "name"), draft.fields["name"]))
    return list(first.values())


def link_managers(drafts: list[Draft], directory: SchoolDirectory) -> list[Finding]:
    """Settle `managing_school_id` of every draft; unresolved names and circles are findings."""
    remarks = []
    for draft in drafts:
        school = draft.fields
        school["managing_school_id"] = None
        if not draft.managing:
            continue
        where = draft.table.location(draft.record, "managing")
        match = directory.find(draft.managing, school["county_code"], town=school["town_name"] or "", at=where)
        if match.school_id is None:
            remarks.append(unresolved(f"school_{match.reason}", where, draft.managing, match.candidates))
            continue
        if match.reason == "by_hand":
            name = directory.by_id[match.school_id].name
            remarks.append(finding("school_by_hand", where, draft.managing, name=name))
        if match.school_id != school["school_id"]:
            school["managing_school_id"] = match.school_id
    return remarks + _circles(drafts)


def _circles(drafts: list[Draft]) -> list[Finding]:
    managers = {draft.fields["school_id"]: draft.fields["managing_school_id"] for draft in drafts}
    remarks = []
    for draft in drafts:
        seen, at = {draft.fields["school_id"]}, draft.fields["managing_school_id"]
        while at and at not in seen:
            seen.add(at)
            at = managers.get(at)
        if at == draft.fields["school_id"]:
            remarks.append(
                finding("managing_circle", draft.table.location(draft.record, "managing"), draft.fields["name"])
            )
    return remarks

"""Link a roster's rows: one row per school, and the managing school of each."""

import re
from collections import Counter, defaultdict

from data.intake.findings import Finding, Location, finding, unresolved
from data.intake.readers.roster.reader import MASKED, ReadSchool
from data.intake.resolve.areas import Areas
from data.intake.resolve.schools import Match, SchoolDirectory
from data.intake.values.cells import text

_CODE_AND_NAME = re.compile(r"(\d{10})(\D.*)")


def apart_by_town(drafts: list[ReadSchool]) -> None:
    """Add the township to the ids of schools without codes that share name and county but not the township."""
    by_id: dict[str, list[ReadSchool]] = defaultdict(list)
    for draft in drafts:
        if _is_named(draft):
            by_id[draft.fields["school_id"]].append(draft)
    for namesakes in by_id.values():
        towns = {draft.fields["town_name"] for draft in namesakes}
        if len(towns) > 1 and None not in towns:
            for draft in namesakes:
                school = draft.fields
                school["school_id"] = f"{school['county_code']}-{school['town_name']}-{school['name']}"


def _is_named(draft: ReadSchool) -> bool:
    """Return whether a school's id was made from its name because it has no code."""
    return bool(draft.fields["school_id"].startswith(f"{draft.fields['county_code']}-"))


def without_doubles(drafts: list[ReadSchool], findings: list[Finding]) -> list[ReadSchool]:
    """Return one draft per school id. Repeated ids and names become findings."""
    first: dict[str, ReadSchool] = {}
    for draft in drafts:
        other = first.setdefault(draft.fields["school_id"], draft)
        if other is draft:
            continue
        same = _raw(draft) == _raw(other) and all(
            value == other.fields[key] for key, value in draft.fields.items() if key != "source"
        )
        code = "school_repeated" if same and draft.managing == other.managing else "school_id_doubled"
        if _is_named(draft) and MASKED.search(draft.fields["name"]):
            code = "name_masked_doubled"
        shown = draft.fields["name"] if _is_named(draft) else draft.fields["school_id"]
        where = draft.table.location(draft.record, "name" if _is_named(draft) else "school_id")
        findings.append(finding(code, where, shown, other=other.fields["source"]))
        draft.record.left_out = "repeated"
    names = Counter(_called(draft) for draft in first.values())
    for draft in first.values():
        if names[_called(draft)] > 1:
            findings.append(finding("name_doubled", draft.table.location(draft.record, "name"), draft.fields["name"]))
    return list(first.values())


def _raw(draft: ReadSchool) -> list[str]:
    """Return the filled cells of a row except its number and notes, including columns that are not read."""
    sheet, columns = draft.table.sheet, draft.table.header.columns
    cells = enumerate(sheet.rows[draft.record.number - 1])
    return [text(cell) for at, cell in cells if text(cell) and columns.get(at) not in ("seq", "note")]


def _called(draft: ReadSchool) -> tuple[str, str, str]:
    """Return county, township and name, which must differ between schools without codes."""
    return draft.fields["county_code"], draft.fields["town_name"] or "", draft.fields["name"]


def link_managers(drafts: list[ReadSchool], directory: SchoolDirectory, areas: Areas) -> list[Finding]:
    """Set `managing_school_id` of every draft.

    Unresolved names, circles and managers of other counties become findings.
    """
    remarks = []
    for draft in drafts:
        school = draft.fields
        school["managing_school_id"] = None
        if not draft.managing:
            continue
        location = draft.table.location(draft.record, "managing")
        match = _manager(draft, directory, location)
        if remark := directory.decided_by(match, location, draft.managing):
            remarks.append(remark)
        if match.school_id is None:
            remarks.append(
                unresolved(f"school_{match.reason}", location, draft.managing, match.candidates, match.county)
            )
            continue
        manager = directory.by_id[match.school_id]
        if not match.decided and manager.county != school["county_code"]:
            county_name = areas.counties.get(manager.county, manager.county)
            remarks.append(finding("school_other_county", location, draft.managing, found=county_name))
        if match.school_id != school["school_id"]:
            school["managing_school_id"] = match.school_id
    return remarks + _circles(drafts)


def _manager(draft: ReadSchool, directory: SchoolDirectory, where: Location) -> Match:
    """Find a managing school by its code, its name, or both if the sheet has a column of each."""
    county, town = draft.fields["county_code"], draft.fields["town_name"] or ""
    both = _CODE_AND_NAME.fullmatch(draft.managing)
    if both:
        return directory.find(both[2], county, code=both[1], town=town, at=where)
    return directory.find(draft.managing, county, town=town, at=where)


def _circles(drafts: list[ReadSchool]) -> list[Finding]:
    managers = {draft.fields["school_id"]: draft.fields["managing_school_id"] for draft in drafts}
    remarks = []
    for draft in drafts:
        seen, manager = {draft.fields["school_id"]}, draft.fields["managing_school_id"]
        while manager and manager not in seen:
            seen.add(manager)
            manager = managers.get(manager)
        if manager == draft.fields["school_id"]:
            remarks.append(
                finding("managing_circle", draft.table.location(draft.record, "managing"), draft.fields["name"])
            )
    return remarks

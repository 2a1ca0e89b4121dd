"""Combine several lists of the same schools: the fullest one counts, the others only fill its gaps."""

from collections import defaultdict
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.tables.rows.table import Table
from data.intake.values.cells import text

_SECOND = 0.5
"""Share of known schools from which a list counts as a second list of the same schools; then new names are reported."""
_OWN = {"source", "name", "school_id", "town_code", "office_id"}
Name = tuple[str, str]


def one_list(drafts: list[ReadSchool], findings: list[Finding]) -> list[ReadSchool]:
    """Return the schools of all lists, each once. Facts that the first list lacks are taken from the others.

    The list with the most codes, then the most schools, is the first. Contradictions, and schools that only a second
    list has, become findings.
    """
    tables: dict[int, list[ReadSchool]] = defaultdict(list)
    for draft in drafts:
        tables[id(draft.table)].append(draft)
    lists = sorted(tables.values(), key=lambda list_rows: (-_coded(list_rows), -len(list_rows)))
    combined: list[ReadSchool] = []
    by_code: dict[str, ReadSchool] = {}
    by_name: dict[Name, list[ReadSchool]] = defaultdict(list)
    for list_rows in lists:
        known = [(draft, _same(draft, by_code, by_name)) for draft in list_rows]
        matched = sum(first is not None for _, first in known)
        is_second = matched > 0 and matched >= _SECOND * len(list_rows)
        if matched:
            findings.append(_told(list_rows[0].table, matched, len(list_rows)))
        for draft, first in known:
            if first is not None:
                findings += _compared(draft, first)
            elif is_second:
                location = draft.table.location(draft.record, "name")
                findings.append(finding("second_list_unknown", location, draft.fields["name"]))
                draft.record.left_out = "second_list"
            else:
                combined.append(draft)
        for draft, first in known:
            if first is None and not is_second:
                by_code.setdefault(draft.fields["school_id"], draft)
                by_name[_name(draft)].append(draft)
    order = {id(draft): at for at, draft in enumerate(drafts)}
    return sorted(combined, key=lambda draft: order[id(draft)])


def _coded(drafts: list[ReadSchool]) -> int:
    return sum(not _is_named(draft) for draft in drafts)


def _is_named(draft: ReadSchool) -> bool:
    return bool(draft.fields["school_id"].startswith(f"{draft.fields['county_code']}-"))


def _name(draft: ReadSchool) -> Name:
    return draft.fields["county_code"], text(draft.fields["name"])


def _same(
    draft: ReadSchool, by_code: dict[str, ReadSchool], by_name: dict[Name, list[ReadSchool]]
) -> ReadSchool | None:
    """Return the school of an earlier list that a row means: by code, or by name if one of them has no code."""
    if not _is_named(draft) and draft.fields["school_id"] in by_code:
        return by_code[draft.fields["school_id"]]
    town = draft.fields["town_name"]
    named = [
        first
        for first in by_name.get(_name(draft), ())
        if (_is_named(draft) or _is_named(first)) and (not town or first.fields["town_name"] in (None, town))
    ]
    return named[0] if len(named) == 1 else None


def _told(table: Table, matched: int, all_rows: int) -> Finding:
    location = table.header_location(min(table.header.titles))
    return finding("second_list", location, matched, rows=all_rows)


def _compared(draft: ReadSchool, first: ReadSchool) -> list[Finding]:
    """Fill the gaps of the first list from the second. Return a finding for each fact that they state differently."""
    draft.record.left_out = "second_list"
    remarks = []
    other, main = draft.fields, first.fields
    if _is_named(first) and not _is_named(draft):
        main["school_id"] = other["school_id"]
    for column, value in other.items():
        if column in _OWN or value is None:
            continue
        if main[column] is None and column not in ("urban_rural_code", "reported_band"):
            main[column] = value
        elif _differs(column, value, main):
            code = "lists_contradict"
            details: dict[str, Any] = {"name": main["name"], "first": main[column], "other": main["source"]}
            location = draft.table.location(draft.record, _column(column))
            remarks.append(finding(code, location, value, **details))
    if main["urban_rural_code"] is None and main["reported_band"] is None:
        main |= {column: other[column] for column in ("urban_rural_code", "reported_band")}
    first.managing = first.managing or draft.managing
    return remarks


def _differs(column: str, value: object, main: dict[str, Any]) -> bool:
    if column == "reported_band" and main["urban_rural_code"]:
        return False
    if column == "urban_rural_code" and main[column] is None:
        return False
    return bool(main[column] is not None and main[column] != value)


def _column(column: str) -> str:
    return {
        "urban_rural_code": "urban_rural",
        "reported_band": "urban_rural",
        "county_code": "county",
        "town_name": "town",
    }.get(column, column)

"""Several lists of the same schools: the fullest one counts, the others are compared with it and never add schools."""

from collections import defaultdict
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.readers.roster.reader import ReadSchool
from data.intake.tables.rows.table import Table
from data.intake.values.cells import text

_SECOND = 0.5
"""From which share of known schools on a list is a second one of the same schools, so that a new name in it is a question."""
_OWN = {"source", "name", "school_id", "town_code", "office_id"}
Name = tuple[str, str]


def one_list(drafts: list[ReadSchool], findings: list[Finding]) -> list[ReadSchool]:
    """Return the schools of all lists, each once; what a second list says of a school fills what the first leaves open.

    The list with codes and most schools comes first. What lists say differently, and schools that only a second list
    has, leave findings.
    """
    tables: dict[int, list[ReadSchool]] = defaultdict(list)
    for draft in drafts:
        tables[id(draft.table)].append(draft)
    lists = sorted(tables.values(), key=lambda each: (-_coded(each), -len(each)))
    kept: list[ReadSchool] = []
    by_code: dict[str, ReadSchool] = {}
    by_name: dict[Name, list[ReadSchool]] = defaultdict(list)
    for each in lists:
        known = [(draft, _same(draft, by_code, by_name)) for draft in each]
        matched = sum(first is not None for _, first in known)
        is_second = matched > 0 and matched >= _SECOND * len(each)
        if matched:
            findings.append(_told(each[0].table, matched, len(each)))
        for draft, first in known:
            if first is not None:
                findings += _compared(draft, first)
            elif is_second:
                where = draft.table.location(draft.record, "name")
                findings.append(finding("second_list_unknown", where, draft.fields["name"]))
                draft.record.left_out = "second_list"
            else:
                kept.append(draft)
        for draft, first in known:
            if first is None and not is_second:
                by_code.setdefault(draft.fields["school_id"], draft)
                by_name[_name(draft)].append(draft)
    order = {id(draft): at for at, draft in enumerate(drafts)}
    return sorted(kept, key=lambda draft: order[id(draft)])


def _coded(drafts: list[ReadSchool]) -> int:
    return sum(not _is_named(draft) for draft in drafts)


def _is_named(draft: ReadSchool) -> bool:
    return bool(draft.fields["school_id"].startswith(f"{draft.fields['county_code']}-"))


def _name(draft: ReadSchool) -> Name:
    return draft.fields["county_code"], text(draft.fields["name"])


def _same(
    draft: ReadSchool, by_code: dict[str, ReadSchool], by_name: dict[Name, list[ReadSchool]]
) -> ReadSchool | None:
    """Return the school of an earlier list that a row means: of its code, or of its name where one of both has no code."""
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
    where = table.header_location(min(table.header.titles))
    return finding("second_list", where, matched, rows=all_rows)


def _compared(draft: ReadSchool, first: ReadSchool) -> list[Finding]:
    """Fill what the first list leaves open from the second; return a finding for each fact they state differently."""
    draft.record.left_out = "second_list"
    remarks = []
    mine, own = draft.fields, first.fields
    if _is_named(first) and not _is_named(draft):
        own["school_id"] = mine["school_id"]
    for column, value in mine.items():
        if column in _OWN or value is None:
            continue
        if own[column] is None and column not in ("urban_rural_code", "reported_band"):
            own[column] = value
        elif _differs(column, value, own):
            code = "lists_contradict"
            details: dict[str, Any] = {"name": own["name"], "first": own[column], "other": own["source"]}
            where = draft.table.location(draft.record, _column(column))
            remarks.append(finding(code, where, value, **details))
    if own["urban_rural_code"] is None and own["reported_band"] is None:
        own |= {column: mine[column] for column in ("urban_rural_code", "reported_band")}
    first.managing = first.managing or draft.managing
    return remarks


def _differs(column: str, value: object, own: dict[str, Any]) -> bool:
    if column == "reported_band" and own["urban_rural_code"]:
        return False
    if column == "urban_rural_code" and own[column] is None:
        return False
    return bool(own[column] is not None and own[column] != value)


def _column(column: str) -> str:
    return {
        "urban_rural_code": "urban_rural",
        "reported_band": "urban_rural",
        "county_code": "county",
        "town_name": "town",
    }.get(column, column)

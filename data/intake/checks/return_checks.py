"""Check returns against each other and the snapshot's date: repeated, counted twice, or too old."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.readers.reports.funds import Fund
from data.intake.readers.reports.returns import Return
from data.intake.resolve.areas import Areas

Key = tuple[Any, ...]


def without_repeats(rows: list[Return], findings: list[Finding]) -> list[Return]:
    """Return one row per indicator, area, unit and period.

    A further row becomes a finding: repeated or contradictory.
    """
    first: dict[Key, Return] = {}
    for row in rows:
        other = first.setdefault(_key(row, "area_code", "unit_id", "period_start", "period_end"), row)
        if other is row:
            continue
        same = figures_of(row) == figures_of(other)
        findings.append(_said("return_repeated" if same else "return_differs", row, other))
    return list(first.values())


def counted_twice(rows: list[Return], as_of: date) -> Iterator[Finding]:
    """Yield an error for each total beside its own parts, and for each period that overlaps another one it is added to."""
    for group in added_up(rows, as_of):
        units: dict[str, list[Return]] = defaultdict(list)
        for row in group:
            units[row.fields["unit_id"]].append(row)
        for same in units.values():
            yield from _overlaps(sorted(same, key=span))
        for total in units.pop(group[0].fields["area_code"], []):
            part = next(
                (row for row in group if row is not total and row.fields["unit_id"] in units and meet(row, total)),
                None,
            )
            if part:
                yield _said("return_total_and_parts", total, part)


def only_newest(rows: list[Return], as_of: date) -> Iterator[Finding]:
    """Yield a warning for each period of the last year that is not within the twelve months before the end of the newest one."""
    for group in _yearly(rows, as_of):
        newest = max(group, key=lambda row: row.fields["period_end"])
        for row in group:
            if not _within_a_year(row, newest):
                yield _said("older_period_unused", row, newest)


def outdated(rows: list[Return], as_of: date, areas: Areas) -> Iterator[Finding]:
    """Yield a warning for each yearly indicator of an area whose newest row ended a year or more before `as_of`.

    There is no warning if the place now reports instead of its counties, or the counties instead of the place.
    """
    newest: dict[str, dict[str, Return]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: row.fields["period_end"]):
        if row.indicator["period"] == "year" and row.fields["period_end"] <= as_of:
            newest[row.fields["indicator_id"]][row.fields["area_code"]] = row
    for group in newest.values():
        fresh = {area for area, row in group.items() if row.fields["period_end"] > _year_before(as_of)}
        for area, row in group.items():
            if area not in fresh and fresh != {areas.place} and not (fresh and area == areas.place):
                where, ended = row.table.location(row.record, "period"), row.fields["period_end"]
                about = {"area": areas.name_of(area), "ended": ended, "as_of": as_of}
                yield finding("figure_outdated", where, row.indicator["name_zh"], **about)


def added_up(rows: list[Return], as_of: date) -> Iterator[list[Return]]:
    """Yield the rows that are added up to one figure, for each indicator and area."""
    groups: dict[Key, list[Return]] = defaultdict(list)
    for row in rows:
        if row.indicator["period"] == "cumulative":
            groups[_key(row, "area_code")].append(row)
    yield from groups.values()
    for group in _yearly(rows, as_of):
        newest = max(group, key=lambda row: row.fields["period_end"])
        yield [row for row in group if _within_a_year(row, newest)]


def _yearly(rows: list[Return], as_of: date) -> list[list[Return]]:
    groups: dict[Key, list[Return]] = defaultdict(list)
    for row in rows:
        if row.indicator["period"] == "year" and _year_before(as_of) < row.fields["period_end"] <= as_of:
            groups[_key(row, "area_code")].append(row)
    return list(groups.values())


def _within_a_year(row: Return, newest: Return) -> bool:
    return bool(row.fields["period_start"] > _year_before(newest.fields["period_end"]))


def meet(row: Return, other: Return) -> bool:
    """Return whether the periods of two rows share a day."""
    (first, last), (begun, ended) = span(row), span(other)
    return first <= ended and begun <= last


def _overlaps(group: list[Return]) -> Iterator[Finding]:
    for before, after in pairwise(group):
        if after.fields["period_start"] <= before.fields["period_end"]:
            yield _said("periods_overlap", after, before)


def _year_before(as_of: date) -> date:
    return as_of.replace(year=as_of.year - 1, day=min(as_of.day, 28) if as_of.month == 2 else as_of.day)


def span(row: Return | Fund) -> tuple[date, date]:
    """Return the first and last day of a row's period."""
    return row.fields["period_start"], row.fields["period_end"]


def _key(row: Return, *columns: str) -> Key:
    return (row.fields["indicator_id"], *(row.fields[column] for column in columns))


def figures_of(row: Return) -> tuple[float, float]:
    """Return a row's numerator and denominator."""
    return row.fields["numerator"], row.fields["denominator"]


def _said(code: str, row: Return, other: Return) -> Finding:
    where = row.table.location(row.record, "indicator")
    return finding(code, where, row.indicator["name_zh"], other=other.record.number)

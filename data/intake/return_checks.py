"""Returns against one another: rows that repeat, count twice, or do not add up to the place's own."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.returns import Return

Key = tuple[Any, ...]


def without_repeats(rows: list[Return], findings: list[Finding]) -> list[Return]:
    """Return one row an indicator, area, unit and period; a row that repeats or contradicts one is a finding."""
    first: dict[Key, Return] = {}
    for row in rows:
        other = first.setdefault(_key(row, "area_code", "unit_id", "period_start", "period_end"), row)
        if other is row:
            continue
        same = _figures(row) == _figures(other)
        findings.append(_said("return_repeated" if same else "return_differs", row, other))
    return list(first.values())


def counted_twice(rows: list[Return], as_of: date) -> Iterator[Finding]:
    """Yield an error for each total beside its own parts, and for each period that overlaps one it is added to."""
    for group in _added_up(rows, as_of):
        units: dict[str, list[Return]] = defaultdict(list)
        for row in group:
            units[row.fields["unit_id"]].append(row)
        for same in units.values():
            yield from _overlaps(sorted(same, key=_span))
        for total in units.pop(group[0].fields["area_code"], []):
            part = next(
                (row for row in group if row is not total and row.fields["unit_id"] in units and _meet(row, total)),
                None,
            )
            if part:
                yield _said("return_total_and_parts", total, part)


def only_newest(rows: list[Return], as_of: date) -> Iterator[Finding]:
    """Yield a warning for each period of the last year that does not lie in the twelve months ending with the newest."""
    for group in _yearly(rows, as_of):
        newest = max(group, key=lambda row: row.fields["period_end"])
        for row in group:
            if not _within_a_year(row, newest):
                yield _said("older_period_unused", row, newest)


def _added_up(rows: list[Return], as_of: date) -> Iterator[list[Return]]:
    """Yield the rows of one indicator and area that one figure adds up."""
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


def _meet(row: Return, other: Return) -> bool:
    (first, last), (begun, ended) = _span(row), _span(other)
    return first <= ended and begun <= last


def unequal_totals(rows: list[Return], place: str) -> Iterator[Finding]:
    """Yield a warning for each row of the place itself whose figures differ from the sum of its counties'."""
    summed: dict[Key, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in rows:
        if row.fields["area_code"] != place:
            for at, figure in enumerate(_figures(row)):
                summed[_key(row, "period_start", "period_end")][at] += figure
    own: dict[Key, list[Return]] = defaultdict(list)
    for row in rows:
        if row.fields["area_code"] == place:
            own[_key(row, "period_start", "period_end")].append(row)
    for key, mine in own.items():
        stated = [sum(figures) for figures in zip(*map(_figures, mine), strict=True)]
        is_number = mine[0].indicator["format"] == "number"
        if key in summed and stated[: 1 if is_number else 2] != summed[key][: 1 if is_number else 2]:
            shown = [_shown(figures, only_numerator=is_number) for figures in (stated, summed[key])]
            where, name = mine[0].table.place(mine[0].record, "numerator"), mine[0].indicator["name_zh"]
            yield finding("place_total_differs", where, shown[0], summed=shown[1], name=name)


def _overlaps(group: list[Return]) -> Iterator[Finding]:
    for before, after in pairwise(group):
        if after.fields["period_start"] <= before.fields["period_end"]:
            yield _said("periods_overlap", after, before)


def _year_before(as_of: date) -> date:
    return as_of.replace(year=as_of.year - 1, day=min(as_of.day, 28) if as_of.month == 2 else as_of.day)


def _span(row: Return) -> tuple[date, date]:
    return row.fields["period_start"], row.fields["period_end"]


def _key(row: Return, *columns: str) -> Key:
    return (row.fields["indicator_id"], *(row.fields[column] for column in columns))


def _figures(row: Return) -> tuple[float, float]:
    return row.fields["numerator"], row.fields["denominator"]


def _shown(figures: list[float], *, only_numerator: bool) -> str:
    return f"{figures[0]:g}" if only_numerator else f"{figures[0]:g}/{figures[1]:g}"


def _said(code: str, row: Return, other: Return) -> Finding:
    where = row.table.place(row.record, "indicator")
    return finding(code, where, row.indicator["name_zh"], other=other.record.number)

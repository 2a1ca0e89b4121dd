"""Compare the rows of the place itself with those of its counties: the sums should be equal and all counties included."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from data.intake.checks.return_checks import added_up, figures_of, meet, span
from data.intake.findings import Finding, finding
from data.intake.readers.reports.returns import Return
from data.intake.resolve.areas import Areas


def place_totals(rows: list[Return], as_of: date, areas: Areas) -> Iterator[Finding]:
    """Yield a finding for each period in which the place's own row differs from the sum of its counties' rows.

    It is an error if the figure at `as_of` would then be that of only some counties, else a warning.
    """
    standing = {id(row) for group in added_up(rows, as_of) for row in group if row.fields["period_end"] <= as_of}
    own: dict[tuple[object, ...], list[Return]] = defaultdict(list)
    parts: dict[str, list[Return]] = defaultdict(list)
    for row in rows:
        name, fields = row.fields["indicator_id"], row.fields
        if fields["area_code"] == areas.place:
            own[name, fields["period_start"], fields["period_end"]].append(row)
        else:
            parts[name].append(row)
    for mine in own.values():
        beside = parts[mine[0].fields["indicator_id"]]
        counted = [row for row in beside if id(row) in standing]
        if id(mine[0]) in standing and counted:
            yield from _compared(mine, [row for row in counted if meet(row, mine[0])], areas, may_miss=False)
        else:
            same = [row for row in beside if span(row) == span(mine[0])]
            yield from _compared(mine, same, areas, may_miss=True) if same else ()


def _compared(mine: list[Return], beside: list[Return], areas: Areas, *, may_miss: bool) -> Iterator[Finding]:
    size = 1 if mine[0].indicator["format"] == "number" else 2
    stated, summed = _sum(mine)[:size], _sum(beside)[:size]
    if stated == summed:
        return
    reporting = {row.fields["area_code"] for row in beside}
    missing = "、".join(name for code, name in areas.true_counties.items() if code not in reporting)
    where, name = mine[0].table.location(mine[0].record, "numerator"), mine[0].indicator["name_zh"]
    code = "place_total_unused" if missing and not may_miss else "place_total_differs"
    yield finding(code, where, _shown(stated), summed=_shown(summed), name=name, missing=missing)


def _sum(rows: list[Return]) -> list[float]:
    return [sum(figures_of(row)[at] for row in rows) for at in (0, 1)]


def _shown(figures: list[float]) -> str:
    return "/".join(f"{figure:g}" for figure in figures)

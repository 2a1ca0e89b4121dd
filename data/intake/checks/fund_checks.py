"""Check funds for repeated rows, totals beside their parts, and overlapping periods."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from data.intake.checks.return_checks import span
from data.intake.findings import Finding, finding
from data.intake.readers.reports.funds import Fund
from data.intake.readers.reports.report_reader import as_written
from data.intake.resolve.areas import Areas


def repeated(rows: list[Fund]) -> Iterator[Finding]:
    """Yield a warning for each row that equals an earlier one except for number and note. Both rows count."""
    first: dict[tuple[str, str], Fund] = {}
    for row in rows:
        other = first.setdefault((row.table.sheet.name, as_written(row.record)), row)
        if other is not row:
            where = row.table.location(row.record, "task")
            yield finding("report_row_repeated", where, other=other.record.number)


def totals_beside_parts(rows: list[Fund], areas: Areas) -> Iterator[Finding]:
    """Yield a warning for each row of an area that is the sum of the rows of its parts in the same period.

    The parts of a place are its counties, those of a county its schools. The sum is over all tasks or over the row's
    task.
    """
    periods: dict[tuple[date, date], list[Fund]] = defaultdict(list)
    for row in rows:
        periods[span(row)].append(row)
    for group in periods.values():
        for row in group:
            if row.fields["school_id"] is None and row.fields["partnership_id"] is None:
                parts = [other for other in group if _is_part(other, row, areas)]
                same = [other for other in parts if other.fields["task"] == row.fields["task"]]
                if _is_sum(row, parts) or _is_sum(row, same):
                    where = row.table.location(row.record, "amount")
                    listed = "、".join(str(other.record.number) for other in (parts if _is_sum(row, parts) else same))
                    yield finding("fund_total_and_parts", where, f"{row.fields['amount']:,.2f}", others=listed)


def _is_part(other: Fund, row: Fund, areas: Areas) -> bool:
    area, own = other.fields["county_code"], row.fields["county_code"]
    if own == areas.place and not areas.is_county:
        return bool(area != own)
    return bool(area == own and other.fields["school_id"] is not None)


def _is_sum(row: Fund, parts: list[Fund]) -> bool:
    return len(parts) > 1 and abs(sum(part.fields["amount"] for part in parts) - row.fields["amount"]) < 1


def overlapping(rows: list[Fund]) -> Iterator[Finding]:
    """Yield a warning for each row whose period overlaps that of another row of the same area, school, community and task."""
    groups: dict[tuple[object, ...], list[Fund]] = defaultdict(list)
    for row in rows:
        groups[tuple(row.fields[key] for key in ("county_code", "school_id", "partnership_id", "task"))].append(row)
    for group in groups.values():
        for before, after in pairwise(sorted(group, key=span)):
            if span(before) != span(after) and after.fields["period_start"] <= before.fields["period_end"]:
                where = after.table.location(after.record, "period")
                yield finding("fund_periods_overlap", where, other=before.record.number)

"""Read funds of pairings (经费表): amount, task, period, school or community."""

from dataclasses import dataclass
from typing import Any

from data.intake.findings import Finding, Location, finding
from data.intake.readers.reports.amount_unit import UnclearUnitError, unit_of
from data.intake.readers.reports.report_reader import ReportReader
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, text, values
from data.intake.values.money import money
from data.registry.schema import allowed

TASKS = allowed("funds", "task")
_DOUBTFUL = 100_000_000


@dataclass(frozen=True)
class Fund:
    """One row of funds as read, with its table and record. The amount is in 元."""

    table: Table
    record: Record
    fields: dict[str, Any]


class FundsReader(ReportReader):
    """Reads the records of funds and converts amounts to 元."""

    def read(self, table: Table) -> list[Fund]:
        """Return the funds of one table. An unreadable row becomes an error finding."""
        try:
            unit = unit_of(table)
        except UnclearUnitError as error:
            self.findings.append(_unclear_unit(table, str(error)))
            return []
        read = [(record, self._fund(table, record, unit)) for record in self.counted(table, "task")]
        funds = [Fund(table, record, fields) for record, fields in read if fields is not None]
        self._check_total(table, unit, sum(fund.fields["amount"] for fund in funds))
        return funds

    def _fund(self, table: Table, record: Record, unit: str | None) -> dict[str, Any] | None:
        task = self.choice(table, record, "task", values("fund_task"), TASKS)
        period, amount = self.period(table, record), self._amount(table, record, unit)
        stated_area = (
            None if is_missing(record.cells.get("county")) else self.areas.reporting(text(record.cells["county"]))
        )
        school = self.school_of(table, record, stated_area)
        community = self.community_of(table, record, stated_area, school)
        area = self.area(table, record, self.home(school, community))
        if task is None or period is None or amount is None or area is None:
            return None
        self.check_note(table, record, "amount", period)
        return {
            **{"county_code": area, "school_id": school, "partnership_id": community, "task": task},
            **{"period_start": period[0], "period_end": period[1], "amount": amount, "source": table.source(record)},
        }

    def _amount(self, table: Table, record: Record, unit: str | None) -> float | None:
        cell = record.cells.get("amount")
        if is_missing(cell):
            self.say("amount_missing", table, record, "amount")
            return None
        amount = self.value(table, record, "amount", lambda written: money(written, unit), "amount")
        if amount is None and not _is_unreadable(cell):
            self.say("amount_unit_missing", table, record, "amount", text(cell))
        if amount is not None and amount > _DOUBTFUL:
            self.say("amount_doubtful", table, record, "amount", f"{amount:,.0f}")
        return None if amount is None else float(amount)

    def _check_total(self, table: Table, unit: str | None, summed: float) -> None:
        for total in table.totals:
            words = "".join(text(cell) for cell in total.cells.values())
            if "小计" in words or is_missing(total.cells.get("amount")) or _is_unreadable(total.cells["amount"]):
                continue
            stated = money(total.cells["amount"], unit)
            if stated is not None and abs(stated - summed) >= 1:
                location = table.location(total, "amount")
                self.findings.append(finding("total_differs", location, f"{stated:,.2f}", summed=f"{summed:,.2f}"))


def _unclear_unit(table: Table, words: str) -> Finding:
    at, title = next((at, table.header.titles[at]) for at, name in table.header.columns.items() if name == "amount")
    location = Location(table.sheet.file, table.sheet.name, table.header.last + 1, at + 1, title)
    return finding("amount_unit_unclear", location, words)


def _is_unreadable(cell: Cell) -> bool:
    try:
        money(cell, "元")
    except UnreadableCellError:
        return True
    return False

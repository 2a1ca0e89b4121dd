"""Funds of pairings (经费表): how much money for which task, in which period, for which school or community."""

import re
from typing import Any

from data.intake.cells import Cell, UnreadableCellError, is_missing, real, text, values
from data.intake.findings import finding
from data.intake.records import Record, Table
from data.intake.reports import ReportReader
from data.schema import allowed

TASKS = allowed("funds", "task")
_MONEY = re.compile(r"[¥￥]?([\d.,，]+)(万?元|万)?(整)?")
_FACTORS = {"元": 1, "万元": 10_000, "万": 10_000}
_STATED_UNIT = re.compile(r"单位[:：为]?(?:人民币)?(万元|元)")
_TITLE_UNIT = re.compile(r"[(\[{【〔,，/]?(?:单位[:：])?(万元|元)[)\]}】〕]?")
_DOUBTFUL = 100_000_000
_CENTS = 2


class FundsReader(ReportReader):
    """Reads the records of funds; amounts come out in 元."""

    def read(self, table: Table, before: int) -> list[dict[str, Any]]:
        """Return the funds of one table, numbered on from `before`; unreadable rows leave an error finding."""
        unit = unit_of(table)
        found: list[dict[str, Any]] = []
        for record in table.records:
            fund = self._fund(table, record, unit)
            if fund is not None:
                found.append({"fund_id": str(before + len(found) + 1), **fund})
        self._check_total(table, unit, sum(fund["amount"] for fund in found))
        return found

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
                where = table.place(total, "amount")
                self.findings.append(finding("total_differs", where, f"{stated:,.2f}", summed=f"{summed:,.2f}"))


def unit_of(table: Table) -> str | None:
    """Return 元 or 万元 as the amount's title, else a line above the table, states it; None where nothing does."""
    title = next((table.header.titles[at] for at, name in table.header.columns.items() if name == "amount"), "")
    named = _TITLE_UNIT.search(title)
    notes = [found for words in table.titles if (found := _STATED_UNIT.search(words))]
    return named[1] if named else notes[0][1] if notes else None


def money(cell: Cell, unit: str | None) -> float | None:
    """Return an amount in 元; its own unit comes first, then `unit`; None where neither states one, raises if unreadable."""
    found = _MONEY.fullmatch(text(cell))
    if not found:
        raise UnreadableCellError(text(cell))
    amount, factor = real(found[1]), _FACTORS.get(found[2] or unit or "")
    return None if amount is None or factor is None else round(amount * factor, _CENTS)


def _is_unreadable(cell: Cell) -> bool:
    try:
        money(cell, "元")
    except UnreadableCellError:
        return True
    return False

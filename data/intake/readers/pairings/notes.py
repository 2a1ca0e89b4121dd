"""Report pairings whose note or state contradicts their dates, and how they were counted."""

import re
from datetime import date
from typing import Any

from data.intake.findings import Finding, finding
from data.intake.readers.pairings.groups import Group
from data.intake.tables.rows.table import Table
from data.intake.values.cells import UnreadableCellError, text, values, yes_no_of

_OVER = re.compile(
    r"(?<![未没不])(?<!没有)(终止|解除|撤销|停止|中止|中断|暂停|结束|到期|退出|停办|合并|撤并|取消(结对|帮扶|共同体))|不再(结对|帮扶)"
)


def doubtful_terms(table: Table, group: Group, dates: dict[str, Any], as_of: date) -> list[Finding]:
    """Return warnings on notes that say an active pairing has ended, and on states that contradict the dates."""
    remarks, seen = list[Finding](), set[str]()
    started, ended = dates["started_on"], dates["ended_on"]
    is_active = not dates["is_ended"] and (ended is None or ended > as_of)
    for record in group.records if is_active else ():
        note = text(record.cells.get("note"))
        if _OVER.search(note) and note not in seen:
            remarks.append(finding("note_says_ended", table.location(record, "note"), note))
        seen.add(note)
    if started and started > as_of and _says_active(group):
        column = "started_on" if "started_on" in table.header.columns.values() else "period"
        remarks.append(finding("active_before_start", table.location(group.first, column), str(started), as_of=as_of))
    if ended and ended <= as_of and _says_active(group):
        column = "ended_on" if "ended_on" in table.header.columns.values() else "period"
        remarks.append(finding("active_after_end", table.location(group.first, column), str(ended), as_of=as_of))
    return remarks


def _says_active(group: Group) -> bool:
    """Return whether a pairing's state says that it is active: 进行中, in use, not over."""
    if values("status").get(text(group.said.get("status"))) == "active":
        return True
    try:
        flags = {column: yes_no_of(column)(group.said.get(column)) for column in ("in_use", "is_over")}
    except UnreadableCellError:  # reported where the flag is read
        return False
    return flags["in_use"] is True or flags["is_over"] is False

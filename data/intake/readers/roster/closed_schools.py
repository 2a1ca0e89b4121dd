"""Leave out schools that a roster still lists although they are closed, not yet open, or excluded; each is reported."""

import re

from data.intake.findings import Finding, finding
from data.intake.tables.rows.table import Record, Table
from data.intake.values.cells import is_missing, text, values

_CLOSED_WORDS = re.compile(r"撤并|停办|已关闭|已撤销|已合并")


def is_left_out(table: Table, record: Record, findings: list[Finding]) -> bool:
    """Return whether a row's status or heading says that its school does not count.

    A name or note that suggests a closure becomes a finding, but the school counts.
    """
    name, note = text(record.cells.get("name")), text(record.cells.get("note"))
    written = text(record.cells.get("status"))
    status = values("school_status").get(written.lower())
    if status is None and not is_missing(written):
        findings.append(finding("school_status_unknown", table.location(record, "status"), written))
    if status == "closed":
        record.left_out = "closed"
        findings.append(finding("closed_left_out", table.location(record, "status"), name, status=written))
    elif record.left_out and (status is None or record.left_out == "by_hand"):
        code = "closed_left_out" if record.left_out == "closed" else "row_left_out"
        findings.append(finding(code, table.location(record, "name"), name, status=record.heading.words))
    else:
        record.left_out = ""
        _hint(table, record, name, note, findings)
    return bool(record.left_out)


def _hint(table: Table, record: Record, name: str, note: str, findings: list[Finding]) -> None:
    hint = next((words for words in (note, name) if _CLOSED_WORDS.search(words)), None)
    if hint:
        column = "note" if hint is note else "name"
        findings.append(finding("note_says_closed", table.location(record, column), hint, name=name))

"""Schools a roster still lists although they are closed."""

import re

from data.intake.findings import Finding, finding
from data.intake.tables.table import Record, Table
from data.intake.values.cells import is_missing, text, values

_CLOSED_HEADING = re.compile(r"^[^未拟]{0,6}已?(撤并|停办|撤销|关闭)(的)?(学校|校点|村小|教学点|名单|名册|情况|$)")
_CLOSED_WORDS = re.compile(r"撤并|停办|已关闭|已撤销|已合并")


def is_closed(table: Table, record: Record, findings: list[Finding]) -> bool:
    """Tell whether a row's status says that the school is closed; a name or note that hints at it is only noted."""
    name, note = text(record.cells.get("name")), text(record.cells.get("note"))
    written = text(record.cells.get("status"))
    status = values("school_status").get(written.lower())
    if status is None and not is_missing(written):
        findings.append(finding("school_status_unknown", table.location(record, "status"), written))
    if status == "closed":
        findings.append(finding("closed_left_out", table.location(record, "status"), name, status=written))
        return True
    if status is None and is_missing(written) and _CLOSED_HEADING.search(record.heading):
        findings.append(finding("closed_left_out", table.location(record, "name"), name, status=record.heading))
        return True
    hint = next((words for words in (note, name) if _CLOSED_WORDS.search(words)), None)
    if hint:
        column = "note" if hint is note else "name"
        findings.append(finding("note_says_closed", table.location(record, column), hint, name=name))
    return False

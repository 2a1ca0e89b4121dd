"""A members cell: whether it lists as many schools as it says."""

from data.intake.findings import Finding, finding
from data.intake.resolve.written_names import Known, split_names, stated_number
from data.intake.tables.rows.table import Record, Table


def check_counts(table: Table, record: Record, known: Known) -> list[Finding]:
    """Return a warning for each members cell whose end, as 等3所 does, says another number than it lists."""
    remarks = []
    for _, cell in record.members:
        stated, names = stated_number(str(cell)), split_names(str(cell), known)
        if stated is not None and stated != len(names):
            remarks.append(
                finding("members_differ", table.location(record, "member_name"), str(stated), number=len(names))
            )
    return remarks

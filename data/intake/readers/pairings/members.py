"""Check that a cell of members lists as many schools as it states."""

from data.intake.findings import Finding, finding
from data.intake.resolve.written_names import Known, split_names, stated_number
from data.intake.tables.rows.table import Record, Table


def check_counts(table: Table, record: Record, known: Known) -> list[Finding]:
    """Return a warning for each members cell that ends with a number (等3所) other than the number of schools in it."""
    remarks = []
    for _, cell in record.members:
        stated, names = stated_number(str(cell)), split_names(str(cell), known)
        if stated is not None and stated != len(names):
            remarks.append(
                finding("members_differ", table.location(record, "member_name"), str(stated), number=len(names))
            )
    return remarks

"""Find merged cells among a table's records whose value cannot be assigned to one row or column."""

from collections.abc import Iterator
from functools import cache

from openpyxl.utils import get_column_letter

from data.intake.findings import Finding, finding
from data.intake.formats.sheet import Merge
from data.intake.tables.rows.table import Table
from data.intake.values.cells import is_missing
from data.registry.rows import registry

_FIGURES = {"numerator", "denominator", "amount", "participants", "cadres"}
_OF_NO_USE = {"ignored", "note", "seq"}


def merged_cells(table: Table) -> Iterator[Finding]:
    """Yield an error for each figure in a cell merged over several rows, and for each merge over two columns."""
    numbers = {record.number: record for record in table.records}
    for merge in table.sheet.merges:
        rows = [row + 1 for row in range(merge.top, merge.bottom + 1) if row + 1 in numbers]
        if not rows:
            continue
        first = numbers[rows[0]]
        column = table.header.columns.get(merge.left, "")
        block = _shown(merge)
        if len(rows) > 1 and column in _figures() and not is_missing(table.sheet.cell(merge.top, merge.left)):
            yield finding("figure_merged", table.location(first, column), block, rows=f"{rows[0]}–{rows[-1]}")
        other_fields = {table.header.columns.get(at, "ignored") for at in range(merge.left + 1, merge.right + 1)}
        if other_fields - _OF_NO_USE - {column}:
            yield finding("cells_merged_across", table.location(first, column), block)


@cache
def _figures() -> frozenset[str]:
    counted = {row["column"] for row in registry("fields") if row["kind"] in ("count", "real")}
    return frozenset(counted - {"lon", "lat"} | _FIGURES)


def _shown(merge: Merge) -> str:
    first = f"{get_column_letter(merge.left + 1)}{merge.top + 1}"
    return f"{first}:{get_column_letter(merge.right + 1)}{merge.bottom + 1}"

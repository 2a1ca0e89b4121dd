"""Values that a sheet writes once for a block of rows: taken for the rows below only where the sheet shows it."""

from collections.abc import Callable, Iterator, Sequence

from data.intake.tables.rows.table import Record
from data.intake.values.cells import Cell, text

Against = Callable[[Record, Record], bool]
"""Whether a row speaks against belonging to the block that another row, its first, begins."""


def filled_down(
    records: Sequence[Record],
    column: str,
    against: Against | None = None,
    within: Sequence[object] | None = None,
    *,
    many_blanks: bool = False,
) -> Iterator[tuple[Record, Cell]]:
    """Yield each record with the column's value, blanks filled from above where the sheet writes it once a block.

    A column is written once a block where some cells are blank, its first is not, and no value begins two blocks: so
    it looks when merged cells lost their merge. A blank ends the block where its row speaks `against` it, or where
    `within` (what a larger block says of each row) changes; with `many_blanks` the blanks must be more than the values.
    """
    said = [text(record.cells.get(column)) for record in records]
    written = [(words, within[at] if within else None) for at, words in enumerate(said) if words]
    once = bool(said) and bool(said[0]) and len(written) < len(said) and len(set(written)) == len(written)
    once = once and (not many_blanks or len(said) > 2 * len(written))
    first: Record | None = None
    for at, record in enumerate(records):
        if said[at]:
            first = record
        elif first is not None and ((within and within[at] != within[at - 1]) or (against and against(record, first))):
            first = None
        yield record, first.cells.get(column) if once and first is not None else record.cells.get(column)

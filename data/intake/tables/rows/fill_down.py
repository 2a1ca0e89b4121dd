"""Fill blank cells with the value above, if the sheet writes a value once for a block of rows."""

from collections.abc import Callable, Iterator, Sequence

from data.intake.tables.rows.table import Record
from data.intake.values.cells import Cell, text

Against = Callable[[Record, Record], bool]
"""Returns whether a row contradicts belonging to the block that starts with the second row."""


def filled_down(
    records: Sequence[Record],
    column: str,
    against: Against | None = None,
    within: Sequence[object] | None = None,
    *,
    many_blanks: bool = False,
) -> Iterator[tuple[Record, Cell]]:
    """Yield each record with the column's value. Blanks are filled from above if the sheet writes values once per block.

    This is assumed if some cells are blank, the first is not, and no value begins two blocks: it is what merged cells
    look like after they lost their merge. A block ends at a row that `against` rejects, or where `within` (the larger
    block of each row) changes. With `many_blanks` there must be more blanks than values.
    """
    texts = [text(record.cells.get(column)) for record in records]
    written = [(words, within[at] if within else None) for at, words in enumerate(texts) if words]
    is_once_per_block = (
        bool(texts) and bool(texts[0]) and len(written) < len(texts) and len(set(written)) == len(written)
    )
    is_once_per_block = is_once_per_block and (not many_blanks or len(texts) > 2 * len(written))
    block_start: Record | None = None
    for at, record in enumerate(records):
        if texts[at]:
            block_start = record
        elif block_start is not None and (
            (within and within[at] != within[at - 1]) or (against and against(record, block_start))
        ):
            block_start = None
        yield (
            record,
            block_start.cells.get(column)
            if is_once_per_block and block_start is not None
            else record.cells.get(column),
        )

"""Values that a sheet writes once for a block of rows."""

from collections.abc import Iterator

from data.intake.tables.table import Record
from data.intake.values.cells import Cell, text


def blocks(records: list[Record], column: str) -> Iterator[tuple[Record, Cell]]:
    """Yield each record with the column's value, blanks filled from above where the sheet writes it once a block.

    A column is written once a block where some cells are blank, its first is not, and no two
    neighbouring rows write the same value: so it looks when merged cells lost their merge.
    """
    said = [text(record.cells.get(column)) for record in records]
    once = bool(said) and bool(said[0]) and not all(said)
    once = once and not any(said[at] and said[at] == said[at + 1] for at in range(len(said) - 1))
    above: Cell = None
    for record in records:
        own = record.cells.get(column)
        above = own if text(own) else above
        yield record, above if once else own

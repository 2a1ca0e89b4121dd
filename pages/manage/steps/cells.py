"""Prepares the cells of a sheet for the grid: what each was read as, its findings, and the account of all cells."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter

from data.intake.findings import Finding
from data.intake.ledger import KINDS, Ledger
from data.intake.preview import RowView, SheetView
from pages.manage.steps import open_questions
from views.panels.manage.account import Account, LeftOut
from views.panels.manage.grid import Line, Mark, Marks, Taken
from views.text.labels import label, spoken

_IN_HEAD = ("column_by_hand", "column_left_out")  # what the head of the column says already


def lines(rows: Sequence[RowView], asked: Sequence[Finding]) -> list[Line]:
    """Return rows for the grid, each cell with what it was read as; `asked` are the findings that ask a question about the sheet."""
    columns = open_questions.letters(asked)
    headings = [one.row for one in asked if one.heading]
    return [Line(row.number, row.role, row.cells, tuple(_taken(row, columns, row.number in headings))) for row in rows]


def _taken(row: RowView, asked: Mapping[str, int], is_asked: bool) -> Iterator[Taken]:
    for position, entry in enumerate(row.entries, start=1):
        begins = asked.get(get_column_letter(position))
        is_open = entry and (entry.kind == "header" or entry.what.startswith(("column_", "asked")))
        if entry and (is_asked or (is_open and begins is not None and row.number >= begins)):
            yield Taken("asked")
        else:
            yield Taken("header" if entry.kind == "title" else entry.kind, entry.what) if entry else Taken()


def marks(view: SheetView, findings: Sequence[Finding], *, brief: bool = False) -> Marks:
    """Return the findings on rows of a sheet, by row and column letter.

    With `brief`, findings that are shown elsewhere on the page are left out or shortened.
    """
    found = defaultdict[tuple[int, str], list[Mark]](list)
    for one in findings:
        is_shown_elsewhere = brief and one.code in _IN_HEAD
        if (one.file, one.sheet) == (view.file, view.sheet) and one.row and not is_shown_elsewhere:
            is_named = brief and one.asks
            words = label("questions.above") if is_named else str(spoken(one.as_dict(), "message"))
            found[one.row, open_questions.letter(one)].append(Mark(one.severity, words))
    return found


def account(ledger: Ledger) -> Account:
    """Return the account of a sheet's cells for the view."""
    kinds = {kind: ledger.kinds[kind] for kind in KINDS}
    left = [
        LeftOut(reason, one.cells, ", ".join(one.ranges) + (" …" if one.is_more else ""))
        for reason, one in ledger.left_out.items()
    ]
    rows = {reason: len(numbers) for reason, numbers in ledger.rows_left_out.items()}
    return Account(ledger.cells, kinds, left, ledger.rows, ledger.records, rows)

"""Draw the findings of a reading as a list by severity, and write them with the sheets as a workbook."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from views.exports.listing import Listing
from views.exports.sheets import SHEET_ROWS, Book, names_for
from views.listings import About
from views.listings.about import columns_of
from views.panels.manage.grid import Head, Line, Marks
from views.text.labels import label, spoken
from views.theme.palette import SEVERITIES

ORDER = tuple(SEVERITIES)
_PLAIN = "text"


def listing(title: str, about: About, findings: Sequence[dict[str, Any]]) -> Listing:
    """Return findings (from `Finding.as_dict`) as a list, the most severe first, with place, value, reason and fix."""
    rows = pd.DataFrame(
        [
            {
                "severity": one["severity"], "severity_words": label(f"severity.{one['severity']}"), "file": one["file"],
                "sheet": one["sheet"] or None, "row": one["row"], "column": one["column"] or None,
                "value": one["value"] or None, "why": spoken(one, "message"), "mend": spoken(one, "mend"),
            }
            for one in sorted(findings, key=lambda one: ORDER.index(one["severity"]))
        ],
        columns=["severity", "severity_words", "file", "sheet", "row", "column", "value", "why", "mend"],
    )  # fmt: skip
    columns = columns_of(
        ("severity_words", "severity", "standing", "severity"), ("file", "file"), ("sheet", "sheet"),
        ("row", "row", "count"), ("column", "column"), ("value", "value"), ("why", "why"), ("mend", "mend"),
    )  # fmt: skip
    return about.listing(title, columns, rows)


def book(found: Listing, sheets: Sequence[tuple[str, Sequence[Head], Sequence[Line], Marks]]) -> bytes:
    """Return a workbook with the findings and every sheet as sent; in front of each row are its findings."""
    rows = max([len(found.frame), *(len(lines) for _, _, lines, _ in sheets)])
    made = Book(found.title, rows)
    notes, first, *names = names_for([label("notes_sheet"), found.title, *(name for name, *_ in sheets)])
    made.table(first, found)
    for name, (_, heads, lines, marks) in zip(names, sheets, strict=True):
        _sheet(made, name, heads, lines[: SHEET_ROWS - 1], marks)
    made.pairs(made.sheet(notes), 0, found.notes)
    return made.done()


def _sheet(made: Book, name: str, heads: Sequence[Head], lines: Sequence[Line], marks: Marks) -> None:
    sheet = made.sheet(name)
    titles = [f"{head.letter} {head.meaning}" for head in heads]
    made.header(sheet, 0, [label("grid.row"), label("column.why"), *titles], [8, 48, *(18 for _ in heads)])
    letters = [head.letter for head in heads]
    for at, line in enumerate(lines, start=1):
        of_row = {letter: marks[line.number, letter] for letter in ("", *letters) if (line.number, letter) in marks}
        messages = "\n".join(
            f"{label(f'severity.{one.severity}')} {letter} {one.words}"
            for letter, all_ in of_row.items()
            for one in all_
        )
        gravest = min((one.severity for all_ in of_row.values() for one in all_), key=ORDER.index, default=_PLAIN)
        cells = [
            (min((one.severity for one in of_row.get(letter, ())), key=ORDER.index, default=_PLAIN), text)
            for letter, text in zip(letters, line.cells, strict=False)
        ]
        made.row(sheet, at, [("count", line.number), (gravest, messages or None), *cells], (8, 48))
    made.filter(sheet, len(lines), len(heads) + 2)

"""Who is missing from a figure, by name."""

from dataclasses import replace

from views.briefing.slides.list_slides import first_only
from views.briefing.slides.paging import LARGER, MOST, column_width, tables
from views.briefing.slides.sheets import BODY, Sheets
from views.briefing.slides.spoken import cells, numeric
from views.briefing.slides.tables import Cell, Grid
from views.exports.listing import Column, Listing
from views.labels import label, number, records

_ABREAST, _COLUMNS = 2, 4
_WANTED = ("area", "numerator", "denominator", "own", "stage", "pupils")


def missing_slides(sheets: Sheets, listing: Listing) -> None:
    """Add the names behind what is missing, numbered, two tables a slide; of very many the first, and how many there are."""
    if listing.frame.empty:
        return
    columns = _columns(listing)
    rows = [
        [Cell(number(place)), *cells(row, columns)]
        for place, row in enumerate(records(listing.frame.head(MOST)), start=1)
    ]
    headers = [label("deck.number"), *(column.header for column in columns)]
    right = frozenset({0, *(at + 1 for at in numeric(columns))})
    title = label("deck.missing", title=listing.title, count=number(listing.rows))
    alone = Grid(headers, rows, BODY.w, right)
    if len(alone.stacks(BODY.h)) == 1:
        tables(sheets, title, alone.enlarged(BODY.h, LARGER))
        return
    tables(sheets, title, replace(alone, width=column_width(_ABREAST)), _ABREAST, first_only(listing.rows))


def _columns(listing: Listing) -> list[Column]:
    """Return the name and what stands beside it on a slide: the area, its own counts or its kind and size."""
    beside = [column for name in _WANTED for column in listing.columns[1:] if column.name == name]
    return [listing.columns[0], *beside[: _COLUMNS - 1]]

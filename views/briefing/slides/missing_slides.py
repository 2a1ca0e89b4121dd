"""Add the names of the units missing from a figure: long lists on slides of their own, short ones together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from views.briefing.slides.boxes import Box, write
from views.briefing.slides.fitting import filled, fitted, height
from views.briefing.slides.list_slides import first_only
from views.briefing.slides.paging import LARGER, MOST, column_width, page_of, tables
from views.briefing.slides.sheets import BODY, Sheets
from views.briefing.slides.spoken import cells, numeric
from views.briefing.slides.tables import Cell, Grid
from views.briefing.slides.writing import Run
from views.exports.listing import Column, Listing
from views.text.labels import label, number, records
from views.theme.palette import INK

_ABREAST, _COLUMNS = 2, 4
_WANTED = ("area", "numerator", "denominator", "own", "stage", "pupils")
_HEAD, _APART = 14, 0.25  # points of the words above a short list; inches between two lists
_SHORT = BODY.h / 2


@dataclass(frozen=True)
class _List:
    """One list as a table across a slide, with its title."""

    title: str
    grid: Grid
    rows: int

    @cached_property
    def words(self) -> tuple[str, float]:
        """The title above the list on a shared slide, and its size."""
        return fitted(self.title, BODY.w, 0.6, (_HEAD, 13, 12), bold=True)

    @cached_property
    def height(self) -> float:
        """The height of the list with its title, in inches."""
        rows = sum(self.grid.row_height(row) for row in (self.grid.head, *self.grid.rows))
        return height(*self.words, BODY.w, bold=True) + rows + _APART


def missing_slides(sheets: Sheets, listings: Iterable[Listing]) -> None:
    """Add the missing units by name, numbered; a very long list is cut, with its full number in the title."""
    lists = [_list(listing) for listing in listings if not listing.frame.empty]
    short = [one for one in lists if one.height <= _SHORT]
    pages = [[short[at] for at in page] for page in filled([one.height for one in short], BODY.h)]
    shared = [page for page in pages if len(page) > 1]
    together = [one for page in shared for one in page]
    for one in lists:
        if one not in together:
            _alone(sheets, one)
    for page, here in enumerate(shared, start=1):
        _together(sheets, here, page_of(page, len(shared)))


def _list(listing: Listing) -> _List:
    columns = _columns(listing)
    rows = [
        [Cell(number(place)), *cells(row, columns)]
        for place, row in enumerate(records(listing.frame.head(MOST)), start=1)
    ]
    headers = [label("deck.number"), *(column.header for column in columns)]
    right = frozenset({0, *(at + 1 for at in numeric(columns))})
    title = label("deck.missing", title=listing.title, count=number(listing.rows))
    return _List(title, Grid(headers, rows, BODY.w, right), listing.rows)


def _alone(sheets: Sheets, one: _List) -> None:
    """Add a list on as many slides as needed, with two tables side by side if one is not enough."""
    if len(one.grid.stacks(BODY.h)) == 1:
        tables(sheets, one.title, one.grid.enlarged(BODY.h, LARGER))
        return
    tables(sheets, one.title, replace(one.grid, width=column_width(_ABREAST)), _ABREAST, first_only(one.rows))


def _together(sheets: Sheets, lists: Sequence[_List], page: str) -> None:
    """Add short lists one below the other on a slide, each below its title."""
    slide, top = sheets.add(label("deck.lists"), page), BODY.y
    for one in lists:
        text, size = one.words
        high = height(text, size, BODY.w, bold=True)
        write(slide, Box(BODY.x, top, BODY.w, high), one.title, [[Run(text, size, INK, bold=True)]])
        one.grid.draw(slide, one.grid.rows, BODY.x, top + high, one.title)
        top += one.height


def _columns(listing: Listing) -> list[Column]:
    """Return the columns for a slide: the name, and beside it area, own counts, or kind and size."""
    beside = [column for name in _WANTED for column in listing.columns[1:] if column.name == name]
    return [listing.columns[0], *beside[: _COLUMNS - 1]]

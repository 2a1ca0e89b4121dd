"""Add the slides of the goals: their number by standing, and all of them by name."""

from collections.abc import Mapping
from typing import Any

from pptx.slide import Slide

from views.briefing.slides.boxes import Box, panel
from views.briefing.slides.paging import LARGER, page_of
from views.briefing.slides.sheets import BODY, Sheets
from views.briefing.slides.stacking import Words, stack
from views.briefing.slides.tables import Cell, Grid
from views.briefing.slides.writing import Run
from views.exports.listing import Column
from views.exports.words import cell_words
from views.shell.layout import standing_words
from views.text.labels import label, number, records
from views.theme.palette import QUIET, STANDINGS, TINTS, WHITE

_SHOWN = ("goal_id", "goal", "words", "shown", "counted", "as_of", "line", "due", "still")
_SIZE = 11
_RIGHT = ("shown", "counted")
_CHIPS, _CHIP, _GAP = 0.75, 0.5, 0.15  # inches; the counts above the list


def goal_slides(sheets: Sheets) -> None:
    """Add the number of goals by standing, and the list of all goals on as many slides as needed."""
    listing = sheets.briefing.standings
    columns = [column for name in _SHOWN for column in listing.columns if column.name == name]
    rows = [[_cell(row, column) for column in columns] for row in records(listing.frame)]
    right = frozenset(at for at, column in enumerate(columns) if column.name in _RIGHT)
    grid = Grid([column.header for column in columns], rows, BODY.w, right, _SIZE).enlarged(BODY.h - _CHIPS, LARGER)
    pages = grid.stacks(BODY.h, BODY.h - _CHIPS)
    for page, here in enumerate(pages, start=1):
        slide = sheets.add(listing.title, page_of(page, len(pages)))
        if not rows:
            stack(slide, BODY, [Words(listing.title, label("goals.none"), (24,), 2, QUIET)])
            continue
        if page == 1:
            _chips(slide, {str(one): int(count) for one, count in listing.frame["standing"].value_counts().items()})
        grid.draw(slide, here, BODY.x, BODY.y + (_CHIPS if page == 1 else 0), listing.title)


def _cell(row: Mapping[str, Any], column: Column) -> Cell:
    words = cell_words(row[column.name], column)
    if column.name != "words":
        return Cell(words)
    ground, ink = TINTS[row["standing"]]
    return Cell(words, ink, ground, bold=True)


def _chips(slide: Slide, counts: Mapping[str, int]) -> None:
    """Draw the number of goals by standing, each standing with its mark, word and colour."""
    found = [one for one in STANDINGS if one in counts]
    wide = min(2.9, (BODY.w - _GAP * (len(found) - 1)) / len(found))
    for place, one in enumerate(found):
        words = label("overview.standing", standing=standing_words(one), count=number(counts[one]))
        size = 16 if len(found) <= 4 else 12
        box = Box(BODY.x + place * (wide + _GAP), BODY.y, wide, _CHIP)
        panel(slide, box, label("column.goal_standing"), STANDINGS[one], [[Run(words, size, WHITE, bold=True)]])

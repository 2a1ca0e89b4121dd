"""Spread long tables over several slides."""

from views.briefing.slides.boxes import Box, write
from views.briefing.slides.fitting import fitted, line_height
from views.briefing.slides.sheets import BODY, Sheets
from views.briefing.slides.tables import Grid
from views.briefing.slides.writing import Run
from views.text.labels import label
from views.theme.palette import QUIET

GAP = 0.3  # inches between tables side by side
MOST = 400  # most rows of a list in the deck; the workbook has all
LARGER = (16, 15, 14, 13)  # points; a table that fits one slide is as large as possible
_NOTE = 12


def page_of(page: int, pages: int) -> str:
    """Return the words "page … of …"; an empty string if there is only one page."""
    return label("deck.page", page=page, pages=pages) if pages > 1 else ""


def column_width(abreast: int) -> float:
    """Return the width in inches of each of `abreast` tables side by side."""
    return (BODY.w - GAP * (abreast - 1)) / abreast


def tables(sheets: Sheets, title: str, grid: Grid, abreast: int = 1, note: str = "") -> None:
    """Add a table on as many slides as needed, with `abreast` parts side by side; the note is below each."""
    room = BODY.h - (line_height(_NOTE) + 0.1 if note else 0)
    stacks = grid.stacks(room)
    pages = [stacks[first : first + abreast] for first in range(0, len(stacks), abreast)]
    for page, here in enumerate(pages, start=1):
        slide = sheets.add(title, page_of(page, len(pages)))
        for place, rows in enumerate(here):
            grid.draw(slide, rows, BODY.x + place * (grid.width + GAP), BODY.y, title)
        if note:
            text, size = fitted(note, BODY.w, line_height(_NOTE), (_NOTE, 11, 10))
            write(slide, Box(BODY.x, BODY.y + room + 0.1, BODY.w, line_height(_NOTE)), label("deck.note"), [[Run(text, size, QUIET)]])  # fmt: skip

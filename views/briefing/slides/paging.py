"""Long tables over as many slides as they take."""

from views.briefing.slides.boxes import Box, write
from views.briefing.slides.fitting import fitted, line_height
from views.briefing.slides.sheets import BODY, Sheets
from views.briefing.slides.tables import Grid
from views.briefing.slides.writing import Run
from views.text.labels import label
from views.theme.palette import QUIET

GAP = 0.3  # inches between tables side by side
MOST = 400  # rows a deck lists; the workbook has all
LARGER = (16, 15, 14, 13)  # points: a table that stands on one slide is as large as it can
_NOTE = 12


def page_of(page: int, pages: int) -> str:
    """Return which page of several this is; nothing where there is one only."""
    return label("deck.page", page=page, pages=pages) if pages > 1 else ""


def column_width(abreast: int) -> float:
    """Return the width of each of so many tables side by side."""
    return (BODY.w - GAP * (abreast - 1)) / abreast


def tables(sheets: Sheets, title: str, grid: Grid, abreast: int = 1, note: str = "") -> None:
    """Add a table over as many slides as it takes, so many stacks side by side; the note stands below each."""
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

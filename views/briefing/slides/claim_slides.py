"""Add one slide for each claim: figure, standing and reasons, a native chart and its table, and speaker notes."""

from dataclasses import replace

from pptx.slide import Slide

from views.briefing.content import Claim
from views.briefing.slides.boxes import Box, fill, write
from views.briefing.slides.fitting import fitted, height
from views.briefing.slides.native_charts import bars, trend_lines
from views.briefing.slides.paging import LARGER, column_width, tables
from views.briefing.slides.sheets import BODY, Sheets
from views.briefing.slides.shown import Shown, shown
from views.briefing.slides.spoken import figure_words
from views.briefing.slides.stacking import Words, stack
from views.briefing.slides.tables import Grid
from views.briefing.slides.writing import Run, paragraphs
from views.shell.layout import standing_words
from views.text.labels import label
from views.theme.palette import INK, QUIET, STANDINGS

_SAID = Box(BODY.x, BODY.y, 3.85, 5.0)
_DRAWN = Box(4.5, BODY.y, 4.65, 5.0)
_TABLE = Box(9.3, BODY.y, 3.53, 5.0)
_FOOT = Box(BODY.x, 6.4, BODY.w, 0.58)
_BELOW = 0.6  # most inches for the note below a chart
_ROOM, _SENTENCES = 2.9, (16, 15, 14, 13, 12, 11, 10)  # inches and points of the sentences below the figure
_ABREAST = 2
_NOTES, _SMALLER = 12, (11, 10)


def claim_slides(sheets: Sheets, claim: Claim) -> None:
    """Add a claim's slide; its table gets slides of its own if it does not fit beside the chart."""
    title, found = f"{claim.code} {claim.title}", shown(claim)
    slide = sheets.add(title)
    _say(slide, claim)
    table = _beside(found)
    beside = len(table.stacks(_TABLE.h)) == 1
    box = _DRAWN if beside else _DRAWN._replace(w=BODY.x + BODY.w - _DRAWN.x)
    _draw(
        slide, claim, found, _noted(slide, box, f"{found.note} {'' if beside else label('deck.table_follows')}".strip())
    )
    _foot(slide, claim)
    _speak(slide, claim, found, sheets.briefing.link)
    if beside:
        table.draw(slide, table.rows, _TABLE.x, _TABLE.y, title)
    else:
        tables(sheets, label("deck.table", goal=title), _grid(found, column_width(_ABREAST)), _ABREAST, found.note)


def _noted(slide: Slide, box: Box, note: str) -> Box:
    """Write a note below a chart; return the box that remains for the chart."""
    if not note:
        return box
    text, size = fitted(note, box.w, _BELOW, (11, 10, 9))
    high = height(text, size, box.w)
    write(slide, Box(box.x, box.y + box.h - high, box.w, high), label("deck.note"), [[Run(text, size, QUIET)]])
    return box._replace(h=box.h - high - 0.05)


def _beside(found: Shown) -> Grid:
    """Return the table for beside the chart: large with one line for each row, else in the largest size that fits."""
    grid = _grid(found, _TABLE.w)
    large = grid.enlarged(_TABLE.h, (*LARGER[-2:], grid.size, *_SMALLER))
    smaller = (replace(large, size=size) for size in (large.size, *_SMALLER))
    return next((one for one in smaller if len(one.stacks(_TABLE.h)) == 1), grid)


def _grid(found: Shown, width: float) -> Grid:
    return Grid(found.headers, found.rows, width, frozenset(range(1, len(found.headers))))


def _say(slide: Slide, claim: Claim) -> None:
    """Write the figure, its counts, the standing in its colour, and the sentences in a size in which all of them fit."""
    standing = str(claim.goal["standing"])
    sentences = [text for text in (claim.sentence, claim.counties) if text]
    fits = (size for size in _SENTENCES if sum(height(text, size, _SAID.w) + 0.1 for text in sentences) <= _ROOM)
    size = next(fits, _SENTENCES[-1])
    value, beside = figure_words(claim)
    parts = [
        Words(label("column.figure"), value, (54, 44, 36, 28), 1, INK, bold=True),
        Words(label("column.counts"), beside, (20, 18, 16), 0.4, INK),
        Words(label("column.goal_standing"), standing_words(standing), (20, 18, 16), 0.4, STANDINGS[standing], bold=True),
        Words(label("deck.sentence"), claim.sentence, (size,), _ROOM, INK),
        Words(label("deck.counties"), claim.counties, (size,), _ROOM, INK),
    ]  # fmt: skip
    stack(slide, _SAID, parts)


def _draw(slide: Slide, claim: Claim, found: Shown, box: Box) -> None:
    if found.is_empty:
        stack(slide, box, [Words(label("deck.chart"), label("deck.nothing_drawn"), (18, 16), 1, QUIET)])
        return
    draw = bars if found.of_areas else trend_lines
    draw(slide, box, found.drawing, f"{claim.code} {claim.title}：{claim.sentence}", claim.as_of)


def _foot(slide: Slide, claim: Claim) -> None:
    text, size = fitted(f"{claim.when_and_rule} · {claim.source}", _FOOT.w, _FOOT.h, (11, 10, 9, 8))
    write(slide, _FOOT, label("deck.basis"), [[Run(text, size, QUIET)]], "b")


def _speak(slide: Slide, claim: Claim, found: Shown, link: str) -> None:
    """Write the text of the slide in full as speaker notes, with the clause and the link."""
    texts = [f"{claim.code} {claim.title}", f"{claim.value} {claim.beside}", claim.sentence, claim.counties, found.note]
    lines = [*texts, claim.when_and_rule, claim.source, link]
    notes = slide.notes_slide.notes_placeholder
    fill(notes, paragraphs([[Run(line, _NOTES)] for line in lines if line], gap=4), "t")

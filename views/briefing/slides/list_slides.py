"""Add the slides after the claims: the map, the areas ranked, what changed, the method."""

import io
from dataclasses import replace
from typing import Any

from pptx.util import Inches

from data.registry.rows import Row, indicators
from views.briefing.content import Claim
from views.briefing.slides.boxes import Box, move, write
from views.briefing.slides.fitting import filled, height, wrapped
from views.briefing.slides.paging import LARGER, MOST, page_of, tables
from views.briefing.slides.sheets import BODY, Sheets
from views.briefing.slides.shown import compared_note
from views.briefing.slides.spoken import cells, numeric
from views.briefing.slides.tables import Cell, Grid
from views.briefing.slides.writing import Run
from views.maps.notes import APPROVAL
from views.text.labels import formula, label, named, number, records
from views.theme.palette import QUIET

_CHANGE, _APART = 18, 10  # points of the sentences on changes, and between them
_PIECE = 10  # lines of a note in one table row
_NOTE = 11


def map_slide(sheets: Sheets, picture: bytes) -> None:
    """Add the map (PNG) as large as it fits, with the notes that every map carries."""
    slide = sheets.add(label("deck.map"))
    shape = slide.shapes.add_picture(io.BytesIO(picture), Inches(0), Inches(0))
    room = BODY._replace(h=BODY.h - 0.35)
    scale = min(room.w / shape.width, room.h / shape.height)
    wide, high = shape.width * scale, shape.height * scale
    move(shape, Box(room.x + (room.w - wide) / 2, room.y + (room.h - high) / 2, wide, high))
    shape.name = label("deck.map")
    element: Any = shape._element
    element.nvPicPr.cNvPr.set("descr", label("deck.map_alt", area=sheets.briefing.area))
    approval = label("map.approval", number=APPROVAL) if APPROVAL else label("map.no_approval")
    words = f"{label('map.note')} {approval}"
    write(slide, Box(BODY.x, BODY.y + BODY.h - 0.25, BODY.w, 0.25), label("deck.note"), [[Run(words, _NOTE, QUIET)]])


def ranked_slides(sheets: Sheets) -> None:
    """Add every area's figure, best first; the place's own is above, areas without data are below."""
    listing = sheets.briefing.areas
    frame = listing.frame
    if frame.empty:
        return
    first = indicators()[frame["indicator_id"].iloc[0]]
    fewer = first["direction"] == "lower"
    below = frame[frame["level"] != "place"].sort_values("value", ascending=fewer, na_position="last", kind="stable")
    places = below["value"].rank(method="min", ascending=fewer)
    whole = [[Cell("—"), *cells(row, listing.columns)] for row in records(frame[frame["level"] == "place"])]
    whole = [[Cell(cell.text, bold=True) for cell in row] for row in whole]
    kept = records(below.head(MOST))
    ranks = [Cell(number(place)) for place in places.head(MOST)]
    rows = [[rank, *cells(row, listing.columns)] for rank, row in zip(ranks, kept, strict=True)]
    headers = [label("deck.rank"), *(column.header for column in listing.columns)]
    right = frozenset({0, *(at + 1 for at in numeric(listing.columns))})
    grid = Grid(headers, [*whole, *rows], BODY.w, right)
    tables(
        sheets, label("overview.table", indicator=named(first)), grid.enlarged(BODY.h, LARGER),
        note=compared_note(sheets.briefing.compared) + first_only(len(below)),
    )  # fmt: skip


def first_only(count: int) -> str:
    """Return the note that a list continues in the workbook; an empty string if the deck has all of it."""
    return label("deck.first_only", count=number(count), shown=number(MOST)) if count > MOST else ""


def change_slides(sheets: Sheets) -> None:
    """Add what changed since the earlier snapshot; no slide if nothing was compared."""
    lines = [f"• {line}" for line in sheets.briefing.changes]
    heights = [height(line, _CHANGE, BODY.w) + _APART / 72 for line in lines]
    pages = filled(heights, BODY.h)
    for page, here in enumerate(pages, start=1):
        slide = sheets.add(label("deck.changes"), page_of(page, len(pages)))
        words = [[Run(lines[at], _CHANGE)] for at in here]
        box = BODY._replace(h=sum(heights[at] for at in here))
        write(slide, box, label("deck.changes"), words, gap=_APART)


def method_slides(sheets: Sheets) -> None:
    """Add the method: the notes of the briefing, and the meaning of each claim's indicator."""
    briefing = sheets.briefing
    notes = [pair for pair in briefing.notes if pair[0] != label("note.link")]
    pairs = [*notes, *_meanings(briefing.claims)] + ([(label("deck.link"), briefing.link)] if briefing.link else [])
    heads = Grid(
        [label("deck.aspect"), label("note.title")], [[Cell(head), Cell(text)] for head, text in pairs], BODY.w
    )
    rows = [
        [Cell(head if place == 0 else "", bold=True), Cell(piece)]
        for head, text in pairs
        for place, piece in enumerate(_pieces(text, heads.size, heads.widths[1]))
    ]
    tables(sheets, label("deck.method"), replace(heads, rows=rows))


def _meanings(claims: list[Claim]) -> list[tuple[str, str]]:
    """Return each indicator once with its meaning and formula."""
    rows: dict[str, Row] = {named(claim.meaning): claim.meaning for claim in claims}
    return [(name, f"{named(row, 'sentence')} {label('note.formula')}: {formula(row)}") for name, row in rows.items()]


def _pieces(text: str, size: float, width: float) -> list[str]:
    """Return a text in parts of one table row each, because a source list can be longer than a slide."""
    lines = wrapped(text, size, width - 0.2)
    return ["".join(lines[first : first + _PIECE]) for first in range(0, len(lines), _PIECE)]

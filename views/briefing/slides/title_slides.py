"""Add the first slides: the title and the headline figures."""

from pptx.slide import Slide

from views.briefing.content import Claim
from views.briefing.slides.boxes import Box, fill, move, panel
from views.briefing.slides.fitting import fitted, inches
from views.briefing.slides.sheets import BODY, HIGH, Sheets
from views.briefing.slides.spoken import figure_words
from views.briefing.slides.stacking import Words, stack
from views.briefing.slides.writing import Run, paragraphs
from views.shell.layout import standing_words
from views.text.labels import day, label, named
from views.theme.palette import BADGES, CARD, COVERED, INK, QUIET, STANDINGS

HEADLINES, _ABREAST = 6, 3
_GAP, _PAD = 0.24, 0.2


def title_slide(sheets: Sheets) -> None:
    """Add the title slide: area and programme, the document, date and source, synthetic or official."""
    briefing = sheets.briefing
    slide = sheets.add(briefing.title)
    panel(slide, Box(0, 0, 0.28, HIGH), label("deck.edge"), COVERED)
    head = Box(1, 1.5, 11.3, 1.6)
    text, size = fitted(briefing.title, head.w, head.h, (40, 36, 32, 28, 24, 20), bold=True)
    move(slide.shapes.title, head)
    fill(slide.shapes.title, paragraphs([[Run(text, size, COVERED, bold=True)]]), "b")
    document = f"{named(briefing.programme, 'title')} {briefing.programme['document_no']}"
    compared = label("briefing.compared", areas=briefing.compared) if briefing.compared else ""
    parts = [
        Words(label("note.programme"), document, (20, 18, 16, 14), 0.8, INK),
        Words(label("note.date"), f"{label('note.date')} {day(briefing.as_of)}", (20, 18), 0.4, INK),
        Words(label("note.compared"), compared, (18, 16, 14, 12), 0.7, INK),
        Words(
            label("note.sources"),
            label("deck.sources", sources=briefing.sources) if briefing.sources else "",
            (16, 14, 12),
            0.9,
            QUIET,
        ),
    ]
    stack(slide, Box(1, 3.3, 11.3, 2.3), parts, gap=0.14)
    ground, ink, _ = BADGES[briefing.status]
    words = label(f"status.{briefing.status}")
    panel(
        slide,
        Box(1, 5.8, inches(words, 18, bold=True) + 0.5, 0.5),
        label("note.status"),
        ground,
        [[Run(words, 18, ink, bold=True)]],
    )


def headline_slide(sheets: Sheets) -> None:
    """Add the first claims' figures as cards: the big figure, its counts and standing, date and rule."""
    claims = sheets.briefing.claims[:HEADLINES]
    slide = sheets.add(label("deck.headline"))
    if not claims:
        stack(slide, BODY, [Words(label("deck.headline"), label("goals.none"), (24,), 2, QUIET)])
        return
    abreast = min(_ABREAST, len(claims))
    rows = -(-len(claims) // abreast)
    wide, high = (BODY.w - _GAP * (abreast - 1)) / abreast, (BODY.h - _GAP * (rows - 1)) / rows
    for place, claim in enumerate(claims):
        x, y = BODY.x + place % abreast * (wide + _GAP), BODY.y + place // abreast * (high + _GAP)
        _card(slide, Box(x, y, wide, high), claim)


def _card(slide: Slide, box: Box, claim: Claim) -> None:
    panel(slide, box, label("deck.card", goal=claim.code), CARD)
    inside = Box(box.x + _PAD, box.y + _PAD * 0.7, box.w - 2 * _PAD, box.h - _PAD * 1.4)
    standing, tall = str(claim.goal["standing"]), box.h > 4
    value, beside = figure_words(claim)
    parts = [
        Words(claim.code, f"{claim.code} {claim.title}", (20, 18, 16) if tall else (15, 14, 13, 12, 11), 0.62 + tall, INK, bold=True),
        Words(label("column.figure"), value, (60, 48, 36) if tall else (34, 28), 1.2, INK, bold=True),
        Words(label("column.counts"), beside, (20, 16) if tall else (14, 12), 0.4, INK),
        Words(label("column.goal_standing"), standing_words(standing), (20, 16) if tall else (14, 12), 0.4, STANDINGS[standing], bold=True),
        Words(label("note.rule"), claim.when_and_rule, (14, 12, 11, 10, 9), 2, QUIET),
    ]  # fmt: skip
    stack(slide, inside, parts, gap=0.12 if tall else 0.03)

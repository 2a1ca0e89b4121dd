"""Write a briefing as a 16:9 deck for PowerPoint and WPS: native charts and tables, speaker notes, Chinese fonts."""

from views.briefing.content import Briefing
from views.briefing.slides.claim_slides import claim_slides
from views.briefing.slides.goal_slides import goal_slides
from views.briefing.slides.list_slides import change_slides, map_slide, method_slides, ranked_slides
from views.briefing.slides.missing_slides import missing_slides
from views.briefing.slides.sheets import Sheets
from views.briefing.slides.title_slides import headline_slide, title_slide


def deck(briefing: Briefing, picture: bytes | None = None) -> bytes:
    """Return the PPTX of a briefing in the session's language; `picture` is the map as PNG (None: no map)."""
    sheets = Sheets(briefing)
    title_slide(sheets)
    headline_slide(sheets)
    goal_slides(sheets)
    for claim in briefing.claims:
        claim_slides(sheets, claim)
    if picture:
        map_slide(sheets, picture)
    ranked_slides(sheets)
    change_slides(sheets)
    missing_slides(sheets, {claim.missing.title: claim.missing for claim in briefing.claims}.values())
    method_slides(sheets)
    return sheets.file()

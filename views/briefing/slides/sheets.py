"""Open the blank 16:9 deck, and add slides with a title and the footer."""

import io
import re
from datetime import datetime, time

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide
from pptx.util import Inches

from views.briefing.content import Briefing
from views.briefing.slides.boxes import Box, fill, move, write
from views.briefing.slides.fitting import fitted, inches, line_height
from views.briefing.slides.writing import FONT, Run, page_number, paragraphs, printable, tongue
from views.exports.packing import repacked
from views.text.labels import day, label, named
from views.theme.palette import BADGES, COVERED, QUIET

WIDE, HIGH = 13.333, 7.5
BODY = Box(0.5, 1.3, 12.33, 5.55)
_TITLE, _TITLE_SIZES = Box(0.5, 0.3, 12.33, 0.85), (26, 24, 22, 20, 18)
_FOOT, _FOOT_SIZE = Box(0.5, 7.08, 11.3, 0.24), 10
_TITLE_ONLY, _DRAWN_FOR = 5, 10  # the layout that is kept; the width in inches of the blank deck


class Sheets:
    """The slides of one briefing, in the order in which they are added."""

    def __init__(self, briefing: Briefing) -> None:
        """Open a blank deck with one layout and the house font in its theme."""
        self.briefing = briefing
        self._book = Presentation()
        self._book.slide_width, self._book.slide_height = Inches(WIDE), Inches(HIGH)
        layouts = self._book.slide_layouts
        for layout in [one for at, one in enumerate(layouts) if at != _TITLE_ONLY]:
            layouts.remove(layout)
        for shape in [*self._book.slide_master.placeholders, *layouts[0].placeholders]:
            if shape._element.spPr.find("{*}xfrm") is not None:
                shape.left, shape.width = (round(size * WIDE / _DRAWN_FOR) for size in (shape.left, shape.width))
        theme = self._book.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = _with_font(theme.blob)
        self._describe()

    def add(self, title: str, page: str = "") -> Slide:
        """Add a slide with its title, `page` beside the title, and the footer; return the slide."""
        slide: Slide = self._book.slides.add_slide(self._book.slide_layouts[0])
        text, size = fitted(title, _TITLE.w - inches(page, _TITLE_SIZES[0]), _TITLE.h, _TITLE_SIZES, bold=True)
        tail = [Run(page, size, QUIET)] if page else []
        head = slide.shapes.title
        move(head, _TITLE)
        fill(head, paragraphs([[Run(text, size, COVERED, bold=True), *tail]]), "ctr")
        self._foot(slide)
        return slide

    def _foot(self, slide: Slide) -> None:
        """Write the footer: area, programme, date and status of the data, and the slide number."""
        briefing = self.briefing
        badge = f" · {day(briefing.as_of)} · {label(f'status.{briefing.status}')}"
        where = f"{briefing.area} · {named(briefing.programme, 'short')}"
        text, size = fitted(
            where, _FOOT.w - inches(badge, _FOOT_SIZE, bold=True), line_height(_FOOT_SIZE), [_FOOT_SIZE]
        )
        words = [Run(text, size, QUIET), Run(badge, size, BADGES[briefing.status][1], bold=True)]
        write(slide, _FOOT, label("deck.footer"), [words])
        number = slide.shapes.add_textbox(*Box(_FOOT.x + _FOOT.w, _FOOT.y, 1.03, _FOOT.h).emu)
        number.name = label("deck.slide_number")
        fill(number, page_number(_FOOT_SIZE, QUIET), "t")

    def _describe(self) -> None:
        """Set the file's properties with fixed dates, so that the same briefing gives the same file."""
        about, then = self._book.core_properties, datetime.combine(self.briefing.as_of, time())
        about.title, about.author = printable(self.briefing.title)[:255], label("product")
        about.subject, about.language = printable(self.briefing.subtitle)[:255], tongue()[0]
        about.last_modified_by, about.created, about.modified = about.author, then, then

    def file(self) -> bytes:
        """Return the deck as a file; the same slides give the same bytes."""
        written = io.BytesIO()
        self._book.save(written)
        return repacked(written.getvalue())


def _with_font(theme: bytes) -> bytes:
    """Return a theme with the house font, so that text added to the deck later looks the same."""
    for found in (b'<a:latin typeface="Calibri"/>', b'<a:ea typeface=""/>'):
        theme = theme.replace(found, re.sub(rb'"[^"]*"', f'"{FONT}"'.encode(), found))
    return theme

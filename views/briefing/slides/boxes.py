"""Boxes on a slide, in inches: where they stand and the words in them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Inches

from views.briefing.slides.writing import NAMESPACE, Paragraph, paragraphs

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_ROUND = 0.12


class Box(NamedTuple):
    """A rectangle on a slide, in inches."""

    x: float
    y: float
    w: float
    h: float

    @property
    def emu(self) -> tuple[Inches, Inches, Inches, Inches]:
        """The rectangle as python-pptx takes it."""
        return Inches(self.x), Inches(self.y), Inches(self.w), Inches(self.h)


def write(slide: Slide, box: Box, name: str, lines: Sequence[Paragraph], anchor: str = "t", gap: float = 0) -> None:
    """Put a box of words on a slide; `name` is what a screen reader and the selection pane call it."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name
    fill(shape, paragraphs(lines, gap=gap), anchor)


def panel(slide: Slide, box: Box, name: str, colour: str, lines: Sequence[Paragraph] = ((),)) -> None:
    """Put a coloured box on a slide, with words in its middle if any; what touches the slide's edge has no round corners."""
    rounded = box.x > 0
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE, *box.emu)
    shape.name = name
    if rounded:
        shape.adjustments[0] = _ROUND
    shape.fill.solid()
    shape.fill.fore_color.rgb = hue(colour)
    shape.line.fill.background()
    style: Any = shape._element
    style.remove(style.find(f"{{{_P}}}style"))  # the theme's shadow
    fill(shape, paragraphs(lines, "ctr"), "ctr")


def move(shape: Any, box: Box) -> None:
    """Move a shape that is there already."""
    shape.left, shape.top, shape.width, shape.height = box.emu


def fill(shape: Any, text: str, anchor: str) -> None:
    """Replace what a shape says by paragraphs (XML), without margins; `anchor` is t, ctr or b."""
    frame = f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    body = f'<p:txBody xmlns:p="{_P}" {NAMESPACE}>{frame}<a:lstStyle/>{text}</p:txBody>'
    old = shape.text_frame._txBody
    old.getparent().replace(old, parse_xml(body))


def hue(colour: str) -> RGBColor:
    """Return `#rrggbb` as python-pptx takes it."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))

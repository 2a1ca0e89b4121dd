"""Place boxes on a slide, in inches, and write words in them."""

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
        """The rectangle in the units of python-pptx."""
        return Inches(self.x), Inches(self.y), Inches(self.w), Inches(self.h)


def write(slide: Slide, box: Box, name: str, lines: Sequence[Paragraph], anchor: str = "t", gap: float = 0) -> None:
    """Add a box of words to a slide; `name` is its name for screen readers and in the selection pane."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name
    fill(shape, paragraphs(lines, gap=gap), anchor)


def panel(slide: Slide, box: Box, name: str, colour: str, lines: Sequence[Paragraph] = ((),)) -> None:
    """Add a coloured box to a slide, with centred words if any; a box at the slide's edge has square corners."""
    rounded = box.x > 0
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE if rounded else MSO_SHAPE.RECTANGLE, *box.emu)
    shape.name = name
    if rounded:
        shape.adjustments[0] = _ROUND
    shape.fill.solid()
    shape.fill.fore_color.rgb = hue(colour)
    shape.line.fill.background()
    style: Any = shape._element
    style.remove(style.find(f"{{{_P}}}style"))  # has the theme's shadow
    fill(shape, paragraphs(lines, "ctr"), "ctr")


def move(shape: Any, box: Box) -> None:
    """Move and resize an existing shape."""
    shape.left, shape.top, shape.width, shape.height = box.emu


def fill(shape: Any, text: str, anchor: str) -> None:
    """Replace the text of a shape by paragraphs (XML), without margins; `anchor` is t, ctr or b."""
    frame = f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    body = f'<p:txBody xmlns:p="{_P}" {NAMESPACE}>{frame}<a:lstStyle/>{text}</p:txBody>'
    old = shape.text_frame._txBody
    old.getparent().replace(old, parse_xml(body))


def hue(colour: str) -> RGBColor:
    """Return `#rrggbb` as a colour of python-pptx."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))

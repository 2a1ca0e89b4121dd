"""Stack texts in a box, each as large as its part of the room allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.slide import Slide

from views.briefing.slides.boxes import Box, write
from views.briefing.slides.fitting import fitted, height
from views.briefing.slides.writing import Run
from views.theme.palette import INK


@dataclass(frozen=True)
class Words:
    """A text with its name on the slide, its possible sizes, the largest first, and its greatest height in inches."""

    name: str
    text: str
    sizes: Sequence[float]
    most: float
    colour: str = INK
    bold: bool = False


def stack(slide: Slide, box: Box, parts: Sequence[Words], gap: float = 0.1) -> None:
    """Write texts one below the other in a box.

    A text too long at its smallest size ends in …, empty ones are left out.
    """
    top = box.y
    for part in parts:
        if not part.text:
            continue
        text, size = fitted(part.text, box.w, min(part.most, box.y + box.h - top), part.sizes, bold=part.bold)
        high = height(text, size, box.w, bold=part.bold)
        write(slide, Box(box.x, top, box.w, high), part.name, [[Run(text, size, part.colour, part.bold)]])
        top += high + gap

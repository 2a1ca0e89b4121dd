"""Write text as DrawingML; each run names its fonts, the East Asian one too, so that Chinese is shown everywhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from views.briefing.slides.fitting import LINE
from views.text.labels import DEFAULT, language
from views.theme.palette import INK

FONT = "微软雅黑"
NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
FONTS = "".join(f'<a:{script} typeface="{FONT}"/>' for script in ("latin", "ea", "cs"))
_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True)
class Run:
    """Words in one size (points) and colour."""

    text: str
    size: float
    colour: str = INK
    bold: bool = False


Paragraph = Sequence[Run]


def printable(text: str) -> str:
    """Return a text without characters that XML cannot hold; line breaks and tabs become spaces."""
    return _UNPRINTABLE.sub(" ", text)


def tongue() -> tuple[str, str]:
    """Return the text's language and the other language, as codes of the file format."""
    return ("zh-CN", "en-US") if language() == DEFAULT else ("en-US", "zh-CN")


def paragraphs(lines: Iterable[Paragraph], align: str = "l", gap: float = 0) -> str:
    """Return paragraphs as XML, `gap` points apart.

    Lines have an exact height, so that all fonts give the same layout.
    """
    return "".join(_paragraph(line, align, gap if place else 0) for place, line in enumerate(lines))


def page_number(size: float, colour: str) -> str:
    """Return a paragraph with the slide's own number, which changes when slides are moved."""
    properties = _properties(Run("", size, colour), "rPr")
    field = f'<a:fld id="{_NUMBER_ID}" type="slidenum">{properties}<a:t>‹#›</a:t></a:fld>'
    return f'<a:p><a:pPr algn="r"/>{field}</a:p>'


def _paragraph(line: Paragraph, align: str, gap: float) -> str:
    spacing = round(max((run.size for run in line), default=12) * LINE * 100)
    before = f'<a:spcBef><a:spcPts val="{round(gap * 100)}"/></a:spcBef>'
    shape = f'<a:pPr algn="{align}"><a:lnSpc><a:spcPts val="{spacing}"/></a:lnSpc>{before}</a:pPr>'
    return f"<a:p>{shape}{''.join(_run(run) for run in line)}</a:p>"


def _run(run: Run) -> str:
    return f"<a:r>{_properties(run, 'rPr')}<a:t>{escape(printable(run.text))}</a:t></a:r>"


def _properties(run: Run, tag: str) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{run.colour.lstrip("#")}"/></a:solidFill>'
    first, other = tongue()
    spoken = f'lang="{first}" altLang="{other}"'
    return f'<a:{tag} {spoken} sz="{round(run.size * 100)}" b="{run.bold:d}" dirty="0">{fill}{FONTS}</a:{tag}>'

"""Add to a chart what a picture needs to be understood alone: title, date and status above, rule and source below."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from views.charts.area_bars import plain
from views.exports.listing import file_stem
from views.listings.about import About
from views.text.labels import day, label
from views.text.markup import BREAK, join
from views.theme.palette import BADGES, INK, QUIET, WHITE

WIDTH = 960  # CSS pixels: a 16:9 slide is 960 × 540 points
SIDE = 20
_TITLE, _WHEN, _BELOW = 20, 14, 12
_LINE = 1.3  # line height of the charts' script, in font sizes
_TOP, _GAP, _BOTTOM = 14, 10, 12
_BESIDE = 320  # pixels kept free for the badge
_LEFT = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "yanchor": "top", "align": "left"}
_LEFT |= {"showarrow": False, "borderpad": 0}
_WIDE_FROM = 0x2000
_NARROW, _BROAD = "iljtfrI.,:;'|!()[] ", "mwMW@%&—"
_NEVER_FIRST = "，。；：、）》」！？·,.;:)"
_SAID_BELOW = ("filters", "rule", "clause", "programme", "sources", "version")


@dataclass(frozen=True)
class Caption:
    """The title, place and date of a picture, its status (synthetic or official) and the lines below it."""

    title: str
    place: str
    as_of: date
    status: str
    below: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The file name without ending: place, topic, date."""
        return file_stem(self.place, self.title, self.as_of)

    @property
    def when(self) -> str:
        """The line under the title: place and date."""
        return label("picture.when", place=self.place, date=day(self.as_of))

    def noting(self, *lines: str) -> "Caption":
        """Return the caption with more lines, which come first below the chart."""
        return replace(self, below=(*lines, *self.below))


def caption_of(about: About, title: str) -> Caption:
    """Return the caption of a chart on a page, from the notes of the page's lists."""
    notes = dict(about.notes(title))
    none = label("filter.none")
    below = [(label(f"note.{key}"), notes.get(label(f"note.{key}"), none)) for key in _SAID_BELOW]
    lines = tuple(
        label("picture.line", heading=heading, text=text) for heading, text in below if text not in (none, "—")
    )
    return Caption(title, about.place, about.as_of, notes[label("note.status")], lines)


def around(layout: go.Layout, caption: Caption, wide: int = WIDTH) -> dict[str, Any]:
    """Return the layout of a chart with a caption: width, height, margins, background, and the words as annotations.

    Nothing is cut: long texts take more lines, and the picture becomes higher.
    """
    margin = {side: float(layout.margin[side] or 0) for side in "ltrb"}
    title, when = _set(caption.title, _TITLE, wide), _set(caption.when, _WHEN, wide - _BESIDE)
    below = [line for text in caption.below for line in _set(text, _BELOW, wide)]
    under = _TOP + _LINE * _TITLE * len(title)
    head, foot = under + _LINE * _WHEN * len(when) + _GAP, _GAP + _LINE * _BELOW * len(below) + _BOTTOM
    margin |= {"t": margin["t"] + head, "b": margin["b"] + foot}
    left = _LEFT | {"xshift": SIDE - margin["l"]}
    top, bottom = left | {"y": 1}, left | {"y": 0, "yshift": foot - margin["b"] - _GAP}
    back, ink, rim = BADGES["synthetic" if caption.status == label("status.synthetic") else "official"]
    notes = [
        top | {"yshift": margin["t"] - _TOP, "text": Markup("<b>%s</b>") % _text(title), "font": _font(_TITLE, INK)},
        top | {"yshift": margin["t"] - under, "text": _text(when), "font": _font(_WHEN, INK)},
        top | {"yshift": margin["t"] - under - 4, "text": _text([caption.status]), "font": _font(_BELOW, ink)}
        | {"x": 1, "xanchor": "right", "xshift": margin["r"] - SIDE, "bgcolor": back, "bordercolor": rim, "borderpad": 3},
        bottom | {"text": _text(below), "font": _font(_BELOW, QUIET)},
    ]  # fmt: skip
    high = float(layout.height) + head + foot
    return {"width": wide, "height": high, "margin": margin, "paper_bgcolor": WHITE, "annotations": notes}


def captioned(figure: go.Figure, caption: Caption, wide: int = WIDTH) -> go.Figure:
    """Add a caption to a chart, so that it can stand alone as a picture, and return the chart."""
    layout_changes = around(figure.layout, caption, wide)
    figure.layout.annotations = [*figure.layout.annotations, *layout_changes.pop("annotations")]
    return figure.update_layout(layout_changes)


def _text(lines: list[str]) -> Markup:
    return join(map(plain, lines), BREAK)


def _font(size: int, colour: str) -> dict[str, Any]:
    return {"size": size, "color": colour}


def _set(text: str, size: int, wide: int) -> list[str]:
    """Return a text as lines that fit the width of a picture."""
    return wrapped(text, (wide - 2 * SIDE) / size)


def wrapped(text: str, room: float) -> list[str]:
    """Return a text as lines at most `room` characters wide; Chinese breaks anywhere, other text between words."""
    lines, line, wide = list[str](), "", 0.0
    for word in _pieces(text):
        more = width(word)
        if line and wide + more > room and word not in _NEVER_FIRST:
            lines.append(line.rstrip())
            line, wide = "", 0.0
        for letter in word if more > room else ():
            if wide + width(letter) > room:
                lines.append(line)
                line, wide = "", 0.0
            line, wide = line + letter, wide + width(letter)
        if more <= room and (line or word.strip()):
            line, wide = line + word, wide + more
    return [*lines, line.rstrip()] if line.strip() else lines


def width(text: str) -> float:
    """Return the approximate width of a text in font sizes, rather too wide than too narrow.

    A Chinese character has the width 1.
    """
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if ord(letter) >= _WIDE_FROM:
        return 1.0
    return 0.33 if letter in _NARROW else 0.95 if letter in _BROAD else 0.68 if letter.isupper() else 0.58


def _pieces(text: str) -> list[str]:
    """Return the parts between which a line may break: each Chinese character, each word with the space after it."""
    found, word = list[str](), ""
    for letter in text:
        if ord(letter) >= _WIDE_FROM:
            found += [word, letter] if word else [letter]
            word = ""
        else:
            word += letter
            if letter == " ":
                found.append(word)
                word = ""
    return [*found, word] if word else found

"""What a picture says around its chart so that it can be sent on alone: title, date and status above, rule and source below."""

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

WIDTH = 960  # CSS pixels: a slide of 16:9 is 960 × 540 points
SIDE = 20
_TITLE, _WHEN, _BELOW = 20, 14, 12
_LINE = 1.3  # of the size: how the charts' script sets lines
_TOP, _GAP, _BOTTOM = 14, 10, 12
_BESIDE = 320  # pixels left to the badge
_LEFT = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "yanchor": "top", "align": "left"}
_LEFT |= {"showarrow": False, "borderpad": 0}
_WIDE_FROM = 0x2000
_NARROW, _BROAD = "iljtfrI.,:;'|!()[] ", "mwMW@%&—"
_NEVER_FIRST = "，。；：、）》」！？·,.;:)"
_SAID_BELOW = ("filters", "rule", "clause", "programme", "sources", "version")


@dataclass(frozen=True)
class Caption:
    """Title, place and date of a picture; its status (synthetic or official) and the lines below it."""

    title: str
    place: str
    as_of: date
    status: str
    below: tuple[str, ...]

    @property
    def stem(self) -> str:
        """File name without ending: place, topic, date."""
        return file_stem(self.place, self.title, self.as_of)

    @property
    def when(self) -> str:
        """The line under the title: place and date."""
        return label("picture.when", place=self.place, date=day(self.as_of))

    def noting(self, *lines: str) -> "Caption":
        """Return the caption with more lines, the first ones below the chart."""
        return replace(self, below=(*lines, *self.below))


def caption_of(about: About, title: str) -> Caption:
    """Return the caption of a chart on a page, from what the page's lists say of themselves."""
    said = dict(about.notes(title))
    none = label("filter.none")
    below = [(label(f"note.{key}"), said.get(label(f"note.{key}"), none)) for key in _SAID_BELOW]
    lines = tuple(
        label("picture.line", heading=heading, text=text) for heading, text in below if text not in (none, "—")
    )
    return Caption(title, about.place, about.as_of, said[label("note.status")], lines)


def around(layout: go.Layout, caption: Caption, wide: int = WIDTH) -> dict[str, Any]:
    """Return what a caption changes of a chart's layout: width, height, margins and ground; its words as annotations.

    Nothing is cut: what is long takes more lines, and the picture is the higher for it.
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
    """Give a chart what it needs to stand alone in a picture, and return it."""
    said = around(figure.layout, caption, wide)
    figure.layout.annotations = [*figure.layout.annotations, *said.pop("annotations")]
    return figure.update_layout(said)


def _text(lines: list[str]) -> Markup:
    return join(map(plain, lines), BREAK)


def _font(size: int, colour: str) -> dict[str, Any]:
    return {"size": size, "color": colour}


def _set(text: str, size: int, wide: int) -> list[str]:
    """Return a text as lines that fit between the sides of a picture so wide."""
    return wrapped(text, (wide - 2 * SIDE) / size)


def wrapped(text: str, room: float) -> list[str]:
    """Return a text as lines of at most `room` characters' widths; Chinese breaks anywhere, the rest between words."""
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
    """Return about how wide a text is, in characters' heights, rather more than less; a Chinese character is 1."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if ord(letter) >= _WIDE_FROM:
        return 1.0
    return 0.33 if letter in _NARROW else 0.95 if letter in _BROAD else 0.68 if letter.isupper() else 0.58


def _pieces(text: str) -> list[str]:
    """Return the parts between which a line may break: each Chinese character, each word with the blank after it."""
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

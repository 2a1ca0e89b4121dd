"""Estimate the size of text, so that it fits its box on any machine, whatever fonts it has."""

import re
from collections.abc import Sequence

LINE = 1.3  # height of a line in font sizes; lines are spaced exactly so
_WIDE, _SMALL, _CAPITAL = 0x2000, 0.6, 0.7  # Latin letters of the widest possible substitute font
_SPACE = 0.35
_BORDER = 0.2  # space between a Latin and a Chinese word
_BOLD = 1.08
_SAFE = 0.97  # a comma may not begin a line and takes the letter before it along
_TOKENS = re.compile(r"[ \t\r\n]+|[^ \t\r\n\u2000-\U0010ffff]+|.", re.DOTALL)
_POINTS = 72


def ems(text: str) -> float:
    """Return the width of a text in font sizes; a Chinese character is as wide as it is high."""
    return sum(_word(token) for token in _TOKENS.findall(text))


def _word(token: str) -> float:
    wide = sum(1.0 if ord(one) >= _WIDE else _CAPITAL if one.isupper() else _SMALL for one in token)
    if token.isspace():
        return len(token) * _SPACE
    return wide if ord(token[0]) >= _WIDE else wide + _BORDER


def inches(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in inches of a text on one line, at a size in points."""
    return ems(text) * size / _POINTS / _SAFE * (_BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text in a box of a width in inches; joined, the lines are the text."""
    width /= _BOLD if bold else 1
    room, lines, line, used = width * _POINTS / size * _SAFE, list[str](), "", 0.0
    for token in _TOKENS.findall(text):
        wide = _word(token)
        if line and not token.isspace() and used + wide > room:
            lines, line, used = [*lines, line], "", 0.0
        while wide > room and len(token) > 1 and not token.isspace():
            kept = _part(token, room)
            lines, token = [*lines, kept], token[len(kept) :]
            wide = _word(token)
        line, used = line + token, used + wide
    return [*lines, line]


def _part(token: str, room: float) -> str:
    """Return as much of a word as fits a line, at least one letter."""
    kept = 1
    while kept < len(token) and _word(token[: kept + 1]) <= room:
        kept += 1
    return token[:kept]


def height(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return the height in inches of a text in a box of a width in inches."""
    return len(wrapped(text, size, width, bold=bold)) * line_height(size)


def line_height(size: float) -> float:
    """Return the height of one line in inches."""
    return size * LINE / _POINTS


def shortened(text: str, size: float, width: float, lines: int, *, bold: bool = False) -> str:
    """Return a text cut to a number of lines, with … where it was cut."""
    found = wrapped(text, size, width, bold=bold)
    if len(found) <= lines:
        return text
    kept = "".join(found[:lines]).rstrip()
    while kept and len(wrapped(f"{kept}…", size, width, bold=bold)) > lines:
        kept = kept[:-1]
    return f"{kept}…"


def fitted(text: str, width: float, room: float, sizes: Sequence[float], *, bold: bool = False) -> tuple[str, float]:
    """Return a text and the largest of `sizes` at which it fits.

    If none fits, the text is shortened in the last size.
    """
    for size in sizes:
        if height(text, size, width, bold=bold) <= room:
            return text, size
    smallest = sizes[-1]
    return shortened(text, smallest, width, max(1, int(room / line_height(smallest))), bold=bold), smallest


def filled(heights: Sequence[float], room: float, first: float | None = None) -> list[list[int]]:
    """Return the indices of things with these heights, in order, in groups that fit `room`.

    The first group fits `first`.
    """
    groups, left = list[list[int]](), 0.0
    for place, high in enumerate(heights):
        if not groups or high > left:
            left = first if first is not None and not groups else room
            groups.append([])
        groups[-1].append(place)
        left -= high
    return groups

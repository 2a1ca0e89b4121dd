"""Place names on the map: the larger areas first, and no name over another."""

import itertools
import math
from typing import Any

from views.maps.geometry import Bounds, zoom
from views.maps.outlines import Point, Shape

Row = dict[str, Any]
SIZE = 15


def extent(shape: Shape) -> float:
    """Return the approximate size of an area: the surface of its rings in square degrees."""
    total = 0.0
    for ring in shape.rings:
        total += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) / 2
    return abs(total)


def name_rows(
    wanted: list[tuple[Point, str]], frame: Bounds, canvas: tuple[int, int], size: int = SIZE, *, below: int = 0
) -> list[Row]:
    """Return rows for the names that have room, in the order given.

    `wanted` are (position, words); the names are drawn `below` pixels lower.
    """
    scale = 512 * 2 ** zoom(frame, *canvas)
    taken: list[tuple[float, float, float, float]] = []
    rows = []
    for (lon, lat), words in wanted:
        x, y = lon / 360 * scale, math.asinh(math.tan(math.radians(lat))) / (2 * math.pi) * scale
        lines = words.split("\n")
        wide = max(sum(1.0 if ord(letter) > 0x2E80 else 0.58 for letter in line) for line in lines) * size / 2 + 3
        high = len(lines) * size * 0.62
        box = (x - wide, y - high, x + wide, y + high)
        if all(box[2] < left or box[0] > right or box[3] < low or box[1] > up for left, low, right, up in taken):
            taken.append(box)
            rows.append({"p": [lon, lat], "t": words, "z": size, "o": [0, below]})
    return rows

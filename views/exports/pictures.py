"""Draw a figure as a picture: PNG at least as wide as a projector, or SVG whose words stay text."""

import re
from typing import Any, Literal

import plotly.graph_objects as go

from views.exports import studio

Kind = Literal["png", "svg"]
MIME = {"png": "image/png", "svg": "image/svg+xml"}
LEAST_WIDTH = 1920
_MARKED = re.compile(rb'id="defs-([0-9a-f]{6})"')


def picture(figure: go.Figure, kind: Kind) -> bytes:
    """Return a figure in its own width and height as PNG or SVG; raises `NoBrowserError` if no browser can draw it.

    The same figure always gives the same SVG: traces get numbers in place of random names, and the random mark that the
    charts' script puts into every picture becomes 000000.
    """
    wide, high = float(figure.layout.width), float(figure.layout.height)
    scale = max(2.0, LEAST_WIDTH / wide) if kind == "png" else 1.0
    options: dict[str, Any] = {"format": kind, "width": wide, "height": high, "scale": scale}
    shown = figure.to_dict()
    shown["data"] = [{"uid": f"{at:06x}"} | trace for at, trace in enumerate(shown["data"])]
    drawn = studio.draw(shown, options)
    if kind == "png":
        return drawn
    mark = _MARKED.search(drawn)
    same = drawn.replace(b' style=""', b"")  # whether the script leaves an empty one varies by chance
    return same.replace(mark[1], b"000000") if mark else same

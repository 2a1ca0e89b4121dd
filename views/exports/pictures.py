"""A figure as a picture that can be sent on: PNG of a projector's width at least, or SVG with its words as text."""

import re
from typing import Any, Literal

import plotly.graph_objects as go

from views.exports import studio

Kind = Literal["png", "svg"]
MIME = {"png": "image/png", "svg": "image/svg+xml"}
LEAST_WIDTH = 1920
_MARKED = re.compile(rb'id="defs-([0-9a-f]{6})"')


def picture(figure: go.Figure, kind: Kind) -> bytes:
    """Return a figure with its own width and height as PNG or SVG; raises `NoBrowserError` where nothing can draw it.

    The same figure gives the same SVG: its traces are numbered, which the charts' script would name by lot, and the mark
    it draws by lot for every picture becomes 000000.
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
    same = drawn.replace(b' style=""', b"")  # where an empty one stands is a matter of time
    return same.replace(mark[1], b"000000") if mark else same

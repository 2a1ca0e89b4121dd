"""Draw the schools and pairings of the map as traces of a figure, in the same shapes and colours as on the page."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from views.maps.geometry import northing
from views.maps.icons import BANDS, ROLES
from views.theme.palette import INK, WHITE

Row = dict[str, Any]
Point = tuple[float, float]
SYMBOLS = dict(zip(BANDS, ("square", "triangle-up", "circle"), strict=True))
_PARTS = {"square": 0.56, "triangle-up": 0.72, "circle": 0.69}  # size as a part of the cell in which a mark is drawn
MIDDLES = {"star": ("core", "core_missing"), "circle": ("missing",)}
MIDDLE_PARTS = {"star": 0.3, "circle": 0.19}
_BENT, _STEPS = 0.07, 10


def colour(parts: list[int]) -> str:
    """Return [r, g, b, opacity], each 0 to 255, as the charts' script writes it."""
    return f"rgba({parts[0]},{parts[1]},{parts[2]},{parts[3] / 255:.2f})"


def lines(arcs: list[Row], dashes: list[Row]) -> Iterator[go.Scatter]:
    """Yield the pairings, one trace for each look: active ones bent, ended ones dashed, future ones dotted."""
    looks: dict[tuple[str, float, str], list[list[Point]]] = {}
    for row in arcs:
        looks.setdefault((colour(row["f"]), round(row["w"] * 2) / 2, "solid"), []).append(_bent(row["s"], row["e"]))
    for row in dashes:
        ends = [(x, northing(y)) for x, y in row["p"]]
        dash = "dash" if row["d"][0] > 2 else "dot"
        looks.setdefault((colour(row["f"]), round(row["w"] * 2) / 2, dash), []).append(ends)
    for (ink, wide, dash), paths in looks.items():
        xs = [x for path in paths for x in [*(point[0] for point in path), None]]
        ys = [y for path in paths for y in [*(point[1] for point in path), None]]
        yield go.Scatter(x=xs, y=ys, mode="lines", line={"color": ink, "width": wide, "dash": dash}, hoverinfo="skip")


def _bent(start: list[float], end: list[float]) -> list[Point]:
    """Return a slight curve between two schools, so that lines in both directions do not overlap."""
    (x1, y1), (x2, y2) = (start[0], northing(start[1])), (end[0], northing(end[1]))
    x, y = (x1 + x2) / 2 - (y2 - y1) * _BENT * 2, (y1 + y2) / 2 + (x2 - x1) * _BENT * 2
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    return [
        ((1 - t) ** 2 * x1 + 2 * t * (1 - t) * x + t**2 * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * y + t**2 * y2)
        for t in steps
    ]


def schools_traces(marks: list[Row]) -> Iterator[go.Scatter]:
    """Yield the schools, then the symbols in their middles, then an arrow at each member led from another city."""
    schools = [row for row in marks if row["i"] not in ("outside", "ring")]
    looks = [look(row["i"], row["z"]) for row in schools]
    if schools:
        yield _markers(schools, {key: [one[key] for one in looks] for key in ("symbol", "size", "color")}, looks)
    for symbol, roles in MIDDLES.items():
        inside = [row for row in schools if row["i"][1:] in roles]
        sizes = [max(3.0, row["z"] * MIDDLE_PARTS[symbol]) for row in inside]
        if inside:
            yield _markers(inside, {"symbol": symbol, "size": sizes, "color": WHITE})
    led = [row for row in marks if row["i"] == "outside"]
    if led:
        xs, ys = _places(led)
        ink = {"size": 17, "color": INK}
        yield go.Scatter(x=xs, y=ys, mode="text", text="↙", textposition="top right", textfont=ink, hoverinfo="skip")


def look(icon: str, cell: float) -> Row:
    """Return symbol, size, fill, rim and rim width of a mark drawn in a cell of `cell` pixels."""
    fill, rim, width, _ = ROLES[icon[1:]]
    symbol = list(SYMBOLS.values())[int(icon[0])]
    return {
        "symbol": symbol, "size": cell * _PARTS[symbol], "color": fill, "rim": rim,
        "width": max(0.6, width / 64 * cell),
    }  # fmt: skip


def _markers(rows: list[Row], marker: Row, looks: list[Row] | None = None) -> go.Scatter:
    xs, ys = _places(rows)
    rims = {"color": [one["rim"] for one in looks], "width": [one["width"] for one in looks]} if looks else {"width": 0}
    return go.Scatter(
        x=xs, y=ys, mode="markers", marker=marker | {"line": rims, "opacity": 1}, hoverinfo="skip", cliponaxis=True
    )


def _places(rows: list[Row]) -> tuple[list[float], list[float]]:
    return [row["p"][0] for row in rows], [northing(row["p"][1]) for row in rows]

"""One area among all the others: a strip an indicator, every area a light dot, this one marked, its rank beside it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import numpy as np
import pandas as pd

from data.registry.rows import Row
from views.charts.area_bars import value_axis
from views.shell.page_links import Link, anchor
from views.text.labels import figure, label, named, number
from views.theme.palette import COVERED, GRID, QUIET, URBAN

Values = np.ndarray[tuple[int], np.dtype[np.float64]]
DOTS = 60  # more areas than this are drawn as a band, as thick as there are areas
WIDTH, HEIGHT = 300, 34
_EDGE, _BINS = 8, 60
_PLAIN = " /:=.-,()"  # what a picture's address may hold as it is


@dataclass(frozen=True)
class Rank:
    """An area's figure of one indicator among the areas that have one; rank 1 is best."""

    indicator: Row
    value: float | None
    rank: int
    tied: bool
    median: float
    values: Values


def ranks(values: pd.DataFrame, indicators: Sequence[Row], area: str) -> list[Rank]:
    """Return an area's standing in each indicator some area has a figure of; `values` as `area_values`."""
    every = {str(key): rows for key, rows in values.groupby("indicator_id", sort=False)}
    found = []
    for row in indicators:
        if row["indicator_id"] not in every:
            continue
        rows = every[row["indicator_id"]]
        reached = rows["value"].to_numpy(dtype=float)
        mine = reached[(rows["area_code"] == area).to_numpy()]
        value = float(mine[0]) if len(mine) else math.nan
        better = reached < value if row["direction"] == "lower" else reached > value
        alike = int((reached == value).sum()) > 1
        found.append(
            Rank(row, value if len(mine) else None, int(better.sum()) + 1, alike, float(np.median(reached)), reached)
        )
    return found


def table(found: Sequence[Rank], to: Callable[[str], Link], chosen: str) -> str:
    """Return the strips as an HTML table: the indicator's name opens it, the chosen one is in bold."""
    heads = "".join(f'<th scope="col">{escape(label(f"against.{key}"))}</th>' for key in ("indicator", "strip"))
    heads += "".join(
        f'<th scope="col" class="shown">{escape(label(f"against.{key}"))}</th>' for key in ("own", "median", "rank")
    )
    lines = "".join(_line(one, to, one.indicator["indicator_id"] == chosen) for one in found)
    return f'<table class="ranked against"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>'


def _line(one: Rank, to: Callable[[str], Link], chosen: bool) -> str:
    name, form = anchor(to(one.indicator["indicator_id"]), named(one.indicator)), one.indicator["format"]
    own, middle = figure(one.value, form), figure(one.median, form)
    cells = [f"<b>{escape(own)}</b>", escape(middle), escape(_rank(one))]
    shown = "".join(f'<td class="shown">{cell}</td>' for cell in cells)
    name = f"<b>{name}</b>" if chosen else name
    return f'<tr><th scope="row">{name}</th><td class="strip">{_strip(one)}</td>{shown}</tr>'


def _rank(one: Rank) -> str:
    if one.value is None:
        return label("against.unranked", of=number(len(one.values)))
    key = "against.tied" if one.tied else "against.place"
    return label(key, rank=number(one.rank), of=number(len(one.values)))


def _strip(one: Rank) -> str:
    form = one.indicator["format"]
    top = value_axis(form, list(one.values))["range"][1]
    room, scale = WIDTH - 2 * _EDGE, 100 if form == "%" else 1

    def across(values: Values) -> Values:
        spots: Values = np.minimum(values * scale / top, 1) * room + _EDGE
        return spots

    middle = HEIGHT // 2
    crowd = _dots(across(one.values)) if len(one.values) <= DOTS else _band(across(one.values))
    at = across(np.array([one.median]))[0]
    marks = f'<path d="M{at:.1f} 3V{HEIGHT - 3}" stroke="{QUIET}" stroke-width="1.5" stroke-dasharray="3 2"/>'
    if one.value is not None:
        here = across(np.array([one.value]))[0]
        diamond = f"M{here:.1f} {middle - 9}l7 9l-7 9l-7 -9z"
        marks += f'<path d="{diamond}" fill="{COVERED}" stroke="#fff" stroke-width="1.5"/>'
    axis = f'<path d="M{_EDGE} {middle}H{WIDTH - _EDGE}" stroke="{GRID}"/>'
    told = escape(f"{named(one.indicator)} {figure(one.value, form)} {_rank(one)}")
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{axis}{crowd}{marks}</svg>'
    # A picture of its own: Streamlit strips drawings out of HTML.
    return f'<img alt="{told}" {size} src="data:image/svg+xml,{quote(drawing, safe=_PLAIN)}">'


def _dots(across: Values) -> str:
    """Return a dot a value; those at the same spot stand above and below one another."""
    taken: dict[int, int] = {}
    dots = []
    for x in across:
        count = taken[int(x // 5)] = taken.get(int(x // 5), -1) + 1
        off = min((count + 1) // 2 * 5, HEIGHT // 2 - 4) * (-1 if count % 2 else 1)
        dots.append(f'<circle cx="{x:.1f}" cy="{HEIGHT // 2 + off}" r="2.8"/>')
    return f'<g fill="{URBAN}" fill-opacity=".5">{"".join(dots)}</g>'


def _band(across: Values) -> str:
    """Return a band along the strip, as thick at each spot as the root of the areas there."""
    counts, edges = np.histogram(across, bins=_BINS, range=(_EDGE, WIDTH - _EDGE))
    thick = np.sqrt(counts / counts.max()) * (HEIGHT / 2 - 3)
    step, middle = edges[1] - edges[0], HEIGHT / 2
    bars = "".join(
        f"M{x:.1f} {middle - half:.1f}h{step:.2f}v{2 * half:.1f}h-{step:.2f}z"
        for x, half in zip(edges[:-1], thick, strict=True)
        if half
    )
    return f'<path d="{bars}" fill="{URBAN}" fill-opacity=".45"/>'

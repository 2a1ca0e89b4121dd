"""Show one area among all others: one strip per indicator with a light dot per area, this area marked, and its rank."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import numpy as np
import pandas as pd
from markupsafe import Markup

from data.registry.rows import Row
from views.charts.area_bars import value_axis
from views.shell.page_links import Link, anchor
from views.text.labels import figure, label, named, number
from views.text.markup import join
from views.theme.palette import COVERED, GRID, QUIET, URBAN, WHITE

Values = np.ndarray[tuple[int], np.dtype[np.float64]]
DOTS = 60  # if there are more areas, they are drawn as a band whose thickness shows their number
WIDTH, HEIGHT = 300, 34
_EDGE, _BINS = 8, 60
_PLAIN = " /:=.-,()"  # characters that the address of a picture may hold unescaped
_TABLE = Markup('<table class="ranked against"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>')
_ROW = Markup('<tr><th scope="row">%s</th><td class="strip">%s</td>%s</tr>')
_SIZE = Markup('width="%s" height="%s"') % (WIDTH, HEIGHT)
_MEDIAN = Markup('<path d="M%.1f 3V%s" stroke="%s" stroke-width="1.5" stroke-dasharray="3 2"/>')
_OWN = Markup('<path d="M%.1f %sl7 9l-7 9l-7 -9z" fill="%s" stroke="%s" stroke-width="1.5"/>')
_AXIS = Markup('<path d="M%s %sH%s" stroke="%s"/>')
_DRAWING = Markup('<svg xmlns="http://www.w3.org/2000/svg" %s>%s%s%s</svg>')


@dataclass(frozen=True)
class Rank:
    """An area's figure for one indicator among the areas that have one; rank 1 is best."""

    indicator: Row
    value: float | None
    rank: int
    tied: bool
    median: float
    values: Values


def ranks(values: pd.DataFrame, indicators: Sequence[Row], area: str) -> list[Rank]:
    """Return an area's rank for each indicator for which some area has a figure.

    `values` is the result of `area_values`.
    """
    every = {str(key): rows for key, rows in values.groupby("indicator_id", sort=False)}
    found = []
    for row in indicators:
        if row["indicator_id"] not in every:
            continue
        rows = every[row["indicator_id"]]
        reached = rows["value"].to_numpy(dtype=float)
        own = reached[(rows["area_code"] == area).to_numpy()]
        value = float(own[0]) if len(own) else math.nan
        better = reached < value if row["direction"] == "lower" else reached > value
        alike = int((reached == value).sum()) > 1
        found.append(
            Rank(row, value if len(own) else None, int(better.sum()) + 1, alike, float(np.median(reached)), reached)
        )
    return found


def table(found: Sequence[Rank], to: Callable[[str], Link], chosen: str) -> Markup:
    """Return the strips as an HTML table; the name of an indicator is a link, the chosen one is in bold."""
    heads = [Markup('<th scope="col">%s</th>') % label(f"against.{key}") for key in ("indicator", "strip")]
    heads += [
        Markup('<th scope="col" class="shown">%s</th>') % label(f"against.{key}") for key in ("own", "median", "rank")
    ]
    return _TABLE % (join(heads), join(_line(one, to, one.indicator["indicator_id"] == chosen) for one in found))


def _line(one: Rank, to: Callable[[str], Link], chosen: bool) -> Markup:
    name, form = anchor(to(one.indicator["indicator_id"]), named(one.indicator)), one.indicator["format"]
    own, middle = figure(one.value, form), figure(one.median, form)
    cells = [Markup("<b>%s</b>") % own, middle, _rank(one)]
    shown = join(Markup('<td class="shown">%s</td>') % cell for cell in cells)
    return _ROW % (Markup("<b>%s</b>") % name if chosen else name, _strip(one), shown)


def _rank(one: Rank) -> str:
    if one.value is None:
        return label("against.unranked", of=number(len(one.values)))
    key = "against.tied" if one.tied else "against.place"
    return label(key, rank=number(one.rank), of=number(len(one.values)))


def _strip(one: Rank) -> Markup:
    form = one.indicator["format"]
    top = value_axis(form, list(one.values))["range"][1]
    room, scale = WIDTH - 2 * _EDGE, 100 if form == "%" else 1

    def across(values: Values) -> Values:
        spots: Values = np.minimum(values * scale / top, 1) * room + _EDGE
        return spots

    middle = HEIGHT // 2
    crowd = _dots(across(one.values)) if len(one.values) <= DOTS else _band(across(one.values))
    at = across(np.array([one.median]))[0]
    marks = _MEDIAN % (at, HEIGHT - 3, QUIET)
    if one.value is not None:
        here = across(np.array([one.value]))[0]
        marks += _OWN % (here, middle - 9, COVERED, WHITE)
    axis = _AXIS % (_EDGE, middle, WIDTH - _EDGE, GRID)
    words = f"{named(one.indicator)} {figure(one.value, form)} {_rank(one)}"
    drawing = _DRAWING % (_SIZE, axis, crowd, marks)
    # An image, because Streamlit removes SVG from HTML.
    return Markup('<img alt="%s" %s src="data:image/svg+xml,%s">') % (words, _SIZE, quote(drawing, safe=_PLAIN))


def _dots(across: Values) -> Markup:
    """Return one dot for each value; dots at the same position are stacked above and below one another."""
    taken: dict[int, int] = {}
    dots = []
    for x in across:
        count = taken[int(x // 5)] = taken.get(int(x // 5), -1) + 1
        off = min((count + 1) // 2 * 5, HEIGHT // 2 - 4) * (-1 if count % 2 else 1)
        dots.append(Markup('<circle cx="%.1f" cy="%s" r="2.8"/>') % (x, HEIGHT // 2 + off))
    return Markup('<g fill="%s" fill-opacity=".5">%s</g>') % (URBAN, join(dots))


def _band(across: Values) -> Markup:
    """Return a band along the strip; its thickness is the square root of the number of areas at each position."""
    counts, edges = np.histogram(across, bins=_BINS, range=(_EDGE, WIDTH - _EDGE))
    thick = np.sqrt(counts / counts.max()) * (HEIGHT / 2 - 3)
    step, middle = edges[1] - edges[0], HEIGHT / 2
    bars = "".join(
        f"M{x:.1f} {middle - half:.1f}h{step:.2f}v{2 * half:.1f}h-{step:.2f}z"
        for x, half in zip(edges[:-1], thick, strict=True)
        if half
    )
    return Markup('<path d="%s" fill="%s" fill-opacity=".45"/>') % (bars, URBAN)

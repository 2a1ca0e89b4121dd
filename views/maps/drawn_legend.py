"""Draw the legend beside an exported map; it lists only what occurs on the map."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from data.registry.rows import Row as Registered
from views.charts.area_bars import plain
from views.charts.caption import wrapped
from views.maps.classes import Classes
from views.maps.drawn_marks import MIDDLE_PARTS, MIDDLES, SYMBOLS, look
from views.maps.pairings import ENDED, mode_colour
from views.text.labels import label, named, term
from views.text.markup import BREAK, join
from views.theme.palette import INK, MODES, NO_DATA, QUIET, WHITE

WIDE = 250
_ROW, _MORE, _SIZE, _WORDS, _ABOVE = 18, 15, 12, 30, 8
_CELL = 19
_ROLES = {
    "core": ("is_core",), "core_missing": ("is_core", "is_missing"), "missing": ("is_missing",), "paired": ("is_paired",),
    "other": ("not_counted",), "folded_missing": ("folded", "is_missing"), "folded_paired": ("folded", "is_paired"),
}  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One line of the legend: its words, the mark before them, and its kind (heading, box, line, mark, text or note)."""

    words: str
    mark: Row = field(default_factory=dict)
    kind: str = "heading"

    @property
    def lines(self) -> list[str]:
        """The words as lines that fit the legend's width."""
        return wrapped(self.words, (WIDE - (0 if self.kind == "heading" else _WORDS)) / _SIZE)

    @property
    def high(self) -> int:
        """The height of the entry in pixels."""
        return _ROW + _MORE * (len(self.lines) - 1) + (_ABOVE if self.kind == "heading" else 0)


def areas_entries(indicator: Registered, classes: Classes, fills: set[str], hatched: Row) -> list[Entry]:
    """Return the entries for the classes of the shading, and one for no data if an area has none."""
    entries = [Entry(named(indicator))]
    entries += [Entry(words, {"fillcolor": colour}, "box") for colour, words in classes.entries()]
    return entries + ([Entry(label("no_data"), {"fillpattern": hatched}, "box")] if NO_DATA in fills else [])


def school_entries(marks: list[Row]) -> list[Entry]:
    """Return the entries for the roles and bands that occur among the schools drawn."""
    icons = {row["i"] for row in marks} - {"outside", "ring"}
    if not icons:
        return []
    roles, bands = {icon[1:] for icon in icons}, {int(icon[0]) for icon in icons}
    entries = [Entry(label("map.legend_schools"))]
    entries += [
        Entry(" · ".join(map(label, keys)), look(f"2{role}", _CELL) | {"role": role}, "mark")
        for role, keys in _ROLES.items()
        if role in roles
    ]
    entries += [
        Entry(term("band", band), look(f"{place}other", _CELL), "mark")
        for place, band in enumerate(SYMBOLS)
        if place in bands
    ]
    if any(row["i"] == "outside" for row in marks):
        entries.append(Entry(label("crosses_city"), {"text": "↙"}, "text"))
    return [*entries, Entry(label("map.legend_size"), {}, "note")]


def line_entries(pairings: pd.DataFrame, arcs: list[Row], dashes: list[Row]) -> list[Entry]:
    """Return the entries for the modes and states that occur among the lines drawn."""
    if not arcs and not dashes:
        return []
    drawn = pairings[pairings["core_lon"].notna() & pairings["member_lon"].notna()]
    found, states = set(drawn["mode"].dropna()), set(drawn["state"])
    entries = [Entry(label("map.legend_lines"))]
    entries += [
        Entry(term("mode", mode), {"color": mode_colour(mode), "width": 3}, "line") for mode in MODES if mode in found
    ]
    if "ended" in states:
        entries.append(Entry(term("state", "ended"), {"color": ENDED, "width": 2, "dash": "dash"}, "line"))
    if "upcoming" in states:
        entries.append(Entry(term("state", "upcoming"), {"color": INK, "width": 2, "dash": "dot"}, "line"))
    if (drawn["crosses_area"] & (drawn["state"] == "active")).any():
        entries.append(Entry(label("crosses_area"), {"color": INK, "width": 4.5}, "line"))
    return entries


def height(entries: list[Entry]) -> int:
    """Return the height of a legend in pixels."""
    return sum(entry.high for entry in entries)


def draw(chart: go.Figure, entries: list[Entry]) -> None:
    """Draw the legend on the figure's second axes, which count pixels from the upper left."""
    at = 0
    for entry in entries:
        top = at + (_ABOVE if entry.kind == "heading" and at else 0)
        _mark(chart, entry, top + _ROW / 2 + 1)
        words = join(map(plain, entry.lines), BREAK)
        chart.add_annotation(
            xref="x2", yref="y2", x=0 if entry.kind == "heading" else _WORDS, y=top, xanchor="left", yanchor="top",
            text=Markup("<b>%s</b>") % words if entry.kind == "heading" else words, showarrow=False, align="left", borderpad=1,
            font={"size": _SIZE, "color": QUIET if entry.kind == "note" else INK},
        )  # fmt: skip
        at += entry.high


def _mark(chart: go.Figure, entry: Entry, y: float) -> None:
    axes = {"xaxis": "x2", "yaxis": "y2", "hoverinfo": "skip"}
    mark, middle = entry.mark, 11.0
    if entry.kind == "box":
        rim = {"color": QUIET, "width": 0.8}
        xs, ys = [2, 20, 20, 2, 2], [y - 6, y - 6, y + 6, y + 6, y - 6]
        chart.add_scatter(x=xs, y=ys, mode="lines", fill="toself", line=rim, **mark, **axes)
    elif entry.kind == "line":
        chart.add_scatter(x=[1, 21], y=[y, y], mode="lines", line=mark, **axes)
        if entry.words == label("crosses_area"):
            chart.add_scatter(x=[1, 21], y=[y, y], mode="lines", line={"color": WHITE, "width": 2}, **axes)
    elif entry.kind == "text":
        chart.add_scatter(x=[middle], y=[y], mode="text", textfont={"size": 15, "color": INK}, **mark, **axes)
    elif entry.kind == "mark":
        rim = {"color": mark["rim"], "width": mark["width"]}
        shape = {key: mark[key] for key in ("symbol", "size", "color")}
        chart.add_scatter(x=[middle], y=[y], mode="markers", marker=shape | {"line": rim}, **axes)
        for symbol in (symbol for symbol, roles in MIDDLES.items() if mark.get("role") in roles):
            inside = {"symbol": symbol, "size": _CELL * MIDDLE_PARTS[symbol], "color": WHITE}
            chart.add_scatter(x=[middle], y=[y], mode="markers", marker=inside, **axes)

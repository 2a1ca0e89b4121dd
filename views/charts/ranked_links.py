"""Draw areas as a table of bars whose names are links, usable with the keyboard."""

from collections.abc import Callable

import pandas as pd
from markupsafe import Markup

from data.registry.rows import Row
from views.charts.area_bars import value_axis
from views.shell.page_links import Link, anchor
from views.text.labels import counted, figure, records
from views.text.markup import join, show_html
from views.theme.palette import COVERED, MISSING

_LINE = Markup(
    '<tr><th scope="row">%s</th><td><span class="bar"><i style="width:%.1f%%;background:%s"></i></span></td>'
    '<td class="shown"><b>%s</b> %s</td></tr>'
)


def ranked(rows: pd.DataFrame, names: str, codes: str, to: Callable[[str], Link], indicator: Row) -> None:
    """Draw one bar for each row in the order given, with its figure and counts.

    `names` and `codes` are columns of `rows`. A row without a code has no link; a row without data says so.
    """
    top = value_axis(indicator["format"], list(rows["value"].dropna()))["range"][1]
    colour = MISSING if indicator["direction"] == "lower" else COVERED
    scale = 100 if indicator["format"] == "%" else 1
    lines = []
    for row in records(rows):
        words = str(row[names])
        name = anchor(to(str(row[codes])), words) if row[codes] == row[codes] else words
        width = row["value"] * scale / top * 100 if row["value"] == row["value"] else 0
        reached = figure(row["value"], indicator["format"])
        lines.append(_LINE % (name, min(width, 100), colour, reached, counted(row, indicator)))
    show_html(Markup('<table class="ranked">%s</table>') % join(lines))

"""Areas in a row of bars, each name a link to what it stands for: to read, to click and to reach with the keyboard."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from data.registry.rows import Row
from views.charts.area_bars import value_axis
from views.shell.page_links import Link, anchor
from views.text.labels import counted, figure, records
from views.theme.palette import COVERED, MISSING


def ranked(rows: pd.DataFrame, names: str, codes: str, to: Callable[[str], Link], indicator: Row) -> None:
    """Draw a bar a row in the order given, its figure and counts beside it; `names` and `codes` are columns of `rows`.

    A row without a code has no link; one without data says so.
    """
    top = value_axis(indicator["format"], list(rows["value"].dropna()))["range"][1]
    colour = MISSING if indicator["direction"] == "lower" else COVERED
    scale = 100 if indicator["format"] == "%" else 1
    lines = []
    for row in records(rows):
        name = anchor(to(str(row[codes])), str(row[names])) if row[codes] == row[codes] else escape(str(row[names]))
        width = row["value"] * scale / top * 100 if row["value"] == row["value"] else 0
        bar = f'<i style="width:{min(width, 100):.1f}%;background:{colour}"></i>'
        figures = f"<b>{escape(figure(row['value'], indicator['format']))}</b> {escape(counted(row, indicator))}"
        lines.append(
            f'<tr><th scope="row">{name}</th><td><span class="bar">{bar}</span></td><td class="shown">{figures}</td></tr>'
        )
    st.html(f'<table class="ranked">{"".join(lines)}</table>')

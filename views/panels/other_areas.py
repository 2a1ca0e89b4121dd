"""Draw links to the areas of a place with their figures: all of them, or both ends if there are many."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from markupsafe import Markup

from data.registry.rows import Row
from views.charts.area_bars import MANY
from views.charts.ranked_links import ranked
from views.shell import html_buttons, layout
from views.shell.page_links import to_county
from views.text.labels import area_name, area_names, counted, figure, label, number, records
from views.text.markdown import plain
from views.text.markup import join

ALL = "all"
EACH_END = 8


def draw(areas: pd.DataFrame, meaning: Row) -> None:
    """Draw the areas with their figures, or both ends if there are many.

    `areas` is the result of `measures` without the place.
    """
    known = areas[areas["denominator"] > 0]
    if known.empty:
        st.caption(label("goals.not_by_area"))
    elif len(known) > MANY:
        _ends(known.assign(name=area_names(known)), meaning)
    else:
        st.caption(label("county.choose"))
        _buttons(known, meaning)
        if len(known) < len(areas):
            unknown = label("list_mark").join(area_names(areas[~areas.index.isin(known.index)]))
            st.caption(plain(label("county.unknown", areas=unknown)))


def _buttons(known: pd.DataFrame, meaning: Row) -> None:
    """Draw one button for each area, with its figure and counts."""
    buttons = join(_button(row, meaning) for row in records(known))
    html_buttons.draw(Markup('<div class="opens">%s</div>') % buttons, "open")


def _button(row: Mapping[str, object], meaning: Row) -> Markup:
    reached = figure(row["value"], meaning["format"])
    words = Markup("%s <b>%s</b> <small>%s</small>") % (area_name(row), reached, counted(row, meaning))
    return html_buttons.button(words, area=str(row["area_code"]))


def _ends(known: pd.DataFrame, meaning: Row) -> None:
    best_first = known.sort_values(["value", "denominator"], ascending=[meaning["direction"] == "lower", False])
    st.caption(plain(label("county.ends", all=number(len(known)), each=EACH_END)))
    parts = {"best": best_first.head(EACH_END), "last": best_first.tail(EACH_END)}
    for column, (key, rows) in zip(st.columns(2), parts.items(), strict=True):
        with column:
            layout.words(strong=label(f"county.{key}"))
            ranked(rows, "name", "area_code", lambda code: to_county(code, town=ALL), meaning)

"""The areas of a place to go on to, each with its figure: all of them, or both ends where there are many."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from data.registry.rows import Row
from views.charts.area_bars import MANY
from views.charts.ranked_links import ranked
from views.shell import html_buttons, layout
from views.shell.page_links import to_county
from views.text.labels import area_name, area_names, counted, figure, label, number, records
from views.text.markdown import plain
from views.theme.palette import INK, QUIET

ALL = "all"
EACH_END = 8
_STYLE = """
<style>
.opens {display: flex; flex-wrap: wrap; gap: .5rem;}
.opens button {border: 1px solid #d3dae2; border-radius: .4rem; background: #fff; color: INK; font: inherit; font-size: .92rem;
  padding: .35rem .75rem; cursor: pointer;}
.opens button:hover {border-color: #174a80; color: #174a80;} .opens small {color: QUIET; font-size: .82rem;}
</style>
""".replace("INK", INK).replace("QUIET", QUIET)


def draw(areas: pd.DataFrame, meaning: Row) -> None:
    """Draw the areas to open with their figures, both ends where there are many; `areas` as `measures`, the place left out."""
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
    """Draw a button an area, its figure with its counts on it."""
    buttons = "".join(_button(row, meaning) for row in records(known))
    html_buttons.draw(f'{_STYLE}<div class="opens">{buttons}</div>', "open")


def _button(row: Mapping[str, object], meaning: Row) -> str:
    reached = figure(row["value"], meaning["format"])
    words = f"{escape(area_name(row))} <b>{escape(reached)}</b> <small>{escape(counted(row, meaning))}</small>"
    return html_buttons.button(words, area=str(row["area_code"]))


def _ends(known: pd.DataFrame, meaning: Row) -> None:
    best_first = known.sort_values(["value", "denominator"], ascending=[meaning["direction"] == "lower", False])
    st.caption(plain(label("county.ends", all=number(len(known)), each=EACH_END)))
    parts = {"best": best_first.head(EACH_END), "last": best_first.tail(EACH_END)}
    for column, (key, rows) in zip(st.columns(2), parts.items(), strict=True):
        with column:
            layout.words(strong=label(f"county.{key}"))
            ranked(rows, "name", "area_code", lambda code: to_county(code, town=ALL), meaning)

"""The map as pictures to take away: drawn when asked for, by a browser of the server where there is one."""

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from data.registries import Row
from views.caption import Caption, caption_of
from views.exports.pictures import MIME, Kind, picture
from views.exports.studio import NoBrowserError, browser
from views.labels import area_kind, label, language, named, number, speaking
from views.lists import About
from views.map_notes import legal
from views.maps import MOST_SCHOOLS, Ground, Look, Shown, map_figure
from views.maps.pairings import MOST

KINDS: tuple[Kind, ...] = ("png", "svg")


def caption(about: About, where: str, indicator: Row, shown: Shown, *, detailed: bool) -> Caption:
    """Return what a picture of the map says around it: also what it leaves out, and what every map must say."""
    said = caption_of(about, label("picture.map", place=where, indicator=named(indicator)))
    if not detailed:
        return said.noting(label("picture.areas_only", most=number(MOST_SCHOOLS)), legal())
    pairings, unplaced = shown.pairings, number(int(shown.schools["lon"].isna().sum()))
    drawn = min(MOST, int((pairings["core_lon"].notna() & pairings["member_lon"].notna()).sum()))
    words = label("picture.drawn", drawn=number(drawn), all=number(len(pairings)), unplaced=unplaced)
    return said.noting(words, legal())


def offer(about: About, where: str, base: Ground, look: Look, shown: Shown, *, detailed: bool) -> None:
    """Draw the buttons that fetch the map as PNG and SVG; without a browser say so."""
    try:
        browser()
    except NoBrowserError as none:
        st.caption(str(none))
        return
    said = caption(about, where, look.indicator, shown, detailed=detailed)

    def make() -> go.Figure:
        return map_figure(base, look, shown, said, detailed=detailed)

    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="map_pictures"):
        for kind in KINDS:
            st.download_button(
                kind.upper(),
                data=partial(_drawn, make, kind, language(), area_kind()),
                file_name=f"{said.stem}.{kind}",
                mime=MIME[kind],
                key=f"map_{kind}",
                icon=":material/download:",
                on_click="ignore",
                help=label(f"save.{kind}", title=said.title),
            )


def _drawn(make: Callable[[], go.Figure], kind: Kind, tongue: str, areas: str) -> bytes:
    """Return the picture in the words of the session that asked: it is drawn when the button is clicked."""
    with speaking(tongue, areas):
        return picture(make(), kind)

"""Offer the map as pictures, drawn on request by a browser of the server if there is one."""

from collections.abc import Callable, Hashable
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from data.registry.rows import Row
from views.charts.caption import Caption, caption_of
from views.downloads import job_buttons
from views.downloads.file_job import MadeFile, Progress
from views.downloads.job_buttons import FileButton
from views.exports.browsers import NoBrowserError, browser
from views.exports.pictures import MIME, Kind, picture
from views.listings import About
from views.maps import MOST_SCHOOLS, Ground, Look, Shown, map_figure
from views.maps.notes import legal
from views.maps.pairings import MOST
from views.text.labels import label, named, number
from views.text.markdown import plain

KINDS: tuple[Kind, ...] = ("png", "svg")


def caption(about: About, where: str, indicator: Row, shown: Shown, *, detailed: bool) -> Caption:
    """Return the caption of the map as a picture, with what the map leaves out and what every map must say."""
    base_caption = caption_of(about, label("picture.map", place=where, indicator=named(indicator)))
    if not detailed:
        return base_caption.noting(label("picture.areas_only", most=number(MOST_SCHOOLS)), legal())
    pairings, unplaced = shown.pairings, number(int(shown.schools["lon"].isna().sum()))
    drawn = min(MOST, int((pairings["core_lon"].notna() & pairings["member_lon"].notna()).sum()))
    words = label("picture.drawn", drawn=number(drawn), all=number(len(pairings)), unplaced=unplaced)
    return base_caption.noting(words, legal())


def offer(about: About, where: str, base: Ground, look: Look, shown: Shown, *, detailed: bool) -> None:
    """Draw the buttons for the map as PNG and SVG; without a working browser, say why there are none."""
    picture_caption = caption(about, where, look.indicator, shown, detailed=detailed)
    of = (picture_caption, look.focus, look.width)
    figure = partial(map_figure, base, look, shown, picture_caption, detailed=detailed)
    try:
        browser()
    except NoBrowserError as none:
        if job_buttons.current("map", of) is None:
            st.caption(plain(none))
    else:
        _buttons(of, picture_caption, figure)
    job_buttons.status("map", of)


def _buttons(of: Hashable, picture_caption: Caption, figure: Callable[[], go.Figure]) -> None:
    files = [
        FileButton(
            kind, kind.upper(), label(f"save.{kind}", title=picture_caption.title), f"{picture_caption.stem}.{kind}", MIME[kind],
            partial(_drawn, figure, kind),
        )
        for kind in KINDS
    ]  # fmt: skip
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="map_pictures"):
        job_buttons.buttons("map", of, files)


def _drawn(figure: Callable[[], go.Figure], kind: Kind, steps: Progress) -> MadeFile:
    """Return the picture, in one step."""
    steps.begin(label("file_job.picture"))
    return MadeFile(picture(figure(), kind))

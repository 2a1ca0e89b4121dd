"""Draw the slider over the snapshots of the map, and the button that plays them."""

import time

import streamlit as st

from views.shell import url_state
from views.shell.fragments import fragment
from views.text.labels import label
from views.text.markdown import plain

_PAUSE = 1.6  # seconds for which a snapshot is shown


def timeline(as_of: str, days: list[str]) -> None:
    """Draw the snapshots on a slider that sets the date of the whole page; playing goes on to the newest and stops."""
    if len(days) < 2:
        return
    playing = bool(st.session_state.get("map_playing"))
    button, line = st.columns([1, 7], vertical_alignment="bottom")
    button.button(
        label("map.pause" if playing else "map.play"), icon=":material/pause:" if playing else ":material/play_arrow:",
        key="map_play", on_click=_toggle, args=(as_of == days[-1],), width="stretch",
    )  # fmt: skip
    _slide(line, as_of, days)
    if playing:
        st.session_state["map_since"] = time.monotonic()
        with line:
            fragment(_step, run_every=_PAUSE)(as_of, days)


def _slide(line: st.delta_generator.DeltaGenerator, as_of: str, days: list[str]) -> None:
    moved, shown = st.session_state.get("map_day"), st.session_state.get("map_shown")
    if moved in days and moved != shown and shown == as_of:
        st.session_state["map_playing"] = False
        st.session_state["map_shown"] = moved
        url_state.choose("date", moved)
    st.session_state["map_day"] = st.session_state["map_shown"] = as_of
    line.select_slider(label("map.timeline"), days, format_func=plain, key="map_day")


def _toggle(at_end: bool) -> None:
    st.session_state["map_playing"] = not st.session_state.get("map_playing")
    st.session_state["map_from_start"] = at_end and st.session_state["map_playing"]


def _step(as_of: str, days: list[str]) -> None:
    """Go on to the next snapshot if this one was shown long enough; stop at the newest."""
    from_start = st.session_state.pop("map_from_start", False)
    if not from_start and time.monotonic() - st.session_state["map_since"] < _PAUSE * 0.6:
        return
    at = -1 if from_start else days.index(as_of)
    if at + 1 >= len(days) - 1:
        st.session_state["map_playing"] = False
    if at + 1 < len(days):
        url_state.choose("date", days[at + 1])

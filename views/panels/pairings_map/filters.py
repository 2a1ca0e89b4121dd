"""Draw the filters of the map: one row of choices and the rest in a popover, with a line that names and clears them."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data.registry.rows import registry
from data.registry.schema import BANDS, MODES
from views.shell import url_state
from views.shell.layout import words
from views.text.labels import either, label, named, term

ALL = "all"
_LISTED = 400  # most partnerships in a list to choose from
STATES = ("missing", "paired", "active", "ended", "upcoming")
QUALITIES = ("core", "core_other", "school")
DISTANCES = {"0-5": (None, 5.0), "5-10": (5.0, 10.0), "10-20": (10.0, 20.0), "20-": (20.0, None)}
_KEYS = ("mode", "state", "stage", "band", "quality", "distance", "partnership")


@dataclass(frozen=True)
class Chosen:
    """The chosen codes, the unit of the lines' width, and in words each choice that filters the map."""

    codes: dict[str, str]
    width: str
    said: list[str]

    def code(self, key: str) -> str | None:
        """Return the code of a choice; None if it is "all"."""
        return None if self.codes.get(key, ALL) == ALL else self.codes[key]

    def narrowing(self) -> dict[str, Any]:
        """Return the choices as the fields of `queries.Filters`."""
        state, quality = self.code("state"), self.code("quality")
        near, far = DISTANCES.get(self.codes.get("distance", ALL), (None, None))
        return {
            **{key: self.code(key) for key in ("mode", "stage", "band", "partnership")},
            "standing": state if state in ("missing", "paired") else None,
            "state": state if state in ("active", "ended", "upcoming") else None,
            "core_quality": quality == "core" if quality in ("core", "core_other") else None,
            "quality": True if quality == "school" else None,
            "near_km": near,
            "far_km": far,
        }


def draw(stage_scope: str, pairings: pd.DataFrame, *, detailed: bool) -> Chosen:
    """Draw the choices; for a map of areas only mode and state.

    `pairings` are all of the scope; modes that none of them has are not offered.
    """
    titles = {key: label(f"map.filter.{key}") for key in _KEYS}
    options = _options(stage_scope, partnership_names(pairings))
    options["mode"] = {ALL: label("all")} | {
        mode: options["mode"][mode] for mode in MODES if not detailed or (pairings["mode"] == mode).any()
    }
    states = [state for state in STATES if detailed or state not in ("missing", "paired")]
    options["state"] = {ALL: label("all")} | {state: options["state"][state] for state in states}
    drawn = ("mode", "state") if not detailed else _KEYS
    codes: dict[str, str] = {}
    for key in drawn[:2]:
        codes[key] = url_state.choice(key, titles[key], options[key], ALL)
    width = "members"
    if detailed:
        with st.popover(label("map.more_filters"), icon=":material/tune:", width="stretch"):
            for key in drawn[2:]:
                codes[key] = url_state.choice(key, titles[key], options[key], ALL)
            if pairings["exchanged"].sum() > 0:
                widths = {kind: label(f"map.width.{kind}") for kind in ("members", "exchanged")}
                width = url_state.choice("width", label("map.filter.width"), widths, "members")
    said = [f"{titles[key]}：{options[key][code]}" for key, code in codes.items() if code != ALL]
    return Chosen(codes, width, said)


def clear(chosen: Chosen) -> None:
    """Draw the active filters in words, with a button that clears them.

    The line keeps its place even if it is empty, because otherwise the elements after it would be rebuilt.
    """
    line = st.empty()
    if not chosen.said:
        return
    text, button = line.container().columns([6, 1], vertical_alignment="center")
    with text:
        words(label("map.filtered", filters="；".join(chosen.said)))
    button.button(
        label("map.clear"), icon=":material/close:", key="map_clear", on_click=_clear, args=(list(chosen.codes),)
    )


def _clear(keys: list[str]) -> None:
    first, *others = keys
    url_state.choose(first, ALL, **dict.fromkeys(others, ALL))


def _options(stage_scope: str, partnerships: dict[str, str]) -> dict[str, dict[str, str]]:
    stages = [row["stage"] for row in registry("stages") if row["stage_scope"] == stage_scope]
    everything = {ALL: label("all")}
    standings = {state: label(f"is_{state}") for state in STATES[:2]}
    return {
        "mode": everything | {value: term("mode", value) for value in MODES},
        "state": standings | {state: term("state", state) for state in STATES[2:]},
        "stage": everything | {value: term("stage", value) for value in stages},
        "band": everything | {value: term("band", value) for value in BANDS},
        "quality": everything | {value: label(f"map.quality.{value}") for value in QUALITIES},
        "distance": everything | {value: label(f"map.distance.{value}") for value in DISTANCES},
        "partnership": everything | partnerships,
    }


def partnership_names(pairings: pd.DataFrame) -> dict[str, str]:
    """Return the partnerships to choose from, by id.

    If there are too many for a list, only the one chosen on the map is returned.
    """
    found = pairings.drop_duplicates("partnership_id")
    if len(found) > _LISTED:
        chosen = st.query_params.get("partnership", ALL)
        found = found[found["partnership_id"] == chosen]
    rows = zip(found["partnership_id"], found["partnership_name"], found["core_name"], strict=True)
    named = {code: either(name, either(core, code)) for code, name, core in rows}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def indicator_choice(rows: list[dict[str, str]]) -> str:
    """Draw the choice of the indicator that shades the areas; return its id."""
    names = {row["indicator_id"]: named(row) for row in rows}
    return url_state.choice("indicator", label("map.shaded_by"), names, next(iter(names)))

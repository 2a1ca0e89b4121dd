"""What stands beside the map: what was clicked, the legend, the notes every map must carry."""

import os
from typing import Any

import pandas as pd
import streamlit as st

from views.choices import link
from views.frame import figure, legend, words
from views.labels import area_names, counts, day, either, label, number, share, term
from views.maps import standing_words
from views.palette import BREAKS, CLASSES, COVERED, INK, MISSING, MODES, NO_DATA, URBAN

SHADED = "rural_pairing_coverage"
APPROVAL = os.environ.get("LIANXIAO_MAP_APPROVAL", "")


def explain(selection: Any, figures: pd.DataFrame, schools: pd.DataFrame, pairings: pd.DataFrame) -> None:
    """Draw the panel of the clicked area, school or pairing; a hint where nothing is clicked."""
    objects = [found for layer in selection.get("objects", {}).values() for found in layer]
    with st.container(border=True):
        if not objects:
            st.caption(label("map.click"))
            return
        found = objects[0]
        {"area": _area, "school": _school, "pairing": _pairing}[found["kind"]](
            found["code"], figures, schools, pairings
        )


def _area(code: str, figures: pd.DataFrame, _: pd.DataFrame, __: pd.DataFrame) -> None:
    rows = figures[figures["area_code"] == code]
    if rows.empty:
        words(label("no_data"))
        return
    row = rows.iloc[0]
    words(strong=area_names(rows).iloc[0])
    figure(share(row["value"]), counts(row["numerator"], row["denominator"]), day(row["as_of"]))
    st.page_link(
        "pages/explore/county.py", label=label("map.to_county"), icon=":material/open_in_new:",
        query_params=link(area=code, indicator=SHADED),
    )  # fmt: skip


def _school(code: str, _: pd.DataFrame, schools: pd.DataFrame, pairings: pd.DataFrame) -> None:
    rows = schools[schools["school_id"] == code]
    row = rows.iloc[0]
    helped = pairings[(pairings["member_id"] == code) & pairings["is_active"]]["core_name"].dropna()
    helps = pairings[(pairings["core_school_id"] == code) & pairings["is_active"]]["member_name"]
    partners = (("map.helped_by", helped), ("map.helps", helps))
    words(
        f"{area_names(rows).iloc[0]} {either(row['town_name'], '')}",
        f"{term('band', row['band'])} · {term('stage', row['stage'])} · {number(row['pupils'])} {label('pupils_unit')}",
        standing_words(row),
        *(f"{label(key)}：{'、'.join(dict.fromkeys(names))}" for key, names in partners if len(names)),
        strong=row["name"],
    )


def _pairing(code: str, _: pd.DataFrame, __: pd.DataFrame, pairings: pd.DataFrame) -> None:
    rows = pairings[pairings["partnership_id"] == code]
    row = rows.iloc[0]
    core = either(row["core_name"], label("border.no_core"))
    words(
        f"{term('mode', row['mode'])} · {day(row['started_on'])} — {day(row['ended_on'])}",
        f"{label('column.core')}：{core}",
        f"{label('column.member')}：{'、'.join(rows['member_name'])}",
        strong=either(row["partnership_name"], core),
    )


def legends(modes: list[str]) -> None:
    """Draw the legend: the shares' classes, the schools' dots, the modes' arcs that are on the map."""
    edges = [0, *BREAKS, 1]
    classes = [
        ("box", colour, f"{low * 100:.0f}–{high * 100:.0f}%")
        for colour, low, high in zip(CLASSES, edges[:-1], edges[1:], strict=True)
    ]
    dots = [
        ("dot", MISSING, label("is_missing")), ("dot", COVERED, label("is_paired")),
        ("dot", INK, label("is_core")), ("dot", URBAN, label("not_counted")),
    ]  # fmt: skip
    legend(label("map.legend_areas"), [*classes, ("box", NO_DATA, label("no_data"))])
    legend(
        label("map.legend_schools"),
        [*dots, *(("arc", MODES.get(mode, MODES["其他"]), term("mode", mode)) for mode in modes)],
    )


def notes(rule: str) -> None:
    """Draw the notes: no legal boundaries, the source of the outlines, the customer's 审图号."""
    approval = label("map.approval", number=APPROVAL) if APPROVAL else label("map.no_approval")
    st.caption(f"{label('map.dots', rule=rule)} {label('map.note')} {approval}")

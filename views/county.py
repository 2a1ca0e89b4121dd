"""The county page's panels: the other areas to open, the profile facts, the views with their sizes."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from data.registries import Row
from views import choices, frame
from views.labels import area_name, area_names, figure, label, number, records, state
from views.panels import distance, rural_part

NO_WORD = "—"


def others(areas: pd.DataFrame, indicator: Row) -> None:
    """Draw a button an area with its figure, then the names of those without data; `areas` as `measures`, the place left out."""
    known = areas[areas["denominator"] > 0]
    if known.empty:
        st.caption(label("goals.not_by_area"))
        return
    st.caption(label("county.choose"))
    with st.container(horizontal=True, gap="small"):
        for row in records(known):
            words = f"{area_name(row)} {figure(row['value'], indicator['format'])}"
            st.button(words, key=f"open_{row['area_code']}", on_click=choices.choose, args=("area", row["area_code"]))
    if len(known) < len(areas):
        unknown = label("list_mark").join(area_names(areas[~areas.index.isin(known.index)]))
        st.caption(label("county.unknown", areas=unknown))


def rural_parts(schools: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return (rural, all) of the compulsory schools and of their pupils; `schools` as the verb of that name."""
    compulsory = schools[schools["is_compulsory"]]
    rural = compulsory[compulsory["unit_id"].notna()]
    pupils = float(rural["pupils"].sum()), float(compulsory["pupils"].sum(min_count=1))
    return {"county.schools": (float(len(rural)), float(len(compulsory))), "county.pupils": pupils}


def profile(
    columns: Sequence[st.delta_generator.DeltaGenerator],
    facts: Iterable[tuple[str, tuple[float, float], float | None]],
    active: pd.DataFrame,
) -> None:
    """Draw what is rural of each fact (key, rural and all, share), and the partnerships in use."""
    for column, (key, (part, whole), portion) in zip(columns, facts, strict=False):
        with column:
            frame.fact(label(key), number(whole), rural_part(part, whole, portion))
    with columns[-1]:
        frame.fact(label("county.partnerships"), number(active["partnership_id"].nunique()), distance(active))


def views(indicator: Row, units: Mapping[str, pd.DataFrame], goals: int, pairings: int, schools: int) -> dict[str, str]:
    """Return the views of an area with their sizes: the units in the indicator's own words, what is missing first."""
    words = {name: state(indicator, name == "missing") for name in units}
    named = {name: f"{words[name]} {number(len(rows))}" for name, rows in units.items() if words[name] != NO_WORD}
    sizes = {"goals": goals, "pairings": pairings, "roster": schools}
    return (
        named
        | {name: f"{label(f'tab.{name}')} {number(size)}" for name, size in sizes.items()}
        | {"compare": label("tab.compare")}
    )

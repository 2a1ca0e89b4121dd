"""Two charts side by side: the areas against the goal, one area over the years."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.registries import Row
from views.charts import CONFIG, area_bars, clicked, trajectory
from views.labels import counts, day, label, named, share


def areas_and_years(
    areas: pd.DataFrame,
    years: pd.DataFrame,
    goals: list[Mapping[str, Any]],
    titles: tuple[str, str],
    indicator: Row,
    key: str,
    *,
    clickable: bool = True,
) -> str | None:
    """Draw both charts under their titles; return the code of an area whose bar was clicked.

    `areas` as `measures` without the place's row, `years` as `trend` of one area, `goals` rows of `progress`.
    """
    left, right = st.columns(2)
    left.markdown(f"**{titles[0]}**")
    date = day(areas["as_of"].iloc[0]) if len(areas) else ""
    event: Any = left.plotly_chart(
        area_bars(areas, goals[0] if goals else None), config=CONFIG, key=f"{key}_areas", theme=None,
        on_select="rerun" if clickable else "ignore", selection_mode="points",
        alt=label("alt.ranked", indicator=named(indicator), date=date),
    )  # fmt: skip
    right.markdown(f"**{titles[1]}**")
    right.plotly_chart(
        trajectory(years, goals),
        config=CONFIG,
        key=f"{key}_years",
        theme=None,
        alt=label("alt.trend", indicator=named(indicator)),
    )
    return clicked(event.selection) if clickable else None


def judged_at(rows: pd.DataFrame, area_code: str) -> dict[str, Any]:
    """Return one goal's row at an area, or at the place where the goal is not judged at that area.

    `rows` of one goal as `progress` returns them, the place first.
    """
    mine = rows[rows["area_code"] == area_code]
    found = (mine if len(mine) else rows).iloc[0]
    return {str(key): value for key, value in found.items()}


def rural_part(rural: float, whole: float, portion: float | None) -> str:
    """Return how many of a county's schools or pupils are rural, with the share."""
    return label("county.rural_share", counts=counts(rural, whole), share=share(portion))


def distance(pairings: pd.DataFrame) -> str:
    """Return the median straight-line distance of pairings and on how many of them it rests."""
    far = pairings["distance_km"].dropna()
    return (
        label("county.distance", km=f"{far.median():.1f}", pairs=len(far)) if len(far) else label("county.no_distance")
    )

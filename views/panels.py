"""Two charts side by side: the areas against the goal, one area over the years."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from views.charts import CONFIG, area_bars, clicked, trajectory
from views.labels import day, label


def areas_and_years(
    areas: pd.DataFrame,
    years: pd.DataFrame,
    goals: list[Mapping[str, Any]],
    titles: tuple[str, str],
    indicator: str,
    key: str,
) -> str | None:
    """Draw both charts under their titles; return the code of an area whose bar was clicked.

    `areas` as `measures` without the place's row, `years` as `trend` of one area, `goals` rows of `progress`.
    """
    left, right = st.columns(2)
    left.markdown(f"**{titles[0]}**")
    date = day(areas["as_of"].iloc[0]) if len(areas) else ""
    event = left.plotly_chart(
        area_bars(areas, goals[0] if goals else None), config=CONFIG, key=f"{key}_areas", theme=None, on_select="rerun",
        selection_mode="points", alt=label("alt.ranked", indicator=indicator, date=date),
    )  # fmt: skip
    right.markdown(f"**{titles[1]}**")
    right.plotly_chart(
        trajectory(years, goals),
        config=CONFIG,
        key=f"{key}_years",
        theme=None,
        alt=label("alt.trend", indicator=indicator),
    )
    return clicked(event.selection)

"""Build lists of figures: those of every area, and one goal's at every area where it is judged."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.registry.rows import Row
from views.exports.listing import Column, Listing
from views.listings.about import About, columns_of, figure_columns
from views.shell.layout import standing_words
from views.text.labels import area_names, day, label, named, target


def area_listing(
    title: str, about: About, figures: pd.DataFrame, before: pd.DataFrame | None, indicator: Row
) -> Listing:
    """Return the list of every area's figure and, if an earlier snapshot is given, the change since then."""
    frame = _with_data(figures.assign(area=area_names(figures)))
    columns = [*columns_of(("area", "area")), *figure_columns(indicator, "value")]
    if before is not None:
        kept = _with_data(before)[["area_code", "numerator", "value"]]
        frame = frame.merge(kept, on="area_code", how="left", suffixes=("", "_before"))
        frame["gained"] = frame["numerator"] - frame["numerator_before"]
        columns += columns_of(("gained", "gained", "gain"))
        if indicator["format"] == "%":
            frame["moved"] = (frame["value"] - frame["value_before"]) * 100
            header = label("column.before", date=day(before["as_of"].iloc[0]))
            columns[-1:-1] = [Column("value_before", header, "share")]
            columns += columns_of(("moved", "points", "points"))
    return about.listing(title, columns, frame)


def goal_listing(title: str, about: About, goals: pd.DataFrame, indicator: Row) -> Listing:
    """Return the list of one goal's standing at every area where it is judged; `goals` are rows of `progress`."""
    frame = goals.assign(
        area=area_names(goals),
        words=goals["standing"].map({one: standing_words(one) for one in goals["standing"].unique()}),
        line=target(goals["target"].iloc[0], goals["unit"].iloc[0], goals["comparator"].iloc[0]),
    )
    gap = "column.excess" if indicator["direction"] == "lower" else "column.gap"
    columns = [
        *columns_of(("area", "area"), ("words", "goal_standing", "standing", "standing"), ("met_on", "met_on", "day")),
        *figure_columns(indicator, "value"),
        *columns_of(("as_of", "as_of", "day")),
        Column("gap_units", label(gap, unit=named(indicator, "unit")), "count"),
        *columns_of(("line", "target"), ("due", "due", "day")),
    ]
    return about.listing(title, columns, frame)


def claim_listing(
    about: About, figures: pd.DataFrame, judged: pd.DataFrame, goal: Mapping[str, Any], indicator: Row
) -> Listing:
    """Return one goal's areas by figure, best first: the figure at the date, and the goal's standing there.

    `figures` are rows of `measures`, `judged` rows of `judged_areas` for the goal; the place's own are left out. If a
    standing rests on an earlier figure, that figure and its date are shown too.
    """
    figures, judged = (rows[rows["level"] != "place"] for rows in (figures, judged))
    frame = _with_data(figures.assign(area=area_names(figures)))
    frame = frame.sort_values("value", ascending=indicator["direction"] == "lower", na_position="last", kind="stable")
    columns = [*columns_of(("area", "area")), *figure_columns(indicator, "value")]
    if len(judged):
        frame = frame.merge(_stands(judged), on="area_code", how="left")
        frame["line"] = target(goal["target"], goal["unit"], goal["comparator"])
        frame["due"] = goal["due"]
        gap = "column.excess" if indicator["direction"] == "lower" else "column.gap"
        columns += columns_of(("words", "goal_standing", "standing", "standing"), ("judged_on", "judged_on", "day"))
        columns += columns_of(("judged_value", "judged_value", "share" if indicator["format"] == "%" else "count"))
        columns += [Column("gap_units", label(gap, unit=named(indicator, "unit")), "count")]
        columns += columns_of(("line", "target"), ("due", "due", "day"))
    return about.listing(f"{goal['goal_id']} {label('overview.table', indicator=named(indicator))}", columns, frame)


def _stands(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the standing of a goal at each area, with the figure and the date it rests on."""
    words = {one: standing_words(one) for one in judged["standing"].unique()}
    frame = judged.assign(words=judged["standing"].map(words), judged_value=judged["value"], judged_on=judged["as_of"])
    return frame[["area_code", "standing", "words", "judged_on", "judged_value", "gap_units"]]


def _with_data(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with empty counts for areas without data, because 0 of 0 would read as none."""
    blank = {name: figures[name].where(figures["denominator"] > 0) for name in ("numerator", "denominator")}
    return figures.assign(**blank)

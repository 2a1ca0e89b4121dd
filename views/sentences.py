"""Figures in sentences: where a goal stands, and in how many counties."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from views.labels import absent, area_names, counts, day, figure, label, target


def goal_sentence(goal: Mapping[str, Any]) -> str:
    """Return one goal's standing at one area: the line, the figure with its counts and date, what is still missing."""
    words = label(
        f"sentence.{goal['standing']}",
        due=day(goal["due"]),
        target=target(goal["target"], goal["unit"], goal["comparator"]),
        value=figure(goal["value"], goal["format"]),
        counts=counts(goal["numerator"], goal["denominator"]),
        as_of=day(goal["as_of"]),
    )
    gap = goal["gap_units"]
    still = "" if absent(gap) or not gap else label("sentence.gap", gap=gap)
    return f"{words}{still}"


def county_sentence(below: pd.DataFrame) -> str:
    """Return in how many areas a goal is met, and by name those where it is late or not met."""
    late = below["standing"] == "met_late"
    met = late | below["standing"].isin(["met_on_time", "met_undated"])
    counted = below["standing"] != "no_data"
    words = label("sentence.counties", met=int(met.sum()), all=int(counted.sum()))
    if late.any():
        words += label("sentence.counties_late", areas=label("list_mark").join(area_names(below[late])))
    open_ones = below[counted & ~met]
    if open_ones.empty:
        return words
    named = zip(area_names(open_ones), open_ones["gap_units"], strict=True)
    gaps = label("list_mark").join(label("sentence.county_gap", area=name, gap=gap) for name, gap in named)
    return f"{words}{label('sentence.counties_open', areas=gaps)}"

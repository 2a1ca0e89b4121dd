"""Build lists of many goals: all goals of an area, the programmes side by side, what moved since a snapshot."""

from typing import Any

import pandas as pd

from views.exports.listing import Column, Listing
from views.listings.about import About, columns_of, filled
from views.shell.layout import standing_words
from views.text.labels import absent, area_names, counts, figure, label, named, number, records, spoken, target
from views.text.sentences import gap_words
from views.theme.palette import STANDINGS


def standing_listing(title: str, about: About, goals: pd.DataFrame) -> Listing:
    """Return the list of goals of different indicators with their standing.

    `goals` are rows of `progress`, one for each goal.
    """
    rows = records(goals)
    texts = pd.DataFrame(
        {
            "goal": [named(row) for row in rows],
            "words": [_stands(row) for row in rows],
            "silent": [spoken(row, "silent_areas") for row in rows],
            "shown": [figure(row["value"], row["format"]) for row in rows],
            "line": [target(row["target"], row["unit"], row["comparator"]) for row in rows],
            "counted": [_counted(row) for row in rows],
            "still": [_gap(row) for row in rows],
        },
        index=goals.index,
    )
    frame = goals.assign(area=area_names(goals)).join(texts)
    columns = columns_of(
        ("goal_id", "goal_id", "code"), ("goal", "goal"), ("words", "goal_standing", "standing", "standing"),
        ("shown", "figure", "figure", "value"), ("counted", "counts"), ("line", "target"),
        ("due", "due", "day"), ("still", "still"), ("area", "judged_at"), ("as_of", "as_of", "day"),
        ("silent", "silent"), ("clause", "clause"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def programme_listing(title: str, about: About, programmes: pd.DataFrame) -> Listing:
    """Return the list of programmes with their number of goals by standing; one column for each standing."""
    columns = [
        *columns_of(("place", "place"), ("programme", "programme"), ("as_of", "newest", "day")),
        *columns_of(("goals", "goals", "count")),
        *(Column(standing, standing_words(standing), "count") for standing in STANDINGS),
    ]
    return about.listing(title, columns, programmes)


def move_listing(title: str, about: About, moves: pd.DataFrame) -> Listing:
    """Return the list of what moved since an earlier snapshot, by area.

    `moves` are rows of `moved_areas` with the columns `indicator` and `moved` in words.
    """
    shares = moves["format"] == "%"
    frame = moves.assign(area=area_names(moves), points=((moves["value"] - moves["value_before"]) * 100).where(shares))
    frame["gained"] = frame["numerator"] - frame["numerator_before"]
    for shown, value in (("shown_before", "value_before"), ("shown", "value")):
        frame[shown] = [figure(one, form) for one, form in zip(moves[value], moves["format"], strict=True)]
    columns = columns_of(
        ("indicator", "indicator"), ("area", "area"), ("moved", "moved"),
        ("shown_before", "figure_before", "figure", "value_before"), ("shown", "figure_now", "figure", "value"),
        ("points", "points", "points"), ("numerator_before", "numerator_before", "count"),
        ("numerator", "numerator", "count"), ("gained", "gained", "gain"),
        ("denominator_before", "denominator_before", "count"), ("denominator", "denominator", "count"),
    )  # fmt: skip
    return about.listing(title, columns, frame)


def _stands(row: dict[str, Any]) -> str:
    missed = row["missed_years"]
    words = standing_words(row["standing"])
    return words if absent(missed) else label("standing_but", standing=words, years=missed)


def _gap(row: dict[str, Any]) -> str:
    return "—" if absent(row["gap_units"]) or not row["gap_units"] else gap_words(row)


def _counted(row: dict[str, Any]) -> str:
    if absent(row["denominator"]) or not row["denominator"]:
        return "—"
    return counts(row["numerator"], row["denominator"]) if row["format"] == "%" else number(row["numerator"])

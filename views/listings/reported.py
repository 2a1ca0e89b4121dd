"""Build lists of what is reported: activities, exchanges of teachers and cadres, money."""

import pandas as pd

from views.exports.listing import Listing
from views.listings.about import About, columns_of, filled, terms
from views.text.labels import area_names


def activity_listing(title: str, about: About, activities: pd.DataFrame) -> Listing:
    """Return the list of activities, the newest first; `activities` is the result of the query of that name."""
    frame = activities.assign(area=area_names(activities), words=terms("kind", activities["kind"]))
    columns = columns_of(
        ("held_on", "held_on", "day"), ("words", "kind"), ("title", "about"), ("area", "area"),
        ("partnership_name", "community"), ("core_name", "core"), ("school_name", "school"),
        ("participants", "participants", "count"), ("teachers", "exchanged", "count"),
        ("cadres", "cadres", "count"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)


def exchange_listing(title: str, about: About, areas: pd.DataFrame) -> Listing:
    """Return the list of areas with the numbers of teachers and cadres exchanged."""
    columns = columns_of(
        ("words", "area"), ("teachers", "exchanged", "count"), ("cadres", "cadres", "count"),
        ("activities", "activities", "count"),
    )  # fmt: skip
    return about.listing(title, columns, areas)


def fund_listing(title: str, about: About, funds: pd.DataFrame) -> Listing:
    """Return the list of amounts in 元, the newest period first; `funds` is the result of the query of that name."""
    frame = funds.assign(area=area_names(funds), words=terms("task", funds["task"]))
    columns = columns_of(
        ("words", "task"), ("amount", "amount", "count"), ("area", "area"), ("school_name", "school"),
        ("partnership_name", "community"), ("core_name", "core"), ("period_start", "period_start", "day"),
        ("period_end", "period_end", "day"), ("school_id", "school_id", "code"), ("source", "source"),
    )  # fmt: skip
    return about.listing(title, filled(columns, frame), frame)

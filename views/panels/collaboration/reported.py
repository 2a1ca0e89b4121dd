"""Build topics from reported activities, exchanges and money; `found` is always the result of `topic_groups`."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from views.exports.listing import Listing
from views.listings import About, activity_listing, exchange_listing, fund_listing
from views.listings.about import columns_of
from views.panels.collaboration.topics import Topic, coded
from views.text.labels import DEFAULT, area_names, label, language, number, term

WAN = 10_000


def activities(found: pd.DataFrame) -> Topic:
    """Return the topic of activities by kind, with the number of participants if stated."""
    groups = coded(found, "kind", (term("kind", kind) for kind in found["kind"]), lambda row: number(row.entries))
    columns = (("words", "kind"), ("entries", "activities", "count"), ("participants", "participants", "count"))
    return Topic(
        "activities",
        label("count.activities", count=number(found["entries"].sum())) if len(found) else None,
        groups,
        {"entries": label("column.activities")},
        lambda title, about: about.listing(title, columns_of(*columns), groups),  # type: ignore[arg-type]
        activity_listing,
    )


def exchanges(found: pd.DataFrame) -> Topic:
    """Return the topic of teachers and cadres exchanged, by area, from the activities that state their number."""
    people = found[["teachers", "cadres"]].fillna(0)
    stated = found.assign(**people, activities=found["entries"])
    groups = coded(stated, "area_code", area_names(found), _people)
    return Topic(
        "exchanges",
        label("count.turns", count=number(people.sum().sum())) if len(found) else None,
        groups,
        {"teachers": label("column.exchanged"), "cadres": label("column.cadres")},
        lambda title, about: exchange_listing(title, about, groups),
        activity_listing,
    )


def _people(row: Any) -> str:
    return label("count.people", teachers=number(row.teachers), cadres=number(row.cadres))


def tasks(found: pd.DataFrame) -> Topic:
    """Return the topic of money by task."""
    return _money("tasks", found, "task", (term("task", task) for task in found["task"]))


def schools(found: pd.DataFrame) -> Topic:
    """Return the topic of money by school; money for a partnership as a whole is one group."""
    return _money("schools", found, "school_id", found["school_name"].fillna(label("funds.to_partnership")))


def money(amount: float) -> str:
    """Return an amount of 元 in 万元, or in English in yuan."""
    return label("money", amount=f"{amount / WAN:,.2f}" if language() == DEFAULT else f"{amount:,.0f}")


def _money(name: str, found: pd.DataFrame, by: str, words: Iterable[str]) -> Topic:
    groups = coded(found, by, words, lambda row: money(row.amount))
    return Topic(
        name,
        money(float(found["amount"].sum())) if len(found) else None,
        groups,
        {"amount": label("column.amount")},
        lambda title, about: _money_listing(title, about, groups, "task" if name == "tasks" else "school"),
        fund_listing,
    )


def _money_listing(title: str, about: About, groups: pd.DataFrame, kind: str) -> Listing:
    columns = columns_of(("words", kind), ("amount", "amount", "count"), ("entries", "entries", "count"))
    return about.listing(title, columns, groups)

"""Topics read from what is reported beside the pairings: activities, exchanges, money."""

import pandas as pd

from views.exports.listing import Listing
from views.labels import DEFAULT, absent, area_names, label, language, number, term
from views.lists import About, activity_listing, exchange_listing, fund_listing
from views.lists.about import columns_of
from views.topics import Topic, grouped

TO_PARTNERSHIPS, WAN = "—", 10_000


def activities(found: pd.DataFrame) -> Topic:
    """Return activities by kind; `found` as the verb of that name."""
    rows = found.assign(group=found["kind"])
    groups = grouped(rows, {kind: term("kind", kind) for kind in found["kind"]})
    people = found.groupby("kind")["participants"].sum(min_count=1)
    groups["participants"] = [people.get(code) for code in groups["code"]]
    columns = (("words", "kind"), ("value", "activities", "count"), ("participants", "participants", "count"))
    return Topic(
        "activities",
        label("count.activities", count=number(len(found))) if len(found) else None,
        groups,
        {"value": label("column.activities")},
        lambda title, about: about.listing(title, columns_of(*columns), groups),  # type: ignore[arg-type]
        rows,
        activity_listing,
    )


def exchanges(found: pd.DataFrame) -> Topic:
    """Return teachers and cadres exchanged, by area: the activities that state either number."""
    stated = found[found["teachers"].notna() | found["cadres"].notna()]
    rows = stated.assign(group=stated["area_code"], words=area_names(stated))
    groups = (
        rows.groupby(["group", "words"], sort=False)
        .agg(teachers=("teachers", "sum"), cadres=("cadres", "sum"), activities=("kind", "size"))
        .reset_index()
        .rename(columns={"group": "code"})
        .sort_values("teachers", ascending=False, ignore_index=True)
    )
    people = zip(groups["teachers"], groups["cadres"], strict=True)
    groups["text"] = [_people(teachers, cadres) for teachers, cadres in people]
    return Topic(
        "exchanges",
        label("count.turns", count=number(rows[["teachers", "cadres"]].sum().sum())) if len(rows) else None,
        groups,
        {"teachers": label("column.exchanged"), "cadres": label("column.cadres")},
        lambda title, about: exchange_listing(title, about, groups),
        rows,
        activity_listing,
    )


def tasks(found: pd.DataFrame) -> Topic:
    """Return money by task; `found` as `funds` returns it."""
    return _money("tasks", found.assign(group=found["task"], words=[term("task", task) for task in found["task"]]))


def schools(found: pd.DataFrame) -> Topic:
    """Return money by school; what goes to a partnership as a whole stands under one line."""
    names = [label("funds.to_partnership") if absent(name) else str(name) for name in found["school_name"]]
    return _money("schools", found.assign(group=found["school_id"].fillna(TO_PARTNERSHIPS), words=names))


def money(amount: float) -> str:
    """Return an amount of 元 in 万元 (in English in yuan)."""
    return label("money", amount=f"{amount / WAN:,.2f}" if language() == DEFAULT else f"{amount:,.0f}")


def _money(name: str, rows: pd.DataFrame) -> Topic:
    groups = (
        rows.groupby(["group", "words"], sort=False)
        .agg(amount=("amount", "sum"), entries=("amount", "size"))
        .reset_index()
        .rename(columns={"group": "code"})
        .sort_values("amount", ascending=False, ignore_index=True)
    )
    groups["text"] = [money(amount) for amount in groups["amount"]]
    return Topic(
        name,
        money(rows["amount"].sum()) if len(rows) else None,
        groups,
        {"amount": label("column.amount")},
        lambda title, about: _money_listing(title, about, groups, "task" if name == "tasks" else "school"),
        rows,
        fund_listing,
    )


def _money_listing(title: str, about: About, groups: pd.DataFrame, kind: str) -> Listing:
    columns = columns_of(("words", kind), ("amount", "amount", "count"), ("entries", "entries", "count"))
    return about.listing(title, columns, groups)


def _people(teachers: float, cadres: float) -> str:
    return label("count.people", teachers=number(teachers), cadres=number(cadres))

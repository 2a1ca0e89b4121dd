"""Build topics from the pairings: modes, chains of schooling, borders crossed."""

from typing import Any

import pandas as pd

from views.exports.listing import Listing
from views.listings import About, chain_listing, mode_listing, pairing_listing
from views.listings.about import columns_of, terms
from views.panels.collaboration.topics import Topic, coded
from views.text.labels import label, number, term

STEPS = {"kindergartens": "幼儿园", "primaries": "小学", "juniors": "初中", "seniors": "高中"}


def modes(counted: pd.DataFrame) -> Topic:
    """Return the topic of partnerships by mode; `counted` is the result of `partnership_modes` for pairings in use."""
    total = label("count.partnerships", count=number(counted["partnerships"].sum()))
    return Topic(
        "modes",
        total if len(counted) else None,
        coded(counted, "mode", terms("mode", counted["mode"]), _partnerships),
        {"partnerships": label("column.partnerships")},
        lambda title, about: mode_listing(title, about, counted),
        pairing_listing,
    )


def _partnerships(row: Any) -> str:
    return label("count.partnerships", count=number(row.partnerships))


def chains(rows: pd.DataFrame, *, known: bool) -> Topic:
    """Return the topic of partnerships that connect stages of schooling, by the stages.

    If there are none, the total is 0 if partnerships are `known`, else no data.
    """
    words = ["–".join(term("step", STEPS[step]) for step in str(links).split("-")) for links in rows["links"]]
    groups = coded(rows, "links", words, lambda row: number(row.entries))
    total = label("count.partnerships", count=number(rows["entries"].sum()))
    return Topic(
        "chains",
        total if known else None,
        groups,
        {"entries": label("column.partnerships")},
        lambda title, about: _counted(title, about, groups, "chain", "partnerships"),
        chain_listing,
    )


def borders(rows: pd.DataFrame) -> Topic:
    """Return the topic of pairings by border: none, between areas, led from outside the place, or no core named."""
    words = [label(f"border.{kind}") for kind in rows["border"]]
    groups = coded(rows, "border", words, lambda row: number(row.entries))
    crossing = rows[rows["border"].isin(["area", "city"])]["entries"].sum()
    return Topic(
        "borders",
        label("count.pairings", count=number(crossing)) if len(rows) else None,
        groups,
        {"entries": label("column.pairings")},
        lambda title, about: _counted(title, about, groups, "border", "pairings"),
        pairing_listing,
    )


def _counted(title: str, about: About, groups: pd.DataFrame, kind: str, unit: str) -> Listing:
    return about.listing(title, columns_of(("words", kind), ("entries", unit, "count")), groups)

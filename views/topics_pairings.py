"""Topics read from the pairings themselves: modes, chains of schooling, borders crossed."""

import pandas as pd

from views.exports.listing import Listing
from views.labels import label, number, records, term
from views.lists import About, chain_listing, mode_listing, pairing_listing
from views.lists.about import columns_of
from views.topics import Topic, grouped

STEPS = {"kindergartens": "幼儿园", "primaries": "小学", "juniors": "初中", "seniors": "高中"}


def modes(counted: pd.DataFrame, active: pd.DataFrame) -> Topic:
    """Return partnerships by mode; `counted` as `partnership_modes`, `active` the pairings in use."""
    text = [label("count.partnerships", count=number(value)) for value in counted["partnerships"]]
    groups = counted.assign(code=counted["mode"], words=[term("mode", mode) for mode in counted["mode"]], text=text)
    total = label("count.partnerships", count=number(counted["partnerships"].sum()))
    return Topic(
        "modes",
        total if len(active) else None,
        groups,
        {"partnerships": label("column.partnerships")},
        lambda title, about: mode_listing(title, about, counted),
        active.assign(group=active["mode"]),
        pairing_listing,
    )


def chains(found: pd.DataFrame, active: pd.DataFrame) -> Topic:
    """Return partnerships that join steps of schooling, by the steps; none is 0 where there are partnerships at all."""
    steps = ["-".join(stage for column, stage in STEPS.items() if row[column] > 0) for row in records(found)]
    rows = found.assign(group=pd.Series(steps, index=found.index, dtype=object))
    groups = grouped(rows, {one: "–".join(term("step", stage) for stage in one.split("-")) for one in steps})
    total = label("count.partnerships", count=number(len(found)))
    return Topic(
        "chains",
        total if len(active) else None,
        groups,
        {"value": label("column.partnerships")},
        lambda title, about: _counted(title, about, groups, "chain", "partnerships"),
        rows,
        chain_listing,
    )


def borders(active: pd.DataFrame) -> Topic:
    """Return pairings by the border they cross: none, between areas, led from outside the place; or no core named."""
    kinds = pd.Series("inside", index=active.index, dtype=object)
    kinds = kinds.mask(active["crosses_area"], "area").mask(active["crosses_city"], "city")
    rows = active.assign(group=kinds.mask(active["core_name"].isna(), "no_core"))
    groups = grouped(rows, {kind: label(f"border.{kind}") for kind in ("inside", "area", "city", "no_core")})
    crossing = int(rows["group"].isin(["area", "city"]).sum())
    return Topic(
        "borders",
        label("count.pairings", count=number(crossing)) if len(active) else None,
        groups,
        {"value": label("column.pairings")},
        lambda title, about: _counted(title, about, groups, "border", "pairings"),
        rows,
        pairing_listing,
    )


def _counted(title: str, about: About, groups: pd.DataFrame, kind: str, unit: str) -> Listing:
    return about.listing(title, columns_of(("words", kind), ("value", unit, "count")), groups)

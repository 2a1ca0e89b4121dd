"""Describe what changed since an earlier snapshot: goals newly met or lost, areas closer to or further from a goal."""

from collections.abc import Iterable, Mapping

import pandas as pd

from views.text.labels import area_name, counts, figure, label, named, number, records
from views.theme.palette import MET

NAMED_AREAS, TOLD = 3, 4


def goal_changes(goals: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the place's goals by change: newly met, lost, or newly due and missed; `goals` as `moved` returns them."""
    place = goals[goals["level"] == "place"]
    met, before = place["standing"].isin(MET), place["standing_before"].isin(MET)
    missed = (place["standing"] == "not_met") & place["standing_before"].isin(["pending", "no_data"])
    return {"won": place[met & ~before], "lost": place[~met & before], "missed": place[missed & ~before]}


def in_words(moved: pd.DataFrame, indicators: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Return rows of `moved_areas` with the indicator's name and, as `moved`, whether the area is closer or further."""
    names = {row["indicator_id"]: named(row) for row in indicators}
    steps = {0: label("moved.same"), 1: label("moved.nearer"), -1: label("moved.further")}
    return moved.assign(moved=moved["step"].map(steps), indicator=moved["indicator_id"].map(names))


def lines(goals: pd.DataFrame, moved: pd.DataFrame, indicators: Iterable[Mapping[str, str]]) -> list[str]:
    """Return sentences on what changed; `goals` as the query `moved` returns them, `moved` as `moved_areas` does."""
    return [*goal_lines(goal_changes(goals)), *indicator_lines(in_words(moved, indicators))]


def goal_lines(changes: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return one sentence for each kind of change that happened, or one that says that no goal changed."""
    lines = [
        label(f"changes.{kind}", count=len(rows), goals=label("list_mark").join(_goals(rows)))
        for kind, rows in changes.items()
        if len(rows)
    ]
    return lines or [label("changes.no_goal")]


def indicator_lines(moves: pd.DataFrame) -> list[str]:
    """Return one sentence for each of the first indicators that moved; `moves` as `in_words` returns them."""
    order = list(dict.fromkeys(moves[moves["step"] != 0]["indicator_id"]))
    lines = [_line(moves[moves["indicator_id"] == one]) for one in order[:TOLD]]
    return lines or [label("changes.no_figure")]


def _goals(rows: pd.DataFrame) -> list[str]:
    """Return goals by number and name; by number alone if there are many."""
    few = len(rows) <= TOLD
    return [f"{row['goal_id']} {named(row)}" if few else str(row["goal_id"]) for row in records(rows)]


def _line(rows: pd.DataFrame) -> str:
    place, below = rows[rows["level"] == "place"], rows[rows["level"] != "place"]
    parts = [_step(row) for row in records(place)]
    for kind, step in (("nearer", 1), ("further", -1)):
        areas = below[below["step"] == step]
        if len(areas):
            shown = label("list_mark").join(_step(row) for row in records(areas.head(NAMED_AREAS)))
            count = int(areas["areas"].iloc[0])
            more = label("changes.more") if count > NAMED_AREAS else ""
            parts.append(label(f"areas_moved.{kind}", count=number(count), areas=f"{shown}{more}"))
    return label("changes.line", indicator=rows["indicator"].iloc[0], parts=label("changes.mark").join(parts))


def _step(row: Mapping[str, object]) -> str:
    form = str(row["format"])
    then, now = (figure(row[key], form) for key in ("value_before", "value"))
    if form != "%":
        return label("changes.step_number", area=area_name(row), then=then, now=now)
    pairs = [counts(row[f"numerator{at}"], row[f"denominator{at}"]) for at in ("_before", "")]
    return label("changes.step", area=area_name(row), then=pairs[0], now=pairs[1], then_share=then, now_share=now)

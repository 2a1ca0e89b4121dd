"""What changed since an earlier snapshot: goals newly met or lost, areas that came nearer or fell back."""

from collections.abc import Iterable, Mapping

import pandas as pd

from views.labels import area_name, counts, figure, label, named, records
from views.palette import MET

NAMED_AREAS, TOLD = 3, 4


def goal_changes(goals: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the place's goals that are newly met, lost, or newly due and missed; `goals` as `moved` returns them."""
    place = goals[goals["level"] == "place"]
    met, before = place["standing"].isin(MET), place["standing_before"].isin(MET)
    missed = (place["standing"] == "not_met") & place["standing_before"].isin(["pending", "no_data"])
    return {"won": place[met & ~before], "lost": place[~met & before], "missed": place[missed & ~before]}


def judged(moves: pd.DataFrame, indicators: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Return the rows that moved with `step` (1 nearer, −1 further off, 0 only the counts) and its words.

    `moves` as the verb of that name returns them; an area without data at either date has not moved.
    """
    names = {row["indicator_id"]: named(row) for row in indicators}
    ahead = (moves["value"] - moves["value_before"]).map(lambda change: (change > 0) - (change < 0))
    step = ahead.where(moves["direction"] == "higher", -ahead).astype(int)
    counted = (
        moves[["numerator", "denominator"]].to_numpy() != moves[["numerator_before", "denominator_before"]].to_numpy()
    )
    known = moves["value"].notna() & moves["value_before"].notna()
    words = [label(f"moved.{('same', 'nearer', 'further')[value]}") for value in step]
    found: pd.DataFrame = moves.assign(step=step, moved=words, indicator=moves["indicator_id"].map(names))
    kept: pd.DataFrame = found.loc[known & counted.any(axis=1)].reset_index(drop=True)
    return kept


def goal_lines(changes: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return one sentence for each kind of change that happened; one that says so where none did."""
    lines = [
        label(f"changes.{kind}", count=len(rows), goals=label("list_mark").join(_goals(rows)))
        for kind, rows in changes.items()
        if len(rows)
    ]
    return lines or [label("changes.no_goal")]


def indicator_lines(moves: pd.DataFrame) -> list[str]:
    """Return a sentence for each of the first indicators that came nearer or fell back; `moves` as `judged` returns them."""
    order = list(dict.fromkeys(moves[moves["step"] != 0]["indicator_id"]))
    lines = [_line(moves[moves["indicator_id"] == one]) for one in order[:TOLD]]
    return lines or [label("changes.no_figure")]


def _goals(rows: pd.DataFrame) -> list[str]:
    """Return goals by number and name; by number alone where there are many."""
    few = len(rows) <= TOLD
    return [f"{row['goal_id']} {named(row)}" if few else str(row["goal_id"]) for row in records(rows)]


def _line(rows: pd.DataFrame) -> str:
    place, below = rows[rows["level"] == "place"], rows[rows["level"] != "place"]
    parts = [_step(row) for row in records(place)]
    for kind, step in (("nearer", 1), ("further", -1)):
        mine = below[below["step"] == step]
        if len(mine):
            shown = label("list_mark").join(_step(row) for row in records(mine.head(NAMED_AREAS)))
            more = label("changes.more") if len(mine) > NAMED_AREAS else ""
            parts.append(label(f"areas_moved.{kind}", count=len(mine), areas=f"{shown}{more}"))
    return label("changes.line", indicator=rows["indicator"].iloc[0], parts=label("changes.mark").join(parts))


def _step(row: Mapping[str, object]) -> str:
    form = str(row["format"])
    then, now = (figure(row[key], form) for key in ("value_before", "value"))
    if form != "%":
        return label("changes.step_number", area=area_name(row), then=then, now=now)
    pairs = [counts(row[f"numerator{at}"], row[f"denominator{at}"]) for at in ("_before", "")]
    return label("changes.step", area=area_name(row), then=pairs[0], now=pairs[1], then_share=then, now_share=now)

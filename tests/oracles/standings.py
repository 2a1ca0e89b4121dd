"""The standing rule of domain.md in plain Python: from a goal's figures, snapshot by snapshot, to where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from data.registry.rows import Row

DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Figure:
    """One snapshot's counts at one area."""

    as_of: date
    numerator: float
    denominator: float

    def meets(self, goal: Row) -> bool:
        """Tell whether the figure meets a goal: a share where the goal is in percent, the number itself where not."""
        reached, line = Fraction(self.numerator), Fraction(goal["target"])
        if goal["unit"] == "%":
            reached, line = reached / Fraction(self.denominator), line / 100
        return reached >= line if goal["comparator"] == ">=" else reached <= line


@dataclass(frozen=True)
class Standing:
    """Where a goal stands, the day it was met and the snapshot it rests on."""

    name: str
    met_on: date | None = None
    as_of: date | None = None


def standing(goal: Row, known: Sequence[Figure], seen: date) -> Standing:
    """Return where a goal stands, looked at on a day; snapshots of 0 units say nothing."""
    known = [figure for figure in known if figure.as_of <= seen and figure.denominator]
    due = date.fromisoformat(goal["due"])
    if not known:
        return Standing("no_data")
    newest = known[-1].as_of
    if goal["kind"] == "reference":
        return Standing("reference", None, newest)
    if due > seen:
        return Standing("pending", None, newest)
    by_then = [figure for figure in known if figure.as_of <= due]
    met_after = [figure.as_of for figure in known if figure.as_of > due and figure.meets(goal)]
    if by_then and by_then[-1].meets(goal):
        return Standing("met_on_time", by_then[-1].as_of, by_then[-1].as_of)
    if met_after and by_then:
        return Standing("met_late", met_after[0], met_after[0])
    if met_after:
        return Standing("met_undated", None, met_after[0])
    return Standing("not_met", None, newest)


def gap(goal: Row, figure: Figure) -> int | None:
    """Return how many units more (fewer, for at most) meet the goal, by trying one after the other; None of a reference."""
    if goal["kind"] == "reference":
        return None
    step = 1 if goal["comparator"] == ">=" else -1
    tried = figure
    while not tried.meets(goal):
        tried = replace(tried, numerator=tried.numerator + step)
    return int(abs(tried.numerator - figure.numerator))


def needed_a_year(goal: Row, missing: int | None, last: date) -> float | None:
    """Return the units a year that would close a gap from the last figure to the due date."""
    days = (date.fromisoformat(goal["due"]) - last).days
    return missing / days * DAYS_A_YEAR if missing and days > 0 else None


def pace_a_year(goal: Row, known: Sequence[Figure], seen: date) -> float | None:
    """Return the units a year won towards the line over the last three figures; of a share the line is a part of its whole."""
    last_three = [figure for figure in known if figure.as_of <= seen and figure.denominator][-3:]
    if len(last_three) < 2:
        return None
    first, last = last_three[0], last_three[-1]
    part = float(goal["target"]) / 100 if goal["unit"] == "%" else 0.0
    won = (last.numerator - part * last.denominator) - (first.numerator - part * first.denominator)
    towards = won if goal["comparator"] == ">=" else -won
    return towards / (last.as_of - first.as_of).days * DAYS_A_YEAR

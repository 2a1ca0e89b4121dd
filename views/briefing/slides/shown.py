"""Choose what a claim's slide shows: the areas against the goals' lines or, if no area has a figure, the years."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from views.briefing.content import Claim, Goal
from views.briefing.slides.drawings import Drawing, Line
from views.briefing.slides.tables import Cell
from views.charts.area_bars import MANY, goal_words, has_line
from views.charts.areas_and_years import EACH_END, MOST
from views.text.labels import absent, area_names, counts, day, figure, label, named, number, records
from views.theme.palette import COVERED, MISSING

_ENOUGH = 2  # areas with a figure needed for a comparison
_LOWER = "lower"


@dataclass(frozen=True)
class Shown:
    """A chart and its table, of areas or of years, and a note on it."""

    drawing: Drawing
    headers: list[str]
    rows: list[list[Cell]]
    of_areas: bool
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is no value to draw."""
        return all(value is None for value in self.drawing.values)


def shown(claim: Claim) -> Shown:
    """Return the areas, best first, if at least two have a figure; else the years."""
    if int((claim.areas["denominator"] > 0).sum()) >= _ENOUGH:
        return _areas(claim)
    names = [day(value) for value in claim.years["as_of"]]
    return _shown(claim, claim.years, names, claim.goals, of_areas=False)


def compared_note(areas: str) -> str:
    """Return the note that only some areas are compared, with their names; an empty string if all are."""
    return label("deck.compared", areas=areas) if areas else ""


def _areas(claim: Claim) -> Shown:
    fewer = claim.meaning["direction"] == _LOWER
    ranked = claim.areas.sort_values(["value", "denominator"], ascending=[fewer, False], na_position="last")
    known, note = ranked[ranked["denominator"] > 0], compared_note(claim.compared)
    if len(known) > MOST:
        note += label("deck.some_areas", all=number(len(known)), each=EACH_END)
        ranked = pd.concat([known.head(EACH_END), known.tail(EACH_END)])
    elif len(ranked) > MANY and len(known) < len(ranked):
        silent = area_names(ranked[~ranked.index.isin(known.index)])
        note, ranked = f"{note}{label('deck.silent', areas=label('list_mark').join(silent))}", known
    goals = [goal for goal in claim.goals if has_line(goal, ranked)]
    return _shown(claim, ranked, [str(one) for one in area_names(ranked)], goals, of_areas=True, note=note)


def _shown(
    claim: Claim, figures: pd.DataFrame, names: list[str], goals: list[Goal], *, of_areas: bool, note: str = ""
) -> Shown:
    found, form = records(figures), claim.meaning["format"]
    drawing = Drawing(
        title=named(claim.meaning),
        names=names,
        values=[None if absent(row["value"]) else float(row["value"]) for row in found],
        form=form,
        lines=_lines(claim.goal, goals),
        colour=MISSING if claim.meaning["direction"] == _LOWER else COVERED,
        marked=frozenset(
            at for at, row in enumerate(found) if of_areas and row["area_code"] == claim.goal["area_code"]
        ),
    )
    headers = [label("column.area") if of_areas else label("column.as_of"), *_headers(claim)]
    rows = [[Cell(name), *_cells(row, form)] for name, row in zip(names, found, strict=True)]
    return Shown(drawing, headers, rows, of_areas, note)


def _headers(claim: Claim) -> list[str]:
    unit = named(claim.meaning, "unit")
    if claim.meaning["format"] == "%":
        return [label("deck.counts", unit=unit), label("column.figure")]
    return [label("deck.figure", unit=unit)]


def _cells(row: Mapping[str, Any], form: str) -> list[Cell]:
    value = Cell(figure(row["value"], form), bold=True)
    counted = Cell("—" if absent(row["value"]) else counts(row["numerator"], row["denominator"]))
    return [counted, value] if form == "%" else [value]


def _lines(own: Goal, goals: list[Goal]) -> list[Line]:
    """Return the goals' lines, one for each value, the claim's own goal first."""
    ordered = sorted(goals, key=lambda goal: goal["goal_id"] != own["goal_id"])
    first = {goal["target"]: goal for goal in reversed(ordered)}
    return [
        Line(
            label("deck.line", goal=goal_words(goal), due=day(goal["due"])),
            float(goal["target"]) / (100 if goal["format"] == "%" else 1),
            own=goal["goal_id"] == own["goal_id"],
            promised=goal["kind"] != "reference",
        )
        for goal in reversed(first.values())
    ]

"""Describe figures in sentences: where a goal stands, what is missing, how fast it moves, and in how many areas."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from data.registry.rows import Row, indicators
from views.text.labels import (
    DEFAULT,
    absent,
    area_names,
    counted,
    day,
    figure,
    label,
    language,
    named,
    number,
    records,
    spoken,
    target,
)
from views.theme.palette import MET, STANDINGS

NAMED = 8  # areas that a sentence names; if there are more, it gives their number
OPEN = {"not_met": "sentence.counties_not_met", "pending": "sentence.counties_pending"}


def goal_sentence(goal: Mapping[str, Any]) -> str:
    """Return the sentence on one goal at one area: the line, the figure with its counts and date, gap and pace.

    `goal` is a row of `progress`. The gap is given in the indicator's own unit.
    """
    words = label(
        f"sentence.{goal['standing']}",
        due=day(goal["due"]),
        target=target(goal["target"], goal["unit"], goal["comparator"]),
        figure=figure_words(goal),
        as_of=day(goal["as_of"]),
    )
    return f"{words}{silent_sentence(goal)}{missed_sentence(goal)}{gap_sentence(goal)}{pace_sentence(goal)}"


def source_words(goal: Mapping[str, Any], programme: Row) -> str:
    """Return the clause that sets a goal, with its document: `《…的决定》（文号）第二条`."""
    return f"{named(programme, 'title')}（{programme['document_no']}）{label('clause', clause=goal['clause'])}"


def figure_words(goal: Mapping[str, Any]) -> str:
    """Return a goal's figure with its counts: `48.6%（71/146 所）` for a share, `9 人` for a number."""
    value, beside = figure(goal["value"], goal["format"]), counted(goal, _indicator(goal))
    if absent(goal["value"]):
        return value
    return label("sentence.figure", value=value, counts=beside) if goal["format"] == "%" else f"{value} {beside}"


def silent_sentence(goal: Mapping[str, Any]) -> str:
    """Return the sentence on counties without data at the figure's date, which neither count includes.

    Returns an empty string if there are none.
    """
    areas = spoken(goal, "silent_areas")
    if absent(areas):
        return ""
    names = str(areas).split("、" if language() == DEFAULT else ", ")
    return label("sentence.silent", areas=few_of(names, len(names)))


def few_of(names: Sequence[str], count: int) -> str:
    """Return names in a row; if there are more than a sentence can hold, the first of them and their number."""
    words = label("list_mark").join(names[:NAMED])
    return words if count <= len(names[:NAMED]) else label("few_of", names=words, count=number(count))


def missed_sentence(goal: Mapping[str, Any]) -> str:
    """Return the sentence on the years in which a yearly goal was not met; an empty string if there are none."""
    return "" if absent(goal["missed_years"]) else label("sentence.missed_years", years=goal["missed_years"])


def gap_sentence(goal: Mapping[str, Any]) -> str:
    """Return the sentence on how many units are missing, or too many.

    Returns an empty string if none are, or if the line is a reference.
    """
    if goal["standing"] not in OPEN or absent(goal["gap_units"]):
        return ""
    if not goal["gap_units"]:
        return label("sentence.reached")
    words = gap_words(goal)
    if goal["judged"] == "each year":
        words = label("sentence.in_year", year=day(goal["as_of"])[:4], gap=words)
    return label("sentence.gap", gap=words)


def gap_words(goal: Mapping[str, Any]) -> str:
    """Return `还差 12 所`, or `还多 3 人` if fewer is better."""
    key = "gap.more" if goal["comparator"] == ">=" else "gap.fewer"
    return label(key, gap=number(goal["gap_units"]), unit=named(_indicator(goal), "unit"))


def pace_sentence(goal: Mapping[str, Any]) -> str:
    """Return the sentence on the recent and the needed pace; an empty string for a goal that is met or yearly."""
    if goal["standing"] not in OPEN or goal["judged"] == "each year" or absent(goal["gap_units"]):
        return ""
    known = {key: not absent(goal[f"{key}_a_year"]) for key in ("pace", "needed")}
    if not goal["gap_units"] or not any(known.values()):
        return ""
    needed = f"{float(goal['needed_a_year']):,.1f}" if known["needed"] else ""
    key = "sentence.pace_and_needed" if all(known.values()) else "sentence.pace" if known["pace"] else "sentence.needed"
    unit = named(_indicator(goal), "unit")
    moves = {"pace": _gap_moves(float(goal["pace_a_year"]), unit)} if known["pace"] else {}
    return label(key, **moves, **({"needed": needed, "unit": unit} if needed else {}))


def _gap_moves(won: float, unit: str) -> str:
    """Return how the gap changes at a pace in units a year: it closes, widens or stays."""
    size = f"{abs(won):,.1f}"
    if size == "0.0":
        return label("gap.stays")
    return label("gap.closes" if won > 0 else "gap.widens", pace=size, unit=unit)


def own_line_sentence(goal: Mapping[str, Any], reached: int, units: int) -> str:
    """Return how many schools reach the line on their own; an empty string for a goal that is not about each school."""
    if goal["scope"] != "school" or not units:
        return ""
    words = target(goal["target"], goal["unit"], goal["comparator"])
    return label("sentence.own_line", target=words, met=number(reached), all=number(units))


def county_sentence(below: pd.DataFrame, *, chosen: bool = False) -> str:
    """Return in how many areas a goal is met, with the names of the first areas where it is late or not met.

    `below` has the rows of one goal as `judged_areas` returns them, without the place's own; the result is empty for a
    reference line. With `chosen`, the sentence says that only some areas were compared.
    """
    count = standing_counts(below)
    judged = sum(count.values()) - count.get("no_data", 0) - count.get("reference", 0)
    if not judged:
        return ""
    key = "sentence.counties_chosen" if chosen else "sentence.counties"
    words = label(key, met=number(sum(count.get(one, 0) for one in MET)), all=number(judged))
    late = below[below["standing"] == "met_late"]
    if len(late):
        words += label("sentence.counties_late", areas=few_of(list(area_names(late)), count["met_late"]))
    for standing, key in OPEN.items():
        rows = below[below["standing"] == standing]
        if len(rows):
            gaps = [_area_gap(area, row) for area, row in zip(area_names(rows), records(rows), strict=True)]
            words += label(key, areas=few_of(gaps, count[standing]))
    return words


def standing_counts(below: pd.DataFrame) -> dict[str, int]:
    """Return the number of areas by standing for one goal; `below` as for `county_sentence`."""
    return {str(one): int(count) for one, count in zip(below["standing"], below["areas"], strict=True)}


def by_standing(standings: Iterable[str]) -> dict[str, int]:
    """Return how many there are of each standing that occurs, best first."""
    every = list(standings)
    return {standing: every.count(standing) for standing in STANDINGS if standing in every}


def _area_gap(area: str, goal: Mapping[str, Any]) -> str:
    return label("sentence.county_gap", area=area, gap=gap_words(goal)) if goal["gap_units"] else area


def _indicator(goal: Mapping[str, Any]) -> Row:
    return indicators()[goal["indicator_id"]]

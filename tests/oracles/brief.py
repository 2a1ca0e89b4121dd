"""What is said of many areas, counted again row by row from the full answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

Record = Mapping[str, Any]
SEVERITY = ("not_met", "pending", "met_late", "met_undated", "met_on_time", "reference", "no_data")


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def short(goal: Record) -> Fraction | None:
    """Return how far a figure is from its goal's line, in its own units times the scale; None without data."""
    if goal["as_of"] is None or goal["numerator"] is None:
        return None
    whole = _exact(goal["denominator"]) if goal["format"] == "%" else Fraction(1)
    missing = _exact(goal["target"]) * whole - _exact(goal["scale"]) * _exact(goal["numerator"])
    return missing if goal["comparator"] == ">=" else -missing


def judged_areas(goals: Iterable[Record], most: int | None = None) -> list[tuple[str, str, str, int]]:
    """Return (goal, area, standing, areas that stand so) of rows of `progress`, in the order they are to be read."""
    found: list[tuple[str, str, str, int]] = []
    by_goal: dict[str, list[Record]] = defaultdict(list)
    for goal in goals:
        by_goal[goal["goal_id"]].append(goal)
    for goal_id, rows in by_goal.items():
        for is_place in (True, False):
            for standing in SEVERITY:
                mine = [row for row in rows if row["standing"] == standing and (row["level"] == "place") == is_place]
                known = [row for row in mine if short(row) is not None]
                ordered = sorted(known, key=lambda row: -(short(row) or Fraction(0)))
                ordered += [row for row in mine if short(row) is None]
                found += [(goal_id, row["area_code"], standing, len(mine)) for row in ordered[:most]]
    return found


def moved_areas(moves: Iterable[Record], most: int | None = None) -> list[tuple[str, str, int, int]]:
    """Return (indicator, area, step, areas with this step) of the rows of `moves` that moved, in their order."""
    steps = []
    for row in moves:
        pairs = [(row[f"numerator{at}"], row[f"denominator{at}"]) for at in ("_before", "")]
        if any(part is None or not whole for part, whole in pairs) or pairs[0] == pairs[1]:
            continue
        (part, whole), (now, now_whole) = ((_exact(one), _exact(all_)) for one, all_ in pairs)
        change = now / now_whole - part / whole if row["format"] == "%" else now - part
        ahead = (change > 0) - (change < 0)
        kind = (row["indicator_id"], row["level"] == "place", ahead if row["direction"] == "higher" else -ahead)
        steps.append((kind, row["area_code"]))
    sizes, seen, found = Counter(kind for kind, _ in steps), Counter[Any](), []
    for kind, area in steps:
        seen[kind] += 1
        if most is None or seen[kind] <= most:
            found.append((kind[0], area, kind[2], sizes[kind]))
    return found

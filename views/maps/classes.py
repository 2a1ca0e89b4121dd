"""Choose the classes by which a map is shaded: fixed fifths for shares, round edges for numbers."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from views.text.labels import absent, number
from views.theme.palette import BREAKS, CLASSES, NO_DATA

_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True)
class Classes:
    """The classes of a map: inner edges in rising order; a value on an edge belongs to the class above.

    `form` is % or number.
    """

    edges: tuple[float, ...]
    form: str

    def colour(self, value: object) -> str:
        """Return the fill of a value; the no-data grey if there is none."""
        return NO_DATA if absent(value) else CLASSES[sum(float(str(value)) >= edge for edge in self.edges)]

    def entries(self) -> list[tuple[str, str]]:
        """Return (colour, words) of each class, the lowest first."""
        if self.form == "%":
            ends = [0, *(round(edge * 100) for edge in self.edges), 100]
            words = [f"{low}–{high}%" for low, high in itertools.pairwise(ends)]
        else:
            edges = [number(edge) for edge in self.edges]
            between = [f"{low} – < {high}" for low, high in itertools.pairwise(edges)]
            words = [f"< {edges[0]}", *between, f"≥ {edges[-1]}"] if edges else ["≥ 0"]
        return list(zip(CLASSES[: len(words)], words, strict=True))


def classes_of(values: Sequence[float], form: str) -> Classes:
    """Return the classes of an indicator: fixed for shares, round edges near the fifths of the areas' values for numbers."""
    if form == "%":
        return Classes(BREAKS, form)
    known = sorted(value for value in values if not absent(value))
    fifths = [known[len(known) * step // len(CLASSES)] for step in range(1, len(CLASSES))] if known else []
    edges = sorted({edge for edge in map(_rounded, fifths) if edge > 0})
    return Classes(tuple(edges), form)


def _rounded(value: float) -> float:
    """Return the round whole number nearest to a value."""
    if value < 1:
        return 0.0 if value < 0.5 else 1.0
    scale = 10 ** math.floor(math.log10(value))
    near = min((step * scale for step in _ROUND), key=lambda step: abs(step - value))
    return float(max(1, math.floor(near + 0.5)))

"""Write the cells of lists in words for slides."""

from collections.abc import Mapping, Sequence
from typing import Any

from views.briefing.content import Claim
from views.briefing.slides.tables import Cell
from views.exports.listing import Column, Kind
from views.exports.words import cell_words
from views.text.labels import absent

NUMERIC: tuple[Kind, ...] = ("count", "share", "decimal", "gain", "points")


def cells(row: Mapping[str, Any], columns: Sequence[Column]) -> list[Cell]:
    """Return a row of a list as cells."""
    return [Cell(cell_words(row[column.name], column)) for column in columns]


def figure_words(claim: Claim) -> tuple[str, str]:
    """Return a claim's figure and the words below it: a number includes its unit, a share has its counts below."""
    if claim.meaning["format"] == "%" or absent(claim.figure["value"]):
        return claim.value, claim.beside
    return f"{claim.value} {claim.beside}", ""


def numeric(columns: Sequence[Column]) -> frozenset[int]:
    """Return the indices of the columns that hold numbers."""
    return frozenset(at for at, column in enumerate(columns) if column.kind in NUMERIC)

"""Cells of listings in words, as a slide shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from views.briefing.content import Claim
from views.briefing.slides.tables import Cell
from views.exports.listing import Column, Kind
from views.labels import absent, day, label, number, share

NUMERIC: tuple[Kind, ...] = ("count", "share", "decimal", "gain", "points")
_NOTHING = "—"


def cell_words(value: object, kind: Kind) -> str:
    """Return one cell's words: shares with one decimal, changes with their sign; an absent share is 无数据."""
    if absent(value):
        return label("no_data") if kind == "share" else _NOTHING
    if kind == "share":
        return share(value)
    if kind == "count":
        return number(value)
    if kind in NUMERIC:
        found, form = float(str(value)), {"decimal": ",.1f", "gain": "+,.0f", "points": "+.1f"}[kind]
        return f"{found or 0.0:{form if found else form.lstrip('+')}}".replace("-", "−")
    return day(value) if kind == "day" else str(value)


def cells(row: Mapping[str, Any], columns: Sequence[Column]) -> list[Cell]:
    """Return a row of a listing as cells."""
    return [Cell(cell_words(row[column.name], column.kind)) for column in columns]


def figure_words(claim: Claim) -> tuple[str, str]:
    """Return a claim's figure and what stands below it: a number has its unit with it, a share its counts below."""
    if claim.meaning["format"] == "%" or absent(claim.figure["value"]):
        return claim.value, claim.beside
    return f"{claim.value} {claim.beside}", ""


def numeric(columns: Sequence[Column]) -> frozenset[int]:
    """Return the places of the columns that hold numbers."""
    return frozenset(at for at, column in enumerate(columns) if column.kind in NUMERIC)

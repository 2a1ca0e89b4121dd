"""Selects the findings that ask a question: about an uncertain column, or a heading whose rows may not count."""

from collections.abc import Sequence

from data.intake.findings import Finding
from data.intake.preview import SheetView


def of(view: SheetView, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that ask a question about a sheet."""
    return [one for one in findings if one.asks and (one.file, one.sheet) == (view.file, view.sheet)]


def letter(one: Finding) -> str:
    """Return the letter of the column that a finding concerns; empty if it concerns none."""
    return one.column.split(" ")[0]


def letters(asked: Sequence[Finding]) -> dict[str, int]:
    """Return the letters of the columns with a question, each with the row of its title."""
    return {letter(one): one.row or 0 for one in asked if one.asks_of_column}

"""Combine two columns of one meaning: a class code and its words, a managing school's code and its name, and so on."""

import re

from data.intake.resolve.areas import Areas
from data.intake.values.cells import Cell, UnreadableCellError, is_missing, number, text, values
from data.intake.values.school_kinds import class_written, stage_written


class ContradictionError(ValueError):
    """Two columns of one meaning have different values in one row."""


def agreed(column: str, first: Cell, second: Cell, areas: Areas) -> Cell:
    """Return the common value of two cells of one meaning. Raises `ContradictionError` if they differ."""
    if is_missing(second) or text(first) == text(second):
        return first
    if is_missing(first):
        return second
    if column == "county" and (codes := [text(cell) for cell in (first, second) if re.fullmatch(r"\d{6}", text(cell))]):
        return _county(first, second, codes, areas)
    if column == "town" and [one for one in (first, second) if re.fullmatch(r"\d{9}(\d{3})?", text(one))]:
        return first if re.search(r"\D", text(first)) else second
    if column == "urban_rural":
        return _class(first, second)
    if column == "managing":
        return _code_and_name([text(first), text(second)])
    if column == "stage":
        return _same(first, second, [stage_written(text(cell)) for cell in (first, second)])
    if column == "mode":
        return _same(first, second, [values("mode").get(text(cell).lower()) for cell in (first, second)])
    try:
        if number(first) == number(second):
            return first
    except UnreadableCellError:
        pass
    raise ContradictionError(f"{text(first)} ≠ {text(second)}")


def _county(first: Cell, second: Cell, codes: list[str], areas: Areas) -> Cell:
    """Return the name of a county that is written beside its code, if both mean the same county."""
    named = {areas.reporting(text(cell)) for cell in (first, second)}
    if len(named) > 1:
        raise ContradictionError(f"{text(first)} ≠ {text(second)}")
    return next((cell for cell in (first, second) if text(cell) not in codes), first)


def _class(first: Cell, second: Cell) -> Cell:
    codes = [class_written(text(cell))[0] for cell in (first, second)]
    if (codes[0] is None) == (codes[1] is None):
        raise ContradictionError(f"{text(first)} ≠ {text(second)}")
    return f"{text(first)}{text(second)}"


def _code_and_name(written: list[str]) -> str:
    """Return the code and the name of a school as one text, code first. The roster later checks whether they agree."""
    codes = [words for words in written if re.fullmatch(r"\d{10}", words)]
    if len(codes) != 1:
        raise ContradictionError(" ≠ ".join(written))
    return codes[0] + next(words for words in written if words not in codes)


def _same(first: Cell, second: Cell, meanings: list[str | None]) -> Cell:
    if meanings[0] and meanings[1] and meanings[0] != meanings[1]:
        raise ContradictionError(f"{text(first)} ≠ {text(second)}")
    return first if meanings[0] or not meanings[1] else second

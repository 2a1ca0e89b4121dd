"""The kinds of tables, and the columns that a header needs to be one of them."""

import re
from functools import cache

from data.intake.formats.sheet import Sheet
from data.intake.tables.header.contents import SCHOOL
from data.intake.tables.titles.meaning import meaning
from data.intake.tables.titles.vocabulary import patterns, school_facts, words_of
from data.intake.values.cells import Cell, text

ROSTER, PAIRINGS, RETURNS, ACTIVITIES, FUNDS = KINDS = ("schools", "pairings", "returns", "activities", "funds")
REPORTS = (RETURNS, ACTIVITIES, FUNDS)
_LONGEST_TITLE = 30
_SHORT = ("县", "区", "镇", "乡", "街", "年", "率")
_A_SIDE = "核心校"
_PARTIES = {"core_name", "core_id", "member_name", "member_id"}
_OF_A_SCHOOL = {"school_id", "urban_rural", "stage", "pupils", "managing", "teachers"}
_FIGURES = {"numerator", "share"}
_OF_A_RETURN = {"county", "period", "period_start", "denominator", "share"}


def is_complete(table: str, columns: set[str]) -> bool:
    """Return whether these columns are enough for a roster, a pairing list, returns, activities or funds."""
    if table == PAIRINGS:
        return "pairing" in columns or (
            bool(columns & {"core_name", "core_id"}) and bool(columns & {"member_name", "member_id"})
        )
    if table == RETURNS:
        return "indicator" in columns and bool(columns & _FIGURES) and bool(columns & _OF_A_RETURN)
    if table == ACTIVITIES:
        return {"kind", "held_on"} <= columns
    if table == FUNDS:
        return {"task", "amount"} <= columns
    return "name" in columns and len(columns & _OF_A_SCHOOL) >= 2


def half_header(sheet: Sheet) -> int | None:
    """Return the first row (from 0) that names some but not all necessary columns of a kind and has rows below it, or None."""
    filled = [row for row, cells in enumerate(sheet.rows) if any(text(cell) for cell in cells)]
    for row in filled[:-1]:
        titles = [text(cell) for cell in sheet.rows[row] if text(cell)]
        if sum(map(is_title, titles)) < 2:
            continue
        named = {table: {meaning(table, (title,)).field for title in titles} - {"", "ignored"} for table in KINDS}
        pairing = len(named[PAIRINGS]) > 1 and named[PAIRINGS] & _PARTIES
        roster = {"name", "school_id"} <= named[ROSTER] and _names_school(sheet, row)
        if pairing or roster or _half_reported(named):
            return row
    return None


def _names_school(sheet: Sheet, row: int) -> bool:
    """Return whether a row below names a school or its code. A list of codes and names (111 主城区) is not a roster."""
    cells = (text(cell) for below in sheet.rows[row + 1 :] for cell in below if cell is not None)
    return any(SCHOOL.fullmatch(cell) or re.fullmatch(r"\d{10}", cell) for cell in cells)


def _half_reported(named: dict[str, set[str]]) -> bool:
    return (
        ("indicator" in named[RETURNS] and len(named[RETURNS] & (_FIGURES | _OF_A_RETURN)) > 0)
        or ("kind" in named[ACTIVITIES] and len(named[ACTIVITIES] & {"county", "title", "school", "teachers"}) > 1)
        or ("task" in named[FUNDS] and len(named[FUNDS] & {"county", "period", "school"}) > 0)
    )


def is_title(cell: Cell) -> bool:
    """Return whether a cell is a column title of any kind of table, or of one side of a pairing."""
    words = text(cell) if isinstance(cell, str) else ""
    return (1 < len(words) <= _LONGEST_TITLE or words in _SHORT) and _is_title(words)


@cache
def _is_title(words: str) -> bool:
    if (not words[0].isalpha() and words[0] not in "*(（【72") or not any(word.concepts for word in words_of(words)):
        return False
    named = any(meaning(table, (words,)).field for table in KINDS)
    return named or bool(meaning(PAIRINGS, (_A_SIDE, words)).field)


@cache
def fields_of(table: str) -> frozenset[str]:
    """Return every field that a column of a kind of table may hold."""
    named = {pattern.field for pattern in patterns(table)}
    named |= {"core_name", "member_name", *school_facts()} if table == ROSTER else set()
    return frozenset(named | {"ignored"})

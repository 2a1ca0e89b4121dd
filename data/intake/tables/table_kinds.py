"""Which kinds of sheets there are, and which columns a header must name to be one of them."""

import re
from functools import cache

from data.intake.formats.sheet import Sheet
from data.intake.tables.titles import bare, column_of, loose_synonyms, synonyms
from data.intake.values.cells import text

ROSTER, PAIRINGS, RETURNS, ACTIVITIES, FUNDS = KINDS = ("schools", "pairings", "returns", "activities", "funds")
_MAY_BE_TITLE = re.compile(r"(?=.*[\u4e00-\u9fff]).{2,24}")
_PARTIES = {"core_name", "core_id", "member_name", "member_id"}
_OF_A_SCHOOL = {"school_id", "urban_rural", "stage", "pupils", "managing", "teachers"}
_FIGURES = {"numerator", "share"}
_OF_A_RETURN = {"county", "period", "period_start", "denominator", "share"}


def is_complete(table: str, columns: set[str]) -> bool:
    """Tell whether columns are enough to call their sheet a roster, a pairing list, returns, activities or funds."""
    if table == PAIRINGS:
        return bool(columns & {"core_name", "core_id"}) and bool(columns & {"member_name", "member_id"})
    if table == RETURNS:
        return "indicator" in columns and bool(columns & _FIGURES) and bool(columns & _OF_A_RETURN)
    if table == ACTIVITIES:
        return {"kind", "held_on"} <= columns
    if table == FUNDS:
        return {"task", "amount"} <= columns
    return "name" in columns and len(columns & _OF_A_SCHOOL) >= 2


def half_header(sheet: Sheet) -> int | None:
    """Return the first row (from 0) that names some columns of a kind but not all it needs, with rows below it."""
    filled = [row for row, cells in enumerate(sheet.rows) if any(text(cell) for cell in cells)]
    for row in filled[:-1]:
        titles = [text(cell) for cell in sheet.rows[row] if text(cell)]
        named = {table: {column_of(table, [title]) for title in titles} - {None, "ignored"} for table in KINDS}
        pairing = len(named[PAIRINGS]) > 1 and named[PAIRINGS] & _PARTIES
        if pairing or {"name", "school_id"} <= named[ROSTER] or _half_reported(named):
            return row
    return None


def _half_reported(named: dict[str, set[str | None]]) -> bool:
    return (
        ("indicator" in named[RETURNS] and len(named[RETURNS] & (_FIGURES | _OF_A_RETURN)) > 0)
        or ("kind" in named[ACTIVITIES] and len(named[ACTIVITIES] & {"county", "title", "school", "teachers"}) > 1)
        or ("task" in named[FUNDS] and len(named[FUNDS] & {"county", "period", "school"}) > 0)
    )


def is_title(title: str) -> bool:
    """Tell whether a plain title is one of a column of any kind of sheet, or of one side of a pairing."""
    return title in _titles() or (_MAY_BE_TITLE.fullmatch(title) is not None and bare(title) in _bare_titles())


@cache
def _titles() -> set[str]:
    return _party_titles().union(*(synonyms(table) for table in (*KINDS, "party")))


@cache
def _bare_titles() -> set[str]:
    return set().union(*(loose_synonyms(table) for table in KINDS))


@cache
def _party_titles() -> set[str]:
    roles = {word for word, column in synonyms(PAIRINGS).items() if column in ("core", "member")}
    numbered = {f"{role}{n}" for role in roles for n in range(1, 21)}
    return numbered | {role + party for role in roles for party in synonyms("party")}

"""Find the headers of a sheet by their titles, in any row and with up to three rows."""

import re
from dataclasses import dataclass, field
from datetime import date

from data.intake.choices import ColumnChoice
from data.intake.formats.sheet import Sheet
from data.intake.tables.header.header_cells import has_figures, header_path, is_cut
from data.intake.tables.header.table_kinds import (
    ACTIVITIES,
    FUNDS,
    KINDS,
    PAIRINGS,
    RETURNS,
    ROSTER,
    fields_of,
    is_complete,
    is_title,
)
from data.intake.tables.titles.meaning import DOUBTFUL, REPEATABLE, Meaning, meaning
from data.intake.tables.titles.title_words import words_in
from data.intake.values.cells import Cell, text
from data.intake.values.datums import datum

_DEPTHS = (1, 2, 3)
_TRIED = (PAIRINGS, ROSTER, RETURNS, ACTIVITIES, FUNDS)
_FIGURE = re.compile(r"(?!(19|20)\d{2}年?$)[.,，%年月日/-]*\d[\d.,，%年月日/-]*")
_FEWEST_SURE = 2
_COORDINATES = ("lon", "lat", "lonlat")


@dataclass
class Header:
    """A recognised header: its kind of table, its first and last row (from 0), and column position → field.

    `meanings` has how each column's title was understood, `unknown` the titles of columns without a field.
    """

    table: str
    first: int
    last: int
    columns: dict[int, str]
    titles: dict[int, str]
    unknown: dict[int, str] = field(default_factory=dict)
    datum: str | None = None
    chosen: dict[int, ColumnChoice] = field(default_factory=dict)
    """Columns whose field was chosen by a user."""
    meanings: dict[int, Meaning] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)
    """Columns that hold a part of a field (小学/在校生数, 初中/在校生数), to be added up."""
    asked: set[int] = field(default_factory=set)
    """Uncertain columns. They block publishing, but are read as their most likely field to avoid further findings."""

    elsewhere: dict[int, str] = field(default_factory=dict)
    """Columns of a roster that hold a pairing, with the field that the derived pairing list reads them as."""
    members_by_plain_name: bool = False
    """For a pairing list: whether its member column is titled 学校名称 or similar, which could also be a roster's."""
    own_side: str = ""
    """For a pairing list derived from a roster: the side (core, member) of the row's own school."""

    @property
    def may_hold(self) -> set[str]:
        """The fields of the columns, including the most likely field of uncertain columns unless certain fields are too few."""
        sure = set(self.columns.values())
        near = {found.near[0] for found in self.meanings.values() if found.near and found.reason in DOUBTFUL}
        return sure | near if len(sure) >= _FEWEST_SURE else sure

    @property
    def doubled(self) -> dict[str, list[int]]:
        """Field → positions, for fields that several columns have although only one may."""
        places: dict[str, list[int]] = {}
        for position, column in self.columns.items():
            places.setdefault(column, []).append(position)
        return {column: at for column, at in places.items() if len(at) > 1 and column not in REPEATABLE}

    def drop(self, position: int, found: Meaning) -> None:
        """Remove a column's field, because the column holds something else."""
        self.columns.pop(position, None)
        self.unknown[position] = self.titles[position]
        self.meanings[position] = found


def headers(sheet: Sheet, as_of: date | None = None) -> list[Header]:
    """Return every header of a sheet from top to bottom, without repetitions of the previous one.

    A title that names another year than the snapshot's date is not accepted.
    """
    found_headers: list[Header] = []
    chosen, row = _chosen(sheet, as_of), 0
    while row < len(sheet.rows):
        header = chosen if chosen and chosen.first == row else _best(sheet, row, as_of)
        if header and not (
            found_headers and header.table == found_headers[-1].table and header.columns == found_headers[-1].columns
        ):
            found_headers.append(header)
        row = header.last + 1 if header else row + 1
    return found_headers


def _chosen(sheet: Sheet, as_of: date | None) -> Header | None:
    """Return the header whose rows a user chose, or None if there is no choice or the sheet has no such rows."""
    for choice in sheet.choices.headers:
        if 1 <= choice.first <= choice.last <= len(sheet.rows) and choice.table in KINDS:
            return _read(sheet, choice.first - 1, choice.last - choice.first + 1, choice.table, as_of)
    return None


def _best(sheet: Sheet, row: int, as_of: date | None) -> Header | None:
    if not _may_be_header(sheet, row):
        return None
    candidates = [
        header
        for depth in _DEPTHS
        if depth <= len(sheet.rows) - row and not is_cut(sheet, row, depth) and not has_figures(sheet, row, depth)
        for table in _TRIED
        if (header := _read(sheet, row, depth, table, as_of)) and is_complete(table, header.may_hold)
    ]
    if any(header.table == ROSTER and "urban_rural" in header.columns.values() for header in candidates):
        candidates = [header for header in candidates if not header.members_by_plain_name]
    return max(candidates, key=_understanding, default=None)


def _may_be_header(sheet: Sheet, row: int) -> bool:
    """Return whether a row has at least two column titles and no figure. This check makes long tables fast."""
    cells = sheet.rows[row]
    if any(_is_figure(cell) for cell in cells):
        return False
    return sum(1 for cell in cells if is_title(cell) or sheet.choices.names(cell)) >= 2


def _is_figure(cell: Cell) -> bool:
    if cell is None:
        return False
    return not isinstance(cell, str) or (_FIGURE.fullmatch(cell) is not None and len(cell.strip()) > 2)


def _understanding(header: Header) -> tuple[int, int, bool, int]:
    """Return a sort key for how well a header is understood: its number of fields, then fewer duplicate fields."""
    columns = set(header.columns.values()) - {"ignored"}
    doubled = sum(len(places) - 1 for places in header.doubled.values())
    return len(columns), -doubled, "urban_rural" in columns, -header.last


def _read(sheet: Sheet, row: int, depth: int, table: str, as_of: date | None) -> Header | None:
    width = max(len(cells) for cells in sheet.rows[row : row + depth])
    header = Header(table, row, row + depth - 1, {}, {})
    for position in range(width):
        path = header_path(sheet, row, depth, position)
        choice = sheet.choices.column(position, "/".join(path))
        if choice and choice.field in fields_of(table):
            header.chosen[position] = choice
        elif not path:
            continue
        title_meaning = meaning(table, tuple(path), as_of)
        if not title_meaning.field and path and path[-1].startswith("其中"):
            of_previous = meaning(table, (header.titles.get(position - 1, ""), path[-1]), as_of)
            title_meaning = of_previous if of_previous.field else title_meaning
        header.meanings[position] = title_meaning
        header.titles[position] = "/".join(path)
        column = header.chosen[position].field if position in header.chosen else title_meaning.field
        if not column:
            header.unknown[position] = "/".join(path)
            continue
        header.columns[position] = column
        if column in _COORDINATES:
            header.datum = header.datum or datum("".join(path))
    if table == PAIRINGS and "member_name" not in header.columns.values():
        _member_by_plain_name(header)
    return header if header.columns else None


def _member_by_plain_name(header: Header) -> None:
    """Assign 学校名称, 标识码 and 学段 to the members, in a list that names its cores elsewhere."""
    for position, title in list(header.unknown.items()):
        if not words_in(title):
            continue
        member_field = meaning(PAIRINGS, ("成员校", text(title))).field
        if member_field in ("member_name", "member_id", "member_stage", "member_pupils"):
            header.columns[position] = member_field
            header.meanings[position] = Meaning(member_field)
            header.members_by_plain_name = True
            del header.unknown[position]

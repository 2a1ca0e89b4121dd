"""Find the header of a table by what it says, wherever it stands and however many rows it takes."""

from dataclasses import dataclass, field

from data.intake.choices import ColumnChoice
from data.intake.formats.sheet import Sheet
from data.intake.tables.header_cells import has_figures, header_path, merged_depth
from data.intake.tables.table_kinds import ACTIVITIES, FUNDS, KINDS, PAIRINGS, RETURNS, ROSTER, is_complete, is_title
from data.intake.tables.titles import bare, column_of, fields_of, plain, synonyms
from data.intake.values.cells import datum

_DEPTHS = (1, 2, 3)
_TRIED = (PAIRINGS, ROSTER, RETURNS, ACTIVITIES, FUNDS)
REPEATABLE = {"member_name", "member_id", "note", "seq", "ignored"}


@dataclass
class Header:
    """A recognised header: its table, its rows (first and last, from 0) and what each column holds."""

    table: str
    first: int
    last: int
    columns: dict[int, str]
    titles: dict[int, str]
    unknown: dict[int, str] = field(default_factory=dict)
    datum: str | None = None
    chosen: dict[int, ColumnChoice] = field(default_factory=dict)
    """The columns whose field was chosen by hand."""

    @property
    def doubled(self) -> dict[str, list[int]]:
        """Columns that more than one position claims although only one can be right."""
        places: dict[str, list[int]] = {}
        for position, column in self.columns.items():
            places.setdefault(column, []).append(position)
        return {column: at for column, at in places.items() if len(at) > 1 and column not in REPEATABLE}


def headers(sheet: Sheet) -> list[Header]:
    """Return every header of a sheet from top to bottom; a repeated one is left to the row reader."""
    found: list[Header] = []
    chosen, row = _chosen(sheet), 0
    while row < len(sheet.rows):
        best = chosen if chosen and chosen.first == row else _best(sheet, row)
        if best and not (found and best.table == found[-1].table and best.columns == found[-1].columns):
            found.append(best)
        row = best.last + 1 if best else row + 1
    return found


def _chosen(sheet: Sheet) -> Header | None:
    """Return the header whose rows were chosen by hand, None where none were or the sheet has no such rows."""
    for choice in sheet.choices.headers:
        if 1 <= choice.first <= choice.last <= len(sheet.rows) and choice.table in KINDS:
            return _read(sheet, choice.first - 1, choice.last - choice.first + 1, choice.table)
    return None


def _best(sheet: Sheet, row: int) -> Header | None:
    if sum(1 for cell in sheet.rows[row] if is_title(plain(cell)) or sheet.choices.names(cell)) < 2:
        return None
    candidates = [
        header
        for depth in _DEPTHS
        if merged_depth(sheet, row) <= depth <= len(sheet.rows) - row and not has_figures(sheet, row, depth)
        for table in _TRIED
        if (header := _read(sheet, row, depth, table)) and is_complete(table, set(header.columns.values()))
    ]
    return max(candidates, key=_understanding, default=None)


def _understanding(header: Header) -> tuple[int, bool, int]:
    columns = set(header.columns.values()) - {"ignored"}
    return len(columns), "urban_rural" in columns, -header.last


def _read(sheet: Sheet, row: int, depth: int, table: str) -> Header | None:
    width = max(len(cells) for cells in sheet.rows[row : row + depth])
    header = Header(table, row, row + depth - 1, {}, {})
    for position in range(width):
        path = header_path(sheet, row, depth, position)
        choice = sheet.choices.column(position, "/".join(path))
        if choice and choice.field in fields_of(table):
            header.chosen[position] = choice
        elif not path:
            continue
        column = header.chosen[position].field if position in header.chosen else column_of(table, path)
        if column is None and path and path[-1].startswith("其中"):
            column = column_of(table, [bare(plain(header.titles.get(position - 1, ""))), path[-1]])
        header.titles[position] = "/".join(path)
        if column is None:
            header.unknown[position] = "/".join(path)
        else:
            header.columns[position] = column
            if column in ("lon", "lat", "lonlat"):
                header.datum = header.datum or datum("".join(path))
    if table == PAIRINGS and "member_name" not in header.columns.values():
        _member_by_plain_name(header)
    return header if header.columns else None


def _member_by_plain_name(header: Header) -> None:
    for position, title in list(header.unknown.items()):
        column = synonyms("party").get(plain(title))
        if column in ("name", "id", "stage", "pupils"):
            header.columns[position] = f"member_{column}"
            del header.unknown[position]

"""Find the header of a table by what it says, wherever it stands and however many rows it takes."""

from dataclasses import dataclass, field
from functools import cache

from data.intake.cells import datum, text
from data.intake.grid import Sheet
from data.intake.titles import column_of, plain, synonyms

_DEPTHS = (1, 2, 3)
_ESSENTIAL = {"schools": {"school_id", "urban_rural", "stage", "pupils", "managing", "teachers"}}
REPEATABLE = {"member_name", "member_id", "note", "seq", "ignored"}
_PARTIES = {"core_name", "core_id", "member_name", "member_id"}


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
    row = 0
    while row < len(sheet.rows):
        best = _best(sheet, row)
        if best and not (found and best.table == found[-1].table and best.columns == found[-1].columns):
            found.append(best)
        row = best.last + 1 if best else row + 1
    return found


def _best(sheet: Sheet, row: int) -> Header | None:
    if sum(1 for cell in sheet.rows[row] if plain(cell) in _all_words()) < 2:
        return None
    candidates = [
        header
        for depth in _DEPTHS
        if _least_depth(sheet, row) <= depth <= len(sheet.rows) - row
        for table in ("pairings", "schools")
        if (header := _read(sheet, row, depth, table)) and _complete(header)
    ]
    return max(candidates, key=_understanding, default=None)


def half_header(sheet: Sheet) -> int | None:
    """Return the first row (from 0) that names a side of a pairing, or school and code, with rows below it."""
    filled = [row for row, cells in enumerate(sheet.rows) if any(text(cell) for cell in cells)]
    for row in filled[:-1]:
        titles = [text(cell) for cell in sheet.rows[row] if text(cell)]
        listed = {column_of("pairings", [title]) for title in titles} - {None, "ignored"}
        known = {column_of("schools", [title]) for title in titles}
        if (len(listed) > 1 and listed & _PARTIES) or {"name", "school_id"} <= known:
            return row
    return None


def _least_depth(sheet: Sheet, row: int) -> int:
    return max((merge.bottom - row + 1 for merge in sheet.merges if merge.top == row), default=1)


def _understanding(header: Header) -> tuple[int, bool, int]:
    columns = set(header.columns.values()) - {"ignored"}
    return len(columns), "urban_rural" in columns, -header.last


@cache
def _all_words() -> set[str]:
    words = set(synonyms("schools")) | set(synonyms("pairings")) | set(synonyms("party"))
    parties = set(synonyms("party"))
    roles = {word for word, column in synonyms("pairings").items() if column in ("core", "member")}
    return (
        words
        | {role + party for role in roles for party in parties}
        | {f"{role}{n}" for role in roles for n in range(1, 21)}
    )


def _complete(header: Header) -> bool:
    columns = set(header.columns.values())
    if header.table == "pairings":
        return bool(columns & {"core_name", "core_id"}) and bool(columns & {"member_name", "member_id"})
    return "name" in columns and len(columns & _ESSENTIAL["schools"]) >= 2


def _read(sheet: Sheet, row: int, depth: int, table: str) -> Header | None:
    width = max(len(cells) for cells in sheet.rows[row : row + depth])
    header = Header(table, row, row + depth - 1, {}, {})
    for position in range(width):
        path = _path(sheet, row, depth, position)
        if not path:
            continue
        column = column_of(table, path)
        header.titles[position] = "/".join(path)
        if column is None:
            header.unknown[position] = "/".join(path)
        else:
            header.columns[position] = column
            if column in ("lon", "lat", "lonlat"):
                header.datum = header.datum or datum("".join(path))
    if table == "pairings" and "member_name" not in header.columns.values():
        _member_by_plain_name(header)
    return header if header.columns else None


def _member_by_plain_name(header: Header) -> None:
    for position, title in list(header.unknown.items()):
        column = synonyms("party").get(plain(title))
        if column in ("name", "id", "stage", "pupils"):
            header.columns[position] = f"member_{column}"
            del header.unknown[position]


def _path(sheet: Sheet, row: int, depth: int, position: int) -> list[str]:
    parts: list[str] = []
    for at in range(row, row + depth):
        words = _cell_text(sheet, at, position, spread=at < row + depth - 1 and depth > 1)
        if words and (not parts or parts[-1] != words):
            parts.append(words)
    return parts


def _cell_text(sheet: Sheet, row: int, position: int, *, spread: bool) -> str:
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.left <= position <= merge.right:
            return _at(sheet, merge.top, merge.left)
    words = _at(sheet, row, position)
    if words or not spread or not _at(sheet, row + 1, position):
        return words
    return next((_at(sheet, row, left) for left in range(position - 1, -1, -1) if _at(sheet, row, left)), "")


def _at(sheet: Sheet, row: int, position: int) -> str:
    cells = sheet.rows[row]
    return text(cells[position]) if position < len(cells) else ""

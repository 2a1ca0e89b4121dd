"""Columns settled by what they hold: weak titles dropped, parts added up, unsure ones given their likeliest field."""

from dataclasses import replace

from data.intake.choices import IGNORED
from data.intake.formats.sheet import Sheet
from data.intake.resolve.areas import Areas
from data.intake.tables.header.contents import DISTINCTIVE, FITTING, FOREIGN, share_fitting
from data.intake.tables.header.headers import Header
from data.intake.tables.titles.meaning import DOUBTFUL, REPEATABLE, Meaning, is_figure
from data.intake.values.cells import Cell, is_missing

_WEAK = {"stage": {"type", "nature"}, "mode": {"type"}, "pairing": {"pair_of_both"}}
"""Fields that a title names only weakly where it has none but these concepts: 学校类型 may be 公办 and 民办."""
_FEW, _SHOWN = 2, 3
_TEXTS = {"note", "seq", "former_name", "title", "person", IGNORED}


def settle(header: Header, sheet: Sheet, start: int, end: int, areas: Areas) -> None:
    """Hold the titles of a header against the rows below it (from `start` to before `end`, counted from 0)."""
    cells = {at: _column(sheet, at, start, end) for at in header.titles}
    for position, field in list(header.columns.items()):
        found = header.meanings.get(position, Meaning())
        if _is_weak(field, found) and position not in header.chosen:
            share = share_fitting(header.table, field, cells[position], areas)
            if share is not None and share < FOREIGN:
                header.drop(position, replace(found, field="", near=(), reason="contents"))
    _prefer_full_time(header)
    _ask_parts(header, cells)
    _add_up_parts(header)
    _propose(header, cells, areas)
    _ask(header, cells, areas)


def _column(sheet: Sheet, position: int, start: int, end: int) -> list[Cell]:
    return [row[position] for row in sheet.rows[start:end] if position < len(row) and row[position] is not None]


def _ask_parts(header: Header, cells: dict[int, list[Cell]]) -> None:
    """Ask about the columns of one figure whose titles differ in their words (专职 and 兼职): they may be parts of it."""
    for field, places in header.doubled.items():
        if not is_figure(header.table, field) or any(at in header.chosen for at in places):
            continue
        words = [header.meanings[at].concepts - {"number", "total", "school", "enrolled", "scale"} for at in places]
        if len(set(words)) > 1 and sum(bool(cells[at]) for at in places) > 1:
            for position in places:
                header.columns.pop(position)
                header.asked.add(position)
                header.meanings[position] = replace(
                    header.meanings[position], field="", near=(field,), reason="unknown"
                )


def _prefer_full_time(header: Header) -> None:
    """Where one column counts full-time teachers (专任) and another all teachers, only the first one is 专任教师数."""
    places = [at for at, field in header.columns.items() if field == "teachers" and at not in header.chosen]
    full_time = [at for at in places if header.meanings[at].concepts & {"fulltime"}]
    for position in places if full_time else ():
        if position not in full_time:
            header.drop(position, Meaning(reason="other", concepts=frozenset({"teachers"})))


def _is_weak(field: str, found: Meaning) -> bool:
    weak = _WEAK.get(field)
    return weak is not None and not (found.concepts - weak - {"school", "run", "pair", "help", "community"})


def _add_up_parts(header: Header) -> None:
    """Let the parts of a field (小学 and 初中, 男 and 女) stand for it where no column holds the whole."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for position, title_meaning in header.meanings.items():
        if position in header.unknown and title_meaning.near and (kind := _part_kind(title_meaning)):
            found.setdefault((title_meaning.near[0], kind), {})[position] = title_meaning.said
    for (field, _), parts in found.items():
        whole = field in header.columns.values() or field in header.parts.values()
        if not whole and len(parts) > 1 and len(set(parts.values())) == len(parts) and is_figure(header.table, field):
            header.parts |= dict.fromkeys(parts, field)
            for position in parts:
                header.unknown.pop(position)


def _part_kind(found: Meaning) -> str:
    if found.reason == "part":
        return "stage"
    return "sex" if found.reason == "subset" and found.concepts & {"sex"} and found.said[:1] in "男女" else ""


def _propose(header: Header, cells: dict[int, list[Cell]], areas: Areas) -> None:
    """Give each column that is not sure the fields it may hold, so that together they fit best; none takes another's."""
    taken = set(header.columns.values()) | set(header.parts.values())
    scores: dict[int, dict[str, float]] = {}
    for position in header.unknown:
        found = header.meanings.get(position, Meaning())
        if found.reason not in DOUBTFUL:
            continue
        near = found.near
        scores[position] = {}
        for rank, field in enumerate(near):
            share = share_fitting(header.table, field, cells[position], areas)
            if share is None or share >= FITTING:
                scores[position][field] = 1 - rank / 10 + (share or 0)
        if not near:
            scores[position] |= _by_contents(header.table, cells[position], areas)
    best = assigned({at: {f: s for f, s in of.items() if f not in taken} for at, of in scores.items()})
    for position, fields in scores.items():
        order = sorted(fields, key=lambda field: (field != best.get(position), field in taken, -fields[field]))
        header.meanings[position] = replace(header.meanings[position], near=tuple(order[:_SHOWN]))


def _ask(header: Header, cells: dict[int, list[Cell]], areas: Areas) -> None:
    """Mark the filled columns that are asked about: those whose likeliest field no other column holds."""
    for position in list(header.unknown):
        found = header.meanings.get(position, Meaning())
        held = {*header.columns.values(), *header.parts.values()}
        free = (
            bool(found.near)
            and (found.near[0] not in held or found.near[0] in REPEATABLE)
            and found.near[0] not in _TEXTS
        )
        if found.reason in DOUBTFUL and free and any(not is_missing(cell) for cell in cells[position]):
            header.asked.add(position)
            header.unknown.pop(position)
            if share_fitting(header.table, found.near[0], cells[position], areas) is not None:
                header.columns[position] = found.near[0]


def _by_contents(table: str, cells: list[Cell], areas: Areas) -> dict[str, float]:
    """Return the one field whose words a column of an unknown title holds, where only one is possible."""
    fields = [field for field in DISTINCTIVE if table == "schools" or field not in ("school_id", "managing", "name")]
    found = {}
    for field in fields:
        share = share_fitting(table, field, cells, areas)
        if len(cells) >= _FEW and share is not None and share >= 0.9:
            found[field] = share
    if "school_id" in found:
        found.pop("managing", None)
    return found if len(found) == 1 or set(found) <= {"managing", "name"} else {}


def assigned(scores: dict[int, dict[str, float]]) -> dict[int, str]:
    """Return the assignment of fields to columns with the highest sum of scores: one field a column, one column a field."""
    fields = sorted({field for of in scores.values() for field in of})
    columns = [position for position, of in scores.items() if of]
    if len(fields) == sum(len(scores[position]) for position in columns):  # nobody competes
        return {position: max(scores[position], key=lambda field: scores[position][field]) for position in columns}
    from scipy.optimize import linear_sum_assignment  # 0.4 s to import, and few sheets need it

    matrix = [[scores[position].get(field, 0.0) for field in fields] for position in columns]
    rows, places = linear_sum_assignment(matrix, maximize=True)
    chosen = zip(rows.tolist(), places.tolist(), strict=True)
    return {columns[row]: fields[at] for row, at in chosen if fields[at] in scores[columns[row]]}

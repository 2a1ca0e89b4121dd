"""Compare columns with their contents: drop weak titles, add up parts, propose fields for uncertain columns."""

from dataclasses import replace

from data.intake.choices import IGNORED
from data.intake.formats.sheet import Sheet
from data.intake.resolve.areas import Areas
from data.intake.tables.header.contents import DISTINCTIVE, FITTING, FOREIGN, share_fitting
from data.intake.tables.header.headers import Header
from data.intake.tables.titles.meaning import DOUBTFUL, REPEATABLE, Meaning, is_figure
from data.intake.values.cells import Cell, is_missing

_WEAK = {"stage": {"type", "nature"}, "mode": {"type"}, "pairing": {"pair_of_both"}}
"""Field → concepts that name it only weakly if its title has no others: 学校类型 may mean 公办 and 民办."""
_FEW, _SHOWN = 2, 3
_TEXTS = {"note", "seq", "former_name", "title", "person", IGNORED}


def settle(header: Header, sheet: Sheet, start: int, end: int, areas: Areas) -> None:
    """Check a header's titles against the rows below it, from `start` to before `end` (counted from 0)."""
    cells = {at: _column(sheet, at, start, end) for at in header.titles}
    for position, field in list(header.columns.items()):
        title_meaning = header.meanings.get(position, Meaning())
        if _is_weak(field, title_meaning) and position not in header.chosen:
            share = share_fitting(header.table, field, cells[position], areas)
            if share is not None and share < FOREIGN:
                header.drop(position, replace(title_meaning, field="", near=(), reason="contents"))
    _prefer_full_time(header)
    _ask_parts(header, cells)
    _add_up_parts(header)
    _propose(header, cells, areas)
    _ask(header, cells, areas)


def _column(sheet: Sheet, position: int, start: int, end: int) -> list[Cell]:
    return [row[position] for row in sheet.rows[start:end] if position < len(row) and row[position] is not None]


def _ask_parts(header: Header, cells: dict[int, list[Cell]]) -> None:
    """Mark the columns of one figure with different words (专职 and 兼职) as uncertain: they may be parts of it."""
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
    """Keep only the column of full-time teachers (专任) as 专任教师数, if another column counts all teachers."""
    places = [at for at, field in header.columns.items() if field == "teachers" and at not in header.chosen]
    full_time = [at for at in places if header.meanings[at].concepts & {"fulltime"}]
    for position in places if full_time else ():
        if position not in full_time:
            header.drop(position, Meaning(reason="other", concepts=frozenset({"teachers"})))


def _is_weak(field: str, title_meaning: Meaning) -> bool:
    weak = _WEAK.get(field)
    return weak is not None and not (title_meaning.concepts - weak - {"school", "run", "pair", "help", "community"})


def _add_up_parts(header: Header) -> None:
    """Add up the columns with parts of a field (小学 and 初中, 男 and 女) if no column holds the whole."""
    parts_of_field: dict[tuple[str, str], dict[int, str]] = {}
    for position, title_meaning in header.meanings.items():
        if position in header.unknown and title_meaning.near and (kind := _part_kind(title_meaning)):
            parts_of_field.setdefault((title_meaning.near[0], kind), {})[position] = title_meaning.said
    for (field, _), parts in parts_of_field.items():
        whole = field in header.columns.values() or field in header.parts.values()
        if not whole and len(parts) > 1 and len(set(parts.values())) == len(parts) and is_figure(header.table, field):
            header.parts |= dict.fromkeys(parts, field)
            for position in parts:
                header.unknown.pop(position)


def _part_kind(title_meaning: Meaning) -> str:
    if title_meaning.reason == "part":
        return "stage"
    return (
        "sex"
        if title_meaning.reason == "subset" and title_meaning.concepts & {"sex"} and title_meaning.said[:1] in "男女"
        else ""
    )


def _propose(header: Header, cells: dict[int, list[Cell]], areas: Areas) -> None:
    """Propose fields for each uncertain column so that they fit best together.

    No column gets a field of another one.
    """
    taken = set(header.columns.values()) | set(header.parts.values())
    scores: dict[int, dict[str, float]] = {}
    for position in header.unknown:
        title_meaning = header.meanings.get(position, Meaning())
        if title_meaning.reason not in DOUBTFUL:
            continue
        near = title_meaning.near
        scores[position] = {}
        for rank, field in enumerate(near):
            share = share_fitting(header.table, field, cells[position], areas)
            if share is None or share >= FITTING:
                scores[position][field] = 1 - rank / 10 + (share or 0)
        if not near:
            scores[position] |= _by_contents(header.table, cells[position], areas)
    best = assigned(
        {
            at: {field_name: score for field_name, score in by_field.items() if field_name not in taken}
            for at, by_field in scores.items()
        }
    )
    for position, fields in scores.items():
        order = sorted(fields, key=lambda field: (field != best.get(position), field in taken, -fields[field]))
        header.meanings[position] = replace(header.meanings[position], near=tuple(order[:_SHOWN]))


def _ask(header: Header, cells: dict[int, list[Cell]], areas: Areas) -> None:
    """Mark the filled columns that the user must decide: those whose most likely field no other column holds."""
    for position in list(header.unknown):
        title_meaning = header.meanings.get(position, Meaning())
        held = {*header.columns.values(), *header.parts.values()}
        free = (
            bool(title_meaning.near)
            and (title_meaning.near[0] not in held or title_meaning.near[0] in REPEATABLE)
            and title_meaning.near[0] not in _TEXTS
        )
        if title_meaning.reason in DOUBTFUL and free and any(not is_missing(cell) for cell in cells[position]):
            header.asked.add(position)
            header.unknown.pop(position)
            if share_fitting(header.table, title_meaning.near[0], cells[position], areas) is not None:
                header.columns[position] = title_meaning.near[0]


def _by_contents(table: str, cells: list[Cell], areas: Areas) -> dict[str, float]:
    """Return the one field that fits the contents of a column with an unknown title, if only one is possible."""
    fields = [field for field in DISTINCTIVE if table == "schools" or field not in ("school_id", "managing", "name")]
    shares = {}
    for field in fields:
        share = share_fitting(table, field, cells, areas)
        if len(cells) >= _FEW and share is not None and share >= 0.9:
            shares[field] = share
    if "school_id" in shares:
        shares.pop("managing", None)
    return shares if len(shares) == 1 or set(shares) <= {"managing", "name"} else {}


def assigned(scores: dict[int, dict[str, float]]) -> dict[int, str]:
    """Return the assignment of fields to columns with the highest total score. No field or column is used twice."""
    fields = sorted({field for by_field in scores.values() for field in by_field})
    columns = [position for position, by_field in scores.items() if by_field]
    if len(fields) == sum(len(scores[position]) for position in columns):  # no field has two candidates
        return {position: max(scores[position], key=lambda field: scores[position][field]) for position in columns}
    from scipy.optimize import linear_sum_assignment  # importing takes 0.4 s, and few sheets need it

    matrix = [[scores[position].get(field, 0.0) for field in fields] for position in columns]
    rows, places = linear_sum_assignment(matrix, maximize=True)
    chosen = zip(rows.tolist(), places.tolist(), strict=True)
    return {columns[row]: fields[at] for row, at in chosen if fields[at] in scores[columns[row]]}

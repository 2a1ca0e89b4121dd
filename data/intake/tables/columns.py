"""Columns settled by what they hold: weak titles dropped, parts added up, unsure ones given their likeliest field."""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.intake.choices import IGNORED
from data.intake.findings import Finding, Location, finding
from data.intake.formats.sheet import Sheet
from data.intake.resolve.areas import Areas
from data.intake.tables.contents import DISTINCTIVE, FITTING, FOREIGN, SCHOOL, share_fitting
from data.intake.tables.headers import Header
from data.intake.tables.recognition import DOUBTFUL, REPEATABLE, Meaning, is_figure, partly_read
from data.intake.tables.table import Table
from data.intake.tables.title_words import title
from data.intake.tables.vocabulary import usual_title
from data.intake.values.cells import Cell, is_missing, text

_WEAK = {"stage": {"type", "nature"}, "mode": {"type"}, "pairing": {"pair_of_both"}}
"""Fields that a title names only weakly where it has none but these concepts: 学校类型 may be 公办 and 民办."""
_WEIGHTY = {
    "schools": {"quality", "central", "managing", "urban_rural", "closing", "status"},
    "pairings": {"startend", "end", "duration", "years", "term", "status", "in_use", "quality"},
}
"""Concepts that may change the coverage: a column that says one of them and was not understood blocks."""
_STATES = {
    "pairings": re.compile(
        r"(已|拟|未|待|暂|尚未|不再|停止|取消|正在)?"
        r"(结对|帮扶|解除|终止|结束|到期|退出|暂停|中止|签约|生效|失效|作废|审批|取消)(中|结对|帮扶)?"
    ),
    "schools": re.compile(
        r"(已|拟|待|计划|即将)?(撤并|撤销|停办|关闭|注销|合并|停招|停用|新建|在建|筹建|筹办|开办)(中|学校)?"
        r"|未开办|未启用|建设中|规划中"
    ),
}
"""What cells say of the state of a pairing or a school; a column of such words that was not understood blocks."""
_TENS_IN_NOTE = re.compile(r"单位[:：为]?((?:[十百千万亿拾佰仟萬億]+)(?:人|名|所))")
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


def column_findings(table: Table) -> list[Finding]:
    """Return what is to say of the columns that hold no field for certain: asked about, or left out by name."""
    header, remarks, left = (
        table.header,
        [_asked(table, position) for position in sorted(table.header.asked)],
        list[str](),
    )
    for position, written in header.unknown.items():
        if _filled(table, position) and (
            _is_weighty(table, position) or _names_schools(table, position) or _says_state(table, position)
        ):
            held = {*header.columns.values(), *header.parts.values()}
            near = tuple(one for one in header.meanings.get(position, Meaning()).near if one not in held)
            remarks.append(_unsure(table, position, near, code="column_matters"))
        else:
            left.append(written)
    if left:
        where = Location(table.sheet.file, table.sheet.name, header.last + 1)
        remarks.append(finding("columns_unknown", where, "、".join(left)))
    return [*remarks, *_added(table), *_partly(table), *_in_hundreds(table), *_untitled(table)]


def _asked(table: Table, position: int) -> Finding:
    """Return the finding that blocks on a column that is not sure."""
    found, where = table.header.meanings[position], table.header_location(position)
    if found.reason in ("multiple", "doubt"):
        code = "title_multiple" if found.reason == "multiple" else "title_of_another_fact"
        return replace(finding(code, where, found.said, title=table.header.titles[position]), fields=found.near)
    return _unsure(table, position, found.near)


def _unsure(table: Table, position: int, near: tuple[str, ...], code: str = "column_unsure") -> Finding:
    kind, written = table.header.table, table.header.titles[position]
    shown = "、".join(usual_title(kind, field) or field for field in near) or "—"
    remark = finding(code, table.header_location(position), written, candidates=shown, near=", ".join(near) or "—")
    return replace(remark, fields=near)


def _is_weighty(table: Table, position: int) -> bool:
    """Tell whether a column says something that may change the coverage."""
    found = table.header.meanings.get(position, Meaning())
    flag_of_central = found.concepts >= {"whether", "central"} and "managing" in table.header.columns.values()
    if found.reason in ("subset", "contents") or flag_of_central:
        return False
    weighty = _WEIGHTY.get(table.header.table, set())
    concepts = found.concepts - ({"quality"} if _of_a_side(table, position) else set())
    return bool(concepts & weighty)


def _of_a_side(table: Table, position: int) -> bool:
    """Tell whether 优质 only belongs to the name of a side (优质学校校长姓名), so that it says nothing of quality."""
    words = title((table.header.titles[position],)).words
    return table.header.table == "pairings" and [word.text for word in words[:2]] in (["优质", "学校"], ["优质", "校"])


def _names_schools(table: Table, position: int) -> bool:
    """Tell whether most cells of a column name schools: of a roster those that it lists, of a pairing list any."""
    known = {text(record.cells.get(column)) for record in table.records for column in ("school_id", "name")} - {""}
    said = [text(table.sheet.cell(record.number - 1, position)) for record in table.records]
    filled = [words for words in said if not is_missing(words)]
    if table.header.table == "pairings":
        return bool(filled) and 2 * sum(bool(SCHOOL.fullmatch(words)) for words in filled) > len(filled)
    return (
        table.header.table == "schools" and bool(filled) and 2 * sum(words in known for words in filled) > len(filled)
    )


def _says_state(table: Table, position: int) -> bool:
    """Tell whether some cells of a column say that their rows are over, planned or closed (拟结对, 已撤并, 否)."""
    said = {text(table.sheet.cell(record.number - 1, position)) for record in table.records}
    return table.header.table in _STATES and any(_STATES[table.header.table].fullmatch(words) for words in said)


def _filled(table: Table, position: int) -> bool:
    return any(not is_missing(table.sheet.cell(record.number - 1, position)) for record in table.records)


def _added(table: Table) -> Iterator[Finding]:
    """Yield a note for each field whose parts were added up."""
    fields: dict[str, list[int]] = {}
    for position, field in table.header.parts.items():
        fields.setdefault(field, []).append(position)
    for field, positions in fields.items():
        titles = " + ".join(table.header.titles[at] for at in positions)
        yield finding(
            "parts_added", table.header_location(positions[0]), titles, field=usual_title(table.header.table, field)
        )


def _partly(table: Table) -> Iterator[Finding]:
    """Yield a warning for each title that was taken although its brackets say something nobody understood."""
    for position in table.header.columns:
        said = partly_read(table.header.meanings.get(position, Meaning()))
        if said and position not in table.header.chosen:
            where = table.header_location(position)
            yield finding("title_partly_read", where, said, title=table.header.titles[position])


def _in_hundreds(table: Table) -> Iterator[Finding]:
    for words in table.titles if table.header.table == "schools" else ():
        if many := _TENS_IN_NOTE.search(words):
            yield finding("title_multiple", Location(table.sheet.file, table.sheet.name), many[1], title=words)


def _untitled(table: Table) -> Iterator[Finding]:
    """Yield a remark on each filled column without a title: an error where it names schools of the table itself."""
    titled = set(table.header.titles)
    for at in range(max((len(row) for row in table.sheet.rows), default=0)):
        if at in titled or not table.holds(at) or table.sheet.origins:
            continue
        filled = [record.number for record in table.records if not is_missing(table.sheet.cell(record.number - 1, at))]
        if not filled:
            continue
        where = Location(table.sheet.file, table.sheet.name, filled[0], at + 1)
        code = "column_names_schools" if _names_schools(table, at) else "column_untitled"
        yield finding(code, where, len(filled))

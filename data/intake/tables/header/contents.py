"""Compare a column's contents with a field: the share of its cells that can be values of the field."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from data.intake.resolve.areas import Areas
from data.intake.values.cells import Cell, UnreadableCellError, count, is_missing, number, text, values, yes_no
from data.intake.values.dates import day
from data.intake.values.datums import datum
from data.intake.values.school_kinds import class_written, quality, stage_written
from data.registry.rows import registry

_KINDS = (
    "学校|小学|中学|教学点|初中|高中|幼儿园|完小|村小|附小|附中|分校|总校|本部|校区|职教中心|职专"
    "|[一二三四五六七八九十]小|[一二三四五六七八九十]中|希望校|校"
)
SCHOOL = re.compile(rf"(?![\d.]+$)(?>.{{2,}}(?:{_KINDS})(?=\(|\Z))(?:\(.*\))?")
"""The pattern of a school's full name, for a full match."""
_NAMES_SCHOOL = re.compile(rf"(?![\d.]+$).{{2,}}(?:{_KINDS})")
_CODE = re.compile(r"\d{10}")
_TOWN = re.compile(r".{1,12}(镇|乡|街道|办事处|街|苏木|农场|林场|开发区|园区)")
_ITSELF = {"本校", "本部", "校本部", "无", "自身"}
_DASH = re.compile(r"[—–-]+|→|⇒|=>|[:：]")
_SAMPLE = 300
FITTING, FOREIGN = 0.6, 0.15
"""Share of cells from which a column fits a field, and share below which it holds something else."""
DISTINCTIVE = ("county", "school_id", "stage", "urban_rural", "managing", "name", "core_name", "member_name")
"""Fields that can be recognised by contents alone, because few other columns hold such words."""
Test = Callable[[str, Cell], bool]


def core_and_members(words: str) -> tuple[str, str] | None:
    """Return the core school and the members that one cell names together (A—B、C), or None."""
    parts = _DASH.split(words, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 and all(_NAMES_SCHOOL.match(part) for part in parts) else None


def share_fitting(table: str, field: str, cells: Sequence[Cell], areas: Areas) -> float | None:
    """Return the share (0 to 1) of filled cells that can be values of a field, or None if no cell is filled or no test exists."""
    test = _tests(areas.place).get(_like(table, field))
    filled = [cell for cell in cells if not is_missing(cell)][:_SAMPLE]
    if test is None or not filled:
        return None
    return sum(test(text(cell), cell) for cell in filled) / len(filled)


def _like(table: str, field: str) -> str:
    if field in ("core_name", "member_name", "site", "school", "former_name"):
        return "name"
    if field in ("core_id", "member_id"):
        return "school_id"
    if field in ("core_quality", "member_quality"):
        return "is_quality"
    side, _, part = field.partition("_")
    if side in ("core", "member") and part in ("county", "town", "stage", "class", "pupils", "teachers"):
        return {"class": "urban_rural", "pupils": "count", "teachers": "count"}.get(part, part)
    if field in ("name", "status") and table != "schools":
        return "community" if field == "name" else "status"
    if field in ("started_on", "ended_on", "held_on"):
        return "day"
    kind = _kinds(table).get(field, "")
    return field if field in _OWN else kind


@cache
def _kinds(table: str) -> dict[str, str]:
    return {row["column"]: row["kind"] for row in registry("fields") if row["table"] == table}


_OWN = {"name", "school_id", "managing", "county", "town", "stage", "urban_rural", "is_quality", "lon", "lat"} | {
    "lonlat",
    "mode",
    "datum",
    "status",
    "pairing",
}


@cache
def _tests(place: str) -> dict[str, Test]:
    areas = Areas(place)
    states = values("school_status").keys() | values("status").keys()
    return {
        "name": lambda words, _: bool(SCHOOL.fullmatch(words)),
        "school_id": lambda words, _: bool(_CODE.fullmatch(words)),
        "managing": lambda words, _: bool(_CODE.fullmatch(words) or SCHOOL.fullmatch(words)) or words in _ITSELF,
        "county": lambda words, _: areas.reporting(words) is not None,
        "town": lambda words, _: bool(_TOWN.fullmatch(words)),
        "stage": lambda words, _: stage_written(words) is not None,
        "urban_rural": lambda words, _: any(class_written(words)),
        "is_quality": lambda _, cell: _reads(quality, cell),
        "yes_no": lambda _, cell: _reads(yes_no, cell),
        "count": lambda _, cell: _reads(count, cell),
        "real": lambda _, cell: _reads(number, cell),
        "day": lambda _, cell: _reads(day, cell),
        "lon": lambda _, cell: _between(cell, 70, 140),
        "lat": lambda _, cell: _between(cell, 3, 55),
        "lonlat": lambda words, _: len(re.findall(r"(?<!\d)\d+\.\d+", words)) == 2,
        "mode": lambda words, _: words.lower() in values("mode") or bool(re.search(r"\d\+|[帮式]", words)),
        "pairing": lambda words, _: core_and_members(words) is not None,
        "datum": lambda words, _: datum(words) is not None,
        "status": lambda words, _: words.lower() in states,
    }


def _reads(reader: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        reader(cell)
    except UnreadableCellError:
        return False
    return True


def _between(cell: Cell, low: float, high: float) -> bool:
    try:
        value = number(cell)
    except UnreadableCellError:
        return False
    return value is not None and low <= value <= high

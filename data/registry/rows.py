"""Reads the registries: programmes, areas with their outlines, indicators, goals, stages and words.

A data folder may have registries of its own. Only the damaged part of one is left out, and it is reported: a file that
cannot be read, or a row with an empty cell, a duplicate key, an unknown word or a foreign key without a target. The
built-in row or file replaces it, except in programmes and goals, which only the bureau can state.
"""

import csv
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from data.damages import KINDS, Damage, DamageError, brief, damage
from data.files.regular import file_fault
from data.geography.outlines import read_outlines
from data.paths import REGISTRY, geography_folder, registry_file
from data.registry.layouts import LAYOUTS
from data.registry.row_checks import UNREADABLE, Fault, Row, area_fault, asked_fault, row_fault, text_fault, unspoken

_MOST_BYTES = 20_000_000
_MOST_FAULTS = 100  # unreadable lines; a file with more of them is not treated as CSV
_Lines = list[tuple[int, Row | Fault]]
__all__ = ["Row"]


class RegistryError(DamageError):
    """A built-in registry cannot be read: the product must be installed again."""


class _UnreadableError(ValueError):
    """A whole file cannot be read; `why` gives the reason in Chinese and English."""

    def __init__(self, *why: str) -> None:
        super().__init__(*why)
        self.why = why


def columns(name: str) -> tuple[str, ...]:
    """Return the columns of a registry."""
    return LAYOUTS[name].columns


@cache
def registry(name: str) -> tuple[Row, ...]:
    """Return the valid rows of one registry; every value is text."""
    return load(name)[0]


@cache
def damages() -> tuple[Damage, ...]:
    """Return the damages of the registries and outlines in use."""
    of_registries = [found for name in LAYOUTS for found in load(name)[1]]
    return tuple(brief([*of_registries, *read_outlines(geography_folder())[1]]))


def load(name: str) -> tuple[tuple[Row, ...], tuple[Damage, ...]]:
    """Return the valid rows of the registry in use, and its damages."""
    path, own = registry_file(name), REGISTRY / f"{name}.csv"
    layout, where = LAYOUTS[name], f"registry/{name}.csv"
    built_in: tuple[Row, ...] = ()
    if path != own:
        built_in = tuple(row for _, row in _lines(own, name)[0] if isinstance(row, dict))
    try:
        lines, extra = _lines(path, name)
    except _UnreadableError as error:
        if layout.falls_back and not built_in:
            raise RegistryError(damage("registry_lost", where, why=error.why)) from error
        kind = "registry_unreadable" if layout.falls_back else "registry_lost"
        return (built_in if layout.falls_back else ()), (damage(kind, where, why=error.why),)
    found = [damage("registry_columns", where, columns="、".join(extra))] if extra else []
    # Built-in rows that refer to rows which the data folder's own registries no longer have are not damaged.
    is_superseded = (
        path == own
        and layout.completed
        and any(registry_file(one) != REGISTRY / f"{one}.csv" for one in _targets(name))
    )
    rows, faults = _sound(name, lines, {_key(name, row): row for row in built_in}, is_superseded=is_superseded)
    return tuple(rows), (*found, *faults)


def _lines(path: Path, name: str) -> tuple[_Lines, list[str]]:
    """Return the rows of a file with their line numbers, each as cells or as its fault, and the unknown columns.

    Raises `_UnreadableError` if the file as a whole cannot be read.
    """
    if fault := file_fault(path):
        raise _UnreadableError(*KINDS[fault][0])
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _UnreadableError(f"大于 {_MOST_BYTES // 1_000_000} MB", f"larger than {_MOST_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise _UnreadableError("打不开", str(error.strerror)) from error
    lines = list(_cells(_text(content)))
    header = [cell.strip() for cell in lines[0][1]] if lines and isinstance(lines[0][1], list) else []
    wanted = LAYOUTS[name].columns
    missing = [column for column in wanted if header.count(column) != 1]
    if missing:
        raise _UnreadableError(
            f"列缺失或重复：{'、'.join(missing)}", f"columns are missing or doubled: {', '.join(missing)}"
        )
    return [(number, _row(header, cells, wanted)) for number, cells in lines[1:]], [
        column or "—" for column in header if column not in wanted
    ]


def _text(content: bytes) -> str:
    """Return a file's text: UTF-8, or GB18030, as Excel saves a CSV on Chinese Windows.

    A file with few undecodable bytes is taken as damaged UTF-8: read as GB18030, every character would be wrong.
    """
    text = content.decode("utf-8-sig", errors="replace")
    foreign = sum(not letter.isascii() for letter in text)
    if text.count(UNREADABLE) * 10 <= foreign:
        return text
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _UnreadableError("不是 UTF-8 或 GB18030 的文本", "no text in UTF-8 or GB18030") from error


def _cells(text: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Yield each record's first line number (from 1) with its cells, or with the fault of a line that is not CSV."""
    lines, at, faults = io.StringIO(text, newline="").readlines(), 0, 0
    while at < len(lines):
        reader, start = csv.reader(lines[at:], strict=True), at
        try:
            for cells in reader:
                if cells:
                    yield start + 1, cells
                start = at + reader.line_num
            return
        except csv.Error:
            faults += 1
            if faults > _MOST_FAULTS:
                raise _UnreadableError("不是 CSV", "no CSV") from None
            yield start + 1, ("的引号没有成对", "has a quotation mark left open")
            at = start + 1


def _row(header: list[str], cells: list[str] | Fault, wanted: tuple[str, ...]) -> Row | Fault:
    if isinstance(cells, tuple):
        return cells
    if len(cells) != len(header):
        return "的单元格数不对", "has the wrong number of cells"
    known = dict(zip(header, cells, strict=True))
    return {column: known[column] for column in wanted}


def _targets(name: str) -> set[str]:
    """Return the registries that the foreign keys of a registry point to."""
    layout = LAYOUTS[name]
    return {target for target, _ in layout.foreign.values()} | set(layout.foreign_keys.values())


def _sound(
    name: str, lines: _Lines, built_in: dict[tuple[str, ...], Row], *, is_superseded: bool = False
) -> tuple[list[Row], list[Damage]]:
    """Return the valid rows, with built-in rows in place of the faulty ones, and the damages.

    With `is_superseded` a row whose foreign key has no target is left out without being reported.
    """
    layout, where = LAYOUTS[name], f"registry/{name}.csv"
    found: dict[tuple[str, ...], tuple[int, Row]] = {}
    damages: list[Damage] = []

    def leave_out(number: int, row: Row | Fault, fault: Fault) -> None:
        key = _key(name, row) if isinstance(row, dict) else ()
        instead = built_in.get(key) if layout.falls_back and key not in found else None
        damages.append(damage("row_replaced" if instead else "row", where, row=number, what=fault))
        if instead and instead != row:
            found[key] = number, instead

    for number, row in lines:
        if isinstance(row, tuple):
            leave_out(number, row, row)
            continue
        key = _key(name, row)
        fault = row_fault(name, row) or (text_fault(name, row, built_in.get(key)) if built_in else None)
        if key in found:
            fault = f"的键 {' '.join(key)} 重复", f"repeats the key of a row above: {' '.join(key)}"
        if fault is None:
            found[key] = number, row
        else:
            leave_out(number, row, fault)
    while wrong := _unresolved(name, {key: row for key, (_, row) in found.items()}):
        for key, fault in wrong.items():
            number, row = found.pop(key)
            if not is_superseded:
                leave_out(number, row, fault)
    ordered = [key for key, _ in sorted(found.items(), key=lambda one: one[1][0])]
    rows = {key: row for key, (_, row) in found.items()}
    if layout.completed or (layout.falls_back and damages):  # a damaged file may have lost other rows too
        ordered, rows = _completed(ordered, list(built_in)), built_in | rows
    return [rows[key] for key in ordered], damages


def _completed(keys: list[tuple[str, ...]], built_in: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the keys with the missing built-in ones, each after the key it follows in the built-in file, for the order has a meaning."""
    found, known = list(keys), set(keys)
    for before, key in zip([None, *built_in], built_in, strict=False):
        if key not in known:
            found.insert(found.index(before) + 1 if before else 0, key)
    return found


def _unresolved(name: str, rows: dict[tuple[str, ...], Row]) -> dict[tuple[str, ...], Fault]:
    """Return the faults of rows whose foreign key has no target, or whose words do not fit other registries, by key."""
    wrong: dict[tuple[str, ...], Fault] = {}
    if name == "areas":
        known_areas = {row["area_code"]: row for row in rows.values()}
        wrong = {key: fault for key, row in rows.items() if (fault := area_fault(row, known_areas))}
    for column, (target, target_column) in LAYOUTS[name].foreign.items():
        known = {row[target_column] for row in (rows.values() if target == name else registry(target))}
        for key, row in rows.items():
            if row[column] not in known:
                wrong[key] = (
                    f"列 {column} 的 {row[column]!r} 在 {target}.csv 中没有",
                    f"column {column}: {row[column]!r} is not in {target}.csv",
                )
    for columns, target in LAYOUTS[name].foreign_keys.items():
        keys = {_key(target, row) for row in registry(target)}
        for key, row in rows.items():
            target_key = tuple(row[column] for column in columns)
            if target_key not in keys:
                words = "、".join(columns), " ".join(target_key), ", ".join(columns)
                wrong[key] = (
                    f"列 {words[0]} 的 {words[1]} 在 {target}.csv 中没有",
                    f"columns {words[2]}: {words[1]} is not in {target}.csv",
                )
    if name == "indicator_facts":
        fields, stages = registry("fields"), [row["stage"] for row in registry("stages")]
        wrong |= {key: fault for key, row in rows.items() if (fault := asked_fault(row, fields, stages))}
    if LAYOUTS[name].spoken:
        labels = {row["key"] for row in registry("labels")}
        wrong |= {key: fault for key, row in rows.items() if (fault := unspoken(name, row, labels))}
    return wrong


def _key(name: str, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in LAYOUTS[name].key)


@cache
def areas() -> dict[str, Row]:
    """Return the rows of areas.csv by area code."""
    return {row["area_code"]: row for row in registry("areas")}


@cache
def indicators() -> dict[str, Row]:
    """Return the rows of indicators.csv by indicator id."""
    return {row["indicator_id"]: row for row in registry("indicators")}


def is_county(place: str) -> bool:
    """Return whether a place is itself a county, so that its areas are townships."""
    return any(row["level"] == "unassigned" and row["parent_code"] == place for row in registry("areas"))


@cache
def outlines(place: str) -> dict[str, Any]:
    """Return the outlines of a place's counties (of the place itself if it is a county) as GeoJSON in WGS-84.

    The result is shared and must not be changed. Every `*.geojson` of the geography folder is read, so a new city only adds a
    file. A feature's properties `adcode` and `city_code` name the county and its place; its geometry is a MultiPolygon.
    """
    features = [
        feature
        for feature in read_outlines(geography_folder())[0]
        if place in (feature["properties"]["adcode"], feature["properties"]["city_code"])
    ]
    return {"type": "FeatureCollection", "features": features}


def places() -> list[Row]:
    """Return the rows of areas.csv that are places: the cities and county-level cities that run a programme."""
    return [row for row in registry("areas") if row["level"] == "place"]

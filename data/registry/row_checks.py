"""Checks of single registry rows; each fault is described in Chinese and English and names the column."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from string import Formatter

from data.paths import PROJECT
from data.registry.layouts import ASKED_CONDITIONS, ASKED_KINDS, LAYOUTS

Row = dict[str, str]
Fault = tuple[str, str]
_MOST = Decimal(10_000_000)  # a goal's target is below this and has at most four decimals
UNREADABLE = "\ufffd"  # the character that replaces bytes that cannot be decoded
_UNSEEN = {"\t", "\n", "\r"}
# The allowed levels of the area above a township or an office; all other areas are directly below their place.
_ABOVE = {"township": ("county", "place"), "office": ("county",)}


def row_fault(name: str, row: Row) -> Fault | None:
    """Return the first fault of a row of registry `name`, checked without other rows; None if there is none."""
    layout = LAYOUTS[name]
    for column in layout.columns:
        value = row[column]
        if not value.strip():
            return f"列 {column} 是空的", f"column {column} is empty"
        if any(_is_control(letter) for letter in value):
            return f"列 {column} 有读不了的字符", f"column {column} holds characters that cannot be read"
        if column in layout.allowed and value not in layout.allowed[column]:
            words = " | ".join(layout.allowed[column])
            return (
                f"列 {column} 的 {value!r} 不是其中之一：{words}",
                f"column {column}: {value!r} is not one of: {words}",
            )
        if column in layout.days and not _is_day(value):
            return f"列 {column} 的 {value!r} 不是日期 YYYY-MM-DD", f"column {column}: {value!r} is no date YYYY-MM-DD"
        if column in layout.numbers and not _is_number(value):
            return f"列 {column} 的 {value!r} 不是数", f"column {column}: {value!r} is no number that can be used"
        if column in layout.templates and placeholders(value) is None:
            return f"列 {column} 的花括号不成对", f"column {column}: its braces do not match"
    if name == "indicators" and not (PROJECT / "queries" / "indicators" / f"{row['indicator_id']}.sql").is_file():
        return "列 indicator_id 没有对应的 SQL 文件", "column indicator_id has no SQL file"
    return None


def text_fault(name: str, row: Row, built_in: Row | None) -> Fault | None:
    """Return a fault if a text has a placeholder that is never filled in: one that the built-in text of the same key does not have."""
    columns = LAYOUTS[name].templates
    known = (
        {placeholder for column in columns for placeholder in placeholders(built_in[column]) or ()}
        if built_in
        else None
    )
    for column in columns:
        unknown = (placeholders(row[column]) or set()) - (known if known is not None else set())
        if unknown and built_in is not row:
            names = "、".join(f"{{{placeholder}}}" for placeholder in sorted(unknown))
            return f"列 {column} 的 {names} 没有内容可填", f"column {column}: nothing fills in {names}"
    return None


def placeholders(text: str) -> set[str] | None:
    """Return the placeholders of a text (name, conversion and format); None if the braces cannot be parsed."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
        return {_plain_hole(name or "", spec or "", how or "") for _, name, spec, how in parts}
    except ValueError:
        return None


def _plain_hole(name: str, spec: str, how: str) -> str:
    """Return a placeholder as one text; the word choice after a number (`row|rows`) is left out, for it may differ between texts."""
    return name if "|" in spec and not how else f"{name}{how and '!'}{how}{spec and ':'}{spec}"


def area_fault(row: Row, areas: Mapping[str, Row]) -> Fault | None:
    """Return a fault if an area's place or parent does not fit the other areas; None if it does."""
    code, level = row["area_code"], row["level"]
    place, above = areas.get(row["place_code"]), areas.get(row["parent_code"])
    if place is None or place["level"] != "place":
        return f"列 place_code 的 {row['place_code']!r} 不是市", f"column place_code: {row['place_code']!r} is no place"
    if level == "place":
        fits = code == row["place_code"] == row["parent_code"]
    else:
        fits = (
            above is not None
            and above["place_code"] == row["place_code"]
            and above["level"] in _ABOVE.get(level, ("place",))
        )
    if not fits:
        return (
            f"列 parent_code 的 {row['parent_code']!r} 不对",
            f"column parent_code: {row['parent_code']!r} cannot be right",
        )
    return None


def asked_fault(row: Row, fields: Sequence[Row], stages: Sequence[str]) -> Fault | None:
    """Return a fault if a word of `asked` is no known kind, stage, mode or condition on a column; None if all are known.

    `fields` are the rows of fields.csv, `stages` the words of stages.csv.
    """
    table = row["table"]
    columns = {one["column"] for one in fields if one["table"] == table}
    modes = next((one["allowed"].split() for one in fields if (one["table"], one["column"]) == (table, "mode")), [])
    known = {*ASKED_KINDS[table], *(stages if table == "schools" else modes)}
    known |= {f"{column}:{condition}" for column in columns for condition in ASKED_CONDITIONS}
    for word in row["asked"].split():
        if word not in known:
            return f"列 asked 的 {word!r} 不认识", f"column asked: {word!r} is no kind, stage, mode or column:condition"
    return None


def unspoken(name: str, row: Row, labels: Sequence[str] | set[str]) -> Fault | None:
    """Return a fault if a word of a row has no label; None if all have one."""
    for column, group in LAYOUTS[name].spoken.items():
        if row[column] != "%" and f"{group}.{row[column]}" not in labels:
            return (
                f"列 {column} 的 {row[column]!r} 在 labels.csv 中没有 {group}.{row[column]}",
                f"column {column}: labels.csv has no {group}.{row[column]}",
            )
    return None


def _is_control(letter: str) -> bool:
    return letter == UNREADABLE or (letter.isascii() and not letter.isprintable() and letter not in _UNSEEN)


def _is_day(value: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(value).year <= 2200 and len(value) == len("YYYY-MM-DD")
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        found = Decimal(value)
    except InvalidOperation:
        return False
    return found.is_finite() and 0 <= found < _MOST and found == round(found, 4)

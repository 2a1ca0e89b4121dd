"""Write the cells of a workbook: the type and format for each kind of column."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import repeat
from typing import Any

import pandas as pd
import xlsxwriter

from views.exports.listing import Column
from views.text.labels import absent, label
from views.theme.palette import QUIET, SEVERITIES, TINTS

Shapes = Mapping[str, xlsxwriter.format.Format]
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_767  # most characters in a cell of Excel
_NUMBERS = {
    "count": "#,##0",
    "share": "0.0%",
    "almost": '"<"0.0%',  # less than the whole, although rounded to 100.0%
    "decimal": "#,##0.0",
    "gain": "+#,##0;-#,##0;0",
    "points": "+0.0;-0.0;0.0",
}
_OTHERS = {"day": "yyyy-mm-dd", "code": "@", "text": "@"}


def shapes() -> dict[str, dict[str, Any]]:
    """Return the properties of all cell formats: one for each kind, standing and severity, and one for 无数据."""
    found: dict[str, dict[str, Any]] = {
        kind: {"num_format": code, "valign": "vcenter"} for kind, code in (_NUMBERS | _OTHERS).items()
    }
    found["text"] |= {"text_wrap": True, "indent": 1}
    found["code"]["indent"] = 1
    found["unknown"] = found["share"] | {"font_color": QUIET, "align": "right"}
    for standing, (fill, ink) in (TINTS | SEVERITIES).items():
        found[standing] = found["text"] | {"bg_color": fill, "font_color": ink}
    return found


def of(frame: pd.DataFrame, column: Column) -> Iterator[tuple[str, Any]]:
    """Return a column's cells as (format, value) pairs.

    A figure's value is its number; a standing's format is named by the standing.
    """
    values = frame[column.raw if column.kind == "figure" else column.name]
    if column.kind == "standing":
        return zip(frame[column.raw].fillna("text"), values, strict=True)  # no standing: nothing is judged there
    if column.kind != "figure":
        return zip(repeat(column.kind, len(values)), values, strict=True)
    is_count = (frame["format"] != "%") & values.notna()
    return zip(is_count.map({True: "count", False: "share"}), values, strict=True)


def write(sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, kind: str, value: Any, shape: Shapes) -> None:
    """Write one cell with its type; an unknown share is written as 无数据, any other unknown value as an empty cell."""
    if absent(value) and kind == "share":
        sheet.write_string(row, at, label("no_data"), shape["unknown"])
    elif absent(value):
        sheet.write_blank(row, at, None, shape[kind])
    elif kind in _NUMBERS:
        number = float(value)
        sheet.write_number(row, at, number, shape["almost" if kind == "share" and 0.9995 <= number < 1 else kind])
    elif kind == "day" and isinstance(value, date):
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), shape[kind])
    else:
        sheet.write_string(row, at, fitting(str(value)), shape[kind])


def fitting(text: str) -> str:
    """Return a text that fits a cell; a longer text is cut, and its end says so."""
    cut = label("cut_in_cell")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - len(cut)]}{cut}"

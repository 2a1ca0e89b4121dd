"""The cells of a workbook: what each kind of column is written as, and in which shape."""

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
LONGEST = 32_767  # letters a cell of Excel holds
_NUMBERS = {
    "count": "#,##0",
    "share": "0.0%",
    "almost": '"<"0.0%',  # short of the whole, but 100.0% when rounded
    "decimal": "#,##0.0",
    "gain": "+#,##0;-#,##0;0",
    "points": "+0.0;-0.0;0.0",
}
_OTHERS = {"day": "yyyy-mm-dd", "code": "@", "text": "@"}


def shapes() -> dict[str, dict[str, Any]]:
    """Return the properties of every shape a cell may have: one a kind, one a standing, one for 无数据."""
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
    """Return a column's cells as (kind of cell, value): a figure as its number, a standing by what it is."""
    values = frame[column.raw if column.kind == "figure" else column.name]
    if column.kind == "standing":
        return zip(frame[column.raw].fillna("text"), values, strict=True)  # an area where nothing is judged has none
    if column.kind != "figure":
        return zip(repeat(column.kind, len(values)), values, strict=True)
    is_count = (frame["format"] != "%") & values.notna()
    return zip(is_count.map({True: "count", False: "share"}), values, strict=True)


def write(sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, kind: str, value: Any, shape: Shapes) -> None:
    """Write one cell as what it is; a share that is not known reads 无数据, anything else unknown stays empty."""
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
    """Return a text as a cell holds it; what is cut off a longer one is said."""
    cut = label("cut_in_cell")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - len(cut)]}{cut}"
